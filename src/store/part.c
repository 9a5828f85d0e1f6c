/*
 * Files under way. A copy is made beside its place as `<path>.<process>.part`,
 * made last, and then given its name: whatever stops it, `path` is the old
 * copy or the new one. What a process that was killed left behind goes with
 * the next copy to the same path.
 */
#include "store/inside.h"

#include "base/file.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is behind `base.` in a name: a process number and our ending. Returns
 * the number, 0 where the name is another's. */
static pid_t
read_part_name(const char *name, const char *base)
{
	size_t len = strlen(base);
	char *end = NULL;

	if (strncmp(name, base, len) != 0 || name[len] != '.')
		return 0;
	long number = strtol(name + len + 1, &end, 10);
	if (number <= 0 ||
	    (strcmp(end, ".part") != 0 && strcmp(end, ".part-journal") != 0))
		return 0;
	return (pid_t)number;
}

struct sweep {
	const char *folder;
	const char *base;
};

static int
sweep_name(void *data, const char *name)
{
	const struct sweep *sweep = data;
	pid_t owner = read_part_name(name, sweep->base);

	if (owner == 0)
		return 0;
	if (owner == getpid() || (kill(owner, 0) != 0 && errno == ESRCH)) {
		char *path = file_join(sweep->folder, name);
		(void)unlink(path);
		free(path);
	}
	return 0;
}

/* Names a part, after those that killed processes left. */
int
part_name(const char *path, char **part)
{
	struct str name = { 0 };
	char *folder = store_folder(path);
	const char *slash = strrchr(path, '/');
	struct sweep sweep = {
		.folder = folder,
		.base = slash == NULL ? path : slash + 1,
	};
	int err = file_each(folder, sweep_name, &sweep);

	free(folder);
	str_add_format(&name, "%s.%ld.part", path, (long)getpid());
	*part = str_take(&name);
	return err;
}

static int
sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int error = fd < 0 || fsync(fd) != 0 ? errno : 0;

	if (fd >= 0)
		(void)close(fd);
	if (error != 0)
		return err_set(ERR_FILE_SYNC, path, strerror(error), NULL);
	return 0;
}

int
part_finish(const char *part, const char *path)
{
	int err = sync_file(part);

	if (err != 0)
		return err;
	if (rename(part, path) != 0)
		return fault_set_system(path, errno);
	char *folder = store_folder(path);
	err = file_sync_dir(folder);
	free(folder);
	return err;
}

void
part_drop(char *part)
{
	struct str journal = { 0 };

	if (part == NULL)
		return;
	str_add_format(&journal, "%s-journal", part);
	(void)unlink(part);
	(void)unlink(str_text(&journal));
	str_clear(&journal);
	free(part);
}
