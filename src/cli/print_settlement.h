/* How a decision was settled, and what came of it. */
#ifndef CLI_PRINT_SETTLEMENT_H
#define CLI_PRINT_SETTLEMENT_H

#include "cli/command.h"

#include <withus/ledger.h>

/* One settlement whole, behind its code. */
void print_settlement(struct run *run, const struct decision *decision,
    const struct decision_settlement *settlement);

/* "Settled: by majority (3 May 2026)." To be freed. */
char *print_settlement_how(const struct item *settlement);

/* Whose claim it is that all agreed; nothing where it is none. */
void print_settlement_claim(size_t indent,
    const struct decision_settlement *settlement);

/* An answer: how far it is, and its words. */
void print_settlement_answer(const struct item *answer);

/* A field of a record on a line or more: "Because: …". Nothing without it. */
void print_settlement_field(struct run *run, const struct item *item,
    const char *field);

#endif
