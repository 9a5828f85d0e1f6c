/* Which row of another record a person means: an option of a decision. */
#ifndef CORE_OPTION_H
#define CORE_OPTION_H

#include "core/inside.h"

#include <withus/kind.h>
#include <withus/record.h>

struct option_asked {
	struct id project;
	const struct record *words; /* its parent field says which record */
	const struct kind_field *field;
};

/*
 * The name of the row that was typed as its letter, its name or its words
 * (or the start of them, where no other begins so); "=words" stay what they
 * are. To be freed. -ERR_OPTION_NOT_THERE, -ERR_OPTION_NONE; -ERR_FIELD_RECORD
 * for nothing typed, or where the words do not say which record.
 */
int option_read(struct journal *journal, const struct option_asked *asked,
    const char *typed, char **out);

/* The words of a row by its name, or what "=words" says; the name where that
 * row is not there, or not any more. To be freed. */
char *option_describe(struct journal *journal, const struct option_asked *asked,
    const char *name);

#endif
