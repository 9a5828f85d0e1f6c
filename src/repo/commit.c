/*
 * Commits. Their bytes are printed here and not by a library, because they
 * are frozen: the same parents and words give the same name in every release
 * and on every machine.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "repo/inside.h"

#include <withus/err.h>

/* From so many changed files on, their objects go into a pack. */
#define BULK_COUNT 48

/* -------------------------------------------------------------- writing */

static int
compare_leaves(const void *a, const void *b)
{
	const struct repo_leaf *left = a, *right = b;

	return strcmp(left->path, right->path);
}

static int
put_blobs(struct repo_writing *writing, const struct repo_commit *commit,
    struct repo_leaf *leaves)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < commit->change_count; i++) {
		const struct repo_change *change = &commit->changes[i];

		leaves[i].path = change->path;
		leaves[i].is_out =
		    change->bytes == NULL && point_is_none(&change->blob);
		repo_oid(&leaves[i].blob, &change->blob);
		if (change->bytes != NULL)
			err =
			    repo_put(writing, &leaves[i].blob, GIT_OBJECT_BLOB,
				span_make(change->bytes, change->len));
	}
	return err;
}

static int
find_base(struct repo *repo, git_tree **out, const struct point *base)
{
	git_commit *commit = NULL;
	git_oid oid;

	repo_oid(&oid, base);
	int code = git_commit_lookup(&commit, repo->git, &oid);
	if (code == 0)
		code = git_commit_tree(out, commit);
	git_commit_free(commit);
	return code == 0 ? 0 : repo_fault(repo->path, code);
}

static int
put_tree(struct repo_writing *writing, git_oid *out,
    const struct repo_commit *commit)
{
	struct repo_leaf *leaves =
	    mem_new_array(commit->change_count, sizeof *leaves);
	git_tree *base = NULL;
	int err = put_blobs(writing, commit, leaves);

	if (err == 0 && commit->base != NULL)
		err = find_base(writing->repo, &base, commit->base);
	if (err == 0 && commit->change_count > 1)
		qsort(leaves, commit->change_count, sizeof *leaves,
		    compare_leaves);
	if (err == 0)
		err = repo_put_trees(writing, out, base, leaves,
		    commit->change_count);
	git_tree_free(base);
	free(leaves);
	return err;
}

static void
print_commit(struct str *out, const struct repo_commit *commit,
    const char *tree)
{
	static const char *const roles[] = { "author", "committer" };
	char digits[POINT_TEXT_SIZE];

	assert(strpbrk(commit->name, "<>\n") == NULL);
	assert(strpbrk(commit->email, "<>\n") == NULL);
	str_add_format(out, "tree %s\n", tree);
	for (size_t i = 0; i < commit->parent_count; i++) {
		point_print(digits, &commit->parents[i]);
		str_add_format(out, "parent %s\n", digits);
	}
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		str_add_format(out, "%s %s <%s> %" PRId64 " +0000\n", roles[i],
		    commit->name, commit->email, commit->time);
	str_add_format(out, "\n%s", commit->message);
}

/* A commit whose parents are not here would make a history with a hole. */
static int
check_parents(struct repo *repo, const struct repo_commit *commit)
{
	for (size_t i = 0; i < commit->parent_count; i++) {
		size_t len = 0;
		git_object_t type = GIT_OBJECT_INVALID;
		git_oid oid;

		repo_oid(&oid, &commit->parents[i]);
		int code = git_odb_read_header(&len, &type, repo->odb, &oid);
		if (code != 0)
			return repo_fault(repo->path, code);
		if (type != GIT_OBJECT_COMMIT)
			return err_set(ERR_REPO_DAMAGED, repo->path,
			    "a parent that is no commit", NULL);
	}
	return 0;
}

static int
put_commit(struct repo_writing *writing, git_oid *out,
    const struct repo_commit *commit, const git_oid *tree)
{
	struct str text = { .len = 0 };
	char digits[POINT_TEXT_SIZE];

	git_oid_tostr(digits, sizeof digits, tree);
	print_commit(&text, commit, digits);
	return repo_put_text(writing, out, GIT_OBJECT_COMMIT, &text);
}

int
repo_write_commit(struct repo *repo, struct point *out,
    const struct repo_commit *commit)
{
	struct repo_writing writing = { .repo = repo };
	git_oid tree;
	git_oid made;
	int err = check_parents(repo, commit);

	if (err == 0 && commit->change_count >= BULK_COUNT)
		err = repo_bulk_new(&writing.bulk, repo->objects);
	if (err == 0)
		err = put_tree(&writing, &tree, commit);
	if (err == 0)
		err = put_commit(&writing, &made, commit, &tree);
	if (err == 0)
		err = repo_settle(&writing);
	if (err == 0)
		repo_point(out, &made);
	repo_writing_clear(&writing);
	return err;
}

/* -------------------------------------------------------------- reading */

static void
fill_said(struct repo_said *out, const git_commit *commit)
{
	out->parent_count = git_commit_parentcount(commit);
	out->parents = mem_new_array(out->parent_count, sizeof *out->parents);
	for (size_t i = 0; i < out->parent_count; i++)
		repo_point(&out->parents[i],
		    git_commit_parent_id(commit, (unsigned)i));
	out->time = git_commit_time(commit);
	out->message = mem_dup_text(git_commit_message_raw(commit));
	out->name = mem_dup_text(git_commit_author(commit)->name);
}

int
repo_read_commit(struct repo *repo, const struct point *at,
    struct repo_said *out)
{
	git_commit *commit = NULL;
	git_oid oid;

	repo_oid(&oid, at);
	int code = git_commit_lookup(&commit, repo->git, &oid);
	if (code != 0)
		return repo_fault(repo->path, code);
	fill_said(out, commit);
	git_commit_free(commit);
	return 0;
}

void
repo_said_clear(struct repo_said *said)
{
	free(said->parents);
	free(said->message);
	free(said->name);
	*said = (struct repo_said){ .parents = NULL };
}

int
repo_reaches(struct repo *repo, const struct point *from,
    const struct point *to, bool *out)
{
	git_oid start;
	git_oid end;

	repo_oid(&start, from);
	repo_oid(&end, to);
	*out = false;
	if (!git_odb_exists(repo->odb, &start) ||
	    !git_odb_exists(repo->odb, &end))
		return 0;
	int found = point_equal(from, to) ?
	    1 :
	    git_graph_descendant_of(repo->git, &start, &end);
	if (found < 0)
		return repo_fault(repo->path, found);
	*out = found > 0;
	return 0;
}
