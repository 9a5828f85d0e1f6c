/* Some people and their voices, for tests of what depends on both. */
#ifndef SUPPORT_TEAM_H
#define SUPPORT_TEAM_H

#include "model/lineage.h"
#include "model/voices.h"
#include "support/weave.h"

/* Anna, Ben and Carla introduced themselves with keys 1, 2 and 3. Dora was
 * added by Anna, and key 4 alone claims her; nobody claims Emil, whom Anna
 * added too. Key 9 is nobody's. */
struct team {
	struct voices *voices;
	struct id anna, ben, carla, dora, emil;
};

/* Makes and frees one, as set-up and tear-down of a group of tests. */
int team_make(void **state);
int team_clear(void **state);

/* Links and judges a lineage, and demands the names of its standings in order
 * of vid, and what its view says (NULL: not asked). */
void team_demand(struct lineage *lineage, const struct team *team,
    const char *standings, const char *view);

#endif
