#include "base/lines.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <withus/err.h>

#define READ_STEP ((size_t)8 * 1024)

struct lines {
	char *path;
	int fd;
	bool is_ended; /* nothing more can be read */
	struct str buffer;
	size_t at;   /* of the next line in it */
	size_t done; /* bytes of lines given */
	size_t total;
};

static int
fail_read(const char *path)
{
	return err_set(ERR_FILE_READ, path, strerror(errno), NULL);
}

static int
open_file(struct lines *lines)
{
	struct stat st;

	if (strcmp(lines->path, "-") == 0) {
		lines->fd = STDIN_FILENO;
		return 0;
	}
	do
		lines->fd = open(lines->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (lines->fd < 0 && errno == EINTR);
	if (lines->fd < 0)
		return fail_read(lines->path);
	if (fstat(lines->fd, &st) == 0 && S_ISREG(st.st_mode))
		lines->total = (size_t)st.st_size;
	return 0;
}

int
lines_open(struct lines **out, const char *path)
{
	struct lines *lines = mem_new(sizeof(*lines));
	int err;

	lines->path = mem_dup_text(path);
	err = open_file(lines);
	if (err == 0)
		*out = lines;
	else
		lines_close(lines);
	return err;
}

static int
read_more(struct lines *lines)
{
	char piece[READ_STEP];
	ssize_t got;

	do
		got = read(lines->fd, piece, sizeof(piece));
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail_read(lines->path);
	lines->is_ended = got == 0;
	str_add_bytes(&lines->buffer, piece, (size_t)got);
	return 0;
}

static int
refuse_long(const struct lines *lines, size_t limit)
{
	struct str most = { 0 };
	int err;

	str_add_format(&most, "%zu", limit);
	err = err_set(ERR_FILE_TOO_LARGE, lines->path, str_text(&most), NULL);
	str_clear(&most);
	return err;
}

/* What was given leaves the buffer. */
static void
forget_given(struct lines *lines)
{
	size_t left = lines->buffer.len - lines->at;

	if (lines->at == 0)
		return;
	memmove(lines->buffer.data, lines->buffer.data + lines->at, left);
	str_cut(&lines->buffer, left);
	lines->at = 0;
}

/* Reads until a line is whole, or the file at its end; `*len` is its length,
 * its end left out. */
static int
find_line(struct lines *lines, size_t limit, size_t *len)
{
	size_t looked = 0;
	int err = 0;

	for (;;) {
		size_t left = lines->buffer.len - lines->at;
		const char *from = str_text(&lines->buffer) + lines->at;
		const char *end = memchr(from + looked, '\n', left - looked);

		*len = end != NULL ? (size_t)(end - from) : left;
		if (*len > limit)
			return refuse_long(lines, limit);
		if (end != NULL || lines->is_ended)
			return 0;
		looked = left;
		forget_given(lines);
		err = read_more(lines);
		if (err != 0)
			return err;
	}
}

int
lines_next(struct lines *lines, size_t limit, struct span *out, bool *is_end)
{
	size_t len = 0;
	size_t left;
	int err = find_line(lines, limit, &len);

	if (err != 0)
		return err;
	left = lines->buffer.len - lines->at;
	*is_end = left == 0;
	*out = span_make(str_text(&lines->buffer) + lines->at, len);
	len += len < left; /* its end */
	lines->at += len;
	lines->done += len;
	return 0;
}

size_t
lines_done(const struct lines *lines)
{
	return lines->done;
}

size_t
lines_total(const struct lines *lines)
{
	return lines->total;
}

void
lines_close(struct lines *lines)
{
	if (lines == NULL)
		return;
	if (lines->fd > STDIN_FILENO)
		(void)close(lines->fd);
	str_wipe(&lines->buffer);
	free(lines->path);
	free(lines);
}
