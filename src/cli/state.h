/* Where a decision stands, in sentences. */
#ifndef CLI_STATE_H
#define CLI_STATE_H

#include "cli/command.h"

#include <withus/ledger.h>

struct state {
	const struct item *item;       /* the decision */
	const struct item *settlement; /* the first that holds; NULL */
	const struct decision_mention *replaced_by; /* NULL where unknown */
	size_t replaced_by_count;
};

/* A sentence for each of its states. */
void state_show(struct run *run, size_t indent, const struct state *state);

/* True if it has this one ("open"). */
bool state_has(const struct item *item, const char *name);

#endif
