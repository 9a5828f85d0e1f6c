/* A decision on one page, and its parts. */
#ifndef CLI_PRINT_DECISION_H
#define CLI_PRINT_DECISION_H

#include "cli/command.h"

#include <withus/ledger.h>

/* The page of `show`: the question, who should be involved and who was, the
 * views, how it was settled, and what came of it. */
int print_decision_page(struct run *run, const struct item *item);

/* That of a view, a settlement or an answer: it leads to the decision. */
int print_decision_part(struct run *run, const struct item *item);

/* "D-7kq4  Which outcome do we measure first?" */
void print_decision_title(const struct item *item);

/* The options, each with how many would choose it. */
void print_decision_options(const struct decision *decision);

/* Whose views are still to come; nothing where none are. */
void print_decision_awaited(const struct decision *decision);

/* One of a list. */
void print_decision_row(struct run *run, const struct decision_row *row);

#endif
