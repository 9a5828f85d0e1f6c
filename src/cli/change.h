/* Changing a record: its fields and body, then saving. */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H

#include "cli/command.h"

/* A field by name, and what is put there as if it were typed. */
struct change {
	const char *field;
	const char *typed;
};

/* Makes some changes, ended by a NULL field, and saves. */
int change_fields(struct run *run, const struct id *id,
    const struct change *changes);

/* Makes those that were given as options, with the body of -m, -F or -e, and
 * saves. Where nothing was given the body is opened in an editor, or without
 * a terminal -ERR_USAGE_MISSING. */
int change_as_given(struct run *run, const struct id *id);

#endif
