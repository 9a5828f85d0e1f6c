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
#include "support/sim_set.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_RECORDS 6
#define SIM_HOMES 6
#define SIM_HUBS 6
#define SIM_COMMITS 4096
#define SIM_ROUNDS 40
#define SIM_BUNDLES_MAX 64

/* How homes and addresses are laid out. */
enum sim_layout {
	SIM_ONE_HUB,
	SIM_TWO_HUBS, /* some have one, some the other, one has both */
	SIM_RING,     /* home n has hubs n and n + 1 */
	SIM_BUNDLES,  /* one folder of bundles for all */
	SIM_MIXED,    /* a hub for some, bundles for others, one has both */
	SIM_LAYOUTS
};

/* What may happen in a scenario besides saving and exchanging. */
struct sim_rules {
	enum sim_layout layout;
	bool crashes;  /* stops between any two steps */
	bool hands;    /* trees edited by hand, foreign files, foreign roots */
	bool rewinds;  /* addresses put back, force-pushed, emptied */
	bool copies;   /* second computers, copied and restored homes */
	bool imports;  /* versions carried in one by one */
	bool lockstep; /* all ask at the same moment, then all send */
	unsigned actions; /* how much happens */
	unsigned heads;   /* heads of one record made on purpose; 0: none */
	int clock_shift;  /* years by which clocks are apart */
};

/* A version: what it follows, by numbers of versions. */
struct sim_version {
	struct vid vid; /* random; its last bytes are its number */
	unsigned record;
	struct sim_set follows;
	int64_t day;
};

/* What lies at a path: a version, or something foreign from SIM_FOREIGN. */
#define SIM_FOREIGN 100000u
struct sim_entry {
	uint32_t path;
	uint32_t what;
};

struct sim_tree {
	struct sim_entry *entries; /* by path */
	size_t count;
};

struct sim_commit {
	struct point id;
	struct sim_tree tree;
	uint32_t parents[SIM_BUNDLES_MAX];
	size_t parent_count;
	int64_t time;
	size_t height;
	bool is_foreign;         /* made by hand */
	struct sim_set versions; /* admitted, reachable from it */
	uint64_t ancestors[SIM_COMMITS / 64];
};

#define SIM_NONE UINT32_MAX

struct sim_action {
	struct sim_set versions;
	int64_t day;
};

#define SIM_ACTIONS 64

/* What one home keeps on disk. */
struct sim_disk {
	struct sim_set stored;
	struct sim_action outbox[SIM_ACTIONS];
	size_t outbox_count;
	uint32_t meta_head;
	uint32_t ref;
	unsigned bundle_name; /* of its file in a folder of bundles; 0: none */
	uint32_t bundle_noted;
};

struct sim_home {
	struct sim_disk disk;
	struct sim_disk saved; /* a copy that may be put back */
	bool has_saved;
	bool has_hub[SIM_HUBS];
	bool has_folder;
	int64_t clock; /* days by which it is wrong */
	/* In memory: */
	struct lineage lineages[SIM_RECORDS];
	struct sim_set known; /* in the lineages */
	uint32_t fetched;     /* what the address had when last asked */
	uint64_t right[SIM_COMMITS / 64]; /* trees found right */
};

struct sim_hub {
	uint32_t ref;
	uint32_t past[SIM_COMMITS]; /* where it has been */
	size_t past_count;
};

struct sim_folder {
	unsigned names[SIM_BUNDLES_MAX];
	uint32_t heads[SIM_BUNDLES_MAX];
	size_t count;
};

struct sim_path {
	char *text;
	unsigned record; /* SIM_RECORDS: of none */
};

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
};

struct sim {
	struct sim_counts counts;
	uint64_t seed;
	struct sim_rules rules;
	struct id ids[SIM_RECORDS];
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
