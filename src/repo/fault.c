#include "repo/inside.h"

#include <errno.h>
#include <string.h>
#include <sys/types.h>

#include <withus/err.h>

/* A kind's folder has 256 entries, some 8 KiB: by itself libgit2 would read
 * each of them again for every commit of a walk, which takes five times as
 * long. All of what it keeps has a limit too. */
#define TREE_KEPT_MAX ((size_t)64 * 1024)
#define KEPT_MAX ((ssize_t)64 * 1024 * 1024)

static void
set_options(void)
{
	static const git_config_level_t levels[] = {
		GIT_CONFIG_LEVEL_PROGRAMDATA,
		GIT_CONFIG_LEVEL_SYSTEM,
		GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL,
	};

	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	/* Whose home it is has been looked at before; a home on a stick
	 * belongs to whoever holds it. */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE,
	    TREE_KEPT_MAX);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, KEPT_MAX);
}

/* libgit2 counts who started it: the first of us stays counted until the
 * process ends, and its count serves as our memory of having begun. */
int
repo_start(const char *path)
{
	int count = git_libgit2_init();

	if (count < 0)
		return repo_fault(path, count);
	if (count == 1)
		set_options();
	else
		git_libgit2_shutdown();
	return 0;
}

void
repo_forget(void)
{
	git_error_clear();
	errno = 0;
}

/* Mostly libgit2 keeps the system's reason in words alone; where a write(2)
 * fails inside a stream it has none, and errno still holds it. */
static const char *
find_words(const git_error *last)
{
	if (last != NULL)
		return last->message;
	return errno != 0 ? strerror(errno) : "no reason given";
}

static bool
says_reason(const char *words, int reason)
{
	return strstr(words, strerror(reason)) != NULL;
}

static bool
is_damage(int code, int class)
{
	return code == GIT_ENOTFOUND || code == GIT_EMISMATCH ||
	    class == GIT_ERROR_ZLIB || class == GIT_ERROR_ODB ||
	    class == GIT_ERROR_OBJECT || class == GIT_ERROR_REPOSITORY;
}

int
repo_fault(const char *path, int code)
{
	const git_error *last = git_error_last();
	const char *words = find_words(last);
	int class = last != NULL ? last->klass : GIT_ERROR_NONE;

	if (code == GIT_ELOCKED)
		return err_set(ERR_REPO_LOCKED, path, NULL);
	if (code == GIT_EMODIFIED)
		return err_set(ERR_REPO_MOVED, path, NULL);
	if (says_reason(words, ENOSPC) || says_reason(words, EDQUOT))
		return err_set(ERR_DISK_FULL, path, NULL);
	if (strstr(words, "fsync") != NULL)
		return err_set(ERR_FILE_SYNC, path, words, NULL);
	if (is_damage(code, class))
		return err_set(ERR_REPO_DAMAGED, path, words, NULL);
	return err_set(ERR_REPO_FAILED, path, words, NULL);
}

int
repo_file_fault(const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(ERR_DISK_FULL, path, NULL);
	return err_set(ERR_FILE_WRITE, path, strerror(errno), NULL);
}

void
repo_oid(git_oid *out, const struct point *point)
{
	_Static_assert(sizeof out->id == sizeof point->bytes, "both are SHA-1");
	memcpy(out->id, point->bytes, sizeof out->id);
}

void
repo_point(struct point *out, const git_oid *oid)
{
	memcpy(out->bytes, oid->id, sizeof out->bytes);
}

const char *
repo_library(void)
{
	return "libgit2 " LIBGIT2_VERSION;
}
