/* What changed between two texts of one thing, word by word. */
#ifndef PAGE_COMPARE_H
#define PAGE_COMPARE_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/history.h>

/* All is borrowed. */
struct compare {
	const struct page_reading *reading;
	struct change_sides sides; /* read_changes() sets their numbers */
	const char *code;
	const char *heading; /* stands above what changed, translated; NULL:
				which versions these are */
	bool is_counting;    /* only the words that people agree to */
	bool is_plain;       /* what went and what came stand on lines of their
				own, after a word that says which it is */
};

/* Adds it. `*count`: how many runs there are; with 0 nothing was added, and
 * no heading either. */
int page_compare(struct paper *paper, const struct compare *compare,
    size_t *count);

/* True for a run that is among what is compared. */
bool page_compare_has(const struct compare *compare,
    const struct change_run *run);

#endif
