/*
 * One project's git repository: paths, bytes and points in history. What a
 * file means is not known here. Bare, one branch ("journal"), no work tree,
 * no hooks, a config that must be the one we wrote. Every object, and the
 * folder names that lead to it, are on the disk before the branch moves.
 *
 * libgit2 1.5.1 hangs on a truncated loose object and writes past its memory
 * on one that lies about its size. So whoever cannot be sure that a
 * repository is whole reads it in a worker process (core/worker.h), after
 * repo_fsck.
 */
#ifndef REPO_REPO_H
#define REPO_REPO_H

#include "base/point.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct repo; /* opaque */

/* Makes an empty repository: whole or not at all (temporary name, fsync,
 * rename, fsync of the folder above). -ERR_FILE_EXISTS where one is. */
int repo_create(const char *path);

/* Opens one; the caller closes it. -ERR_REPO_MISSING, -ERR_REPO_CONFIG
 * (not the config we wrote), -ERR_REPO_DAMAGED. */
int repo_open(struct repo **out, const char *path);
void repo_close(struct repo *repo);

/* Where the branch stands; none where it has no commit yet. Reads the ref as
 * a file; libgit2 is opened only where the ref is packed. */
int repo_head(struct point *out, const char *path);

/* Removes what a killed writer left behind: lock files, temporary objects
 * and packs. Only under the project's lock. */
int repo_sweep(const char *path);

/* One file of a tree to be made, below two folders at most, each path once.
 * Neither bytes nor a blob: the path is taken out, file or folder, if there. */
struct repo_change {
	const char *path;
	const void *bytes;
	size_t len;
	struct point blob; /* by blobs.h, in the stead of bytes */
};

struct repo_commit {
	const struct point *parents; /* as given, in this order */
	size_t parent_count;
	const struct point *base; /* its tree is changed; NULL: an empty one */
	const struct repo_change *changes;
	size_t change_count;
	const char *name; /* of author and committer, +0000 */
	const char *email;
	int64_t time;
	const char *message;
};

/* Writes blobs, trees and the commit (many together as one pack), all
 * fsynced, the names of their folders too, reads them back and compares. The
 * branch does not move. -ERR_FILE_SYNC, -ERR_DISK_FULL, -ERR_REPO_FAILED
 * where the disk refused; -ERR_REPO_DAMAGED where what was read back differs,
 * or parent or base is not here. */
int repo_write_commit(struct repo *repo, struct point *out,
    const struct repo_commit *commit);

/* Moves the branch from `from` (NULL or none: not there yet) to `to`, if it
 * still stands there: -ERR_REPO_MOVED else, -ERR_REPO_LOCKED where another
 * program holds it. */
int repo_move_head(struct repo *repo, const struct point *from,
    const struct point *to);

/* One file of a tree. `bytes` are NULL for what is not a regular file of
 * mode 100644 of at most `limit` bytes; then `why` says what it is ("mode",
 * "size", "name", "missing", "gone"). All borrowed for the call. */
struct repo_file {
	struct point commit;
	size_t commit_number; /* from 0, in the order of the walk */
	const char *path;     /* the path's bytes, any but NUL and / doubled */
	const char *bytes;
	size_t len;
	const char *why;
};

/* A part of the history: what `to` reaches and none of `from` does. Of
 * `from`, what is not here reaches nothing. */
struct repo_range {
	const struct point *to;
	const struct point *from;
	size_t from_count;
	bool with_gone; /* tells what only a parent has, too: "gone" */
};

/*
 * Walks a range, parents first (by generation within it, then id: the same
 * order on every machine), and calls `each` for every file that this commit's
 * tree has and no parent's has with the same mode and bytes. A result other
 * than 0 stops and is returned. A folder that cannot be entered (too deep, of
 * a wrong name, missing) is one file. Commits that claim to be older than
 * their parents may bring back some of `from`'s; none keeps a new one out.
 */
int repo_walk(struct repo *repo, const struct repo_range *range, size_t limit,
    int (*each)(void *data, const struct repo_file *file), void *data);

/* The same for all files of one commit's tree, in byte order of path. */
int repo_list(struct repo *repo, const struct point *at, size_t limit,
    int (*each)(void *data, const struct repo_file *file), void *data);

/* What a commit itself says; repo_said_clear frees it. */
struct repo_said {
	struct point *parents;
	size_t parent_count;
	int64_t time;
	char *message;
	char *name;
};
int repo_read_commit(struct repo *repo, const struct point *at,
    struct repo_said *out);
void repo_said_clear(struct repo_said *said);

/* True in `*out` if `from` reaches `to` by parents, or is it. A point that
 * is not here is reached by nothing (no fault). */
int repo_reaches(struct repo *repo, const struct point *from,
    const struct point *to, bool *out);

/* About how many objects there are, loose and packed: for limits. */
size_t repo_count_objects(const char *path);
/* `git fsck` as a child: -ERR_REPO_DAMAGED with its first words, or where its
 * time is up -ERR_HISTORY_SLOW. `full`: packs too. `tick` hears each second. */
typedef void repo_tick(void *data, size_t seconds, size_t most);
int repo_fsck(const char *path, bool full);
int repo_fsck_told(const char *path, repo_tick *tick, void *data);
/* Moves `*count` objects that fsck finds damaged to <repository>/corrupt/. */
int repo_set_aside_damaged(const char *path, size_t *count);

/* Writes a blob alone, loose and fsynced, unless it is there and whole. */
int repo_write_blob(struct repo *repo, const void *bytes, size_t len);

/* The whole history as one bundle file, by a git child; and back: makes a
 * repository as repo_create does and fills it. */
int repo_bundle(const char *path, const char *file);
int repo_unbundle(const char *path, const char *file);

/* Versions of the libraries behind this, for `check`: "libgit2 1.5.1". */
const char *repo_library(void);

#endif
