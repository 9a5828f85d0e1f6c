/*
 * What could stand at the place where somebody types: words, each with a few
 * words about it, or names of files, which a shell knows by itself.
 */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum suggest_what {
	SUGGEST_WORDS,
	SUGGEST_FILES,
	SUGGEST_FOLDERS
};

struct suggestions {
	enum suggest_what what;
	const char *typed; /* what a suggestion must begin with, in letters of
			      any case; borrowed; "": nothing yet */
	char *before;      /* stays in front of each: "--tags=a,"; NULL */
	char **words;
	char **about;
	size_t count;
	size_t cap;
};

/* Adds a word, if it begins as typed and is not there yet; `about` may be
 * NULL. */
void suggest_add(struct suggestions *all, const char *word, const char *about);
/* The same for what was looked up by what was typed: a code. */
void suggest_add_found(struct suggestions *all, const char *word,
    const char *about);
void suggest_clear(struct suggestions *all);

/*
 * Adds what the scripts of the shells read: `words`, `files` or `folders` on
 * the first line; then a word a line, behind a tab what it is about. With
 * `quoted` each word can go into a line of bash behind the open `quote` (0:
 * none); else it is as it is. No line holds a control.
 */
void suggest_print(struct str *out, const struct suggestions *all, bool quoted,
    char quote);

#endif
