/*
 * Memory that runs out: the n-th allocation made by the program under test
 * or by SQLite fails, once or from then on. Whose allocation it is says the
 * return address; what other libraries ask for is given, and not counted.
 */
#define _GNU_SOURCE 1
#include "../preload/state.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <link.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RANGE_MAX 16

/* What glibc calls its own allocator where another one is put before it. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);

/* Executable segments whose calls count. */
static struct {
	uintptr_t begin, end;
} ranges[RANGE_MAX];
static int range_count;
static enum {
	NEW,
	STARTING,
	READY
} stage;

static void
add_ranges(const struct dl_phdr_info *info)
{
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		if (part->p_type != PT_LOAD || !(part->p_flags & PF_X) ||
		    range_count == RANGE_MAX)
			continue;
		uintptr_t begin = info->dlpi_addr + part->p_vaddr;
		ranges[range_count].begin = begin;
		ranges[range_count++].end = begin + part->p_memsz;
	}
}

/* The program itself comes first and has no name. */
static int
look_at_module(struct dl_phdr_info *info, size_t size, void *data)
{
	const char *base = strrchr(info->dlpi_name, '/');
	(void)size;
	(void)data;
	base = base ? base + 1 : info->dlpi_name;
	if (!*base || strncmp(base, "libsqlite3.", 11) == 0 ||
	    strncmp(base, "libwithus", 9) == 0)
		add_ranges(info);
	return 0;
}

static bool
is_program(void)
{
	char exe[PATH_MAX];
	const char *wanted = getenv(WIRE_ENV_EXE);
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	if (!wanted || n <= 0)
		return false;
	exe[n] = '\0';
	return strcmp(exe, wanted) == 0;
}

static bool
is_counted(const void *caller)
{
	if (stage == NEW) {
		stage = STARTING;
		if (state_get()->shared && is_program())
			dl_iterate_phdr(look_at_module, NULL);
		stage = READY;
	}
	uintptr_t at = (uintptr_t)caller;
	for (int i = 0; stage == READY && i < range_count; i++)
		if (at >= ranges[i].begin && at < ranges[i].end)
			return true;
	return false;
}

/* True where this allocation is to fail. */
static bool
fails(const void *caller)
{
	bool strikes;
	enum wire_mode mode = state_get()->mode;

	if (!is_counted(caller))
		return false;
	state_count(WIRE_MEMORY, &strikes);
	if (!strikes || (mode != WIRE_OOM_ONCE && mode != WIRE_OOM_EVER))
		return false;
	atomic_fetch_add(&state_get()->shared->fired, 1);
	errno = ENOMEM;
	return true;
}

#define FAILS() fails(__builtin_return_address(0))

void *
malloc(size_t size)
{
	return FAILS() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return FAILS() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *at, size_t size)
{
	return FAILS() ? NULL : __libc_realloc(at, size);
}

void *
reallocarray(void *at, size_t count, size_t size)
{
	size_t all;
	if (__builtin_mul_overflow(count, size, &all)) {
		errno = ENOMEM;
		return NULL;
	}
	return FAILS() ? NULL : __libc_realloc(at, all);
}

static char *
copy_text(const char *text, size_t len)
{
	char *copy = __libc_malloc(len + 1);
	if (copy) {
		memcpy(copy, text, len);
		copy[len] = '\0';
	}
	return copy;
}

char *
strdup(const char *text)
{
	return FAILS() ? NULL : copy_text(text, strlen(text));
}

char *
strndup(const char *text, size_t most)
{
	return FAILS() ? NULL : copy_text(text, strnlen(text, most));
}

/* Here the C library itself asks for the memory. */
typedef int vasprintf_call(char **, const char *, va_list);

int
vasprintf(char **out, const char *format, va_list args)
{
	vasprintf_call *next = NULL;
	void *found = dlsym(RTLD_NEXT, "vasprintf");
	if (FAILS())
		return -1;
	memcpy(&next, &found, sizeof(found));
	return next(out, format, args);
}

int
asprintf(char **out, const char *format, ...)
{
	vasprintf_call *next = NULL;
	void *found = dlsym(RTLD_NEXT, "vasprintf");
	if (FAILS())
		return -1;
	memcpy(&next, &found, sizeof(found));
	va_list args;
	va_start(args, format);
	int n = next(out, format, args);
	va_end(args);
	return n;
}
