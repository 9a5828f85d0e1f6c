/*
 * A repository in a place of its own, and short ways to commit to it. All
 * commits are a's, of one moment and with one message, so that git can be
 * asked to make the same.
 */
#ifndef SUPPORT_PAST_H
#define SUPPORT_PAST_H

#include "repo/repo.h"
#include "support/place.h"

struct past {
	struct place place;
	struct repo *repo; /* made and open */
};

/* For cmocka: `*state` is a struct past. */
int past_set_up(void **state);
int past_tear_down(void **state);

/* A change of one file; words NULL take it out. Both are borrowed. */
struct repo_change past_put(const char *path, const char *words);

/* A commit upon its parent's tree (NULL: a first one): the fault, if any. */
int past_try(struct past *past, struct point *out, const struct point *parent,
    const struct repo_change *changes, size_t count);

/* The same, where it must go well. */
struct point past_commit(struct past *past, const struct point *parent,
    const struct repo_change *changes, size_t count);

/* Moves the branch, and asks git whether all is well. */
void past_publish(struct past *past, const struct point *from,
    const struct point *to);

#endif
