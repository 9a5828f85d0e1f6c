/* How a decision was settled, and what came of it. */
#ifndef PAGE_SETTLEMENT_H
#define PAGE_SETTLEMENT_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/ledger.h>

/* One settlement whole, behind its code. */
void page_settlement(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision,
    const struct decision_settlement *settlement);

/* "Settled: by majority (3 May 2026)." To be freed. */
char *page_settlement_how(const struct item *settlement);

/* Whose claim it is that all agreed; nothing where it is none. */
void page_settlement_claim(struct paper *paper, size_t indent,
    const struct decision_settlement *settlement);

/* An answer: how far it is, and its words. */
void page_settlement_answer(struct paper *paper, const struct item *answer);

/* A field of a record on a line or more: "Because: …". Nothing without it. */
void page_settlement_field(struct paper *paper,
    const struct page_reading *reading, const struct item *item,
    const char *field);

#endif
