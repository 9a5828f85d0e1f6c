/*
 * The join of histories, withus-record(5) "Joining": which commit becomes
 * the new head when two or more histories of one project meet. Pure: it asks
 * its questions of a graph through a table of functions, so that the same
 * rules run on git and in tests on thousands of imagined computers.
 */
#ifndef MODEL_JOIN_H
#define MODEL_JOIN_H

#include "base/point.h"

#include <stdbool.h>
#include <stddef.h>

struct join_graph {
	/* 1 if `from` reaches `to` by parents (or is it), 0 if not, else a
	 * negative error. */
	int (*reaches)(void *data, const struct point *from,
	    const struct point *to);
	/* 1 if every version reachable from `a` is reachable from `b`. */
	int (*versions_within)(void *data, const struct point *a,
	    const struct point *b);
	/* 1 if the tree of `a` is render of the versions reachable from it. */
	int (*tree_is_right)(void *data, const struct point *a);
	/* Longest path from `a` to a root. */
	int (*height)(void *data, const struct point *a, size_t *out);
	/* Makes the one commit that joins some points: sorted, none twice, at
	 * least one. Its tree is render of all versions reachable from them;
	 * with one point alone it is there to set that one's tree right. */
	int (*join)(void *data, const struct point *parents, size_t count,
	    struct point *out);
	void *data;
};

/* What became of the local history. */
enum join_outcome {
	JOIN_SAME,    /* the local head stays */
	JOIN_FORWARD, /* the shared head follows ours: taken */
	JOIN_ADOPTED, /* ours had nothing that theirs lacks: theirs is taken */
	JOIN_MADE     /* a join was made */
};

/*
 * One address: local head L (NULL: none yet) and shared head P. Sets the new
 * head and the outcome, or returns what a question returned.
 */
int join_one(const struct join_graph *graph, const struct point *local,
    const struct point *shared, struct point *head, enum join_outcome *outcome);

/* Heads that are shared; a point that is none is passed over. */
struct join_heads {
	const struct point *points; /* borrowed */
	size_t count;
};

/* A folder of bundles: all shared heads and L at once. Where there is neither
 * the head is none and stays the same. */
int join_many(const struct join_graph *graph, const struct point *local,
    const struct join_heads *shared, struct point *head,
    enum join_outcome *outcome);

#endif
