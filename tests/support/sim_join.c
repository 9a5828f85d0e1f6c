/* The graph of commits as the joining rules ask it, from one home. */
#include "support/sim_join.h"

#include "base/mem.h"
#include "model/commit.h"

#include <stdlib.h>
#include <string.h>

uint32_t
sim_index_of(const struct sim *sim, const struct point *point)
{
	const struct sim_commit *commit =
	    map_get(sim->by_id, point->bytes, sizeof point->bytes);

	return (uint32_t)(commit - sim->commits);
}

static int
ask_reaches(void *data, const struct point *from, const struct point *to)
{
	const struct sim_asker *asker = data;

	return sim_reaches(asker->sim, sim_index_of(asker->sim, from),
	    sim_index_of(asker->sim, to));
}

static int
ask_within(void *data, const struct point *a, const struct point *b)
{
	const struct sim_asker *asker = data;
	const struct sim *sim = asker->sim;

	return sim_set_is_within(&sim->commits[sim_index_of(sim, a)].versions,
	    &sim->commits[sim_index_of(sim, b)].versions);
}

static int
ask_right(void *data, const struct point *a)
{
	const struct sim_asker *asker = data;
	struct sim_home *home = asker->home;
	uint32_t index = sim_index_of(asker->sim, a);
	const struct sim_commit *commit = &asker->sim->commits[index];
	struct sim_tree tree;
	bool is_right = (home->right[index / 64] >> index % 64 & 1) != 0;

	if (is_right)
		return 1;
	tree = sim_render(asker->sim, home, &commit->versions);
	is_right = sim_same_tree(&tree, &commit->tree);
	free(tree.entries);
	if (is_right)
		home->right[index / 64] |= (uint64_t)1 << index % 64;
	return is_right;
}

static int
ask_height(void *data, const struct point *a, size_t *out)
{
	const struct sim_asker *asker = data;

	*out = asker->sim->commits[sim_index_of(asker->sim, a)].height;
	return 0;
}

static int
make_join(void *data, const struct point *parents, size_t count,
    struct point *out)
{
	const struct sim_asker *asker = data;
	struct sim *sim = asker->sim;
	uint32_t indexes[SIM_BUNDLES_MAX];
	struct sim_set versions = { { 0 } };
	struct sim_making making = {
		.parents = indexes,
		.parent_count = count,
		.message = COMMIT_JOIN_MESSAGE,
	};

	for (size_t p = 0; p < count; p++) {
		const struct sim_commit *parent;

		indexes[p] = sim_index_of(sim, &parents[p]);
		parent = &sim->commits[indexes[p]];
		sim_set_join(&versions, &parent->versions);
		if (p == 0 || parent->time > making.time)
			making.time = parent->time;
	}
	making.tree = sim_render(sim, asker->home, &versions);
	if (count == 1)
		sim->counts.repairs++;
	else
		sim->counts.joins++;
	*out = sim->commits[sim_make_commit(sim, &making)].id;
	return 0;
}

struct join_graph
sim_make_graph(struct sim_asker *asker)
{
	return (struct join_graph){
		.reaches = ask_reaches,
		.versions_within = ask_within,
		.tree_is_right = ask_right,
		.height = ask_height,
		.join = make_join,
		.data = asker,
	};
}

/* Joins a side line to a tip; both are there. */
uint32_t
sim_join_side(struct sim *sim, struct sim_home *home, uint32_t tip,
    uint32_t side)
{
	struct sim_asker asker = { .sim = sim, .home = home };
	struct point both[2] = { sim->commits[tip].id, sim->commits[side].id };
	struct point head;

	qsort(both, 2, sizeof *both, point_compare);
	(void)make_join(&asker, both, 2, &head);
	return sim_index_of(sim, &head);
}
