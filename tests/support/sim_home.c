/* What one imagined computer does: the steps of design, one by one. */
#include "support/sim.h"

#include "base/date.h"
#include "model/commit.h"
#include "support/sim_join.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One durable step. False: the computer stops before it is done. */
static bool
take_step(struct sim *sim)
{
	if (sim->fuel < 0)
		return true;
	if (sim->fuel == 0)
		sim->counts.stops++;
	return sim->fuel-- > 0;
}

static void
add_action(struct sim_home *home, const struct sim_set *versions, int64_t day)
{
	struct sim_disk *disk = &home->disk;

	if (disk->outbox_count == SIM_ACTIONS) {
		sim_set_join(&disk->outbox[SIM_ACTIONS - 1].versions, versions);
		return;
	}
	disk->outbox[disk->outbox_count++] =
	    (struct sim_action){ .versions = *versions, .day = day };
}

bool
sim_save(struct sim *sim, struct sim_home *home, const struct sim_set *versions)
{
	if (!take_step(sim))
		return false;
	sim_set_join(&home->disk.stored, versions);
	add_action(home, versions, sim->day + home->clock);
	sim_set_join(&sim->acknowledged, versions);
	return true;
}

/* ------------------------------------------------------------ export */

/* Versions that wait and are followed, directly or through others that wait,
 * by one that is reachable already. */
static struct sim_set
find_side(struct sim *sim, struct sim_home *home, const struct sim_set *waiting,
    const struct sim_set *reachable)
{
	struct sim_set side = { { 0 } };
	bool is_growing = true;

	sim_learn(sim, home, waiting);
	while (is_growing) {
		is_growing = false;
		for (uint32_t n = 0; n < sim->version_count; n++) {
			const struct sim_set *follows =
			    &sim->versions[n].follows;
			struct sim_set found = *waiting;

			if (!sim_set_has(reachable, n) &&
			    !sim_set_has(&side, n))
				continue;
			sim_set_keep(&found, follows);
			if (sim_set_is_within(&found, &side))
				continue;
			sim_set_join(&side, &found);
			is_growing = true;
		}
	}
	return side;
}

/* Those of some versions that follow none of them. */
static struct sim_set
cut_layer(const struct sim *sim, struct sim_set *waiting)
{
	struct sim_set layer = { { 0 } };

	for (uint32_t n = 0; n < sim->version_count; n++) {
		struct sim_set below = *waiting;

		sim_set_keep(&below, &sim->versions[n].follows);
		if (sim_set_has(waiting, n) && sim_set_is_empty(&below))
			sim_set_add(&layer, n);
	}
	sim_set_drop(waiting, &layer);
	return layer;
}

static void
name_layer(const struct sim *sim, const struct sim_set *layer, char *out,
    size_t size)
{
	uint32_t first = 0, count = 0;

	for (uint32_t n = (uint32_t)sim->version_count; n-- > 0;)
		if (sim_set_has(layer, n)) {
			first = n;
			count++;
		}
	(void)snprintf(out, size, "%u %u\n",
	    (unsigned)sim->versions[first].record, (unsigned)count);
}

/* Commits layer by layer from `*tip`, which may be none. */
static bool
write_line(struct sim *sim, struct sim_home *home, struct sim_set waiting,
    int64_t day, uint32_t *tip)
{
	static const struct sim_tree no_tree;

	while (!sim_set_is_empty(&waiting)) {
		struct sim_set before = sim_versions_of(sim, *tip);
		struct sim_set layer = cut_layer(sim, &waiting), after = before;
		bool has_tip = *tip != SIM_NONE;
		struct date date = date_from_days((long)day);
		char message[32];

		if (!take_step(sim))
			return false;
		name_layer(sim, &layer, message, sizeof message);
		sim_set_join(&after, &layer);
		*tip = sim_make_commit(sim,
		    &(struct sim_making){
			.tree = sim_change_tree(sim, home,
			    has_tip ? &sim->commits[*tip].tree : &no_tree,
			    &before, &after),
			.parents = tip,
			.parent_count = has_tip,
			.time = commit_time(date,
			    has_tip ? sim->commits[*tip].time : 0),
			.message = message,
		    });
	}
	return true;
}

static bool
export_action(struct sim *sim, struct sim_home *home,
    const struct sim_action *action, uint32_t *tip)
{
	struct sim_set reachable = sim_versions_of(sim, *tip);
	struct sim_set waiting = action->versions, side;
	uint32_t side_tip = SIM_NONE;

	sim_set_drop(&waiting, &reachable);
	side = find_side(sim, home, &waiting, &reachable);
	sim_set_drop(&waiting, &side);
	if (!write_line(sim, home, side, action->day, &side_tip))
		return false;
	if (side_tip != SIM_NONE) {
		if (!take_step(sim))
			return false;
		*tip = sim_join_side(sim, home, *tip, side_tip);
		sim->counts.side_lines++;
	}
	return write_line(sim, home, waiting, action->day, tip);
}

bool
sim_export(struct sim *sim, struct sim_home *home)
{
	struct sim_disk *disk = &home->disk;
	uint32_t tip = disk->ref;

	if (disk->outbox_count == 0)
		return true;
	for (size_t a = 0; a < disk->outbox_count; a++)
		if (!export_action(sim, home, &disk->outbox[a], &tip))
			return false;
	if (!take_step(sim))
		return false;
	disk->ref = tip;
	if (!take_step(sim))
		return false;
	disk->outbox_count = 0;
	disk->meta_head = tip;
	return true;
}

/* Puts all that the branch reaches into the store: in two transactions, then
 * the head. */
static bool
store_reachable(struct sim *sim, struct sim_home *home)
{
	struct sim_set versions = sim_versions_of(sim, home->disk.ref);
	struct sim_set half = versions;

	for (size_t w = 0; w < SIM_SET_WORDS; w++)
		half.words[w] &= 0x5555555555555555u;
	if (!take_step(sim))
		return false;
	sim_set_join(&home->disk.stored, &half);
	if (!take_step(sim))
		return false;
	sim_set_join(&home->disk.stored, &versions);
	return true;
}

static int64_t
newest_day(const struct sim *sim, const struct sim_set *versions)
{
	int64_t day = 0;

	for (uint32_t n = 0; n < sim->version_count; n++)
		if (sim_set_has(versions, n) && sim->versions[n].day > day)
			day = sim->versions[n].day;
	return day;
}

bool
sim_wake(struct sim *sim, struct sim_home *home)
{
	struct sim_disk *disk = &home->disk;
	struct sim_set lost = disk->stored;
	struct sim_set reachable = sim_versions_of(sim, disk->ref);
	bool is_behind = disk->meta_head != SIM_NONE &&
	    (disk->ref == SIM_NONE ||
		!sim_reaches(sim, disk->ref, disk->meta_head));

	if (disk->ref != disk->meta_head) {
		if (!store_reachable(sim, home) || !take_step(sim))
			return false;
		sim_set_drop(&lost, &reachable);
		if (is_behind && !sim_set_is_empty(&lost)) {
			add_action(home, &lost, newest_day(sim, &lost));
			sim->counts.returned++;
		}
		disk->meta_head = disk->ref;
	}
	return sim_export(sim, home);
}

/* ------------------------------------------------------------ exchange */

/* IMPORT: the ref moves first, then the store follows. */
static bool
take_head(struct sim *sim, struct sim_home *home, uint32_t head)
{
	if (home->disk.ref == head)
		return true;
	if (!take_step(sim))
		return false;
	home->disk.ref = head;
	if (!store_reachable(sim, home) || !take_step(sim))
		return false;
	home->disk.meta_head = head;
	return true;
}

static const struct point *
point_of(const struct sim *sim, uint32_t commit)
{
	return commit == SIM_NONE ? NULL : &sim->commits[commit].id;
}

/* After an exchange everything stored is in the history. */
static void
check_home(struct sim *sim, const struct sim_home *home)
{
	struct sim_set versions = sim_versions_of(sim, home->disk.ref);

	if (home->disk.outbox_count == 0 &&
	    !sim_set_is_equal(&versions, &home->disk.stored))
		sim_break(sim, "what is stored is in the history");
}

bool
sim_fetch_hub(struct sim *sim, struct sim_home *home, size_t hub)
{
	struct sim_asker asker = { .sim = sim, .home = home };
	struct join_graph graph = sim_make_graph(&asker);
	uint32_t shared = sim->hubs[hub].ref;
	enum join_outcome outcome;
	struct point head;

	if (!sim_wake(sim, home))
		return false;
	home->fetched = shared;
	if (shared != SIM_NONE) {
		(void)join_one(&graph, point_of(sim, home->disk.ref),
		    point_of(sim, shared), &head, &outcome);
		sim->counts.adopted += outcome == JOIN_ADOPTED;
		if (!take_head(sim, home, sim_index_of(sim, &head)))
			return false;
	}
	check_home(sim, home);
	return true;
}

/* Refused where somebody else was faster. */
bool
sim_push_hub(struct sim *sim, struct sim_home *home, size_t index)
{
	struct sim_hub *hub = &sim->hubs[index];
	uint32_t ref = home->disk.ref;

	if (ref == SIM_NONE || hub->ref == ref)
		return true;
	if (hub->ref != home->fetched) {
		sim->counts.refused++;
		return true;
	}
	if (!take_step(sim))
		return false;
	if (hub->ref != SIM_NONE && !sim_reaches(sim, ref, hub->ref))
		sim_break(sim, "a push is always forward");
	hub->ref = ref;
	if (hub->past_count < SIM_COMMITS)
		hub->past[hub->past_count++] = ref;
	return true;
}

static size_t
find_bundle(const struct sim_folder *folder, unsigned name)
{
	size_t b = 0;

	while (b < folder->count && folder->names[b] != name)
		b++;
	return b;
}

/* Notes the head, then writes; a file of its own that holds another head than
 * was noted is not its own any more. */
bool
sim_push_folder(struct sim *sim, struct sim_home *home)
{
	struct sim_folder *folder = &sim->folder;
	struct sim_disk *disk = &home->disk;
	size_t b = find_bundle(folder, disk->bundle_name);

	if (disk->ref == SIM_NONE)
		return true;
	if (b < folder->count && folder->heads[b] == disk->ref)
		return true;
	if (disk->bundle_name == 0 ||
	    (b < folder->count && folder->heads[b] != disk->bundle_noted)) {
		if (!take_step(sim))
			return false;
		disk->bundle_name = ++sim->next_name;
		b = folder->count;
	}
	if (!take_step(sim))
		return false;
	disk->bundle_noted = disk->ref;
	if (!take_step(sim))
		return false;
	if (b == folder->count && folder->count < SIM_BUNDLES_MAX)
		folder->count++;
	if (b == SIM_BUNDLES_MAX)
		sim_break(sim, "bundles without end");
	else {
		folder->names[b] = disk->bundle_name;
		folder->heads[b] = disk->ref;
	}
	return true;
}

bool
sim_fetch_folder(struct sim *sim, struct sim_home *home)
{
	struct sim_asker asker = { .sim = sim, .home = home };
	struct join_graph graph = sim_make_graph(&asker);
	struct point points[SIM_BUNDLES_MAX], head;
	struct join_heads shared = {
		.points = points,
		.count = sim->folder.count,
	};
	enum join_outcome outcome;

	if (!sim_wake(sim, home))
		return false;
	for (size_t b = 0; b < shared.count; b++)
		points[b] = sim->commits[sim->folder.heads[b]].id;
	(void)join_many(&graph, point_of(sim, home->disk.ref), &shared, &head,
	    &outcome);
	if (point_is_none(&head))
		return true;
	if (!take_head(sim, home, sim_index_of(sim, &head)))
		return false;
	check_home(sim, home);
	return true;
}
