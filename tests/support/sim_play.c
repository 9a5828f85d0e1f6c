/* What people, and accidents, do to imagined computers. */
#include "support/sim.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_chance(struct sim *sim, uint32_t percent)
{
	return sim_random(sim, 100) < percent;
}

/* ------------------------------------------------------------ layout */

static void
lay_out_hubs(struct sim *sim)
{
	size_t homes = sim->home_count;

	switch (sim->rules.layout) {
	case SIM_TWO_HUBS:
		sim->hub_count = 2;
		for (size_t h = 0; h < homes; h++)
			sim->homes[h].has_hub[h % 2] = true;
		sim->homes[0].has_hub[1] = true;
		break;
	case SIM_RING:
		sim->hub_count = homes;
		for (size_t h = 0; h < homes; h++) {
			sim->homes[h].has_hub[h] = true;
			sim->homes[h].has_hub[(h + 1) % homes] = true;
		}
		break;
	case SIM_BUNDLES:
		for (size_t h = 0; h < homes; h++)
			sim->homes[h].has_folder = true;
		break;
	case SIM_MIXED:
		sim->hub_count = 1;
		for (size_t h = 0; h < homes; h++) {
			sim->homes[h].has_hub[0] = h % 2 == 0;
			sim->homes[h].has_folder = h % 2 == 1 || h == 0;
		}
		break;
	case SIM_ONE_HUB:
	case SIM_LAYOUTS:
		sim->hub_count = 1;
		for (size_t h = 0; h < homes; h++)
			sim->homes[h].has_hub[0] = true;
		break;
	}
}

static void
lay_out(struct sim *sim)
{
	sim->home_count = 2 + sim_random(sim, SIM_HOMES - 2);
	lay_out_hubs(sim);
	for (size_t h = 0; h < sim->home_count; h++) {
		struct sim_home *home = &sim->homes[h];

		home->disk.ref = SIM_NONE;
		home->disk.meta_head = SIM_NONE;
		home->disk.bundle_noted = SIM_NONE;
		/* Some are years behind, some ahead. */
		home->clock =
		    (int64_t)((int)(h % 3) - 1) * 365 * sim->rules.clock_shift;
	}
}

static struct sim_home *
pick_home(struct sim *sim)
{
	return &sim->homes[sim_random(sim, (uint32_t)sim->home_count)];
}

/* ------------------------------------------------------------ saving */

/* What a home knows of one record. */
static struct sim_set
known_of(const struct sim *sim, const struct sim_home *home, unsigned record)
{
	struct sim_set known = { { 0 } };

	for (uint32_t n = 0; n < sim->version_count; n++)
		if (sim->versions[n].record == record &&
		    sim_set_has(&home->disk.stored, n))
			sim_set_add(&known, n);
	return known;
}

static struct sim_set
heads_of(const struct sim *sim, const struct sim_set *versions)
{
	struct sim_set heads = *versions;

	for (uint32_t n = 0; n < sim->version_count; n++)
		if (sim_set_has(versions, n))
			sim_set_drop(&heads, &sim->versions[n].follows);
	return heads;
}

/* A version of a record: on top of what the home knows, mostly of all of it.
 * Now and then somebody misses a head: it is set aside, or not here yet. */
static uint32_t
write_version(struct sim *sim, struct sim_home *home, unsigned record)
{
	struct sim_set known = known_of(sim, home, record);
	struct sim_set follows = heads_of(sim, &known);

	for (uint32_t n = 0; n < sim->version_count; n++)
		if (sim_set_has(&follows, n) && is_chance(sim, 10))
			follows.words[n / 64] &= ~((uint64_t)1 << n % 64);
	return sim_add_version(sim, record, &follows, sim->day + home->clock);
}

/* One action: mostly one version, sometimes more, also of the same record. */
static bool
save_something(struct sim *sim, struct sim_home *home)
{
	struct sim_set versions = { { 0 } }, before = home->disk.stored;
	uint32_t count = is_chance(sim, 70) ? 1 : 2 + sim_random(sim, 3);

	while (count-- > 0 && sim->version_count < SIM_SET_BITS - 1) {
		uint32_t number =
		    write_version(sim, home, sim_random(sim, SIM_RECORDS));

		sim_set_add(&versions, number);
		sim_set_add(&home->disk.stored, number);
	}
	home->disk.stored = before;
	if (sim_set_is_empty(&versions))
		return true;
	return sim_save(sim, home, &versions);
}

/* Many write the same record at once. */
static void
save_heads(struct sim *sim)
{
	struct sim_set none = { { 0 } };
	uint32_t root = sim_add_version(sim, 1, &none, sim->day);
	struct sim_set follows = none;

	sim_set_add(&follows, root);
	sim_set_add(&sim->homes[0].disk.stored, root);
	sim->homes[0].disk.stored = none;
	for (unsigned h = 0; h < sim->rules.heads; h++) {
		struct sim_set one = none;

		sim_set_add(&one, sim_add_version(sim, 1, &follows, sim->day));
		if (h == 0)
			sim_set_add(&one, root);
		(void)sim_save(sim, pick_home(sim), &one);
	}
}

/* Version files carried in by hand: any that there are, be it without what
 * they follow. */
static bool
import_something(struct sim *sim, struct sim_home *home)
{
	struct sim_set versions = { { 0 } };

	for (uint32_t n = 0; n < sim->version_count; n++)
		if (is_chance(sim, 30))
			sim_set_add(&versions, n);
	sim_set_drop(&versions, &home->disk.stored);
	if (sim_set_is_empty(&versions))
		return true;
	return sim_save(sim, home, &versions);
}

/* ------------------------------------------------------------ accidents */

/* What is nowhere any more cannot be asked for. */
static void
forget_lost(struct sim *sim)
{
	struct sim_set there = { { 0 } };
	struct sim_set versions;

	for (size_t h = 0; h < sim->home_count; h++) {
		versions = sim_versions_of(sim, sim->homes[h].disk.ref);
		sim_set_join(&there, &sim->homes[h].disk.stored);
		sim_set_join(&there, &versions);
	}
	for (size_t h = 0; h < sim->hub_count; h++) {
		versions = sim_versions_of(sim, sim->hubs[h].ref);
		sim_set_join(&there, &versions);
	}
	for (size_t b = 0; b < sim->folder.count; b++) {
		versions = sim_versions_of(sim, sim->folder.heads[b]);
		sim_set_join(&there, &versions);
	}
	sim_set_keep(&sim->acknowledged, &there);
}

/* Put back or forced to where it was, or emptied. */
static void
rewind_address(struct sim *sim)
{
	struct sim_folder *folder = &sim->folder;
	struct sim_hub *hub;

	if (sim->hub_count > 0 && (folder->count == 0 || is_chance(sim, 50))) {
		hub = &sim->hubs[sim_random(sim, (uint32_t)sim->hub_count)];
		if (hub->past_count > 0 && !is_chance(sim, 10))
			hub->ref = hub->past[sim_random(sim,
			    (uint32_t)hub->past_count)];
		else
			hub->ref = SIM_NONE;
	} else if (folder->count > 0) {
		uint32_t b = sim_random(sim, (uint32_t)folder->count);
		uint32_t other = sim_random(sim, (uint32_t)folder->count);

		/* One file over another, or away. */
		if (is_chance(sim, 50)) {
			folder->heads[b] = folder->heads[other];
		} else {
			folder->names[b] = folder->names[folder->count - 1];
			folder->heads[b] = folder->heads[--folder->count];
		}
	}
	forget_lost(sim);
}

static void
restore_home(struct sim *sim, struct sim_home *home)
{
	struct sim_disk now = home->disk;
	uint32_t part = sim_random(sim, 3);

	/* Who puts the history back in the middle of an unfinished exchange,
	 * before the next start, has versions stored that only the next
	 * exchange or check brings back into it. */
	if (part == 2 && now.ref != now.meta_head)
		part = 0;
	home->disk = home->saved;
	if (part == 1) {
		/* The database alone. */
		home->disk.ref = now.ref;
	} else if (part == 2) {
		/* The history alone. */
		home->disk = now;
		home->disk.ref = home->saved.ref;
	}
	forget_lost(sim);
}

/* A copy is kept, put back, or set up as a second computer. */
static void
copy_home(struct sim *sim)
{
	struct sim_home *home = pick_home(sim);
	struct sim_home *other = pick_home(sim);

	if (!home->has_saved || is_chance(sim, 40)) {
		home->saved = home->disk;
		home->has_saved = true;
	} else if (is_chance(sim, 70)) {
		restore_home(sim, home);
	} else if (other != home) {
		other->disk = home->disk;
		forget_lost(sim);
	}
}

/* ------------------------------------------------------------ hands */

/* A path somebody might use: where a version belongs, as any head, or where
 * nothing does. */
static uint32_t
pick_path(struct sim *sim, uint32_t what)
{
	static const char *const foreign[] = { "LICENSE", "notes.txt",
		"decision/zz/plan.md", "README.01.md" };
	struct str path = { 0 };
	uint32_t index;

	if (what >= SIM_FOREIGN || is_chance(sim, 20)) {
		str_add(&path, foreign[sim_random(sim, 4)]);
	} else {
		unsigned record = sim->versions[what].record;

		form_path(&path, sim->kinds[record], &sim->ids[record],
		    1 + sim_random(sim, 4));
	}
	index = sim_add_path(sim, str_text(&path));
	str_clear(&path);
	return index;
}

static uint32_t
pick_content(struct sim *sim)
{
	if (sim->version_count == 0 || is_chance(sim, 30))
		return SIM_FOREIGN + sim_random(sim, 50);
	return sim_random(sim, (uint32_t)sim->version_count);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct sim_entry *left = a, *right = b;

	return left->path < right->path ? -1 : left->path > right->path;
}

/* A copy of a tree in which some files are gone and some are put. */
static struct sim_tree
edit_tree(struct sim *sim, const struct sim_tree *from)
{
	struct sim_tree tree = { 0 };
	uint32_t added = 1 + sim_random(sim, 3);
	size_t kept = 0;

	tree.entries = mem_new_array(from->count + added, sizeof *tree.entries);
	for (size_t e = 0; e < from->count; e++)
		if (!is_chance(sim, 20))
			tree.entries[tree.count++] = from->entries[e];
	while (added-- > 0) {
		uint32_t what = pick_content(sim);

		tree.entries[tree.count++] = (struct sim_entry){
			.path = pick_path(sim, what),
			.what = what,
		};
	}
	qsort(tree.entries, tree.count, sizeof *tree.entries, compare_entries);
	for (size_t e = 0; e < tree.count; e++)
		if (kept == 0 ||
		    tree.entries[kept - 1].path != tree.entries[e].path)
			tree.entries[kept++] = tree.entries[e];
	tree.count = kept;
	return tree;
}

/* A commit by hand at a hub: on top, a merge with something older, or a root
 * of its own, as a host makes one. */
static void
edit_hub(struct sim *sim)
{
	static const struct sim_tree no_tree;
	struct sim_hub *hub;
	uint32_t parents[2];
	struct sim_making making = {
		.parents = parents,
		.message = "by hand\n",
		.is_foreign = true,
	};
	bool has_tip;

	if (sim->hub_count == 0)
		return;
	hub = &sim->hubs[sim_random(sim, (uint32_t)sim->hub_count)];
	has_tip = hub->ref != SIM_NONE && !is_chance(sim, 10);
	if (has_tip) {
		parents[making.parent_count++] = hub->ref;
		if (hub->past_count > 0 && is_chance(sim, 20))
			parents[making.parent_count++] =
			    hub->past[sim_random(sim,
				(uint32_t)hub->past_count)];
	}
	making.time = (sim->day + (int64_t)sim_random(sim, 4000)) * 86400;
	making.tree =
	    edit_tree(sim, has_tip ? &sim->commits[hub->ref].tree : &no_tree);
	hub->ref = sim_make_commit(sim, &making);
	if (!has_tip)
		forget_lost(sim);
	if (hub->past_count < SIM_COMMITS)
		hub->past[hub->past_count++] = hub->ref;
}

/* ------------------------------------------------------------ playing */

static void
sync_somewhere(struct sim *sim, struct sim_home *home)
{
	for (size_t h = 0; h < sim->hub_count; h++) {
		if (!home->has_hub[h] || is_chance(sim, 30))
			continue;
		if (!sim_fetch_hub(sim, home, h))
			return;
		/* The line may be cut in between. */
		if (!is_chance(sim, 15) && !sim_push_hub(sim, home, h))
			return;
	}
	if (home->has_folder && sim_fetch_folder(sim, home))
		(void)sim_push_folder(sim, home);
}

/* Two at the same moment: the slower one is refused. */
static void
sync_together(struct sim *sim)
{
	struct sim_home *a = pick_home(sim), *b = pick_home(sim);

	for (size_t h = 0; h < sim->hub_count; h++) {
		if (!a->has_hub[h] || !b->has_hub[h])
			continue;
		if (!sim_fetch_hub(sim, a, h) || !sim_fetch_hub(sim, b, h) ||
		    !sim_push_hub(sim, a, h) || !sim_push_hub(sim, b, h))
			return;
	}
}

static void
act(struct sim *sim)
{
	const struct sim_rules *rules = &sim->rules;
	struct sim_home *home = pick_home(sim);

	sim->day += sim_random(sim, 3);
	sim->fuel = rules->crashes && is_chance(sim, 40) ?
	    (int)sim_random(sim, 12) :
	    -1;
	if (rules->hands && is_chance(sim, 8))
		edit_hub(sim);
	else if (rules->rewinds && is_chance(sim, 8))
		rewind_address(sim);
	else if (rules->copies && is_chance(sim, 12))
		copy_home(sim);
	else if (rules->imports && is_chance(sim, 20))
		(void)import_something(sim, home);
	else if (is_chance(sim, 45))
		(void)save_something(sim, home);
	else if (is_chance(sim, 20))
		(void)sim_wake(sim, home);
	else if (is_chance(sim, 20))
		sync_together(sim);
	else
		sync_somewhere(sim, home);
}

void
sim_play(struct sim *sim)
{
	lay_out(sim);
	if (sim->rules.heads > 0)
		save_heads(sim);
	for (unsigned a = 0; a < sim->rules.actions && !sim->broken; a++)
		act(sim);
	sim->fuel = -1;
	sim_rest(sim);
	sim_check(sim);
}
