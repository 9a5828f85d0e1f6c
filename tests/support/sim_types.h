/* What the imagined computers are made of. */
#ifndef SUPPORT_SIM_TYPES_H
#define SUPPORT_SIM_TYPES_H

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

#endif
