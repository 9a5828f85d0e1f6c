/* What people replied to something, and to those replies. */
#ifndef PAGE_REPLY_H
#define PAGE_REPLY_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/read.h>

/* Replies to replies that lie deeper are left out. */
#define PAGE_REPLY_DEPTH 8

/* All replies to a record, oldest first, each with its own below it; so many
 * steps of two cells to the right. */
int page_replies(struct paper *paper, const struct page_reading *reading,
    const struct id *id, size_t steps);

/* Takes the replies to one record alone, oldest first; `depth`: how many
 * replies lie above them. Nothing below PAGE_REPLY_DEPTH. */
int page_reply_each(const struct page_reading *reading, const struct id *id,
    size_t depth, int (*take)(void *data, const struct item *item), void *data);

#endif
