/*
 * What survives a power cut: a file's bytes after its fsync, its name after
 * the fsync of the folder that holds the name. Some kernels report a failed
 * write-back once and then take the pages for clean, so that a second fsync
 * would lie: after a failure the new file is thrown away and the fault
 * passed on.
 */
#include "base/file.h"

#include "base/clock.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>
#include <withus/err.h>

#define READ_STEP ((size_t)64 * 1024)
#define LOCK_STEP_MS 10
/* Folders that file_remove_all keeps open at the same time. */
#define REMOVE_OPEN_MAX 16
#define REMOVE_FAILED 1

static int
fail_read(const char *path)
{
	return err_set(ERR_FILE_READ, path, strerror(errno), NULL);
}

static int
fail_write(const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(ERR_DISK_FULL, path, NULL);
	return err_set(ERR_FILE_WRITE, path, strerror(errno), NULL);
}

static int
fail_sync(const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(ERR_DISK_FULL, path, NULL);
	return err_set(ERR_FILE_SYNC, path, strerror(errno), NULL);
}

static int
open_again(const char *path, int flags)
{
	int fd;
	do
		fd = open(path, flags | O_CLOEXEC | O_NOCTTY, 0600);
	while (fd < 0 && errno == EINTR);
	return fd;
}

static ssize_t
read_again(int fd, void *bytes, size_t len)
{
	ssize_t got;
	do
		got = read(fd, bytes, len);
	while (got < 0 && errno == EINTR);
	return got;
}

/* ------------------------------------------------------------- reading */

static int
read_all(struct str *out, int fd, const char *path, size_t limit)
{
	size_t start = out->len;
	char *piece = mem_new(READ_STEP);
	int result = 0;
	for (;;) {
		ssize_t got = read_again(fd, piece, READ_STEP);
		if (got < 0)
			result = fail_read(path);
		if (got <= 0)
			break;
		if ((size_t)got > limit - (out->len - start)) {
			struct str most = { 0 };
			str_add_format(&most, "%zu", limit);
			result = err_set(ERR_FILE_TOO_LARGE, path,
			    str_text(&most), NULL);
			str_clear(&most);
			break;
		}
		str_add_bytes(out, piece, (size_t)got);
	}
	explicit_bzero(piece, READ_STEP);
	free(piece);
	if (result != 0)
		str_cut(out, start);
	return result;
}

int
file_read(struct str *out, const char *path, size_t limit)
{
	if (strcmp(path, "-") == 0)
		return read_all(out, STDIN_FILENO, path, limit);
	int fd = open_again(path, O_RDONLY);
	if (fd < 0)
		return fail_read(path);
	int result = read_all(out, fd, path, limit);
	(void)close(fd);
	return result;
}

int
file_read_own(struct str *out, const char *path, size_t limit)
{
	struct stat st;
	int fd = open_again(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return fail_read(path);
	int result = 0;
	if (fstat(fd, &st) != 0)
		result = fail_read(path);
	else if (!S_ISREG(st.st_mode))
		result = err_set(ERR_FILE_READ, path, strerror(EINVAL), NULL);
	else
		result = read_all(out, fd, path, limit);
	(void)close(fd);
	return result;
}

/* ------------------------------------------------------------- writing */

static int
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, bytes, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		bytes += put;
		len -= (size_t)put;
	}
	return 0;
}

/* The folder that holds a name, to be freed. */
static char *
find_parent(const char *path)
{
	size_t len = strlen(path);
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	return len > 0 ? mem_dup(path, len) : mem_dup_text(".");
}

static int
sync_parent(const char *path)
{
	char *parent = find_parent(path);
	int result = file_sync_dir(parent);
	free(parent);
	return result;
}

/* Fills the new file and closes it. */
static int
fill_file(int fd, const char *path, const void *bytes, size_t len)
{
	int result = 0;
	if (write_all(fd, bytes, len) != 0)
		result = fail_write(path);
	else if (fsync(fd) != 0)
		result = fail_sync(path);
	if (close(fd) != 0 && result == 0)
		result = fail_write(path);
	return result;
}

int
file_write(const char *path, const void *bytes, size_t len)
{
	struct str temp = { 0 };
	str_add_format(&temp, "%s.XXXXXX", path);
	int result;
	int fd = mkstemp(temp.data); /* mode 0600 */
	if (fd < 0) {
		result = fail_write(path);
		goto out;
	}
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	result = fill_file(fd, path, bytes, len);
	if (result == 0 && rename(temp.data, path) != 0)
		result = fail_write(path);
	if (result != 0) {
		(void)unlink(temp.data);
		goto out;
	}
	result = sync_parent(path);
out:
	str_clear(&temp);
	return result;
}

int
file_mark(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail_write(path);
	int result = fill_file(fd, path, "", 0);
	return result != 0 ? result : sync_parent(path);
}

int
file_sync_dir(const char *path)
{
	int fd = open_again(path, O_RDONLY | O_DIRECTORY);
	if (fd < 0)
		return fail_sync(path);
	int result = 0;
	/* EINVAL: a file system whose folders need no fsync. */
	if (fsync(fd) != 0 && errno != EINVAL)
		result = fail_sync(path);
	(void)close(fd);
	return result;
}

/* ------------------------------------------------------------- folders */

static int
make_dir(const char *path)
{
	if (mkdir(path, 0700) == 0)
		return sync_parent(path);
	if (errno == EEXIST && file_is_dir(path))
		return 0;
	return fail_write(path);
}

int
file_make_dirs(const char *path)
{
	char *part = mem_dup_text(path);
	char *at = part;
	int result;
	do {
		at += strspn(at, "/");
		at += strcspn(at, "/");
		char end = *at;
		*at = '\0';
		result = make_dir(part);
		*at = end;
		/* Slashes at the end name nothing more. */
	} while (result == 0 && at[strspn(at, "/")] != '\0');
	free(part);
	return result;
}

static int
remove_one(const char *path, const struct stat *what, int type,
    struct FTW *where)
{
	(void)what;
	(void)type;
	(void)where;
	if (remove(path) == 0 || errno == ENOENT)
		return 0;
	(void)fail_write(path);
	return REMOVE_FAILED;
}

int
file_remove_all(const char *path)
{
	int result =
	    nftw(path, remove_one, REMOVE_OPEN_MAX, FTW_DEPTH | FTW_PHYS);
	if (result == REMOVE_FAILED)
		return -(int)err_last()->code;
	return result == 0 || errno == ENOENT ? 0 : fail_write(path);
}

bool
file_is_there(const char *path)
{
	struct stat what;
	return stat(path, &what) == 0;
}

bool
file_is_dir(const char *path)
{
	struct stat what;
	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

/* ------------------------------------------------------------- locking */

static void
wait_a_little(void)
{
	struct timespec step = { .tv_nsec = LOCK_STEP_MS * 1000000L };
	(void)nanosleep(&step, NULL);
}

int
file_lock(int *out, const char *path, int wait_ms)
{
	*out = -1;
	int fd = open_again(path, O_RDWR | O_CREAT | O_NOFOLLOW);
	if (fd < 0)
		return fail_write(path);
	int64_t end = clock_ticks() + wait_ms;
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			int result = fail_write(path);
			(void)close(fd);
			return result;
		}
		if (clock_ticks() >= end) {
			(void)close(fd);
			return 0;
		}
		wait_a_little();
	}
	*out = fd;
	return 0;
}

void
file_unlock(int lock)
{
	/* Closing the only descriptor of it gives up the lock. */
	if (lock >= 0)
		(void)close(lock);
}

/* --------------------------------------------------------------- names */

char *
file_join(const char *dir, const char *name)
{
	struct str path = { 0 };
	str_add(&path, dir);
	if (path.len > 0 && path.data[path.len - 1] != '/')
		str_add_char(&path, '/');
	str_add(&path, name);
	return str_take(&path);
}

struct names {
	char **name;
	size_t count;
	size_t cap;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder; false with errno where they cannot be read. */
static bool
list_names(struct names *names, const char *dir)
{
	DIR *folder = opendir(dir);
	if (folder == NULL)
		return false;
	const struct dirent *entry;
	for (errno = 0; (entry = readdir(folder)) != NULL; errno = 0) {
		const char *name = entry->d_name;
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		names->name = mem_grow(names->name, &names->cap,
		    names->count + 1, sizeof *names->name);
		names->name[names->count++] = mem_dup_text(name);
	}
	int reason = errno;
	(void)closedir(folder);
	errno = reason;
	return reason == 0;
}

int
file_each(const char *dir, int (*each)(void *data, const char *name),
    void *data)
{
	struct names names = { .count = 0 };
	int result = list_names(&names, dir) ? 0 : fail_read(dir);
	if (names.count > 1)
		qsort(names.name, names.count, sizeof *names.name,
		    compare_names);
	for (size_t i = 0; result == 0 && i < names.count; i++)
		result = each(data, names.name[i]);
	for (size_t i = 0; i < names.count; i++)
		free(names.name[i]);
	free(names.name);
	return result;
}

/* -------------------------------------------------------- file systems */

/* f_type of file systems on other machines: statfs(2) and the kernel's
 * magic.h. */
static const struct {
	uint32_t type;
	const char *name;
} networks[] = {
	{ .type = 0x00006969, .name = "NFS" },
	{ .type = 0x0000517B, .name = "SMB" },
	{ .type = 0xFF534D42, .name = "CIFS" },
	{ .type = 0xFE534D42, .name = "SMB2" },
	{ .type = 0x01021997, .name = "9p" },
	{ .type = 0x5346414F, .name = "AFS" },
	{ .type = 0x6B414653, .name = "AFS" },
	{ .type = 0x73757245, .name = "Coda" },
	{ .type = 0x00C36400, .name = "Ceph" },
	{ .type = 0x0BD00BD0, .name = "Lustre" },
	{ .type = 0x7461636F, .name = "OCFS2" },
	{ .type = 0x01161970, .name = "GFS2" },
	{ .type = 0x0000564C, .name = "NCP" },
	{ .type = 0x786F4256, .name = "vboxsf" },
};

#define FUSE_TYPE 0x65735546U

static uint32_t
find_type(const char *dir)
{
	struct statfs what;
	return statfs(dir, &what) == 0 ? (uint32_t)what.f_type : 0;
}

bool
file_is_on_network(const char *dir, const char **name)
{
	uint32_t type = find_type(dir);
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++) {
		if (networks[i].type == type) {
			*name = networks[i].name;
			return true;
		}
	}
	return false;
}

bool
file_is_on_fuse(const char *dir)
{
	return find_type(dir) == FUSE_TYPE;
}
