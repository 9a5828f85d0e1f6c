/*
 * The law of trees: at every commit of a history the tree is render of the
 * versions reachable from it, and every version stands in some tree.
 */
#ifndef SUPPORT_TREE_H
#define SUPPORT_TREE_H

#include "support/home.h"

/* Fails the test where a commit of the home's project breaks it. Returns how
 * many commits there are. */
size_t tree_assert_law(struct home *home);

/* Fails the test where a check finds something, or the law is broken. */
void tree_assert_well(struct home *home);

/* How many different versions the history holds. */
size_t tree_count_versions(struct home *home);

#endif
