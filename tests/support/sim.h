/*
 * Imagined computers that share one journal: what design calls SAVE, EXPORT,
 * START, IMPORT and the exchange with addresses, on commits and versions that
 * are mere numbers, but with the program's own rules for heads, trees and
 * joins. Thousands of them live and die in a second, are stopped between any
 * two steps, copied, put back, lied to and crossed, and then left in peace:
 * they must come to rest, all with the same, and nothing lost.
 *
 * A scenario is a pure function of its seed and its rules.
 */
#ifndef SUPPORT_SIM_H
#define SUPPORT_SIM_H

#include "base/map.h"
#include "base/point.h"
#include "model/lineage.h"
#include "support/sim_types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_KINDS 32 /* no more are counted */

/* What happened, to see that it did; they go on from one scenario to the
 * next. */
struct sim_counts {
	unsigned long stops; /* between two steps */
	unsigned long joins;
	unsigned long adopted;
	unsigned long repairs; /* wrong trees set right */
	unsigned long side_lines;
	unsigned long returned; /* words that went back to the outbox */
	unsigned long refused;  /* somebody else was faster */
	unsigned long
	    kinds[SIM_KINDS]; /* versions, in the order of all kinds */
};

struct sim {
	struct sim_counts counts;
	uint64_t seed;
	struct sim_rules rules;
	struct id ids[SIM_RECORDS];
	const char *kinds[SIM_RECORDS];
	struct sim_version versions[SIM_SET_BITS];
	size_t version_count;
	struct sim_commit *commits;
	size_t commit_count;
	struct map *by_id; /* of commits: index + 1 */
	struct map *by_path;
	struct sim_path paths[1024];
	size_t path_count;
	struct sim_home homes[SIM_HOMES];
	size_t home_count;
	struct sim_hub hubs[SIM_HUBS];
	size_t hub_count;
	struct sim_folder folder;
	struct sim_set acknowledged;
	unsigned next_name; /* for bundles */
	int fuel;           /* steps until a stop; -1: none */
	int64_t day;
	unsigned rounds;    /* until rest */
	const char *broken; /* the first law broken, or NULL */
};

/* A random number below `below`. */
uint32_t sim_random(struct sim *sim, uint32_t below);

/* Notes that a law is broken. */
void sim_break(struct sim *sim, const char *law);

/* sim_world.c: versions, trees and commits. */
void sim_init(struct sim *sim, uint64_t seed, const struct sim_rules *rules);
void sim_clear(struct sim *sim);
uint32_t sim_add_version(struct sim *sim, unsigned record,
    const struct sim_set *follows, int64_t day);
uint32_t sim_number(const struct version *version);
uint32_t sim_add_path(struct sim *sim, const char *text);
void sim_learn(struct sim *sim, struct sim_home *home,
    const struct sim_set *versions);
struct sim_tree sim_render(struct sim *sim, struct sim_home *home,
    const struct sim_set *versions);
struct sim_tree sim_change_tree(struct sim *sim, struct sim_home *home,
    const struct sim_tree *tree, const struct sim_set *before,
    const struct sim_set *after);
bool sim_same_tree(const struct sim_tree *a, const struct sim_tree *b);

struct sim_making {
	struct sim_tree tree; /* taken over */
	const uint32_t *parents;
	size_t parent_count;
	int64_t time;
	const char *message;
	bool is_foreign;
};
uint32_t sim_make_commit(struct sim *sim, const struct sim_making *making);
bool sim_reaches(const struct sim *sim, uint32_t from, uint32_t to);
/* The versions reachable from a commit; none for SIM_NONE. */
struct sim_set sim_versions_of(const struct sim *sim, uint32_t commit);

/* sim_home.c: what a home does. False: it was stopped in the middle. */
bool sim_save(struct sim *sim, struct sim_home *home,
    const struct sim_set *versions);
bool sim_wake(struct sim *sim, struct sim_home *home);
bool sim_export(struct sim *sim, struct sim_home *home);
bool sim_fetch_hub(struct sim *sim, struct sim_home *home, size_t hub);
bool sim_push_hub(struct sim *sim, struct sim_home *home, size_t hub);
bool sim_fetch_folder(struct sim *sim, struct sim_home *home);
bool sim_push_folder(struct sim *sim, struct sim_home *home);

/* sim_play.c: a whole scenario; `broken` and `rounds` tell how it went. */
void sim_play(struct sim *sim);

/* sim_check.c: lets everything come to rest, then asks for every law. */
void sim_rest(struct sim *sim);
void sim_check(struct sim *sim);

#endif
