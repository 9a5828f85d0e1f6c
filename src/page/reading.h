/* What a page reads from, and whose it is. */
#ifndef PAGE_READING_H
#define PAGE_READING_H

#include <withus/journal.h>

/* The journal is borrowed, and open. */
struct page_reading {
	struct journal *journal;
	struct id project;
};

#endif
