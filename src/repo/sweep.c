/*
 * What a killed writer leaves: the lock of the branch (libgit2 renames by
 * link and unlink, so that even after the branch moved it may still stand),
 * objects that did not get their name yet, and unfinished packs. Who holds
 * the project's lock knows that nobody is at work with them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "repo/inside.h"

static int
remove_in(const char *dir, const char *name)
{
	char *path = file_join(dir, name);
	int err = 0;

	if (unlink(path) != 0 && errno != ENOENT)
		err = repo_file_fault(path);
	free(path);
	return err;
}

static bool
begins_with(const char *name, const char *start)
{
	return strncmp(name, start, strlen(start)) == 0;
}

static int
sweep_object(void *data, const char *name)
{
	const char *dir = data;

	return begins_with(name, "tmp_obj") ? remove_in(dir, name) : 0;
}

static int
sweep_pack(void *data, const char *name)
{
	const char *dir = data;
	size_t len = strlen(name);

	if (begins_with(name, "pack_git2_") || begins_with(name, "tmp_") ||
	    (len > 5 && strcmp(name + len - 5, ".lock") == 0))
		return remove_in(dir, name);
	return 0;
}

static int
sweep_folder(const char *path, const char *name,
    int (*each)(void *data, const char *name))
{
	char *dir = file_join(path, name);
	int err = file_is_dir(dir) ? file_each(dir, each, dir) : 0;

	free(dir);
	return err;
}

static int
sweep_all(const char *path)
{
	static const char *const locks[] = { REPO_BRANCH ".lock", "HEAD.lock",
		"config.lock", "packed-refs.lock" };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof locks / sizeof *locks; i++)
		err = remove_in(path, locks[i]);
	if (err == 0)
		err = sweep_folder(path, "objects", sweep_object);
	if (err == 0)
		err = sweep_folder(path, "objects/pack", sweep_pack);
	return err;
}

int
repo_sweep(const char *path)
{
	int err = repo_must_be(path);

#if MUTANT == 2
	if (err == 0)
		return 0;
#endif
	return err == 0 ? sweep_all(path) : err;
}
