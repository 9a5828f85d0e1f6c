/*
 * The files that commits bring. A commit's tree is compared with every
 * parent's, folder by folder; a folder that one of them has with the same
 * name is skipped whole, so that the cost is that of what changed.
 *
 * A tree from elsewhere may hold anything. Nothing here trusts it to be
 * sorted, shallow, or to have each name once: where a parent's entry is not
 * found for such a reason, the file is reported once more.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "repo/inside.h"

#include <withus/err.h>

struct visit {
	struct repo *repo;
	size_t limit;
	bool with_gone;
	int (*each)(void *data, const struct repo_file *file);
	void *data;
	struct repo_file file;
	struct str path;
};

/* A folder, and what the parents have in its place. */
struct place {
	git_tree *tree;
	git_tree **others;
	size_t other_count;
	unsigned depth;
};

/* ------------------------------------------------------------ one file */

/* What names nothing here, or not what the entry says: told, not a fault.
 * What is not made as a tree is made shows in the class of the fault. */
static bool
is_missing(int code)
{
	const git_error *last = git_error_last();

	return code == GIT_ENOTFOUND ||
	    (last != NULL && last->klass == GIT_ERROR_TREE);
}

static int
tell(struct visit *visit, const char *why)
{
	visit->file.path = str_text(&visit->path);
	visit->file.why = why;
	if (why != NULL) {
		visit->file.bytes = NULL;
		visit->file.len = 0;
	}
	return visit->each(visit->data, &visit->file);
}

static int
tell_blob(struct visit *visit, const git_oid *oid)
{
	git_odb_object *object = NULL;
	int code = git_odb_read(&object, visit->repo->odb, oid);

	if (code != 0)
		return repo_fault(visit->repo->path, code);
	visit->file.bytes = git_odb_object_data(object);
	visit->file.len = git_odb_object_size(object);
	if (visit->file.bytes == NULL)
		visit->file.bytes = "";
	int result = tell(visit, NULL);
	git_odb_object_free(object);
	return result;
}

/* Its size is asked for first: a small pack can hold a very large file. */
static int
tell_file(struct visit *visit, const git_tree_entry *entry)
{
	const git_oid *oid = git_tree_entry_id(entry);
	git_object_t type = GIT_OBJECT_INVALID;
	size_t len = 0;

	if (git_tree_entry_filemode_raw(entry) != GIT_FILEMODE_BLOB)
		return tell(visit, "mode");
	repo_forget();
	int code = git_odb_read_header(&len, &type, visit->repo->odb, oid);
	if (code != 0 && !is_missing(code))
		return repo_fault(visit->repo->path, code);
	if (code != 0 || type != GIT_OBJECT_BLOB)
		return tell(visit, "missing");
	if (len > visit->limit)
		return tell(visit, "size");
	return tell_blob(visit, oid);
}

/* ----------------------------------------------------------- one folder */

static bool
is_folder(const git_tree_entry *entry)
{
	return git_tree_entry_filemode_raw(entry) == GIT_FILEMODE_TREE;
}

static bool
is_known(const struct place *place, const git_tree_entry *entry)
{
	for (size_t i = 0; i < place->other_count; i++) {
		const git_tree_entry *other =
		    git_tree_entry_byname(place->others[i],
			git_tree_entry_name(entry));

		if (other != NULL &&
		    git_tree_entry_filemode_raw(other) ==
			git_tree_entry_filemode_raw(entry) &&
		    git_oid_equal(git_tree_entry_id(other),
			git_tree_entry_id(entry)))
			return true;
	}
	return false;
}

static void
clear_place(struct place *place)
{
	for (size_t i = 0; i < place->other_count; i++)
		git_tree_free(place->others[i]);
	free(place->others);
	git_tree_free(place->tree);
}

/* The parents' folders of the same name. One that cannot be read counts as
 * if it were not there. */
static void
find_others(struct visit *visit, struct place *below, const struct place *place,
    const char *name)
{
	below->others = mem_new_array(place->other_count, sizeof(git_tree *));
	for (size_t i = 0; i < place->other_count; i++) {
		const git_tree_entry *other =
		    git_tree_entry_byname(place->others[i], name);
		git_tree *tree = NULL;

		if (other != NULL && is_folder(other) &&
		    git_tree_lookup(&tree, visit->repo->git,
			git_tree_entry_id(other)) == 0)
			below->others[below->other_count++] = tree;
	}
}

static int visit_place(struct visit *visit, const struct place *place);

/* As deep as REPO_FOLDERS, no deeper. */
static int
enter_folder(struct visit *visit, const struct place *place,
    const git_tree_entry *entry)
{
	struct place below = { .depth = place->depth + 1 };

	repo_forget();
	int code = git_tree_lookup(&below.tree, visit->repo->git,
	    git_tree_entry_id(entry));

	if (code != 0)
		return is_missing(code) ? tell(visit, "missing") :
					  repo_fault(visit->repo->path, code);
	find_others(visit, &below, place, git_tree_entry_name(entry));
	str_add_char(&visit->path, '/');
	int result = visit_place(visit, &below);
	clear_place(&below);
	return result;
}

static int
visit_entry(struct visit *visit, const struct place *place,
    const git_tree_entry *entry)
{
	const char *name = git_tree_entry_name(entry);
	size_t above = visit->path.len;
	int result;

	if (is_known(place, entry))
		return 0;
	str_add(&visit->path, name);
	if (!repo_is_entry_name(name) ||
	    (is_folder(entry) && place->depth == REPO_FOLDERS))
		result = tell(visit, "name");
	else if (is_folder(entry))
		result = enter_folder(visit, place, entry);
	else
		result = tell_file(visit, entry);
	str_cut(&visit->path, above);
	return result;
}

/* What one parent has in this place, and the commit has not. */
static int
tell_gone(struct visit *visit, const git_tree *tree, const git_tree *other)
{
	size_t above = visit->path.len;
	int result = 0;

	for (size_t i = 0; result == 0 && i < git_tree_entrycount(other); i++) {
		const char *name =
		    git_tree_entry_name(git_tree_entry_byindex(other, i));

		if (git_tree_entry_byname(tree, name) != NULL)
			continue;
		str_add(&visit->path, name);
		result = tell(visit, "gone");
		str_cut(&visit->path, above);
	}
	return result;
}

static int
visit_place(struct visit *visit, const struct place *place)
{
	size_t count = git_tree_entrycount(place->tree);
	size_t others = visit->with_gone ? place->other_count : 0;
	int result = 0;

	for (size_t i = 0; result == 0 && i < count; i++)
		result = visit_entry(visit, place,
		    git_tree_entry_byindex(place->tree, i));
	for (size_t i = 0; result == 0 && i < others; i++)
		result = tell_gone(visit, place->tree, place->others[i]);
	return result;
}

/* ----------------------------------------------------------- one commit */

static int
find_parents(struct visit *visit, struct place *root, const git_commit *commit)
{
	unsigned count = git_commit_parentcount(commit);

	root->others = mem_new_array(count, sizeof(git_tree *));
	for (unsigned i = 0; i < count; i++) {
		git_commit *parent = NULL;
		git_tree *tree = NULL;
		int code = git_commit_parent(&parent, commit, i);

		if (code != 0)
			return repo_fault(visit->repo->path, code);
		if (git_commit_tree(&tree, parent) == 0)
			root->others[root->other_count++] = tree;
		git_commit_free(parent);
	}
	return 0;
}

static int
visit_commit(struct visit *visit, const git_oid *oid, bool is_whole)
{
	struct place root = { .depth = 0 };
	git_commit *commit = NULL;
	int result = 0;
	int code = git_commit_lookup(&commit, visit->repo->git, oid);

	if (code != 0)
		return repo_fault(visit->repo->path, code);
	repo_point(&visit->file.commit, oid);
	repo_forget();
	code = git_commit_tree(&root.tree, commit);
	if (code != 0)
		result = is_missing(code) ? tell(visit, "missing") :
					    repo_fault(visit->repo->path, code);
	if (code == 0 && !is_whole)
		result = find_parents(visit, &root, commit);
	if (code == 0 && result == 0)
		result = visit_place(visit, &root);
	clear_place(&root);
	git_commit_free(commit);
	return result;
}

/* ---------------------------------------------------------------- walks */

int
repo_walk(struct repo *repo, const struct repo_range *range, size_t limit,
    int (*each)(void *data, const struct repo_file *file), void *data)
{
	struct visit visit = {
		.repo = repo,
		.limit = limit,
		.with_gone = range->with_gone,
		.each = each,
		.data = data,
	};
	git_oid *order = NULL;
	size_t count = 0;
	int result = repo_order(repo, range, &order, &count);

	for (size_t i = 0; result == 0 && i < count; i++) {
		visit.file.commit_number = i;
		result = visit_commit(&visit, &order[i], false);
	}
	str_clear(&visit.path);
	free(order);
	return result;
}

int
repo_list(struct repo *repo, const struct point *at, size_t limit,
    int (*each)(void *data, const struct repo_file *file), void *data)
{
	struct visit visit = {
		.repo = repo,
		.limit = limit,
		.each = each,
		.data = data,
	};
	git_oid oid;

	repo_oid(&oid, at);
	int result = visit_commit(&visit, &oid, true);
	str_clear(&visit.path);
	return result;
}
