/*
 * The worker: this program run again as a child with limits on memory and
 * time, which reads a git repository that may be damaged or another's and
 * hands what it finds over a pipe. libgit2 can hang on a truncated object
 * and write past its memory on a lying one; in the worker that costs a
 * child, never the journal.
 *
 * On the pipe, each message is a letter and fields, each number as 4 bytes
 * little-endian and each text after its length:
 *
 *   f  commit (20 bytes), number of the commit, path, why, 1 or 0, bytes
 *   e  error code, number of arguments, arguments
 *   d  nothing more: the walk came to its end
 */
#ifndef CORE_WORKER_H
#define CORE_WORKER_H

#include "core/inside.h"
#include "repo/repo.h"

/* What the worker is asked. */
struct worker_task {
	const char *repo;
	struct point to;
	const struct point *from; /* not what these reach */
	size_t from_count;
	bool list; /* only the files of `to` itself */
};

/* Runs a task in a worker; `each` as in repo_walk. -ERR_HISTORY_SLOW where
 * the child's time was up, which grows with the objects of the repository;
 * -ERR_WORKER where it died or spoke nonsense; or what it reported. */
int worker_run(struct journal *journal, const struct worker_task *task,
    int (*each)(void *data, const struct repo_file *file), void *data);

#endif
