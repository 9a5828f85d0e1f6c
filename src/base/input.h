/*
 * Words that a person hands over: a file, a pipe such as `<(command)`, or
 * standard input. Nothing is waited for but a pipe that somebody writes into.
 */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include "base/str.h"

#include <stddef.h>

/*
 * Adds what is in it, at most `limit` bytes. A regular file that is larger is
 * not read at all. -ERR_USAGE_NO_FILE for a folder, a device or a socket,
 * -ERR_FILE_READ, -ERR_FILE_TOO_LARGE; nothing is added then.
 */
int input_read(struct str *out, const char *path, size_t limit);

/* The same from standard input; `name` is what a fault calls it. What came
 * before a fault stays in `out`: nobody else has it. */
int input_read_piped(struct str *out, const char *name, size_t limit);

#endif
