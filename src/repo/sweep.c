/*
 * What a killed writer leaves: the lock of the branch (libgit2 renames by
 * link and unlink, so that even after the branch moved it may still stand),
 * objects that did not get their name yet, and unfinished packs, to the last
 * of which nothing but the index is missing, by which a pack is found. Who
 * holds the project's lock knows that nobody is at work with them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "repo/inside.h"

#define PACK_ENDING ".pack"

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

static bool
ends_with(const char *name, const char *end)
{
	size_t len = strlen(name);
	size_t end_len = strlen(end);

	return len > end_len && strcmp(name + len - end_len, end) == 0;
}

/* Whether a pack has another file beside it. */
static bool
has_beside(const char *dir, const char *name, const char *ending)
{
	struct str path = { .len = 0 };
	bool is_there;

	str_add_format(&path, "%s/%.*s%s", dir,
	    (int)(strlen(name) - strlen(PACK_ENDING)), name, ending);
	is_there = file_is_there(str_text(&path));
	str_clear(&path);
	return is_there;
}

static bool
is_half(const char *dir, const char *name)
{
	return begins_with(name, "pack-") && ends_with(name, PACK_ENDING) &&
	    !has_beside(dir, name, ".idx") && !has_beside(dir, name, ".keep");
}

static int
sweep_pack(void *data, const char *name)
{
	const char *dir = data;

	if (begins_with(name, "pack_git2_") || begins_with(name, "tmp_") ||
	    ends_with(name, ".lock") || is_half(dir, name))
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
