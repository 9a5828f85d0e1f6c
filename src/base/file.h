/*
 * Files that survive a power cut. Every failure is an ERR_FILE_* or
 * ERR_DISK_FULL with the path. A failed fsync is never tried again.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds all of a file of at most `limit` bytes; "-" reads standard input. */
int file_read(struct str *out, const char *path, size_t limit);

/* The same for a file that this program made: a regular one, no link, no
 * pipe that would be waited on. */
int file_read_own(struct str *out, const char *path, size_t limit);

/* Makes an empty file whose being there is all it says; it lasts. */
int file_mark(const char *path);

/* Writes a file so that after a crash it is there whole or not at all:
 * temporary name, fsync, rename, fsync of the folder. Mode 0600. */
int file_write(const char *path, const void *bytes, size_t len);

/* fsync of a folder, so that the names in it last. */
int file_sync_dir(const char *path);

/* Makes a folder (mode 0700) and those above it, each fsynced in its
 * parent, also the parent of the topmost one made. One that is there
 * already is no fault, and its parent is not fsynced again. */
int file_make_dirs(const char *path);

/* Removes a folder with all in it; what is not there is no fault. Never
 * follows a link. */
int file_remove_all(const char *path);

bool file_is_there(const char *path);
bool file_is_dir(const char *path);

/*
 * Takes an exclusive lock on a file, made where absent (mode 0600). Waits
 * at most `wait_ms`. Returns 0 and the descriptor in `*out`, closed by
 * file_unlock; `*out` is -1 where somebody else holds it (no fault).
 */
int file_lock(int *out, const char *path, int wait_ms);
void file_unlock(int lock);

/* "dir/name" to be freed. */
char *file_join(const char *dir, const char *name);

/* Calls `each` for every name in a folder, sorted by bytes, without . and
 * ..; a result other than 0 stops and is returned. */
int file_each(const char *dir, int (*each)(void *data, const char *name),
    void *data);

/* True if the file system of this folder is one that databases must not lie
 * on (NFS, SMB, 9p …); `*name` then is its name, static. FUSE is not. */
bool file_is_on_network(const char *dir, const char **name);

/* True if it is FUSE (which may be an encrypted home: a warning). */
bool file_is_on_fuse(const char *dir);

#endif
