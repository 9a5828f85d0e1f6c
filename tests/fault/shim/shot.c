#define _GNU_SOURCE 1
#include "shot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The path behind a descriptor as it is named now; "" where it has none. */
static void
find_fd_path(char out[PATH_MAX], int fd)
{
	char link[64];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, out, PATH_MAX - 1);
	out[n > 0 ? n : 0] = '\0';
}

/* Takes out //, /./ and /../ in place. Links are not followed: homes under
 * test have none. */
static void
clean_path(char *path)
{
	char *out = path;
	for (const char *in = path; *in;) {
		const char *end = strchrnul(in + 1, '/');
		size_t len = (size_t)(end - in);
		if (len == 3 && memcmp(in, "/..", 3) == 0) {
			while (out > path && *--out != '/')
				;
		} else if (len != 1 && !(len == 2 && in[1] == '.')) {
			memmove(out, in, len);
			out += len;
		}
		in = end;
	}
	*out = '\0';
}

static void
find_path(char out[PATH_MAX], int dir, const char *path)
{
	out[0] = '\0';
	if (path[0] != '/') {
		if (dir != AT_FDCWD)
			find_fd_path(out, dir);
		else if (!getcwd(out, PATH_MAX))
			return;
	}
	size_t n = strlen(out);
	if (n + strlen(path) + 2 > PATH_MAX) {
		out[0] = '\0';
		return;
	}
	snprintf(out + n, PATH_MAX - n, "/%s", path);
	clean_path(out);
}

static bool
is_below_root(const char *path)
{
	const struct state *state = state_get();
	return state->shared && state->root_len > 0 &&
	    strncmp(path, state->root, state->root_len) == 0 &&
	    (path[state->root_len] == '/' || !path[state->root_len]);
}

/* On a full disk only what needs room fails. */
static bool
needs_room(enum wire_op op)
{
	switch (op) {
	case WIRE_CREATE:
	case WIRE_WRITE:
	case WIRE_TRUNCATE:
	case WIRE_ALLOCATE:
	case WIRE_RENAME:
	case WIRE_LINK:
	case WIRE_SYMLINK:
	case WIRE_MKDIR:
	case WIRE_FSYNC:
		return true;
	default:
		return false;
	}
}

static int
refuse(int err)
{
	atomic_fetch_add(&state_get()->shared->fired, 1);
	errno = err;
	return -1;
}

/* Counts the call and decides what becomes of it. */
static int
take(struct shot *shot)
{
	bool strikes;
	bool halves = shot->op == WIRE_WRITE && shot->room > 1;

	state_count(shot->op, &strikes);
	if (!strikes)
		return 0;
	switch (state_get()->mode) {
	case WIRE_KILL_BEFORE:
	case WIRE_KILL_ALONE:
		atomic_fetch_add(&state_get()->shared->fired, 1);
		state_die();
		return -1;
	case WIRE_TORN:
		if (halves)
			shot->room /= 2;
		shot->dies = true;
		return 0;
	case WIRE_KILL_AFTER:
		shot->dies = true;
		return 0;
	case WIRE_EIO_ONCE:
	case WIRE_EIO_EVER:
		return refuse(EIO);
	case WIRE_FULL_ONCE:
	case WIRE_FULL_EVER:
		return needs_room(shot->op) ? refuse(ENOSPC) : 0;
	case WIRE_SHORT:
		if (halves) {
			shot->room /= 2;
			atomic_fetch_add(&state_get()->shared->fired, 1);
		}
		return 0;
	default:
		return 0;
	}
}

static void
begin(struct shot *shot, enum wire_op op, int fd)
{
	shot->op = op;
	shot->counts = false;
	shot->dies = false;
	shot->was = false;
	shot->room = 0;
	shot->fd = fd;
	shot->offset = 0;
	shot->flags = 0;
	shot->path[0] = '\0';
	shot->to[0] = '\0';
}

int
shot_at_path(struct shot *shot, enum wire_op op, int dir, const char *path)
{
	int saved = errno;

	begin(shot, op, -1);
	if (state_get()->shared && path) {
		find_path(shot->path, dir, path);
		shot->counts = is_below_root(shot->path);
	}
	if (!shot->counts)
		return 0;
	shot->was =
	    faccessat(AT_FDCWD, shot->path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
	errno = saved;
	return take(shot);
}

int
shot_at_two(struct shot *shot, enum wire_op op, const int dirs[2],
    const char *const paths[2])
{
	begin(shot, op, -1);
	if (state_get()->shared) {
		find_path(shot->path, dirs[0], paths[0]);
		find_path(shot->to, dirs[1], paths[1]);
		shot->counts =
		    is_below_root(shot->path) || is_below_root(shot->to);
	}
	return shot->counts ? take(shot) : 0;
}

int
shot_at_fd(struct shot *shot, enum wire_op op, int fd)
{
	int saved = errno;

	begin(shot, op, fd);
	if (state_get()->shared) {
		find_fd_path(shot->path, fd);
		shot->counts = is_below_root(shot->path);
		errno = saved;
	}
	return shot->counts ? take(shot) : 0;
}

static uint64_t
find_offset(int fd)
{
	struct stat st;
	long flags = syscall(SYS_fcntl, fd, F_GETFL);
	if (flags >= 0 && (flags & O_APPEND) && fstat(fd, &st) == 0)
		return (uint64_t)st.st_size;
	off_t at = lseek(fd, 0, SEEK_CUR);
	return at < 0 ? 0 : (uint64_t)at;
}

int
shot_at_write(struct shot *shot, int fd, size_t len, off_t at)
{
	int saved = errno;

	begin(shot, WIRE_WRITE, fd);
	shot->room = len;
	if (!state_get()->shared)
		return 0;
	find_fd_path(shot->path, fd);
	shot->counts = is_below_root(shot->path);
	if (shot->counts && state_get()->trace[0])
		shot->offset = at < 0 ? find_offset(fd) : (uint64_t)at;
	errno = saved;
	return shot->counts ? take(shot) : 0;
}

/* The trace is opened for each event: programs may close descriptors that
 * they do not know. */
static void
write_event(const struct wire_event *event, const char *path, const char *to,
    const void *data)
{
	long fd = syscall(SYS_openat, AT_FDCWD, state_get()->trace,
	    O_WRONLY | O_APPEND | O_CLOEXEC, 0);
	if (fd < 0)
		state_die();
	struct iovec parts[4];
	parts[0].iov_base = (void *)(uintptr_t)event;
	parts[0].iov_len = sizeof(*event);
	parts[1].iov_base = (void *)(uintptr_t)path;
	parts[1].iov_len = event->path_len;
	parts[2].iov_base = (void *)(uintptr_t)to;
	parts[2].iov_len = event->to_len;
	parts[3].iov_base = (void *)(uintptr_t)data;
	parts[3].iov_len = event->data_len;
	syscall(SYS_writev, fd, parts, 4);
	syscall(SYS_close, fd);
}

static void
find_inode(const struct shot *shot, int fd, struct wire_event *event)
{
	struct stat st;
	int found = fd >= 0 ? fstat(fd, &st) : lstat(shot->path, &st);
	if (found != 0)
		return;
	event->inode = st.st_ino;
	event->mode = st.st_mode & 07777;
}

static void
trace_shot(const struct shot *shot, long result, const void *data)
{
	struct wire_event event = {
		.op = (uint32_t)shot->op,
		.flags = shot->flags,
		.path_len = (uint32_t)strlen(shot->path),
		.to_len = (uint32_t)strlen(shot->to),
		.offset = shot->offset,
	};
	if (shot->op == WIRE_WRITE)
		event.data_len = (uint32_t)result;
	else if (shot->op == WIRE_SYMLINK)
		event.data_len = (uint32_t)shot->room;
	find_inode(shot, shot->op == WIRE_CREATE ? (int)result : shot->fd,
	    &event);
	write_event(&event, shot->path, shot->to, data);
}

long
shot_end_data(struct shot *shot, long result, const void *data)
{
	int saved = errno;

	if (!shot->counts)
		return result;
	if (result >= 0 && state_get()->trace[0])
		trace_shot(shot, result, data);
	if (shot->dies) {
		atomic_fetch_add(&state_get()->shared->fired, 1);
		state_die();
	}
	errno = saved;
	return result;
}

long
shot_end(struct shot *shot, long result)
{
	return shot_end_data(shot, result, NULL);
}

void
shot_say(const void *data, size_t len)
{
	const struct state *state = state_get();
	int saved = errno;

	if (!state->shared || !state->trace[0] ||
	    getpid() != atomic_load(&state->shared->leader))
		return;
	struct wire_event event = {
		.op = WIRE_SAID,
		.data_len = (uint32_t)len,
	};
	write_event(&event, "", "", data);
	errno = saved;
}
