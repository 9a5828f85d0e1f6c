/*
 * One mutating call, from before it is made until after: which file it is
 * about, whether it counts, what becomes of it, and what the trace says.
 */
#ifndef FAULT_SHIM_SHOT_H
#define FAULT_SHIM_SHOT_H

#include "../preload/state.h"

#include <sys/types.h>

#pragma GCC visibility push(hidden)

struct shot {
	enum wire_op op;
	bool counts;     /* it is about something below the root */
	bool dies;       /* the group dies once the call is made */
	bool was;        /* the path was there before the call */
	size_t room;     /* bytes that may be written */
	int fd;          /* the file, where a descriptor names it; else -1 */
	uint64_t offset; /* where a write begins; the length of a truncate */
	uint32_t flags;  /* WIRE_NEW, WIRE_EMPTY */
	char path[PATH_MAX];
	char to[PATH_MAX];
};

/*
 * Each is called before the real call: 0, and then it is to be made, or -1
 * with errno set and nothing to be made. `dir` as in openat.
 */
int shot_at_path(struct shot *shot, enum wire_op op, int dir, const char *path);
int shot_at_two(struct shot *shot, enum wire_op op, const int dirs[2],
    const char *const paths[2]);
int shot_at_fd(struct shot *shot, enum wire_op op, int fd);
/* `at` -1: at the file's own position. Sets `room`. */
int shot_at_write(struct shot *shot, int fd, size_t len, off_t at);

/*
 * Called after the real call with its result, which it gives back, errno
 * untouched; does not return where the group dies here.
 */
long shot_end(struct shot *shot, long result);
/* The same with the bytes that a write or a link's target brought. */
long shot_end_data(struct shot *shot, long result, const void *data);

/* Something went to standard output of the first process. */
void shot_say(const void *data, size_t len);

#pragma GCC visibility pop

#endif
