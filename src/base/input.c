/*
 * A pipe by name is opened without waiting, as nobody may ever write into it;
 * one that has a writer is then waited for like any other.
 */
#include "base/input.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <withus/err.h>

#define STEP ((size_t)64 * 1024)
/* How long a pipe may be without a writer. */
#define WRITER_MS 1000

static int
fail_read(const char *path)
{
	return err_set(ERR_FILE_READ, path, strerror(errno), NULL);
}

static int
fail_size(const char *path, size_t limit)
{
	struct str most = { 0 };
	str_add_format(&most, "%zu", limit);
	int result = err_set(ERR_FILE_TOO_LARGE, path, str_text(&most), NULL);
	str_clear(&most);
	return result;
}

/* Adds up to `limit` bytes. */
static int
read_all(struct str *out, int fd, const char *name, size_t limit)
{
	char *piece = mem_new(STEP);
	size_t left = limit;
	int result = 0;
	while (result == 0) {
		ssize_t got = read(fd, piece, STEP);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			result = fail_read(name);
		if (got <= 0)
			break;
		if ((size_t)got > left) {
			str_add_bytes(out, piece, left);
			result = fail_size(name, limit);
			break;
		}
		str_add_bytes(out, piece, (size_t)got);
		left -= (size_t)got;
	}
	explicit_bzero(piece, STEP);
	free(piece);
	return result;
}

int
input_read_piped(struct str *out, const char *name, size_t limit)
{
	return read_all(out, STDIN_FILENO, name, limit);
}

/* Whether it is something to read from, and how. */
static int
check_kind(int fd, const char *path, size_t limit)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return fail_read(path);
	if (S_ISREG(st.st_mode))
		return (size_t)st.st_size > limit ? fail_size(path, limit) : 0;
	if (!S_ISFIFO(st.st_mode))
		return err_set(ERR_USAGE_NO_FILE, path, NULL);
	struct pollfd waited = { .fd = fd, .events = POLLIN };
	(void)poll(&waited, 1, WRITER_MS);
	int flags = fcntl(fd, F_GETFL);
	if (flags < 0 || fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) != 0)
		return fail_read(path);
	return 0;
}

int
input_read(struct str *out, const char *path, size_t limit)
{
	size_t start = out->len;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 && errno == ENXIO)
		return err_set(ERR_USAGE_NO_FILE, path, NULL);
	if (fd < 0)
		return fail_read(path);
	int result = check_kind(fd, path, limit);
	if (result == 0)
		result = read_all(out, fd, path, limit);
	if (result != 0)
		str_cut(out, start);
	(void)close(fd);
	return result;
}
