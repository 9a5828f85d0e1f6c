#define _GNU_SOURCE 1
#include "state.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ENV_MAX 1024
#define OWN_COUNT 7

static const char *const own_names[OWN_COUNT] = { "LD_PRELOAD", WIRE_ENV_STATE,
	WIRE_ENV_ROOT, WIRE_ENV_MODE, WIRE_ENV_AT, WIRE_ENV_TRACE,
	WIRE_ENV_EXE };

static struct state state;
static bool is_known;
static char own_pairs[OWN_COUNT][PATH_MAX + 32]; /* "NAME=value" or "" */

static enum wire_mode
find_mode(const char *name)
{
	for (int i = 0; name && i < WIRE_MODE_COUNT; i++)
		if (strcmp(name, wire_mode_names[i]) == 0)
			return (enum wire_mode)i;
	return WIRE_COUNT;
}

static struct wire_state *
map_shared(const char *path)
{
	long fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
	if (fd < 0)
		return NULL;
	long at = syscall(SYS_mmap, NULL, sizeof(struct wire_state),
	    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	syscall(SYS_close, fd);
	return at == -1 ? NULL : (struct wire_state *)at;
}

static void
copy_text(char *out, size_t size, const char *text)
{
	snprintf(out, size, "%s", text ? text : "");
}

const struct state *
state_get(void)
{
	if (is_known)
		return &state;
	is_known = true;
	const char *path = getenv(WIRE_ENV_STATE);
	if (!path)
		return &state;
	for (int i = 0; i < OWN_COUNT; i++) {
		const char *value = getenv(own_names[i]);
		if (value)
			snprintf(own_pairs[i], sizeof(own_pairs[i]), "%s=%s",
			    own_names[i], value);
	}
	copy_text(state.root, sizeof(state.root), getenv(WIRE_ENV_ROOT));
	copy_text(state.trace, sizeof(state.trace), getenv(WIRE_ENV_TRACE));
	state.root_len = strlen(state.root);
	state.mode = find_mode(getenv(WIRE_ENV_MODE));
	const char *at = getenv(WIRE_ENV_AT);
	state.at = at ? strtoull(at, NULL, 10) : 0;
	state.shared = map_shared(path);
	return &state;
}

static bool
is_ever(enum wire_mode mode)
{
	return mode == WIRE_EIO_EVER || mode == WIRE_FULL_EVER ||
	    mode == WIRE_OOM_EVER;
}

uint64_t
state_count(enum wire_op op, bool *strikes)
{
	struct wire_state *shared = state_get()->shared;
	uint64_t n = atomic_fetch_add(&shared->steps, 1) + 1;
	if (n < WIRE_STEP_MAX) {
		shared->ops[n] = (uint8_t)op;
		shared->in_child[n] = getpid() != atomic_load(&shared->leader);
	}
	*strikes = is_ever(state.mode) ? n >= state.at : n == state.at;
	return n;
}

void
state_die(void)
{
	int32_t leader = atomic_load(&state.shared->leader);
	if (state.mode != WIRE_KILL_ALONE && leader > 0 && getpgrp() == leader)
		kill(-leader, SIGKILL);
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

static bool
is_own(const char *pair)
{
	for (int i = 0; i < OWN_COUNT; i++) {
		size_t len = strlen(own_names[i]);
		if (strncmp(pair, own_names[i], len) == 0 && pair[len] == '=')
			return true;
	}
	return false;
}

char *const *
state_extend_env(char *const *env)
{
	static char *out[ENV_MAX + OWN_COUNT + 1];

	if (!state_get()->shared)
		return env;
	size_t n = 0;
	for (; env && *env && n < ENV_MAX; env++)
		if (!is_own(*env))
			out[n++] = *env;
	for (int i = 0; i < OWN_COUNT; i++)
		if (own_pairs[i][0])
			out[n++] = own_pairs[i];
	out[n] = NULL;
	return out;
}
