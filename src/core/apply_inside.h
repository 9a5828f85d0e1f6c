/* What is shared in putting typed texts into fields. */
#ifndef CORE_APPLY_INSIDE_H
#define CORE_APPLY_INSIDE_H

#include "core/apply.h"
#include "core/inside.h"

#include <withus/kind.h>
#include <withus/record.h>

/* Where a text is looked up, and for which field. */
struct applying {
	struct journal *journal;
	const struct id *project;
	const struct kind_field *field;
	const struct record *words; /* what it is a field of */
};

/* A text as its field stores it, spaces at its ends aside; a name, whatever
 * the field holds else. To be freed. */
int apply_text(const struct applying *applying, const char *text, size_t len,
    char **out);
int apply_name(const struct applying *applying, const char *text, size_t len,
    char **out);

/* Adds, changes or removes one row. */
int apply_rows(const struct applying *applying, struct record *words,
    const char *typed);

#endif
