#define _GNU_SOURCE 1
#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 65536

_Noreturn static void
fail(const char *what, const char *path)
{
	fprintf(stderr, "%s %s: %s\n", what, path, strerror(errno));
	exit(2);
}

static bool
is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void
join(char out[PATH_MAX], const char *dir, const char *name)
{
	if (snprintf(out, PATH_MAX, "%s/%s", dir, name) >= PATH_MAX) {
		errno = ENAMETOOLONG;
		fail("name", dir);
	}
}

static void
write_all(int fd, const char *bytes, size_t len, const char *path)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0)
			fail("write", path);
		bytes += n;
		len -= (size_t)n;
	}
}

static void
copy_file(const char *from, const char *to, mode_t mode)
{
	static char piece[PIECE];
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (in < 0 || out < 0)
		fail("copy", from);
	for (;;) {
		ssize_t n = read(in, piece, sizeof(piece));
		if (n < 0)
			fail("read", from);
		if (n == 0)
			break;
		write_all(out, piece, (size_t)n, to);
	}
	if (fchmod(out, mode) != 0)
		fail("chmod", to);
	close(in);
	close(out);
}

static void
copy_link(const char *from, const char *to)
{
	char target[PATH_MAX];
	ssize_t n = readlink(from, target, sizeof(target) - 1);
	if (n < 0)
		fail("readlink", from);
	target[n] = '\0';
	if (symlink(target, to) != 0)
		fail("symlink", to);
}

static void
copy_one(const char *from, const char *to)
{
	struct stat st;
	if (lstat(from, &st) != 0)
		fail("stat", from);
	if (S_ISDIR(st.st_mode))
		tree_copy(from, to);
	else if (S_ISLNK(st.st_mode))
		copy_link(from, to);
	else
		copy_file(from, to, st.st_mode & 07777);
}

void
tree_copy(const char *from, const char *to)
{
	char source[PATH_MAX], target[PATH_MAX];
	struct stat st;
	DIR *dir = opendir(from);
	if (!dir || fstat(dirfd(dir), &st) != 0 || mkdir(to, 0700) != 0)
		fail("copy", from);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (is_dots(entry->d_name))
			continue;
		join(source, from, entry->d_name);
		join(target, to, entry->d_name);
		copy_one(source, target);
	}
	closedir(dir);
	if (chmod(to, st.st_mode & 07777) != 0)
		fail("chmod", to);
}

void
tree_remove(const char *path)
{
	char below[PATH_MAX];
	if (unlink(path) == 0 || errno == ENOENT)
		return;
	if (errno != EISDIR && errno != EPERM)
		fail("unlink", path);
	DIR *dir = opendir(path);
	if (!dir)
		fail("opendir", path);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (is_dots(entry->d_name))
			continue;
		join(below, path, entry->d_name);
		tree_remove(below);
	}
	closedir(dir);
	if (rmdir(path) != 0)
		fail("rmdir", path);
}

void
tree_restore(const char *from, const char *to)
{
	tree_remove(to);
	tree_copy(from, to);
}

void
tree_make(const char *path)
{
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		fail("mkdir", path);
}

char *
tree_read_file(const char *path, size_t *len)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	char *bytes = NULL;
	size_t have = 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		bytes = malloc((size_t)st.st_size + 1);
	while (bytes && have < (size_t)st.st_size) {
		ssize_t n = read(fd, bytes + have, (size_t)st.st_size - have);
		if (n <= 0)
			break;
		have += (size_t)n;
	}
	close(fd);
	if (bytes)
		bytes[have] = '\0';
	if (len)
		*len = have;
	return bytes;
}

void
tree_write_file(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		fail("open", path);
	write_all(fd, bytes, len, path);
	close(fd);
}

void
tree_each_file(const char *path, void (*each)(void *data, const char *path),
    void *data)
{
	char below[PATH_MAX];
	struct dirent **names;
	struct stat st;
	int count = scandir(path, &names, NULL, alphasort);
	if (count < 0)
		fail("scandir", path);
	for (int i = 0; i < count; i++) {
		join(below, path, names[i]->d_name);
		if (!is_dots(names[i]->d_name) && lstat(below, &st) == 0) {
			if (S_ISDIR(st.st_mode))
				tree_each_file(below, each, data);
			else if (S_ISREG(st.st_mode))
				each(data, below);
		}
		free(names[i]);
	}
	free(names);
}
