#define _GNU_SOURCE 1
#include "victim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
stop(int status, const char *what, const char *why)
{
	fprintf(stderr, "victim: %s: %s\n", what, why);
	exit(status);
}

void *
get_memory(size_t size)
{
	void *at = malloc(size);
	if (!at && MUTANT != 13)
		stop(COULD_NOT, "memory", "there is none");
	return at;
}

/* "a/b/c" in memory of its own. */
char *
join(const char *a, const char *b, const char *c)
{
	size_t size = strlen(a) + strlen(b) + strlen(c) + 3;
	char *path = get_memory(size);
	snprintf(path, size, "%s%s%s%s%s", a, *b ? "/" : "", b, *c ? "/" : "",
	    c);
	return path;
}

/* Two FNV-1a hashes of 64 bits: enough against accidents. */
void
hash_text(char out[NAME_SIZE], const char *bytes, size_t len)
{
	uint64_t a = 14695981039346656037u, b = 0x9ae16a3b2f90404fu;
	for (size_t i = 0; i < len; i++) {
		a = (a ^ (unsigned char)bytes[i]) * 1099511628211u;
		b = (b ^ (unsigned char)bytes[i]) * 1099511628211u;
	}
	snprintf(out, NAME_SIZE, "%016llx%016llx", (unsigned long long)a,
	    (unsigned long long)b);
}

int
sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	int failed = fsync(fd);
	close(fd);
	return failed;
}

int
make_folder(const char *path)
{
	return mkdir(path, 0700) != 0 && errno != EEXIST ? -1 : 0;
}

static int
write_whole(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0)
			return MUTANT == 14 ? 0 : -1;
		if (MUTANT == 15)
			return 0;
		bytes += n;
		len -= (size_t)n;
	}
	return 0;
}

/* A file with these bytes, synced; its name is not. */
int
write_synced(const char *path, int flags, const char *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
	if (fd < 0)
		return -1;
	int failed =
	    write_whole(fd, bytes, strlen(bytes)) != 0 || fsync(fd) != 0;
	if (close(fd) != 0)
		failed = 1;
	return failed ? -1 : 0;
}

/* The caller's to free; NULL where it is not there. */
char *
read_text(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	char *bytes = NULL;
	if (fstat(fd, &st) == 0) {
		bytes = get_memory((size_t)st.st_size + 1);
		ssize_t n = read(fd, bytes, (size_t)st.st_size);
		bytes[n > 0 ? n : 0] = '\0';
	}
	close(fd);
	return bytes;
}
