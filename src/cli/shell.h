/*
 * Words as shells have them: what a person typed on a line with quotes and
 * backslashes, and words that go into such a line so that the shell takes
 * them as they are, whatever is in them.
 */
#ifndef CLI_SHELL_H
#define CLI_SHELL_H

#include "base/str.h"

#include <stdbool.h>

/* Takes quotes and backslashes off; "~/" in front becomes the user's home.
 * Nothing else is expanded, and nothing is ever run. To be freed. */
char *shell_unquote(const char *raw);

/* The quote that is open at the end of a word: '"', '\'', or 0. It is open
 * from the beginning on, and no other is in the word: else false. */
bool shell_find_quote(const char *raw, char *quote);

/* Adds a word as it must stand behind an open quote, or bare (0). */
void shell_quote(struct str *out, const char *word, char quote);

#endif
