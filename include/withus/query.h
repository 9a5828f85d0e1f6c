/*
 * What a list asks for. Zeroed it asks for nothing in particular; `project`
 * and `kind` must be set.
 */
#ifndef WITHUS_QUERY_H
#define WITHUS_QUERY_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

struct query {
	struct id project;
	const char *kind;  /* "reflection" */
	struct id by;      /* none: anybody's */
	struct id about;   /* none; else only what points to this record */
	const char *field; /* with `about`: by which field; NULL: any */
	const char *since; /* YYYY-MM-DD, this day included; NULL */
	const char *until;
	bool oldest_first;   /* else newest first, by (day, id) */
	bool with_withdrawn; /* what was taken back is left out otherwise */
	size_t most;         /* 0: all */
};

#endif
