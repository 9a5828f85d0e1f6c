/*
 * The C library's own streams write by a way that cannot be preloaded. So a
 * stream that could write gets functions of ours under it, and fileno still
 * finds its descriptor. In a traced run standard output is one as well: when
 * words are shown is part of the order.
 */
#define _GNU_SOURCE 1
#include "shot.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define STREAM_MAX 64

static struct {
	FILE *file; /* NULL: this place is free */
	int fd;
} streams[STREAM_MAX];

static int
get_fd(const void *cookie)
{
	return (int)(intptr_t)cookie;
}

static ssize_t
read_stream(void *cookie, char *out, size_t size)
{
	return read(get_fd(cookie), out, size);
}

/* A stream takes a short write for a failed one; so all, or none. */
static ssize_t
write_stream(void *cookie, const char *data, size_t len)
{
	size_t done = 0;
	while (done < len) {
		ssize_t n = write(get_fd(cookie), data + done, len - done);
		if (n < 0)
			return 0;
		done += (size_t)n;
	}
	return (ssize_t)len;
}

static int
seek_stream(void *cookie, off64_t *at, int whence)
{
	off_t found = lseek(get_fd(cookie), *at, whence);
	if (found < 0)
		return -1;
	*at = found;
	return 0;
}

static int
close_stream(void *cookie)
{
	for (int i = 0; i < STREAM_MAX; i++)
		if (streams[i].file && streams[i].fd == get_fd(cookie))
			streams[i].file = NULL;
	return close(get_fd(cookie));
}

static FILE *
make_stream(int fd, const char *mode)
{
	const cookie_io_functions_t calls = { .read = read_stream,
		.write = write_stream,
		.seek = seek_stream,
		.close = close_stream };
	for (int i = 0; i < STREAM_MAX; i++) {
		if (streams[i].file)
			continue;
		streams[i].file =
		    fopencookie((void *)(intptr_t)fd, mode, calls);
		streams[i].fd = fd;
		return streams[i].file;
	}
	errno = EMFILE;
	return NULL;
}

static int
find_flags(const char *mode)
{
	int flags = strchr(mode, '+') ? O_RDWR : O_WRONLY;
	if (mode[0] == 'w')
		flags |= O_CREAT | O_TRUNC;
	else if (mode[0] == 'a')
		flags |= O_CREAT | O_APPEND;
	else if (!strchr(mode, '+'))
		flags = O_RDONLY;
	if (strchr(mode, 'x'))
		flags |= O_EXCL;
	if (strchr(mode, 'e'))
		flags |= O_CLOEXEC;
	return flags;
}

typedef FILE *open_call(const char *, const char *);
typedef FILE *open_fd_call(int, const char *);

/* ISO C has no cast from an object pointer to a function's. */
static void
find_next(void *out, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	memcpy(out, &found, sizeof(found));
}

static bool
is_watched(const char *mode)
{
	return state_get()->shared && strpbrk(mode, "wa+");
}

FILE *
fdopen(int fd, const char *mode)
{
	open_fd_call *next = NULL;
	if (is_watched(mode))
		return make_stream(fd, mode);
	find_next(&next, "fdopen");
	return next(fd, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	open_call *next = NULL;
	if (!is_watched(mode)) {
		find_next(&next, "fopen");
		return next(path, mode);
	}
	int fd = open(path, find_flags(mode), 0666);
	if (fd < 0)
		return NULL;
	FILE *file = make_stream(fd, mode);
	if (!file)
		close(fd);
	return file;
}

FILE *
fopen64(const char *path, const char *mode)
{
	return fopen(path, mode);
}

int
fileno(FILE *file)
{
	int (*next)(FILE *) = NULL;
	for (int i = 0; i < STREAM_MAX; i++)
		if (file && streams[i].file == file)
			return streams[i].fd;
	find_next(&next, "fileno");
	return next(file);
}

int
fileno_unlocked(FILE *file)
{
	return fileno(file);
}

__attribute__((constructor)) static void
watch_output(void)
{
	const struct state *state = state_get();
	if (!state->shared || !state->trace[0])
		return;
	FILE *file = make_stream(STDOUT_FILENO, "w");
	if (file)
		stdout = file;
}
