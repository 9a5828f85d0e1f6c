/* Versions, trees and commits of the imagined computers. */
#include "support/sim.h"

#include "base/hash.h"
#include "base/mem.h"
#include "model/form.h"
#include "model/render.h"

#include <withus/kind.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t
draw(struct sim *sim)
{
	uint64_t z = sim->seed += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint32_t
sim_random(struct sim *sim, uint32_t below)
{
	return (uint32_t)(draw(sim) >> 33) % below;
}

void
sim_break(struct sim *sim, const char *law)
{
	if (sim->broken == NULL)
		sim->broken = law;
}

/* The first record is the project's own, the second of a kind that no program
 * knows; the others are of all kinds by turns. */
static void
choose_kinds(struct sim *sim)
{
	const struct kind *const *all = kind_all();
	size_t count = 0, at;

	while (all[count])
		count++;
	at = draw(sim) % count;
	sim->kinds[0] = "project";
	sim->kinds[1] = "dream";
	for (size_t r = 2; r < SIM_RECORDS; r++, at++) {
		if (strcmp(all[at % count]->name, sim->kinds[0]) == 0)
			at++;
		sim->kinds[r] = all[at % count]->name;
	}
}

static void
count_kind(struct sim *sim, unsigned record)
{
	const struct kind *const *all = kind_all();

	for (size_t k = 0; all[k] && k < SIM_KINDS; k++)
		sim->counts.kinds[k] +=
		    strcmp(all[k]->name, sim->kinds[record]) == 0;
}

void
sim_init(struct sim *sim, uint64_t seed, const struct sim_rules *rules)
{
	struct sim_commit *commits = sim->commits;
	struct sim_counts counts = sim->counts;

	memset(sim, 0, sizeof *sim);
	sim->counts = counts;
	sim->seed = seed * 0x2545f4914f6cdd1du + 1;
	sim->rules = *rules;
	sim->by_id = map_new();
	sim->by_path = map_new();
	sim->commits = commits;
	if (commits == NULL)
		sim->commits = mem_new_array(SIM_COMMITS, sizeof *commits);
	sim->fuel = -1;
	sim->day = 20000;
	choose_kinds(sim);
	for (size_t r = 0; r < SIM_RECORDS; r++)
		for (size_t b = 0; b < sizeof sim->ids[r].bytes; b++)
			sim->ids[r].bytes[b] = (unsigned char)draw(sim);
	for (size_t h = 0; h < SIM_HUBS; h++)
		sim->hubs[h].ref = SIM_NONE;
}

static void
clear_home(struct sim_home *home)
{
	for (size_t r = 0; r < SIM_RECORDS; r++)
		lineage_clear(&home->lineages[r]);
}

/* Keeps the room for commits, for the next scenario; sim_init takes it up. */
void
sim_clear(struct sim *sim)
{
	for (size_t c = 0; c < sim->commit_count; c++)
		free(sim->commits[c].tree.entries);
	for (size_t p = 0; p < sim->path_count; p++)
		free(sim->paths[p].text);
	for (size_t h = 0; h < sim->home_count; h++)
		clear_home(&sim->homes[h]);
	map_free(sim->by_id);
	map_free(sim->by_path);
}

uint32_t
sim_add_version(struct sim *sim, unsigned record, const struct sim_set *follows,
    int64_t day)
{
	uint32_t number = (uint32_t)sim->version_count++;
	struct sim_version *version = &sim->versions[number];

	for (size_t b = 0; b < sizeof version->vid.bytes; b++)
		version->vid.bytes[b] = (unsigned char)draw(sim);
	memcpy(version->vid.bytes + 28, &number, sizeof number);
	version->record = record;
	version->follows = *follows;
	version->day = day;
	count_kind(sim, record);
	return number;
}

uint32_t
sim_number(const struct version *version)
{
	uint32_t number;

	memcpy(&number, version->vid.bytes + 28, sizeof number);
	return number;
}

static int
compare_vids(const void *a, const void *b)
{
	return vid_compare(a, b);
}

static struct record *
make_record(const struct sim *sim, uint32_t number)
{
	const struct sim_version *version = &sim->versions[number];
	struct record *record = record_new(sim->kinds[version->record]);

	record->id = sim->ids[version->record];
	record->follows = mem_new_array(SIM_SET_BITS, sizeof(struct vid));
	for (uint32_t n = 0; n < number; n++)
		if (sim_set_has(&version->follows, n))
			record->follows[record->follow_count++] =
			    sim->versions[n].vid;
	if (record->follow_count > 1)
		qsort(record->follows, record->follow_count, sizeof(struct vid),
		    compare_vids);
	return record;
}

/* Takes versions into a home's memory, in an order that is its own. */
void
sim_learn(struct sim *sim, struct sim_home *home,
    const struct sim_set *versions)
{
	static const unsigned char no_key[32];
	bool is_changed[SIM_RECORDS] = { false };
	uint32_t turn = (uint32_t)(home - sim->homes);

	if (sim_set_is_within(versions, &home->known))
		return;
	for (uint32_t i = 0; i < SIM_SET_BITS; i++) {
		uint32_t n = turn % 2 ? SIM_SET_BITS - 1 - i : i;

		if (!sim_set_has(versions, n) || sim_set_has(&home->known, n))
			continue;
		lineage_add(&home->lineages[sim->versions[n].record],
		    &sim->versions[n].vid, make_record(sim, n), no_key);
		is_changed[sim->versions[n].record] = true;
	}
	sim_set_join(&home->known, versions);
	for (size_t r = 0; r < SIM_RECORDS; r++)
		if (is_changed[r])
			lineage_link(&home->lineages[r]);
}

static unsigned
find_record(const struct sim *sim, const char *path)
{
	struct form_place place;

	if (form_path_parse(&place, path, strlen(path)) != 0)
		return SIM_RECORDS;
	for (unsigned r = 0; r < SIM_RECORDS; r++)
		if (strcmp(place.kind, sim->kinds[r]) == 0 &&
		    (r == 0 || id_equal(&place.id, &sim->ids[r])))
			return r;
	return SIM_RECORDS;
}

uint32_t
sim_add_path(struct sim *sim, const char *text)
{
	size_t len = strlen(text);
	struct sim_path *path = map_get(sim->by_path, text, len);

	if (path == NULL) {
		path = &sim->paths[sim->path_count++];
		path->text = mem_dup(text, len);
		path->record = find_record(sim, text);
		(void)map_put(sim->by_path, text, len, path);
	}
	return (uint32_t)(path - sim->paths);
}

static void
mark_in(const struct lineage *lineage, const struct sim_set *versions, bool *in)
{
	for (size_t i = 0; i < lineage->count; i++)
		in[i] =
		    sim_set_has(versions, sim_number(&lineage->versions[i]));
}

static int
compare_entries(const void *a, const void *b)
{
	const struct sim_entry *left = a, *right = b;

	return left->path < right->path ? -1 : left->path > right->path;
}

static void
sort_tree(struct sim_tree *tree)
{
	if (tree->count > 1)
		qsort(tree->entries, tree->count, sizeof *tree->entries,
		    compare_entries);
}

/* Puts a path into a tree, or takes it out (`what` SIM_NONE). */
static void
put_entry(struct sim_tree *tree, uint32_t path, uint32_t what)
{
	size_t at = 0, cap = tree->count;

	while (at < tree->count && tree->entries[at].path != path)
		at++;
	if (at == tree->count && what == SIM_NONE)
		return;
	if (at == tree->count) {
		tree->entries = mem_grow(tree->entries, &cap, tree->count + 1,
		    sizeof *tree->entries);
		tree->count++;
	}
	tree->entries[at] = (struct sim_entry){ .path = path, .what = what };
	if (what == SIM_NONE)
		tree->entries[at] = tree->entries[--tree->count];
}

static void
put_files(struct sim *sim, struct sim_tree *tree, const struct lineage *lineage,
    struct render_file *files, size_t count)
{
	for (size_t f = 0; f < count; f++) {
		size_t version = files[f].version;

		put_entry(tree, sim_add_path(sim, files[f].path),
		    version == SIZE_MAX ?
			SIM_NONE :
			sim_number(&lineage->versions[version]));
	}
	render_free(files, count);
}

struct sim_tree
sim_render(struct sim *sim, struct sim_home *home,
    const struct sim_set *versions)
{
	struct sim_tree tree = { 0 };
	bool in[SIM_SET_BITS];

	sim_learn(sim, home, versions);
	for (size_t r = 0; r < SIM_RECORDS; r++) {
		struct lineage *lineage = &home->lineages[r];
		struct render_file *files;
		size_t count;

		mark_in(lineage, versions, in);
		count = render_lineage(lineage, in, &files);
		put_files(sim, &tree, lineage, files, count);
	}
	sort_tree(&tree);
	return tree;
}

struct sim_tree
sim_change_tree(struct sim *sim, struct sim_home *home,
    const struct sim_tree *tree, const struct sim_set *before,
    const struct sim_set *after)
{
	struct sim_tree changed = { .count = tree->count };
	bool old[SIM_SET_BITS], new[SIM_SET_BITS];

	changed.entries = mem_new_array(tree->count, sizeof *tree->entries);
	if (tree->count > 0)
		memcpy(changed.entries, tree->entries,
		    tree->count * sizeof *tree->entries);
	sim_learn(sim, home, after);
	for (size_t r = 0; r < SIM_RECORDS; r++) {
		struct lineage *lineage = &home->lineages[r];
		struct render_file *files;
		size_t count;

		mark_in(lineage, before, old);
		mark_in(lineage, after, new);
		count = render_changes(lineage, old, new, &files);
		put_files(sim, &changed, lineage, files, count);
	}
	sort_tree(&changed);
	return changed;
}

bool
sim_same_tree(const struct sim_tree *a, const struct sim_tree *b)
{
	return a->count == b->count &&
	    (a->count == 0 ||
		memcmp(a->entries, b->entries, a->count * sizeof *a->entries) ==
		    0);
}

static struct hash_part
make_part(const void *bytes, size_t len)
{
	return (struct hash_part){ .bytes = bytes, .len = len };
}

static void
name_commit(struct sim *sim, const struct sim_making *making, struct point *id)
{
	unsigned char hash[HASH_SIZE];
	struct hash_part parts[SIM_BUNDLES_MAX + 3];
	size_t count = 0;

	parts[count++] = make_part(making->tree.entries,
	    making->tree.count * sizeof(struct sim_entry));
	parts[count++] = make_part(&making->time, sizeof making->time);
	parts[count++] = make_part(making->message, strlen(making->message));
	for (size_t p = 0; p < making->parent_count; p++)
		parts[count++] =
		    make_part(sim->commits[making->parents[p]].id.bytes,
			sizeof id->bytes);
	hash_parts(hash, parts, count);
	memcpy(id->bytes, hash, sizeof id->bytes);
}

/* Admission: a version at a path of its own record. */
static void
admit_tree(const struct sim *sim, struct sim_commit *commit)
{
	for (size_t e = 0; e < commit->tree.count; e++) {
		const struct sim_entry *entry = &commit->tree.entries[e];

		if (entry->what < SIM_FOREIGN &&
		    sim->paths[entry->path].record ==
			sim->versions[entry->what].record)
			sim_set_add(&commit->versions, entry->what);
	}
}

static void
add_parent(struct sim *sim, struct sim_commit *commit, uint32_t parent)
{
	const struct sim_commit *from = &sim->commits[parent];

	commit->parents[commit->parent_count++] = parent;
	sim_set_join(&commit->versions, &from->versions);
	if (commit->height <= from->height)
		commit->height = from->height + 1;
	for (size_t w = 0; w < SIM_COMMITS / 64; w++)
		commit->ancestors[w] |= from->ancestors[w];
}

uint32_t
sim_make_commit(struct sim *sim, const struct sim_making *making)
{
	struct point id;
	struct sim_commit *commit;
	uint32_t index = (uint32_t)sim->commit_count;

	name_commit(sim, making, &id);
	commit = map_get(sim->by_id, id.bytes, sizeof id.bytes);
	if (commit || index == SIM_COMMITS) {
		if (commit == NULL)
			sim_break(sim, "commits without end");
		free(making->tree.entries);
		return commit ? (uint32_t)(commit - sim->commits) : 0;
	}
	commit = &sim->commits[sim->commit_count++];
	*commit = (struct sim_commit){
		.id = id,
		.tree = making->tree,
		.time = making->time,
		.is_foreign = making->is_foreign,
	};
	(void)map_put(sim->by_id, id.bytes, sizeof id.bytes, commit);
	admit_tree(sim, commit);
	for (size_t p = 0; p < making->parent_count; p++)
		add_parent(sim, commit, making->parents[p]);
	commit->ancestors[index / 64] |= (uint64_t)1 << index % 64;
	return index;
}

bool
sim_reaches(const struct sim *sim, uint32_t from, uint32_t to)
{
	return (sim->commits[from].ancestors[to / 64] >> to % 64 & 1) != 0;
}

struct sim_set
sim_versions_of(const struct sim *sim, uint32_t commit)
{
	return commit == SIM_NONE ? (struct sim_set){ { 0 } } :
				    sim->commits[commit].versions;
}
