/*
 * Calls that change names and attributes. All end in a system call of their
 * own, so that nothing depends on the order in which libraries are found.
 */
#define _GNU_SOURCE 1
#include "shot.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>
#include <utime.h>

int
renameat2(int from_dir, const char *from, int to_dir, const char *to,
    unsigned flags)
{
	struct shot shot;
	const int dirs[] = { from_dir, to_dir };
	const char *const paths[] = { from, to };
	if (shot_at_two(&shot, WIRE_RENAME, dirs, paths) != 0)
		return -1;
	return (int)shot_end(&shot,
	    syscall(SYS_renameat2, from_dir, from, to_dir, to, flags));
}

int
renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	return renameat2(from_dir, from, to_dir, to, 0);
}

int
rename(const char *from, const char *to)
{
	return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat(int from_dir, const char *from, int to_dir, const char *to, int flags)
{
	struct shot shot;
	const int dirs[] = { from_dir, to_dir };
	const char *const paths[] = { from, to };
	if (shot_at_two(&shot, WIRE_LINK, dirs, paths) != 0)
		return -1;
	return (int)shot_end(&shot,
	    syscall(SYS_linkat, from_dir, from, to_dir, to, flags));
}

int
link(const char *from, const char *to)
{
	return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
symlinkat(const char *target, int dir, const char *path)
{
	struct shot shot;
	if (shot_at_path(&shot, WIRE_SYMLINK, dir, path) != 0)
		return -1;
	shot.room = strlen(target);
	return (int)shot_end_data(&shot,
	    syscall(SYS_symlinkat, target, dir, path), target);
}

int
symlink(const char *target, const char *path)
{
	return symlinkat(target, AT_FDCWD, path);
}

int
unlinkat(int dir, const char *path, int flags)
{
	struct shot shot;
	enum wire_op op = flags & AT_REMOVEDIR ? WIRE_RMDIR : WIRE_UNLINK;
	if (shot_at_path(&shot, op, dir, path) != 0)
		return -1;
	return (int)shot_end(&shot, syscall(SYS_unlinkat, dir, path, flags));
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int
rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int
remove(const char *path)
{
	if (unlink(path) == 0)
		return 0;
	return errno == EISDIR ? rmdir(path) : -1;
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	struct shot shot;
	if (shot_at_path(&shot, WIRE_MKDIR, dir, path) != 0)
		return -1;
	return (int)shot_end(&shot, syscall(SYS_mkdirat, dir, path, mode));
}

int
mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}

int
fchmodat(int dir, const char *path, mode_t mode, int flags)
{
	struct shot shot;
	if (flags != 0) {
		errno = EOPNOTSUPP;
		return -1;
	}
	if (shot_at_path(&shot, WIRE_CHMOD, dir, path) != 0)
		return -1;
	return (int)shot_end(&shot, syscall(SYS_fchmodat, dir, path, mode));
}

int
chmod(const char *path, mode_t mode)
{
	return fchmodat(AT_FDCWD, path, mode, 0);
}

int
fchmod(int fd, mode_t mode)
{
	struct shot shot;
	if (shot_at_fd(&shot, WIRE_CHMOD, fd) != 0)
		return -1;
	return (int)shot_end(&shot, syscall(SYS_fchmod, fd, mode));
}

int
utimensat(int dir, const char *path, const struct timespec times[2], int flags)
{
	struct shot shot;
	if (shot_at_path(&shot, WIRE_TIMES, dir, path) != 0)
		return -1;
	return (int)shot_end(&shot,
	    syscall(SYS_utimensat, dir, path, times, flags));
}

int
futimens(int fd, const struct timespec times[2])
{
	struct shot shot;
	if (shot_at_fd(&shot, WIRE_TIMES, fd) != 0)
		return -1;
	return (int)shot_end(&shot, syscall(SYS_utimensat, fd, NULL, times, 0));
}

static struct timespec
make_spec(struct timeval at)
{
	return (struct timespec){ .tv_sec = at.tv_sec,
		.tv_nsec = at.tv_usec * 1000 };
}

int
utimes(const char *path, const struct timeval times[2])
{
	struct timespec specs[2];
	if (!times)
		return utimensat(AT_FDCWD, path, NULL, 0);
	specs[0] = make_spec(times[0]);
	specs[1] = make_spec(times[1]);
	return utimensat(AT_FDCWD, path, specs, 0);
}

int
futimes(int fd, const struct timeval times[2])
{
	struct timespec specs[2];
	if (!times)
		return futimens(fd, NULL);
	specs[0] = make_spec(times[0]);
	specs[1] = make_spec(times[1]);
	return futimens(fd, specs);
}

int
utime(const char *path, const struct utimbuf *times)
{
	if (!times)
		return utimensat(AT_FDCWD, path, NULL, 0);
	struct timespec specs[2] = { { .tv_sec = times->actime },
		{ .tv_sec = times->modtime } };
	return utimensat(AT_FDCWD, path, specs, 0);
}
