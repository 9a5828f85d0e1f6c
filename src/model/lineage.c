/*
 * Edges are drawn once, both ways, by lineage_link; everything after that is
 * a walk over them with marks, so that no answer costs more than the edges
 * it looks at times the heads that it is asked about. Versions lie in byte
 * order of vid: an index is then the same as a place in that order, and a
 * list of indexes that is filled from below is sorted by vid.
 *
 * A circle cannot come from hashes. Should forged vids make one, no walk runs
 * for ever: marks stop it, and depth counts only what a root leads to.
 */
#include "model/lineage.h"

#include "base/mem.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void
clear_edges(struct version *version)
{
	free(version->parents);
	free(version->children);
	version->parents = NULL;
	version->children = NULL;
	version->parent_count = 0;
	version->child_count = 0;
	version->depth = 0;
}

static void
clear_version(struct version *version)
{
	clear_edges(version);
	record_free(version->record);
	version->record = NULL;
}

void
lineage_clear(struct lineage *lineage)
{
	for (size_t i = 0; i < lineage->count; i++)
		clear_version(&lineage->versions[i]);
	free(lineage->versions);
	*lineage = (struct lineage){ 0 };
}

void
lineage_add(struct lineage *lineage, const struct vid *vid,
    struct record *record, const unsigned char key[32])
{
	struct version *version;

	if (id_is_none(&lineage->id))
		lineage->id = record->id;
	assert(id_equal(&lineage->id, &record->id));
	lineage->versions = mem_grow(lineage->versions, &lineage->cap,
	    lineage->count + 1, sizeof *lineage->versions);
	version = &lineage->versions[lineage->count++];
	*version = (struct version){ .vid = *vid, .record = record };
	memcpy(version->key, key, sizeof version->key);
}

static int
compare_versions(const void *a, const void *b)
{
	const struct version *left = a, *right = b;

	return vid_compare(&left->vid, &right->vid);
}

/* Sorts by vid; of versions that were added twice one stays. */
static void
sort_versions(struct lineage *lineage)
{
	struct version *versions = lineage->versions;
	size_t kept = 0;

	for (size_t i = 0; i < lineage->count; i++)
		clear_edges(&versions[i]);
	if (lineage->count > 1)
		qsort(versions, lineage->count, sizeof *versions,
		    compare_versions);
	for (size_t i = 0; i < lineage->count; i++) {
		if (kept > 0 &&
		    vid_equal(&versions[kept - 1].vid, &versions[i].vid))
			clear_version(&versions[i]);
		else
			versions[kept++] = versions[i];
	}
	lineage->count = kept;
}

size_t
lineage_find(const struct lineage *lineage, const struct vid *vid)
{
	size_t low = 0, high = lineage->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = vid_compare(&lineage->versions[middle].vid, vid);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return SIZE_MAX;
}

static void
draw_parents(struct lineage *lineage, size_t index)
{
	struct version *version = &lineage->versions[index];
	const struct record *record = version->record;

	version->parents =
	    mem_new_array(record->follow_count, sizeof *version->parents);
	for (size_t f = 0; f < record->follow_count; f++) {
		size_t parent = lineage_find(lineage, &record->follows[f]);

		if (parent == SIZE_MAX || parent == index)
			continue;
		version->parents[version->parent_count++] = parent;
		lineage->versions[parent].child_count++;
	}
}

/* Children come in order of vid, as their parents are gone through so. */
static void
draw_children(struct lineage *lineage)
{
	for (size_t i = 0; i < lineage->count; i++) {
		struct version *version = &lineage->versions[i];

		version->children = mem_new_array(version->child_count,
		    sizeof *version->children);
		version->child_count = 0;
	}
	for (size_t i = 0; i < lineage->count; i++) {
		const struct version *version = &lineage->versions[i];

		for (size_t p = 0; p < version->parent_count; p++) {
			struct version *parent =
			    &lineage->versions[version->parents[p]];

			parent->children[parent->child_count++] = i;
		}
	}
}

/* A version is measured when all that it follows have been. */
static void
measure_depth(struct lineage *lineage)
{
	size_t *waiting = mem_new_array(lineage->count, sizeof *waiting);
	size_t *ready = mem_new_array(lineage->count, sizeof *ready);
	size_t ready_count = 0;

	for (size_t i = 0; i < lineage->count; i++) {
		waiting[i] = lineage->versions[i].parent_count;
		if (waiting[i] == 0)
			ready[ready_count++] = i;
	}
	for (size_t r = 0; r < ready_count; r++) {
		const struct version *version = &lineage->versions[ready[r]];

		for (size_t c = 0; c < version->child_count; c++) {
			size_t index = version->children[c];
			struct version *child = &lineage->versions[index];

			if (child->depth <= version->depth)
				child->depth = version->depth + 1;
			if (--waiting[index] == 0)
				ready[ready_count++] = index;
		}
	}
	free(waiting);
	free(ready);
}

void
lineage_link(struct lineage *lineage)
{
	sort_versions(lineage);
	for (size_t i = 0; i < lineage->count; i++)
		draw_parents(lineage, i);
	draw_children(lineage);
	measure_depth(lineage);
}

static bool
has_child_in(const struct version *version, const bool *is_in)
{
	for (size_t c = 0; c < version->child_count; c++)
		if (is_in == NULL || is_in[version->children[c]])
			return true;
	return false;
}

size_t
lineage_heads_among(const struct lineage *lineage, const bool *is_in,
    size_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < lineage->count; i++)
		if ((is_in == NULL || is_in[i]) &&
		    !has_child_in(&lineage->versions[i], is_in))
			out[count++] = i;
	return count;
}

size_t
lineage_heads(const struct lineage *lineage, size_t *out)
{
	return lineage_heads_among(lineage, NULL, out);
}

static bool
is_typed(const struct version *version)
{
	return !id_is_none(&version->record->typed_by);
}

/* True if `own` holds the words of the one whom `typed` was typed for, in
 * their own hand. */
static bool
is_own_of(const struct version *own, const struct version *typed)
{
	return !is_typed(own) && id_equal(&own->record->by, &typed->record->by);
}

/* Following one's own words from typed ones does not count. */
static bool
does_edge_count(const struct version *child, const struct version *parent)
{
	return !child->is_typed_away || !is_own_of(parent, child);
}

static bool
has_standing(const struct version *version, bool in_part)
{
	return version->standing == STANDING_GOOD ||
	    version->standing == STANDING_EARLIER ||
	    (in_part && version->standing == STANDING_PARTLY);
}

static bool
is_followed(const struct lineage *lineage, const struct version *version,
    bool in_part)
{
	for (size_t c = 0; c < version->child_count; c++) {
		const struct version *child =
		    &lineage->versions[version->children[c]];

#if MUTANT == 29
		if (does_edge_count(child, version))
			return true;
#endif
		if (has_standing(child, in_part) &&
		    does_edge_count(child, version))
			return true;
	}
	return false;
}

/* True if an own head stands beside typed ones that may not displace it. In
 * one record those are all typed for the same person. */
static bool
has_own_head(const struct lineage *lineage, const size_t *heads, size_t count)
{
	const struct version *typed = NULL;

	for (size_t h = 0; h < count; h++)
		if (lineage->versions[heads[h]].is_typed_away)
			typed = &lineage->versions[heads[h]];
	for (size_t h = 0; typed && h < count; h++)
		if (is_own_of(&lineage->versions[heads[h]], typed))
			return true;
	return false;
}

/* Heads by edges between versions with standing, typed ones not dropped. */
static size_t
find_heads(const struct lineage *lineage, bool in_part, size_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < lineage->count; i++) {
		const struct version *version = &lineage->versions[i];

		if (has_standing(version, in_part) &&
		    !is_followed(lineage, version, in_part))
			out[count++] = i;
	}
	return count;
}

/* Keeps, beside an own head, the typed ones that may not displace it, or the
 * others. */
static size_t
keep_heads(const struct lineage *lineage, size_t *heads, size_t count,
    bool is_earlier)
{
	bool has_own = has_own_head(lineage, heads, count);
	size_t kept = 0;

	for (size_t h = 0; h < count; h++) {
		bool is_away = lineage->versions[heads[h]].is_typed_away;

		if ((has_own && is_away) == is_earlier)
			heads[kept++] = heads[h];
	}
	return kept;
}

size_t
lineage_view_heads(const struct lineage *lineage, size_t *out)
{
	size_t count = find_heads(lineage, false, out);

	return keep_heads(lineage, out, count, false);
}

size_t
lineage_earlier_heads(const struct lineage *lineage, size_t *out)
{
	size_t count = find_heads(lineage, false, out);

	return keep_heads(lineage, out, count, true);
}

/* A head here that is not partly is a view head too, or was left out there
 * as an earlier one. */
size_t
lineage_part_heads(const struct lineage *lineage, size_t *out)
{
	size_t count = find_heads(lineage, true, out), kept = 0;

	for (size_t h = 0; h < count; h++)
		if (lineage->versions[out[h]].standing != STANDING_EARLIER)
			out[kept++] = out[h];
	return kept;
}

/* Walks back from a version. `todo` has room for every version: each enters
 * it once, when it is marked. */
static void
mark_ancestors(const struct lineage *lineage, size_t from, bool counting,
    bool *is_in, size_t *todo)
{
	size_t count = 1;

	is_in[from] = true;
	todo[0] = from;
	while (count > 0) {
		const struct version *version =
		    &lineage->versions[todo[--count]];

		for (size_t p = 0; p < version->parent_count; p++) {
			size_t parent = version->parents[p];

			if (is_in[parent] ||
			    (counting &&
				!does_edge_count(version,
				    &lineage->versions[parent])))
				continue;
			is_in[parent] = true;
			todo[count++] = parent;
		}
	}
}

void
lineage_ancestors(const struct lineage *lineage, size_t from, bool counting,
    bool *is_in)
{
	size_t *todo = mem_new_array(lineage->count, sizeof *todo);

	memset(is_in, 0, lineage->count * sizeof *is_in);
	mark_ancestors(lineage, from, counting, is_in, todo);
	free(todo);
}

/* Marks what all of some versions descend from. */
static void
mark_common(const struct lineage *lineage, const size_t *heads,
    size_t head_count, bool *is_common)
{
	bool *is_in = mem_new_array(lineage->count, sizeof *is_in);
	size_t *todo = mem_new_array(lineage->count, sizeof *todo);

	for (size_t i = 0; i < lineage->count; i++)
		is_common[i] = head_count > 0;
	for (size_t h = 0; h < head_count; h++) {
		memset(is_in, 0, lineage->count * sizeof *is_in);
		mark_ancestors(lineage, heads[h], true, is_in, todo);
		for (size_t i = 0; i < lineage->count; i++)
			is_common[i] &= is_in[i];
	}
	free(is_in);
	free(todo);
}

/* A common ancestor that another one descends from has a child on the way
 * there, which is common too: looking at children is enough. */
static bool
is_maximal(const struct lineage *lineage, const bool *is_common, size_t index)
{
	const struct version *version = &lineage->versions[index];

	for (size_t c = 0; c < version->child_count; c++) {
		size_t child = version->children[c];

		if (is_common[child] &&
		    does_edge_count(&lineage->versions[child], version))
			return false;
	}
	return true;
}

size_t
lineage_bases(const struct lineage *lineage, const size_t *heads,
    size_t head_count, size_t *out)
{
	bool *is_common = mem_new_array(lineage->count, sizeof *is_common);
	size_t count = 0;

	mark_common(lineage, heads, head_count, is_common);
	for (size_t i = 0; i < lineage->count; i++)
		if (is_common[i] && is_maximal(lineage, is_common, i))
			out[count++] = i;
#if MUTANT == 21
	for (size_t b = 1; b < count; b++)
		if (lineage->versions[out[b]].record->rev >=
		    lineage->versions[out[0]].record->rev)
			out[0] = out[b];
	count = count > 1 ? 1 : count;
#endif
	free(is_common);
	return count;
}

struct numbered {
	size_t index;
	size_t depth;
	const char *made;
};

static int
compare_numbered(const void *a, const void *b)
{
	const struct numbered *left = a, *right = b;
	int order;

	if (left->depth != right->depth)
		return left->depth < right->depth ? -1 : 1;
	order = strcmp(left->made, right->made);
	if (order != 0)
		return order;
	return left->index < right->index ? -1 : 1;
}

void
lineage_number(const struct lineage *lineage, size_t *out)
{
	struct numbered *numbered =
	    mem_new_array(lineage->count, sizeof *numbered);

	for (size_t i = 0; i < lineage->count; i++)
		numbered[i] = (struct numbered){
			.index = i,
			.depth = lineage->versions[i].depth,
			.made = lineage->versions[i].record->made,
		};
	qsort(numbered, lineage->count, sizeof *numbered, compare_numbered);
	for (size_t i = 0; i < lineage->count; i++)
		out[i] = numbered[i].index;
	free(numbered);
}
