/* Items: what people see of one record. */
#ifndef CORE_ITEM_H
#define CORE_ITEM_H

#include "core/inside.h"
#include "model/lineage.h"
#include "model/view.h"
#include "model/voices.h"

#include <withus/read.h>
#include <withus/write.h>

/* What is loaded once for a whole list. */
struct item_context {
	struct journal *journal;
	const struct id *project;
	struct voices *voices;
	struct people *people; /* core/people.h: loaded when first wanted */
};

int item_context_open(struct item_context *context, struct journal *journal,
    const struct id *project);
void item_context_close(struct item_context *context);

/* The item of a record; the caller frees it. */
int item_make(const struct item_context *context, const struct id *id,
    struct item **out);

/* Fills a person; the name is its own. */
void item_person(const struct item_context *context, struct person *person,
    const struct id *id);

#endif
