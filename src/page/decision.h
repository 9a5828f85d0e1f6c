/* A decision on one page, and its parts. */
#ifndef PAGE_DECISION_H
#define PAGE_DECISION_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/ledger.h>

/* The page of `show`: the question, who should be involved and who was, the
 * views, how it was settled, and what came of it. */
int page_decision(struct paper *paper, const struct page_reading *reading,
    const struct item *item);

/* That of a view, a settlement or an answer: it leads to the decision. */
int page_decision_part(struct paper *paper, const struct page_reading *reading,
    const struct item *item);

/* "D-7kq4  Which outcome do we measure first?" */
void page_decision_title(struct paper *paper, const struct item *item);

/* The options, each with how many would choose it. */
void page_decision_options(struct paper *paper,
    const struct decision *decision);

/* Whose views are still to come; nothing where none are. */
void page_decision_awaited(struct paper *paper,
    const struct decision *decision);

#endif
