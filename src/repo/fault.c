#include "repo/inside.h"

#include <errno.h>
#include <string.h>

#include <withus/err.h>

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
