/* A document that the group agrees, with all that decides where it stands. */
#ifndef CORE_RULES_CASE_H
#define CORE_RULES_CASE_H

#include "core/people.h"
#include "core/related.h"
#include "model/agreed.h"

struct rules_case {
	const struct people *people;
	struct relatives agreements; /* oldest first */
	struct related_words words;
	struct agreed agreed;
	const struct view *view; /* of the document; borrowed */
};

/* From a judged lineage and its view, both to outlive the case. The caller
 * closes it, also after an error. */
int rules_case_open(struct rules_case *out, const struct item_context *context,
    const struct lineage *lineage, const struct view *view);
void rules_case_close(struct rules_case *rules);

/* The agreement of one person; NULL. */
const struct related *rules_case_find(const struct rules_case *rules,
    const struct id *by);

/* Adds "agreed" or "not-agreed", and "second-look", to an item's status. */
void rules_case_name(const struct rules_case *rules, struct item *item);

#endif
