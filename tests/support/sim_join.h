/* The graph of commits as the joining rules ask it, from one home. */
#ifndef SUPPORT_SIM_JOIN_H
#define SUPPORT_SIM_JOIN_H

#include "model/join.h"
#include "support/sim.h"

struct sim_asker {
	struct sim *sim;
	struct sim_home *home;
};

/* The asker must outlive the graph. */
struct join_graph sim_make_graph(struct sim_asker *asker);

uint32_t sim_index_of(const struct sim *sim, const struct point *point);

/* Joins a side line to a tip; both are there. */
uint32_t sim_join_side(struct sim *sim, struct sim_home *home, uint32_t tip,
    uint32_t side);

#endif
