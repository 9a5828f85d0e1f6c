/*
 * Packing: loose objects become one pack, so that they do not pile up. Every
 * save makes some five files; after a hundred thousand saves reading and
 * sharing would drown in them.
 */
#ifndef REPO_PACK_H
#define REPO_PACK_H

#include <stdbool.h>
#include <stddef.h>

/* True if so many objects lie loose that packing pays, as some of the folders
 * tell. */
bool pack_is_due(const char *path);

/*
 * Writes a pack of loose objects, or, where one was written, takes away those
 * that it gives back as they are, so many as can go in 50 ms; `*count` says
 * how many. What is damaged stays where it is. Only under the project's lock.
 * Whatever fails, and wherever it is cut off, every object is still there.
 * -ERR_REPO_MISSING, -ERR_REPO_FAILED, -ERR_DISK_FULL, -ERR_FILE_SYNC.
 */
int pack_loose(const char *path, size_t *count);

#endif
