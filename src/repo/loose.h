/*
 * One loose object: a file that holds, deflated, "<type> <length>", a NUL and
 * the contents. libgit2 1.5.1 hangs where that is cut off and writes past its
 * memory where the length lies; so they are read here, where a file counts
 * that holds exactly what it says it holds, to its checksum and not a byte
 * more. Whether that is what its name says is for the caller.
 *
 * Results are libgit2's codes, with its last fault set: GIT_ENOTFOUND where
 * there is no such file.
 */
#ifndef REPO_LOOSE_H
#define REPO_LOOSE_H

#include "base/span.h"

#include <git2.h>
#include <stdbool.h>
#include <stddef.h>

struct loose; /* opaque */

/* Opens one by its name in a folder of objects; the caller closes it. */
int loose_open(struct loose **out, const char *objects, const git_oid *oid);
git_object_t loose_type(const struct loose *loose);
size_t loose_len(const struct loose *loose); /* of the contents, in bytes */

/* Fills `out`, loose_len bytes, once. */
int loose_fill(struct loose *loose, void *out);
void loose_close(struct loose *loose);

bool loose_is_there(const char *objects, const git_oid *oid);

/* "<objects>/ab" and "<objects>/ab/<38 digits>", to be freed. */
char *loose_folder(const char *objects, const git_oid *oid);
char *loose_path(const char *objects, const git_oid *oid);

/* The bytes of such a file, to be freed; NULL where memory runs out. */
char *loose_print(git_object_t type, struct span bytes, size_t *len);

#endif
