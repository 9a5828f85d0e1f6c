/* From a decision record to records of the journal. */
#ifndef CORE_CARRY_ADR_MAKE_H
#define CORE_CARRY_ADR_MAKE_H

#include "core/carry_adr.h"
#include "core/carry_inside.h"
#include "core/item.h"
#include "core/make.h"

struct adr_file {
	char *name; /* in its folder */
	bool has_number;
	unsigned long long number;
	struct adr adr;
	struct vid hash;     /* of the bytes */
	struct id id;        /* of the decision */
	struct id *replaces; /* other decisions; without itself */
	size_t replace_count;
	size_t replace_cap;
	bool is_replaced; /* by one of the same folder */
};

struct adr_making {
	struct carrying carrying;
	const struct carry_adr *task;
	struct item_context context;
	struct maker maker;
	struct action action;
};

/* `born` of the decision that a file is, and its id. */
void adr_make_born(char out[RECORD_BORN_MAX + 1], const struct carry_adr *task,
    const char *name);
void adr_make_id(struct id *out, const struct carry_adr *task,
    const char *name);

/*
 * Adds what a file says to the action: the decision, and how it was settled.
 * `*is_known` where nothing of it is new; nothing is added then, nor after a
 * fault.
 */
int adr_make(struct adr_making *making, const struct adr_file *file,
    bool *is_known);

#endif
