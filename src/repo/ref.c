/*
 * The branch: one file of 41 bytes that git and libgit2 write the same way
 * (lock file, fsync, rename). Reading it needs no library, and is done at
 * every start; only a branch that some git has packed away does.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "repo/inside.h"

#include <withus/err.h>

/* More than a branch's file ever holds, so that a longer one is seen. */
#define REF_MAX ((size_t)256)

static int
parse_ref(struct point *out, const char *path, const struct str *text)
{
	size_t digits = POINT_TEXT_SIZE - 1;

	if (text->len != digits + 1 || text->data[digits] != '\n' ||
	    !point_parse(out, text->data, digits) || point_is_none(out))
		return err_set(ERR_REPO_DAMAGED, path, REPO_BRANCH, NULL);
	return 0;
}

static int
ask_library(struct point *out, const char *path)
{
	struct repo *repo = NULL;
	git_oid oid;
	int err = repo_open(&repo, path);

	if (err != 0)
		return err;
	int code = git_reference_name_to_id(&oid, repo->git, REPO_BRANCH);
	if (code == 0)
		repo_point(out, &oid);
	else if (code != GIT_ENOTFOUND)
		err = repo_fault(path, code);
	repo_close(repo);
	return err;
}

int
repo_head(struct point *out, const char *path)
{
	char *loose = file_join(path, REPO_BRANCH);
	char *packed = file_join(path, "packed-refs");
	struct str text = { 0 };
	struct point found = { .bytes = { 0 } };
	int err = repo_must_be(path);

	if (err == 0 && file_is_there(loose)) {
		err = file_read(&text, loose, REF_MAX);
		if (err == 0)
			err = parse_ref(&found, path, &text);
	} else if (err == 0 && file_is_there(packed)) {
		err = ask_library(&found, path);
	}
	if (err == 0)
		*out = found;
	str_clear(&text);
	free(packed);
	free(loose);
	return err;
}

/* To libgit2 an id of zeros means "not there yet", as none does to us. */
int
repo_move_head(struct repo *repo, const struct point *from,
    const struct point *to)
{
	static const struct point none;
	git_reference *ref = NULL;
	git_oid old;
	git_oid new;

	repo_oid(&old, from != NULL ? from : &none);
	repo_oid(&new, to);
	repo_forget();
	int code = git_reference_create_matching(&ref, repo->git, REPO_BRANCH,
	    &new, 1, &old, NULL);
	git_reference_free(ref);
	if (code == GIT_ENOTFOUND)
		code = GIT_EMODIFIED;
	return code == 0 ? 0 : repo_fault(repo->path, code);
}
