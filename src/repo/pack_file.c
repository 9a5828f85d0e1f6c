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
#include "base/random.h"
#include "repo/inside.h"
#include "repo/pack_inside.h"

#include <withus/err.h>

struct half {
	char *temp; /* its file until it has its name; else NULL */
	char *path;
};

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

/* A pack is called after the sum that it ends in. */
static void
name_half(struct half *half, const char *folder, const struct str *pack,
    const char *ending)
{
	unsigned char some[8];
	char temp[2 * sizeof some + 1];
	char digits[2 * SHA1_SIZE + 1];
	struct str name = { .len = 0 };

	random_bytes(some, sizeof some);
	hex_encode(temp, some, sizeof some);
	hex_encode(digits,
	    (const unsigned char *)str_text(pack) + pack->len - SHA1_SIZE,
	    SHA1_SIZE);
	str_add_format(&name, "%s/tmp_pack_%s", folder, temp);
	half->temp = str_take(&name);
	str_add_format(&name, "%s/pack-%s.%s", folder, digits, ending);
	half->path = str_take(&name);
}

/* Nobody changes a pack: its files are for reading alone, as git's are. */
static int
write_half(const struct half *half, const struct str *bytes)
{
	int fd =
	    open(half->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
	int err = 0;

	if (fd < 0)
		return fail_disk(half->path);
	if (write_bytes(fd, bytes) != 0)
		err = fail_disk(half->path);
	if (err == 0)
		err = sync_bytes(fd, half->path);
	if (close(fd) != 0 && err == 0)
		err = fail_disk(half->path);
	return err;
}

static int
place_half(struct half *half)
{
	if (rename(half->temp, half->path) != 0)
		return fail_disk(half->path);
	free(half->temp);
	half->temp = NULL;
	return 0;
}

/* What did not get its name goes. */
static void
clear_half(struct half *half)
{
	if (half->temp != NULL)
		(void)unlink(half->temp);
	free(half->temp);
	free(half->path);
}

int
pack_write(const char *folder, const struct str *pack, const struct str *index)
{
	struct half first = { .temp = NULL };
	struct half second = { .temp = NULL };
	int err;

	name_half(&first, folder, pack, "pack");
	name_half(&second, folder, pack, "idx");
	err = write_half(&first, pack);
	if (err == 0)
		err = write_half(&second, index);
	if (err == 0)
		err = place_half(&first);
	if (err == 0)
		err = place_half(&second);
	if (err == 0)
		err = file_sync_dir(folder);
	clear_half(&second);
	clear_half(&first);
	return err;
}
