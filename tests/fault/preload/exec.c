/*
 * Children that are started with an environment of their own would lose the
 * preloaded library, and with it their steps. So every way to start a
 * program puts our variables back.
 */
#define _GNU_SOURCE 1
#include "state.h"

#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef int spawn_call(pid_t *, const char *,
    const posix_spawn_file_actions_t *, const posix_spawnattr_t *,
    char *const[], char *const[]);
typedef int exec_call(const char *, char *const[], char *const[]);

/* ISO C has no cast from an object pointer to a function's. */
static void
find_next(void *out, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	memcpy(out, &found, sizeof(found));
}

int
execve(const char *path, char *const argv[], char *const env[])
{
	return (int)syscall(SYS_execve, path, argv, state_extend_env(env));
}

int
execv(const char *path, char *const argv[])
{
	return execve(path, argv, environ);
}

int
execvpe(const char *file, char *const argv[], char *const env[])
{
	exec_call *next = NULL;
	find_next(&next, "execvpe");
	return next(file, argv, state_extend_env(env));
}

int
execvp(const char *file, char *const argv[])
{
	return execvpe(file, argv, environ);
}

int
posix_spawn(pid_t *pid, const char *path,
    const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attr,
    char *const argv[], char *const env[])
{
	spawn_call *next = NULL;
	find_next(&next, "posix_spawn");
	return next(pid, path, actions, attr, argv, state_extend_env(env));
}

int
posix_spawnp(pid_t *pid, const char *file,
    const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attr,
    char *const argv[], char *const env[])
{
	spawn_call *next = NULL;
	find_next(&next, "posix_spawnp");
	return next(pid, file, actions, attr, argv, state_extend_env(env));
}
