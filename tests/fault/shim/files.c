/*
 * Calls that make, fill, cut and sync files. The names with 64 and with __
 * are what SQLite, git and fortified programs call.
 */
#define _GNU_SOURCE 1
#include "shot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int dir, const char *path, int flags);
int __openat64_2(int dir, const char *path, int flags);

static int
open_file(int dir, const char *path, int flags, mode_t mode)
{
	struct shot shot;
	if (!(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE)
		return (int)syscall(SYS_openat, dir, path, flags, mode);
	if (shot_at_path(&shot, WIRE_CREATE, dir, path) != 0)
		return -1;
	long fd = syscall(SYS_openat, dir, path, flags, mode);
	if (!shot.was)
		shot.flags |= WIRE_NEW;
	else if (flags & O_TRUNC)
		shot.flags |= WIRE_EMPTY;
	return (int)shot_end(&shot, fd);
}

/* The mode is there only where a file may be made. */
#define TAKE_MODE(mode, flags)                 \
	mode_t mode = 0;                       \
	if ((flags) & (O_CREAT | O_TMPFILE)) { \
		va_list args;                  \
		va_start(args, flags);         \
		mode = va_arg(args, mode_t);   \
		va_end(args);                  \
	}

int
open(const char *path, int flags, ...)
{
	TAKE_MODE(mode, flags)
	return open_file(AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	TAKE_MODE(mode, flags)
	return open_file(AT_FDCWD, path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	TAKE_MODE(mode, flags)
	return open_file(dir, path, flags, mode);
}

int
openat64(int dir, const char *path, int flags, ...)
{
	TAKE_MODE(mode, flags)
	return open_file(dir, path, flags, mode);
}

int
__open_2(const char *path, int flags)
{
	return open_file(AT_FDCWD, path, flags, 0);
}

int
__open64_2(const char *path, int flags)
{
	return open_file(AT_FDCWD, path, flags, 0);
}

int
__openat_2(int dir, const char *path, int flags)
{
	return open_file(dir, path, flags, 0);
}

int
__openat64_2(int dir, const char *path, int flags)
{
	return open_file(dir, path, flags, 0);
}

int
creat(const char *path, mode_t mode)
{
	return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int
creat64(const char *path, mode_t mode)
{
	return creat(path, mode);
}

/* Fills the six X before the last `suffix` bytes; false where they are not
 * there. */
static bool
fill_template(char *path, int suffix)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
	unsigned char random[6];
	size_t len = strlen(path);
	if (suffix < 0 || len < (size_t)suffix + 6)
		return false;
	char *at = path + len - (size_t)suffix - 6;
	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		return false;
	for (size_t i = 0; i < sizeof(random); i++)
		at[i] = letters[random[i] % 32];
	return true;
}

int
mkostemps(char *path, int suffix, int flags)
{
	for (int i = 0; i < 100; i++) {
		if (!fill_template(path, suffix)) {
			errno = EINVAL;
			return -1;
		}
		int fd = open_file(AT_FDCWD, path,
		    flags | O_RDWR | O_CREAT | O_EXCL, 0600);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

int
mkostemps64(char *path, int suffix, int flags)
{
	return mkostemps(path, suffix, flags);
}

int
mkstemps(char *path, int suffix)
{
	return mkostemps(path, suffix, 0);
}

int
mkstemps64(char *path, int suffix)
{
	return mkostemps(path, suffix, 0);
}

int
mkostemp(char *path, int flags)
{
	return mkostemps(path, 0, flags);
}

int
mkostemp64(char *path, int flags)
{
	return mkostemps(path, 0, flags);
}

int
mkstemp(char *path)
{
	return mkostemps(path, 0, 0);
}

int
mkstemp64(char *path)
{
	return mkostemps(path, 0, 0);
}

char *
mkdtemp(char *path)
{
	for (int i = 0; i < 100; i++) {
		if (!fill_template(path, 0)) {
			errno = EINVAL;
			return NULL;
		}
		if (mkdir(path, 0700) == 0)
			return path;
		if (errno != EEXIST)
			return NULL;
	}
	return NULL;
}

ssize_t
write(int fd, const void *data, size_t len)
{
	struct shot shot;
	if (shot_at_write(&shot, fd, len, -1) != 0)
		return -1;
	long n = syscall(SYS_write, fd, data, shot.room);
	if (fd == STDOUT_FILENO && n > 0)
		shot_say(data, (size_t)n);
	return shot_end_data(&shot, n, data);
}

ssize_t
pwrite(int fd, const void *data, size_t len, off_t at)
{
	struct shot shot;
	if (shot_at_write(&shot, fd, len, at) != 0)
		return -1;
	long n = syscall(SYS_pwrite64, fd, data, shot.room, at);
	return shot_end_data(&shot, n, data);
}

ssize_t
pwrite64(int fd, const void *data, size_t len, off64_t at)
{
	return pwrite(fd, data, len, at);
}

/* Several pieces are one write of all their bytes. */
static char *
gather(const struct iovec *parts, int count, size_t *len)
{
	*len = 0;
	for (int i = 0; i < count; i++)
		*len += parts[i].iov_len;
	char *all = malloc(*len + 1);
	size_t n = 0;
	for (int i = 0; all && i < count; i++) {
		memcpy(all + n, parts[i].iov_base, parts[i].iov_len);
		n += parts[i].iov_len;
	}
	return all;
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
	size_t len;
	char *all = gather(parts, count, &len);
	ssize_t n = all ? write(fd, all, len) : -1;
	free(all);
	return n;
}

ssize_t
pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
	size_t len;
	char *all = gather(parts, count, &len);
	ssize_t n = all ? pwrite(fd, all, len, at) : -1;
	free(all);
	return n;
}

ssize_t
pwritev64(int fd, const struct iovec *parts, int count, off64_t at)
{
	return pwritev(fd, parts, count, at);
}

int
ftruncate(int fd, off_t len)
{
	struct shot shot;
	if (shot_at_fd(&shot, WIRE_TRUNCATE, fd) != 0)
		return -1;
	shot.offset = (uint64_t)len;
	return (int)shot_end(&shot, syscall(SYS_ftruncate, fd, len));
}

int
ftruncate64(int fd, off64_t len)
{
	return ftruncate(fd, len);
}

int
truncate(const char *path, off_t len)
{
	struct shot shot;
	if (shot_at_path(&shot, WIRE_TRUNCATE, AT_FDCWD, path) != 0)
		return -1;
	shot.offset = (uint64_t)len;
	return (int)shot_end(&shot, syscall(SYS_truncate, path, len));
}

int
truncate64(const char *path, off64_t len)
{
	return truncate(path, len);
}

int
fallocate(int fd, int mode, off_t at, off_t len)
{
	struct shot shot;
	if (shot_at_fd(&shot, WIRE_ALLOCATE, fd) != 0)
		return -1;
	shot.offset = mode & FALLOC_FL_KEEP_SIZE ? 0 : (uint64_t)(at + len);
	return (int)shot_end(&shot, syscall(SYS_fallocate, fd, mode, at, len));
}

int
fallocate64(int fd, int mode, off64_t at, off64_t len)
{
	return fallocate(fd, mode, at, len);
}

int
posix_fallocate(int fd, off_t at, off_t len)
{
	return fallocate(fd, 0, at, len) == 0 ? 0 : errno;
}

int
posix_fallocate64(int fd, off64_t at, off64_t len)
{
	return posix_fallocate(fd, at, len);
}

static int
sync_fd(enum wire_op op, long number, int fd)
{
	struct shot shot;
	if (shot_at_fd(&shot, op, fd) != 0)
		return -1;
	return (int)shot_end(&shot, syscall(number, fd));
}

int
fsync(int fd)
{
	return sync_fd(WIRE_FSYNC, SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return sync_fd(WIRE_FSYNC, SYS_fdatasync, fd);
}

int
syncfs(int fd)
{
	return sync_fd(WIRE_SYNC, SYS_syncfs, fd);
}

void
sync(void)
{
	struct shot shot;
	const struct state *state = state_get();
	if (!state->shared) {
		syscall(SYS_sync);
		return;
	}
	if (shot_at_path(&shot, WIRE_SYNC, AT_FDCWD, state->root) == 0)
		shot_end(&shot, syscall(SYS_sync));
}

int
sync_file_range(int fd, off64_t at, off64_t len, unsigned flags)
{
	struct shot shot;
	if (shot_at_fd(&shot, WIRE_RANGE, fd) != 0)
		return -1;
	return (int)shot_end(&shot,
	    syscall(SYS_sync_file_range, fd, at, len, flags));
}
