/* A decision with its views, settlements and answers, and what follows. */
#ifndef CORE_LEDGER_CASE_H
#define CORE_LEDGER_CASE_H

#include "core/people.h"
#include "core/related.h"
#include "model/ledger.h"

struct ledger_case {
	const struct people *people;
	struct ledger_names names;
	struct related_words words;
	/* Of each kind the records, and at the same places what the model
	 * found out about them; oldest first. */
	struct relatives views;
	struct ledger_view *view_facts;
	struct relatives settlements;
	struct ledger_settlement *settlement_facts;
	enum counting_words *settlement_words;
	struct relatives answers;
	struct ledger_answer *answer_facts;
	struct related_ids successors; /* decisions that replace this one */
	bool *are_settled;             /* each of these */
	struct ledger ledger;
};

/* From a judged lineage and its view, both to outlive the case. The caller
 * closes it, also after an error. */
int ledger_case_open(struct ledger_case *out,
    const struct item_context *context, const struct lineage *lineage,
    const struct view *view);
void ledger_case_close(struct ledger_case *ledger);

/* Adds the states to an item's status. */
void ledger_case_name(const struct ledger_case *ledger, struct item *item);

/* Whether a decision has a settlement in force. */
int ledger_case_is_settled(const struct item_context *context,
    const struct id *decision, bool *out);

#endif
