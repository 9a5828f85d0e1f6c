/*
 * A decision in the making, told by hand: what the model is given, and what
 * it makes of that as one line of text.
 */
#ifndef SUPPORT_SCENE_H
#define SUPPORT_SCENE_H

#include "model/ledger.h"

#include <stddef.h>
#include <stdint.h>

#define SCENE_MOST 6
#define SCENE_TODAY "2026-05-03"

struct scene {
	struct ledger_matter matter;
	struct ledger_names names;
	char *named[SCENE_MOST];
	struct presence members[SCENE_MOST];
	struct ledger_view views[SCENE_MOST];
	struct ledger_head heads[SCENE_MOST][2];
	struct vid versions[SCENE_MOST][3];
	struct ledger_settlement settlements[SCENE_MOST];
	struct vid seen[SCENE_MOST];
	struct ledger_answer answers[SCENE_MOST];
};

/* Ada, Ben and Cal; everyone is involved. Nothing in it is to be freed. */
void scene_open(struct scene *scene);

/* Only those who are named, as a file names them. */
void scene_involve(struct scene *scene, const char *name);

/* A view with one head, whose vid is 10 times its number from 1, and that
 * followed another one, one below; or a second head of the last, one above. */
struct ledger_head *scene_give(struct scene *scene, uint32_t by,
    const char *stance);
struct ledger_head *scene_give_again(struct scene *scene, const char *stance);

/* A settlement of 1 May. */
struct ledger_settlement *scene_settle(struct scene *scene, const char *said);

void scene_answer(struct scene *scene, const char *day, bool is_final);

/*
 * Demands what is made of it: states; people with their part; views, "-"
 * where they were taken back, and what is found out about each; settlements.
 */
void scene_demand(struct scene *scene, const char *wanted);

#endif
