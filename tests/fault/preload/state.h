/*
 * What a preloaded library knows of the run it is part of, taken from the
 * environment when first asked for. Hidden, so that no name of ours can
 * meet one of the program under test.
 */
#ifndef FAULT_PRELOAD_STATE_H
#define FAULT_PRELOAD_STATE_H

#include "../lib/wire.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

struct state {
	struct wire_state *shared; /* NULL: this process is left alone */
	enum wire_mode mode;
	uint64_t at;
	size_t root_len;
	char root[PATH_MAX];
	char trace[PATH_MAX]; /* "" for none */
};

/* Borrowed for ever. Safe before main, after fork, and without memory. */
const struct state *state_get(void);

/*
 * Counts one step of a kind. Returns its number; `*strikes` says whether the
 * fault of this run falls on it.
 */
uint64_t state_count(enum wire_op op, bool *strikes);

/* The group dies at once (or this process alone); never returns. */
void state_die(void);

/*
 * The environment that a program started from here should get: `env` with
 * our own variables put back where somebody took them out. Borrowed until
 * the next call.
 */
char *const *state_extend_env(char *const *env);

#pragma GCC visibility pop

#endif
