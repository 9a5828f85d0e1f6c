/*
 * Layers: in which order the versions of one action enter the history, so
 * that every version stands in some tree of it.
 *
 * A tree shows heads alone. So of two versions of one record that came in one
 * action, the one that follows waits for a commit of its own: its layer is
 * one more than the greatest layer of those it follows. A version that is
 * already followed by one in the history would stand in no tree at all; it
 * comes in by a side line, commits from a root of their own that a join then
 * brings in.
 */
#ifndef CORE_LAYER_H
#define CORE_LAYER_H

#include "model/lineage.h"
#include "repo/repo.h"

#include <withus/record.h>

/* One record that an action touches. `in` says of each version whether it
 * is reachable from the commit that is built on; `layer` is 0 for those that
 * do not wait in this action. */
struct layer_record {
	struct lineage lineage;
	bool *in;      /* reachable from the branch, and growing */
	bool *side_in; /* reachable from the side line */
	bool *pending; /* comes in with this action */
	size_t *layer; /* of the main line, from 1; 0: none */
	size_t *side;  /* of the side line, from 1; 0: none */
};

void layer_clear(struct layer_record *record);

/* Makes room for a linked lineage, which is taken over. */
void layer_init(struct layer_record *record, struct lineage *lineage);

/* Works out `layer` and `side` from `in` and `pending`. */
void layer_assign(struct layer_record *record);

/* The changes of paths, one list for a whole commit; it owns paths and
 * bytes. */
struct layer_changes {
	struct repo_change *items;
	size_t count;
	size_t cap;
};
void layer_changes_clear(struct layer_changes *changes);

/* Moves the versions of layer `n` (`on_side`: of the side line) into the
 * reachable ones, and adds what that changes in the tree. Returns how many
 * versions entered. */
size_t layer_enter(struct layer_record *record, size_t n, bool on_side,
    struct layer_changes *changes);

/* Makes the side line's versions reachable from the branch too, and adds
 * what that changes in the branch's tree: for the join. */
void layer_join(struct layer_record *record, struct layer_changes *changes);

#endif
