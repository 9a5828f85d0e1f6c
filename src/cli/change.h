/* Changing a record: its fields and body, then saving. */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H

#include "cli/command.h"

/* A field by name, and what is put there as if it were typed. */
struct change {
	const char *field;
	const char *typed;
};

struct item;

/* Makes some changes, ended by a NULL field, and saves; tells nothing but
 * that a text of several people was kept whole. */
int change_make(struct run *run, const struct item *item,
    const struct change *changes, struct written *out);

/* The same for a record by its id, and tells that it was saved. */
int change_fields(struct run *run, const struct id *id,
    const struct change *changes);

/*
 * Makes those that were given as options, with the body of -m, -F or -e, or
 * of an old version (--from), and saves. Where nothing was given the body is
 * opened in an editor, or without a terminal -ERR_USAGE_MISSING. What saving
 * would refuse is refused before somebody writes: -ERR_NOT_YOURS,
 * -ERR_KIND_NEWER, -ERR_ALREADY_WITHDRAWN.
 */
int change_as_given(struct run *run, const struct id *id);

#endif
