/*
 * Which tree is a change of which. A save writes the folders above its file
 * anew, and each differs in one entry from the one that it replaces: some
 * thirty bytes instead of thousands. To look for the likeliest base among
 * all objects, as git does when it has time, takes ten times as long as all
 * the rest of packing. But the commits know it: the trees of a commit and of
 * its first parent are gone through side by side, and what stands at the same
 * place in both is a pair.
 */
#include <string.h>

#include "base/mem.h"
#include "repo/pack_inside.h"

#define OID_DIGITS ((size_t)2 * GIT_OID_RAWSZ)
#define FOLDER_MODE "40000 "

/* One line of a tree. */
struct line {
	const char *name; /* with the NUL behind it */
	git_oid oid;
	bool is_folder;
};

/* Reads the line at `*at` and goes behind it; false at the end, and where
 * the bytes are no tree's. */
static bool
read_line(const struct pack_entry *tree, size_t *at, struct line *out)
{
	const char *start = tree->bytes + *at;
	size_t left = tree->len - *at;
	const char *end = left > 0 ? memchr(start, '\0', left) : NULL;
	const char *blank =
	    end != NULL ? memchr(start, ' ', (size_t)(end - start)) : NULL;

	if (blank == NULL || left - (size_t)(end + 1 - start) < GIT_OID_RAWSZ)
		return false;
	out->name = blank + 1;
	out->is_folder =
	    strncmp(start, FOLDER_MODE, sizeof FOLDER_MODE - 1) == 0;
	memcpy(out->oid.id, end + 1, GIT_OID_RAWSZ);
	*at += (size_t)(end + 1 - start) + GIT_OID_RAWSZ;
	return true;
}

size_t
pack_find(const struct pack *pack, const git_oid *oid)
{
	size_t low = 0, high = pack->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = git_oid_cmp(oid, &pack->entries[middle].oid);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return PACK_NO_BASE;
}

static size_t
find_type(const struct pack *pack, const git_oid *oid, git_object_t type)
{
	size_t at = pack_find(pack, oid);

	return at != PACK_NO_BASE && pack->entries[at].type == type ?
	    at :
	    PACK_NO_BASE;
}

/* Trees that are still to be gone through. */
struct pairs {
	size_t (*items)[2]; /* the tree, and the one that it replaces */
	size_t count;
	size_t cap;
};

static void
add_pair(struct pairs *pairs, const struct pack *pack, const git_oid *tree,
    const git_oid *old)
{
	size_t at = find_type(pack, tree, GIT_OBJECT_TREE);
	size_t base = find_type(pack, old, GIT_OBJECT_TREE);

	if (at == PACK_NO_BASE || base == PACK_NO_BASE || at == base ||
	    pack->entries[at].base != PACK_NO_BASE)
		return;
	pack->entries[at].base = base;
	pairs->items = mem_grow(pairs->items, &pairs->cap, pairs->count + 1,
	    sizeof *pairs->items);
	pairs->items[pairs->count][0] = at;
	pairs->items[pairs->count++][1] = base;
}

/* Both are sorted nearly by name: a folder that is missed is but written in
 * full. */
static void
go_through(struct pairs *pairs, const struct pack *pack, size_t tree,
    size_t base)
{
	const struct pack_entry *new = &pack->entries[tree];
	const struct pack_entry *old = &pack->entries[base];
	struct line left, right;
	size_t at = 0, old_at = 0;
	bool more =
	    read_line(new, &at, &left) && read_line(old, &old_at, &right);

	while (more) {
		int order = strcmp(left.name, right.name);

		if (order == 0 && left.is_folder && right.is_folder &&
		    !git_oid_equal(&left.oid, &right.oid))
			add_pair(pairs, pack, &left.oid, &right.oid);
		more = (order > 0 || read_line(new, &at, &left)) &&
		    (order < 0 || read_line(old, &old_at, &right));
	}
}

/* The name that follows a word at the start of `text`. */
static bool
read_oid(git_oid *out, const char *text, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - text) >= len + OID_DIGITS &&
	    memcmp(text, word, len) == 0 &&
	    git_oid_fromstrn(out, text + len, OID_DIGITS) == 0;
}

static void
pair_commit(struct pairs *pairs, const struct pack *pack,
    const struct pack_entry *commit)
{
	const char *end = commit->bytes + commit->len;
	const char *second = memchr(commit->bytes, '\n', commit->len);
	git_oid tree, parent, old;

	if (second == NULL || !read_oid(&tree, commit->bytes, end, "tree ") ||
	    !read_oid(&parent, second + 1, end, "parent "))
		return;
	size_t at = find_type(pack, &parent, GIT_OBJECT_COMMIT);
	if (at == PACK_NO_BASE)
		return;
	commit = &pack->entries[at];
	if (read_oid(&old, commit->bytes, commit->bytes + commit->len, "tree "))
		add_pair(pairs, pack, &tree, &old);
}

/* ---------------------------------------------------------------- chains */

#define UNKNOWN SIZE_MAX
#define UNDER_WAY (SIZE_MAX - 1)

/* Goes up from an entry to one whose depth is known, and gives the depth to
 * those met on the way; a chain that is too long or that closes is cut. */
static void
measure_chain(struct pack *pack, size_t *depths, size_t *way, size_t at)
{
	size_t len = 0;

	while (at != PACK_NO_BASE && depths[at] == UNKNOWN) {
		depths[at] = UNDER_WAY;
		way[len++] = at;
		at = pack->entries[at].base;
	}
	while (len > 0) {
		struct pack_entry *entry = &pack->entries[way[--len]];
		size_t depth = 0;

		if (entry->base != PACK_NO_BASE &&
		    depths[entry->base] < PACK_DEPTH)
			depth = depths[entry->base] + 1;
		else
			entry->base = PACK_NO_BASE;
		depths[way[len]] = depth;
	}
}

void
pack_set_bases(struct pack *pack)
{
	struct pairs pairs = { .items = NULL };
	size_t *depths = mem_new_array(2 * pack->count, sizeof *depths);

	for (size_t i = 0; i < pack->count; i++)
		depths[i] = UNKNOWN;
	for (size_t i = 0; i < pack->count; i++)
		if (pack->entries[i].type == GIT_OBJECT_COMMIT)
			pair_commit(&pairs, pack, &pack->entries[i]);
	for (size_t i = 0; i < pairs.count; i++)
		go_through(&pairs, pack, pairs.items[i][0], pairs.items[i][1]);
	for (size_t i = 0; i < pack->count; i++)
		measure_chain(pack, depths, depths + pack->count, i);
	free(depths);
	free(pairs.items);
}
