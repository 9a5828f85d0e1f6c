/* One record in full. */
#ifndef PAGE_ITEM_H
#define PAGE_ITEM_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/item.h>

/* All of one: title, who and when, fields in the order of the table, the
 * body, and where there are several newest texts, each with its writer. */
void page_item(struct paper *paper, const struct page_reading *reading,
    const struct item *item);

/* Its parts, for a page that has more to say: title, who and when; and what
 * stands behind the words: clashes, and what was set aside. */
void page_item_head(struct paper *paper, const struct item *item);
void page_item_tail(struct paper *paper, const struct item *item);

/* "R-7kq4  A title" */
void page_item_title(struct paper *paper, const char *code, const char *title);

/* The fields of some words and their body, as page_item shows them; the
 * title is not among them. */
void page_item_words(struct paper *paper, const struct page_reading *reading,
    const struct record *words);

/* Where people wrote different words at the same time: what each wrote. */
void page_item_clashes(struct paper *paper, const struct item *item);

#endif
