/* What a list is narrowed to, by options that several lists have alike; and
 * who reads it. */
#ifndef CLI_NARROW_H
#define CLI_NARROW_H

#include "base/date.h"
#include "cli/command.h"

#include <stddef.h>

/* --since, --until, --most, --stage and --by, of those that the command has
 * and that were given. It stays where it is: days point into it. */
struct narrow {
	char since_day[DATE_SIZE];
	char until_day[DATE_SIZE];
	const char *since; /* YYYY-MM-DD; NULL: not given */
	const char *until;
	size_t most; /* 0: not given */
	struct id stage;
	struct id by;
};

/* -ERR_FIELD_DATE, -ERR_FIELD_NUMBER, -ERR_NAME_*, -ERR_CODE_*. */
int narrow_read(struct run *run, struct narrow *out);

/* Options of which one can be given, and what each stands for; ended by a NULL
 * name. */
struct narrow_choice {
	const char *option;
	int value;
};

/* Sets `out` where one was given. -ERR_USAGE_TOGETHER. */
int narrow_choose(const struct run *run, const struct narrow_choice *choices,
    int *out);

/* The member whom --waits-for names, else who reads it, where that is clear;
 * `is_me` is true for that. Nobody is asked, and there may be none: a list is
 * read by anybody. -ERR_NAME_*, -ERR_CODE_*. */
int narrow_find_reader(struct run *run, struct id *out, bool *is_me);

/* An empty list: there is nothing yet, or nothing of what was asked for. */
void narrow_say_none(const struct run *run, const char *nothing_yet,
    const char *nothing_such);

#endif
