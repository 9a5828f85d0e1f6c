/* Where a decision stands, in sentences. */
#ifndef PAGE_STATE_H
#define PAGE_STATE_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/ledger.h>

struct state {
	const struct item *item;       /* the decision */
	const struct item *settlement; /* the first that holds; NULL */
	const struct decision_mention *replaced_by; /* NULL where unknown */
	size_t replaced_by_count;
};

/* A sentence for each of its states. */
void page_state(struct paper *paper, const struct page_reading *reading,
    size_t indent, const struct state *state);

/* True if it has this one ("open"). */
bool page_state_has(const struct item *item, const char *name);

#endif
