/* The page of one thing, whatever kind it is of. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/item.h>

/* Adds all there is to read of it: its words, what its kind says beyond them,
 * such as who agreed, and the replies to it. What was added stays where it
 * fails. */
int page_show(struct paper *paper, const struct page_reading *reading,
    const struct item *item);

#endif
