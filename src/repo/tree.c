/*
 * New trees out of old ones: only the folders on the way to a changed file
 * are read and written. A folder becomes a map from name to entry, takes its
 * changes, and is printed in git's order (a folder's name counts as if it
 * ended in "/"). Names stand once and are fit for a tree, whatever the base
 * held: what another program wrote wrongly does not live on in a folder that
 * is written anew.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "repo/inside.h"

#include <withus/err.h>

struct entry {
	struct span name; /* borrowed from the base or from a path */
	git_oid oid;
	unsigned mode;
	bool is_out;
};

struct folder {
	struct entry *entries;
	size_t count;
	struct map *by_name;
};

/* The changes below one folder: `skip` bytes of each path lead to it. */
struct part {
	const struct repo_leaf *leaves;
	size_t count;
	size_t skip;
};

/* In any case of letters, by ASCII alone: strcasecmp asks the locale. */
static bool
is_git_folder(const char *name)
{
	return strlen(name) == 4 && name[0] == '.' && (name[1] | 0x20) == 'g' &&
	    (name[2] | 0x20) == 'i' && (name[3] | 0x20) == 't';
}

bool
repo_is_entry_name(const char *name)
{
	return name[0] != '\0' && strchr(name, '/') == NULL &&
	    strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
	    !is_git_folder(name);
}

/* --------------------------------------------------------------- folder */

/* The entry of this name, made where there is none. The room was measured
 * before: entries do not move. */
static struct entry *
find_entry(struct folder *folder, struct span name)
{
	struct entry *entry = map_get(folder->by_name, name.data, name.len);

	if (entry == NULL) {
		entry = &folder->entries[folder->count++];
		entry->name = name;
		entry->is_out = true;
		map_put(folder->by_name, name.data, name.len, entry);
	}
	return entry;
}

static void
fill_entry(struct entry *entry, const git_oid *oid, unsigned mode)
{
	entry->oid = *oid;
	entry->mode = mode;
	entry->is_out = false;
}

static void
load_folder(struct folder *folder, const git_tree *base, size_t more)
{
	size_t count = base != NULL ? git_tree_entrycount(base) : 0;

	folder->by_name = map_new();
	folder->entries = mem_new_array(count + more, sizeof(struct entry));
	for (size_t i = 0; i < count; i++) {
		const git_tree_entry *old = git_tree_entry_byindex(base, i);
		const char *name = git_tree_entry_name(old);

		if (repo_is_entry_name(name))
			fill_entry(find_entry(folder, span_of(name)),
			    git_tree_entry_id(old),
			    (unsigned)git_tree_entry_filemode_raw(old));
	}
}

static void
clear_folder(struct folder *folder)
{
	map_free(folder->by_name);
	free(folder->entries);
}

static bool
is_tree(const struct entry *entry)
{
	return !entry->is_out && entry->mode == GIT_FILEMODE_TREE;
}

/* Byte at `at` of a name as git sorts it: a folder's goes on with "/". */
static int
byte_at(const struct entry *entry, size_t at)
{
	if (at < entry->name.len)
		return (unsigned char)entry->name.data[at];
	return is_tree(entry) ? '/' : '\0';
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	size_t len =
	    left->name.len < right->name.len ? left->name.len : right->name.len;
	int order = memcmp(left->name.data, right->name.data, len);

	if (order != 0)
		return order;
	return byte_at(left, len) - byte_at(right, len);
}

static int
put_folder(struct repo_writing *writing, git_oid *out, bool *is_empty,
    struct folder *folder)
{
	struct str text = { 0 };

	qsort(folder->entries, folder->count, sizeof *folder->entries,
	    compare_entries);
	*is_empty = true;
	for (size_t i = 0; i < folder->count; i++) {
		const struct entry *entry = &folder->entries[i];

		if (entry->is_out)
			continue;
		*is_empty = false;
		str_add_format(&text, "%o ", entry->mode);
		str_add_bytes(&text, entry->name.data, entry->name.len);
		str_add_char(&text, '\0');
		str_add_bytes(&text, entry->oid.id, sizeof entry->oid.id);
	}
	return repo_put_text(writing, out, GIT_OBJECT_TREE, &text);
}

/* -------------------------------------------------------------- changes */

/* The name that the first change of a part has in its folder. */
static struct span
first_name(const struct part *part)
{
	const char *rest = part->leaves[0].path + part->skip;

	return span_make(rest, strcspn(rest, "/"));
}

/* Cuts the changes below the folder `name` off the front of `part`. */
static struct part
cut_below(struct part *part, struct span name)
{
	struct part below = {
		.leaves = part->leaves,
		.skip = part->skip + name.len + 1,
	};

	do {
		part->leaves++;
		part->count--;
		below.count++;
	} while (part->count > 0 &&
	    strncmp(below.leaves[0].path, part->leaves[0].path, below.skip) ==
		0);
	return below;
}

static void
change_leaf(struct folder *folder, struct part *part, struct span name)
{
	struct entry *entry = find_entry(folder, name);
	const struct repo_leaf *leaf = part->leaves;

	if (leaf->is_out)
		entry->is_out = true;
	else
		fill_entry(entry, &leaf->blob, GIT_FILEMODE_BLOB);
	part->leaves++;
	part->count--;
}

static int put_part(struct repo_writing *writing, git_oid *out, bool *is_empty,
    const git_tree *base, struct part part);

/* Paths have few folders (asserted below): this is as deep as they are. */
static int
change_below(struct repo_writing *writing, struct folder *folder,
    struct part *part, struct span name)
{
	struct entry *entry = find_entry(folder, name);
	struct repo *repo = writing->repo;
	git_tree *base = NULL;
	git_oid oid;
	bool is_empty = false;

	if (is_tree(entry)) {
		int code = git_tree_lookup(&base, repo->git, &entry->oid);
		if (code != 0)
			return repo_fault(repo->path, code);
	}
	int err =
	    put_part(writing, &oid, &is_empty, base, cut_below(part, name));
	git_tree_free(base);
	fill_entry(entry, &oid, GIT_FILEMODE_TREE);
	entry->is_out = is_empty;
	return err;
}

static int
put_part(struct repo_writing *writing, git_oid *out, bool *is_empty,
    const git_tree *base, struct part part)
{
	struct folder folder = { .count = 0 };
	int err = 0;

	load_folder(&folder, base, part.count);
	while (err == 0 && part.count > 0) {
		struct span name = first_name(&part);

		if (name.data[name.len] == '\0')
			change_leaf(&folder, &part, name);
		else
			err = change_below(writing, &folder, &part, name);
	}
	if (err == 0)
		err = put_folder(writing, out, is_empty, &folder);
	clear_folder(&folder);
	return err;
}

static bool
is_shallow(const char *path)
{
	size_t folders = 0;

	for (; *path != '\0'; path++)
		folders += *path == '/';
	return folders <= REPO_FOLDERS;
}

int
repo_put_trees(struct repo_writing *writing, git_oid *out, const git_tree *base,
    const struct repo_leaf *leaves, size_t count)
{
	struct part all = { .leaves = leaves, .count = count };
	bool is_empty = false;

	for (size_t i = 0; i < count; i++) {
		assert(is_shallow(leaves[i].path));
		assert(
		    i == 0 || strcmp(leaves[i - 1].path, leaves[i].path) < 0);
	}
	return put_part(writing, out, &is_empty, base, all);
}
