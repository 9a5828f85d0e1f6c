#include "support/sweep.h"

#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* So many callers, from the call outwards, tell one path from another: from
 * a library's call through store or repo into the middle of core. */
#define FRAMES 8
/* More of them are shown. */
#define SHOWN 40
/* Paths of one program; a power of two. */
#define PATHS ((size_t)1 << 16)

static struct {
	bool is_armed;
	bool is_whole;
	bool lasts;
	const char *failed; /* the name of the call that failed in this run */
	size_t run;         /* how many runs there have been */
	size_t call;        /* the calls of this run */
	void *frames[SHOWN];
	int frame_count;
	uint64_t paths[PATHS]; /* of those that failed; 0: free */
	size_t path_count;
} sweep;

/* FNV-1a. */
static uint64_t
hash_path(void)
{
	uint64_t hash = sweep.lasts ? 1 : 0xcbf29ce484222325U;

	for (int i = 0; i < sweep.frame_count; i++) {
		hash ^= (uintptr_t)sweep.frames[i];
		hash *= 0x100000001b3U;
	}
	return hash | 1;
}

/* Notes where this call comes from; false where that is known. */
static bool
note_path(void)
{
	uint64_t hash;
	size_t at;

	sweep.frame_count = backtrace(sweep.frames, FRAMES);
	hash = hash_path();
	at = (size_t)hash & (PATHS - 1);
	while (sweep.paths[at] != 0 && sweep.paths[at] != hash)
		at = (at + 1) & (PATHS - 1);
	if (sweep.paths[at] == hash)
		return false;
	assert_true(++sweep.path_count < PATHS / 2);
	sweep.paths[at] = hash;
	return true;
}

static bool
is_due(const char *name)
{
	bool due;

	if (!sweep.is_armed)
		return false;
	if (sweep.failed != NULL) {
		due = sweep.lasts && strcmp(sweep.failed, name) == 0;
	} else {
		sweep.call++;
		due = sweep.is_whole ? sweep.call == sweep.run : note_path();
		if (due) {
			sweep.failed = name;
			sweep.frame_count = backtrace(sweep.frames, SHOWN);
		}
	}
	if (due)
		errno = EIO;
	return due;
}

/* libgit2 itself loses the parents of a commit that it was walking through
 * when one cannot be read (git_graph_reachable_from_any, 1.5.1). What is
 * allocated during that walk is not looked for; where there is no sanitizer
 * these two are not there. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static bool
is_losing(const char *name)
{
	return __lsan_disable != NULL &&
	    strcmp(name, "git_graph_descendant_of") == 0;
}

/* clang-format off */
#define X(name, type, bad, parameters, arguments) \
	type __real_##name parameters; \
	type __wrap_##name parameters; \
	type __wrap_##name parameters \
	{ \
		type result; \
		if (is_due(#name)) \
			return (type)(bad); \
		if (!is_losing(#name)) \
			return __real_##name arguments; \
		__lsan_disable(); \
		result = __real_##name arguments; \
		__lsan_enable(); \
		return result; \
	}
#include "support/sweep.def"
#undef X
/* clang-format on */

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
pid_t __real_fork(void);
pid_t __wrap_fork(void);

int
__wrap_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	if ((flags & O_CREAT) != 0) {
		va_start(args, flags);
		mode = va_arg(args, mode_t);
		va_end(args);
	}
	return is_due("open") ? -1 : __real_open(path, flags, mode);
}

/* A child would fail where its parent has not: nothing told it what did. */
pid_t
__wrap_fork(void)
{
	pid_t child = is_due("fork") ? -1 : __real_fork();

	if (child == 0)
		sweep.is_armed = false;
	return child;
}

void
sweep_begin(bool lasts)
{
	const char *how = getenv("SWEEP");

	sweep.run = 0;
	sweep.is_whole = how != NULL && strcmp(how, "all") == 0;
	sweep.lasts = lasts;
}

void
sweep_arm(void)
{
	sweep.run++;
	sweep.call = 0;
	sweep.failed = NULL;
	sweep.is_armed = true;
}

bool
sweep_disarm(void)
{
	sweep.is_armed = false;
	return sweep.failed != NULL;
}

const char *
sweep_failed(void)
{
	return sweep.failed != NULL ? sweep.failed : "nothing";
}

void
sweep_show(void)
{
	backtrace_symbols_fd(sweep.frames, sweep.frame_count, STDERR_FILENO);
}

bool
sweep_is_whole(void)
{
	return sweep.is_whole;
}
