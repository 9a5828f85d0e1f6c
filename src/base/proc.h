/*
 * Child processes: always exec, never a shell, standard output and error
 * through pipes, limits set, and an end by the clock.
 */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct proc_limits {
	uint64_t memory;      /* bytes of address space; 0: none. Ignored in
				 sanitizer builds, which cannot bear it */
	unsigned cpu_seconds; /* 0: none */
	int wall_ms;          /* killed after that; 0: none */
};

struct proc_spec {
	const char *const *argv; /* argv[0] is looked up in PATH; NULL-ended */
	const char *const *env;  /* "NAME=value", NULL-ended; NULL: ours */
	const char *dir;         /* working folder; NULL: ours */
	struct proc_limits limits;
	/* Called with each piece of standard output as it comes; NULL: thrown
	 * away. A result other than 0 ends the child and is returned. */
	int (*take)(void *data, const char *bytes, size_t len);
	/* Called each second while it runs, with the seconds so far; NULL. */
	void (*tick)(void *data, size_t seconds);
	void *data;
};

/*
 * Runs a child to its end, with nothing on its standard input, in our process
 * group and so on our terminal. Who must end early gets SIGTERM, and SIGKILL
 * after a second. It does not wait for what the child leaves behind. Where the
 * system can (Linux), a child whose parent dies gets SIGTERM too.
 * `*status` is its exit status, or 128 + signal. `errors` (may be NULL) gets
 * up to 64 KiB of its standard error added. Returns 0 however it ended;
 * -ERR_CHILD_START (`*status` is then untouched), -ERR_CHILD_HUNG (killed by
 * the clock), or what `take` returned.
 */
int proc_run(const struct proc_spec *spec, int *status, struct str *errors);

/* Runs a program on the terminal of this process (an editor). */
int proc_run_terminal(const char *const *argv, int *status);

/* Splits a command line as $EDITOR holds it into words: spaces, '…', "…"
 * and \. NULL-ended, one block to be freed; NULL where a quote is open or it
 * is empty. */
char **proc_split(const char *line);

#endif
