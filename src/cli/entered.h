/*
 * A command line that somebody is still typing: which command it is, what
 * the word at hand would be. It reads what parse.h would read, and takes no
 * offence at what is missing or wrong.
 */
#ifndef CLI_ENTERED_H
#define CLI_ENTERED_H

#include "cli/options.h"

struct entered {
	const struct command *command; /* NULL: not known yet */
	const char *noun;              /* NULL: none yet */
	const char *first;             /* the first argument; NULL */
	size_t arg_count;
	bool may_be_verb; /* the word at hand, of this noun */
	bool is_behind;   /* "--" was typed: no option follows */
	/* Options of the command, or of every one. */
	struct option_list options;
	/* The word at hand is the value of this one; NULL: it is none's. */
	const struct option_entry *waiting;
	/* What these were given, or NULL. */
	const char *home;
	const char *project;
	const char *member;
};

/* Reads the words before the one at hand, behind the program's name. They are
 * borrowed. entered_clear() in any case. */
void entered_read(struct entered *out, const char *const *words, size_t count);
void entered_clear(struct entered *entered);

/* The option that a word `--name` or `--name=…` means, also by an unambiguous
 * start; NULL. */
const struct option_entry *entered_find_option(const struct entered *entered,
    const char *word);

#endif
