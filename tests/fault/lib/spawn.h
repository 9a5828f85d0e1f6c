/*
 * One child process with an end by the clock, its words kept.
 */
#ifndef FAULT_SPAWN_H
#define FAULT_SPAWN_H

#include "wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spawn_spec {
	const char *const *argv;  /* argv[0] is a path, or looked up in PATH */
	char *const *env;         /* NULL: ours */
	struct wire_state *state; /* told who leads the group; NULL: nobody */
	int patience_ms;          /* then it counts as hung and is killed */
	int64_t kill_after_ns;    /* killed on purpose after that; 0: never */
};

struct spawn_result {
	int status; /* exit status; -1 where a signal ended it */
	int signal; /* 0 where it exited */
	bool is_hung;
	char *out; /* NUL-ended; at most 4 MiB, the rest is dropped */
	size_t out_len;
	char *err;
	size_t err_len;
};

/*
 * Runs a program in a process group of its own with /dev/null as its input,
 * until it and all of its group are gone. What was in the result before is
 * not looked at. Aborts where the system refuses a process.
 */
void spawn_run(const struct spawn_spec *spec, struct spawn_result *result);
void spawn_clear(struct spawn_result *result);

/* Monotonic nanoseconds. */
int64_t spawn_now(void);

#endif
