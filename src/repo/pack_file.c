/*
 * A pack's two files on their way to the disk: whole under temporary names,
 * fsynced, then the pack gets its name, then the index, by which it is found;
 * then their folder is fsynced.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/random.h"
#include "repo/inside.h"
#include "repo/pack_inside.h"

#include <withus/err.h>

#define READ_STEP ((size_t)1 << 18)

static int
fail_disk(const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(ERR_DISK_FULL, path, NULL);
	return err_set(ERR_REPO_FAILED, path, strerror(errno), NULL);
}

static int
write_bytes(int fd, const struct str *bytes)
{
	for (size_t at = 0; at < bytes->len;) {
		ssize_t put = write(fd, str_text(bytes) + at, bytes->len - at);

		if (put < 0 && errno != EINTR)
			return -1;
		if (put > 0)
			at += (size_t)put;
	}
	return 0;
}

static int
sync_bytes(int fd, const char *path)
{
#if MUTANT == 14
	(void)fd;
	(void)path;
	return 0;
#endif
	return fsync(fd) == 0 ?
	    0 :
	    err_set(ERR_FILE_SYNC, path, strerror(errno), NULL);
}

/* The sweeper knows what begins so. Nobody changes a pack: its files are for
 * reading alone, as git's are. */
static int
open_temp(char **out, int *fd, const char *folder)
{
	unsigned char some[8];
	char digits[2 * sizeof some + 1];
	struct str name = { .len = 0 };

	random_bytes(some, sizeof some);
	hex_encode(digits, some, sizeof some);
	str_add_format(&name, "%s/tmp_pack_%s", folder, digits);
	*out = str_take(&name);
	*fd = open(*out, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
	return *fd >= 0 ? 0 : fail_disk(folder);
}

static int
sync_and_close(int *fd, const char *folder)
{
	int err = sync_bytes(*fd, folder);

	if (close(*fd) != 0 && err == 0)
		err = fail_disk(folder);
	*fd = -1;
	return err;
}

/* A pack is called after the sum that it ends in. */
static int
give_name(char **temp, const char *folder, const unsigned char sum[SHA1_SIZE],
    const char *ending)
{
	char digits[2 * SHA1_SIZE + 1];
	struct str path = { .len = 0 };
	int err = 0;

	hex_encode(digits, sum, SHA1_SIZE);
	str_add_format(&path, "%s/pack-%s.%s", folder, digits, ending);
	if (rename(*temp, str_text(&path)) != 0) {
		err = fail_disk(str_text(&path));
	} else {
		free(*temp);
		*temp = NULL;
	}
	str_clear(&path);
	return err;
}

int
pack_file_begin(struct pack_file *file, const char *folder)
{
	*file = (struct pack_file){ .folder = folder, .fd = -1 };
	return open_temp(&file->temp, &file->fd, folder);
}

int
pack_file_add(struct pack_file *file, const struct str *bytes)
{
	return write_bytes(file->fd, bytes) == 0 ? 0 : fail_disk(file->folder);
}

/* Reads the file from its beginning to its end. */
static int
sum_file(struct pack_file *file, unsigned char sum[SHA1_SIZE])
{
	char *bytes = mem_new(READ_STEP);
	struct sha1 sha1;
	off_t at = 0;
	ssize_t got;

	sha1_begin(&sha1);
	while ((got = pread(file->fd, bytes, READ_STEP, at)) > 0) {
		sha1_add(&sha1, bytes, (size_t)got);
		at += got;
	}
	sha1_end(&sha1, sum);
	free(bytes);
	return got == 0 ? 0 : fail_disk(file->folder);
}

int
pack_file_seal(struct pack_file *file, size_t count,
    unsigned char sum[SHA1_SIZE])
{
	struct str head = { .len = 0 };
	struct str end = { .len = 0 };
	int err = 0;

	pack_print_head(&head, count);
	if (pwrite(file->fd, str_text(&head), head.len, 0) != (ssize_t)head.len)
		err = fail_disk(file->folder);
	if (err == 0)
		err = sum_file(file, sum);
	if (err == 0) {
		str_add_bytes(&end, sum, SHA1_SIZE);
		err = pack_file_add(file, &end);
	}
	str_clear(&end);
	str_clear(&head);
	return err;
}

int
pack_file_place(struct pack_file *file, const unsigned char sum[SHA1_SIZE],
    const struct str *index)
{
	struct pack_file other = { .folder = file->folder, .fd = -1 };
	int err = sync_and_close(&file->fd, file->folder);

	if (err == 0)
		err = open_temp(&other.temp, &other.fd, file->folder);
	if (err == 0)
		err = pack_file_add(&other, index);
	if (err == 0)
		err = sync_and_close(&other.fd, file->folder);
	if (err == 0)
		err = give_name(&file->temp, file->folder, sum, "pack");
	if (err == 0)
		err = give_name(&other.temp, file->folder, sum, "idx");
	if (err == 0)
		err = file_sync_dir(file->folder);
	pack_file_clear(&other);
	return err;
}

void
pack_file_clear(struct pack_file *file)
{
	if (file->fd >= 0)
		(void)close(file->fd);
	if (file->temp != NULL)
		(void)unlink(file->temp);
	free(file->temp);
	*file = (struct pack_file){ .fd = -1 };
}

int
pack_write(const char *folder, const struct str *pack, const struct str *index)
{
	const unsigned char *sum =
	    (const unsigned char *)str_text(pack) + pack->len - SHA1_SIZE;
	struct pack_file file;
	int err = pack_file_begin(&file, folder);

	if (err == 0)
		err = pack_file_add(&file, pack);
	if (err == 0)
		err = pack_file_place(&file, sum, index);
	pack_file_clear(&file);
	return err;
}
