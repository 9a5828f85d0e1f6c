/* A file read line by line, of which memory never holds more than a line. */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct lines; /* opaque */

/* Opens a file; "-" is standard input. -ERR_FILE_READ and its kin, as of
 * file_read. */
int lines_open(struct lines **out, const char *path);

/* The next line, without its end, borrowed until the next call; `*is_end` is
 * true instead behind the last. -ERR_FILE_READ; -ERR_FILE_TOO_LARGE for a line
 * of more than `limit` bytes. */
int lines_next(struct lines *lines, size_t limit, struct span *out,
    bool *is_end);

/* Bytes of all lines given so far, and of the whole file; 0: nobody knows. */
size_t lines_done(const struct lines *lines);
size_t lines_total(const struct lines *lines);

/* Takes NULL. */
void lines_close(struct lines *lines);

#endif
