/*
 * Folders as a whole. Every failure ends the program: a harness that cannot
 * set up its own files must not judge anybody else's.
 */
#ifndef FAULT_TREE_H
#define FAULT_TREE_H

#include <stddef.h>

/* Copies a folder with all in it (files, folders, symbolic links; modes
 * kept) to a name that is not there yet. */
void tree_copy(const char *from, const char *to);

/* Removes a folder with all in it; what is not there is no fault. */
void tree_remove(const char *path);

/* Removes `to`, then copies. */
void tree_restore(const char *from, const char *to);

/* Makes one folder, mode 0700; one that is there is no fault. */
void tree_make(const char *path);

/* All of a file, NUL-ended, the caller's to free; `*len` may be NULL. NULL
 * where it cannot be read. */
char *tree_read_file(const char *path, size_t *len);
void tree_write_file(const char *path, const void *bytes, size_t len);

/* Calls `each` for every regular file below a folder, names sorted by bytes. */
void tree_each_file(const char *path,
    void (*each)(void *data, const char *path), void *data);

#endif
