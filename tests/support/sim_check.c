/* Rest, and the laws. */
#include "support/sim.h"

#include <stdlib.h>
#include <string.h>

/* What must not change any more once all is at rest. */
struct rest {
	uint32_t hubs[SIM_HUBS];
	struct sim_folder folder;
	struct sim_set stored[SIM_HOMES];
	size_t outbox[SIM_HOMES];
	size_t commits;
};

static void
note_rest(const struct sim *sim, struct rest *rest)
{
	memset(rest, 0, sizeof *rest);
	for (size_t h = 0; h < sim->hub_count; h++)
		rest->hubs[h] = sim->hubs[h].ref;
	for (size_t b = 0; b < sim->folder.count; b++) {
		rest->folder.names[b] = sim->folder.names[b];
		rest->folder.heads[b] = sim->folder.heads[b];
	}
	rest->folder.count = sim->folder.count;
	for (size_t h = 0; h < sim->home_count; h++) {
		rest->stored[h] = sim->homes[h].disk.stored;
		rest->outbox[h] = sim->homes[h].disk.outbox_count;
	}
	rest->commits = sim->commit_count;
}

/* One home after the other, from another one each time. */
static void
sync_in_turn(struct sim *sim)
{
	size_t first = sim_random(sim, (uint32_t)sim->home_count);

	for (size_t i = 0; i < sim->home_count; i++) {
		struct sim_home *home =
		    &sim->homes[(first + i) % sim->home_count];

		for (size_t h = 0; h < sim->hub_count; h++) {
			if (!home->has_hub[h])
				continue;
			(void)sim_fetch_hub(sim, home, h);
			(void)sim_push_hub(sim, home, h);
		}
		if (home->has_folder) {
			(void)sim_fetch_folder(sim, home);
			(void)sim_push_folder(sim, home);
		}
	}
}

/* The n-th address of a home; SIM_HUBS: it has not so many. */
static size_t
nth_hub(const struct sim *sim, const struct sim_home *home, size_t n)
{
	for (size_t h = 0; h < sim->hub_count; h++)
		if (home->has_hub[h] && n-- == 0)
			return h;
	return SIM_HUBS;
}

/* All at the same moment: each asks its n-th address before any sends. */
static void
sync_in_lockstep(struct sim *sim)
{
	for (size_t n = 0; n < sim->hub_count; n++) {
		for (size_t h = 0; h < sim->home_count; h++) {
			struct sim_home *home = &sim->homes[h];
			size_t hub = nth_hub(sim, home, n);

			if (hub < SIM_HUBS)
				(void)sim_fetch_hub(sim, home, hub);
		}
		for (size_t h = 0; h < sim->home_count; h++) {
			struct sim_home *home = &sim->homes[h];
			size_t hub = nth_hub(sim, home, n);

			if (hub < SIM_HUBS)
				(void)sim_push_hub(sim, home, hub);
		}
	}
	for (size_t h = 0; h < sim->home_count; h++)
		if (sim->homes[h].has_folder)
			(void)sim_fetch_folder(sim, &sim->homes[h]);
	for (size_t h = 0; h < sim->home_count; h++)
		if (sim->homes[h].has_folder)
			(void)sim_push_folder(sim, &sim->homes[h]);
}

void
sim_rest(struct sim *sim)
{
	struct rest before, after;

	note_rest(sim, &before);
	for (sim->rounds = 1; !sim->broken; sim->rounds++) {
		if (sim->rules.lockstep)
			sync_in_lockstep(sim);
		else
			sync_in_turn(sim);
		note_rest(sim, &after);
		if (memcmp(&before, &after, sizeof after) == 0)
			return;
		before = after;
		if (sim->rounds == SIM_ROUNDS)
			sim_break(sim, "syncing stops");
	}
}

/* ------------------------------------------------------------ laws */

static void
check_nothing_lost(struct sim *sim)
{
	for (size_t h = 0; h < sim->home_count; h++) {
		struct sim_disk *disk = &sim->homes[h].disk;
		struct sim_set versions = sim_versions_of(sim, disk->ref);

		if (!sim_set_is_within(&sim->acknowledged, &disk->stored))
			sim_break(sim, "nothing acknowledged is missing");
		if (!sim_set_is_within(&sim->acknowledged, &versions))
			sim_break(sim, "nor from the history alone");
		if (disk->outbox_count > 0)
			sim_break(sim, "nothing waits");
	}
	for (size_t h = 0; h < sim->hub_count; h++) {
		struct sim_set versions =
		    sim_versions_of(sim, sim->hubs[h].ref);

		if (!sim_set_is_within(&sim->acknowledged, &versions))
			sim_break(sim, "nor from an address");
	}
}

static const struct sim_tree *
tree_of(const struct sim *sim, uint32_t commit)
{
	static const struct sim_tree none;

	return commit == SIM_NONE ? &none : &sim->commits[commit].tree;
}

static void
check_all_same(struct sim *sim)
{
	const struct sim_disk *first = &sim->homes[0].disk;
	bool is_one = sim->rules.layout == SIM_ONE_HUB ||
	    sim->rules.layout == SIM_BUNDLES;

	for (size_t h = 1; h < sim->home_count; h++) {
		const struct sim_disk *disk = &sim->homes[h].disk;

		if (!sim_set_is_equal(&disk->stored, &first->stored))
			sim_break(sim, "the same versions everywhere");
		if (!sim_same_tree(tree_of(sim, disk->ref),
			tree_of(sim, first->ref)))
			sim_break(sim, "the same tree everywhere");
		if (is_one && disk->ref != first->ref)
			sim_break(sim, "the same head at one address");
	}
	for (size_t h = 0; h < sim->hub_count; h++)
		if (!sim_same_tree(tree_of(sim, sim->hubs[h].ref),
			tree_of(sim, first->ref)))
			sim_break(sim, "the same tree at every address");
}

/* Every tree that a program made is right, at every home alike. */
static void
check_trees(struct sim *sim)
{
	for (size_t c = 0; c < sim->commit_count; c++) {
		const struct sim_commit *commit = &sim->commits[c];
		struct sim_home *home = &sim->homes[c % sim->home_count];
		struct sim_tree tree;

		if (commit->is_foreign)
			continue;
		tree = sim_render(sim, home, &commit->versions);
		if (!sim_same_tree(&tree, &commit->tree))
			sim_break(sim, "trees are what versions render to");
		free(tree.entries);
	}
}

/* The same points give the same commit: their order is not chance. */
static void
check_joins(struct sim *sim)
{
	for (size_t c = 0; c < sim->commit_count; c++) {
		const struct sim_commit *commit = &sim->commits[c];

		for (size_t p = 1; p < commit->parent_count; p++)
			if (!commit->is_foreign &&
			    point_compare(&sim->commits[commit->parents[p - 1]]
					       .id,
				&sim->commits[commit->parents[p]].id) >= 0)
				sim_break(sim, "joins have sorted parents");
	}
}

/* Every record that has a version has a head in the tree. */
static void
check_heads(struct sim *sim)
{
	const struct sim_disk *disk = &sim->homes[0].disk;
	const struct sim_tree *tree = tree_of(sim, disk->ref);
	bool has_version[SIM_RECORDS] = { false };
	bool has_head[SIM_RECORDS] = { false };

	for (uint32_t n = 0; n < sim->version_count; n++)
		if (sim_set_has(&disk->stored, n))
			has_version[sim->versions[n].record] = true;
	for (size_t e = 0; e < tree->count; e++)
		if (tree->entries[e].what < SIM_FOREIGN)
			has_head[sim->versions[tree->entries[e].what].record] =
			    true;
	for (size_t r = 0; r < SIM_RECORDS; r++)
		if (has_version[r] != has_head[r])
			sim_break(sim, "every record has a head");
}

/* No version comes in from nowhere, and none goes. */
static void
check_union(struct sim *sim)
{
	struct sim_set all = { { 0 } };

	for (size_t h = 0; h < sim->home_count; h++)
		sim_set_join(&all, &sim->homes[h].disk.stored);
	for (size_t h = 0; h < sim->home_count; h++)
		if (!sim_set_is_equal(&all, &sim->homes[h].disk.stored))
			sim_break(sim, "all have the union");
}

void
sim_check(struct sim *sim)
{
	if (sim->broken)
		return;
	check_nothing_lost(sim);
	check_all_same(sim);
	check_union(sim);
	check_heads(sim);
	check_trees(sim);
	check_joins(sim);
}
