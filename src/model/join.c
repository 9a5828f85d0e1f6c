/*
 * Two histories that hold the same versions may still be different commits,
 * and joining those for the sake of joining would never end: each join is a
 * new commit that the others lack again. So a join is made for one of two
 * reasons alone: it brings an address a version that it has not got, or it
 * sets a wrong tree right. Both can happen only so often.
 */
#include "model/join.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Parents are sorted, so that whoever joins the same points makes the same
 * commit. */
static int
make_join(const struct join_graph *graph, const struct point *points,
    size_t count, struct point *head)
{
	struct point *parents = mem_new_array(count, sizeof *parents);
	int rc;

	memcpy(parents, points, count * sizeof *parents);
#if MUTANT != 23
	qsort(parents, count, sizeof *parents, point_compare);
#endif
	rc = graph->join(graph->data, parents, count, head);
	free(parents);
	return rc;
}

/* A candidate with a wrong tree becomes the join of itself alone. */
static int
set_right(const struct join_graph *graph, struct point *head,
    enum join_outcome *outcome)
{
	struct point candidate = *head;
	int rc = graph->tree_is_right(graph->data, &candidate);

#if MUTANT == 24
	rc = 1;
#endif
	if (rc != 0)
		return rc < 0 ? rc : 0;
	rc = make_join(graph, &candidate, 1, head);
	if (rc == 0)
		*outcome = JOIN_MADE;
	return rc;
}

/* Which of two histories is the candidate; JOIN_MADE: neither. */
static int
compare_two(const struct join_graph *graph, const struct point *local,
    const struct point *shared, enum join_outcome *outcome)
{
	int rc = graph->reaches(graph->data, local, shared);

	*outcome = JOIN_SAME;
	if (rc != 0)
		return rc < 0 ? rc : 0;
	rc = graph->reaches(graph->data, shared, local);
	*outcome = JOIN_FORWARD;
	if (rc != 0)
		return rc < 0 ? rc : 0;
#if MUTANT != 25
	rc = graph->versions_within(graph->data, local, shared);
	*outcome = JOIN_ADOPTED;
	if (rc != 0)
		return rc < 0 ? rc : 0;
#endif
	*outcome = JOIN_MADE;
	return 0;
}

static bool
is_absent(const struct point *point)
{
	return point == NULL || point_is_none(point);
}

int
join_one(const struct join_graph *graph, const struct point *local,
    const struct point *shared, struct point *head, enum join_outcome *outcome)
{
	struct join_heads one = { .points = shared, .count = 1 };
	int rc;

	if (is_absent(shared))
		one.count = 0;
	if (is_absent(local) || is_absent(shared))
		return join_many(graph, local, &one, head, outcome);
	rc = compare_two(graph, local, shared, outcome);
	if (rc != 0)
		return rc;
	if (*outcome == JOIN_MADE) {
		struct point both[2] = { *local, *shared };

		return make_join(graph, both, 2, head);
	}
	*head = *outcome == JOIN_SAME ? *local : *shared;
	return set_right(graph, head, outcome);
}

/* Sets `*is_less` where all versions of `a` are in `b` and, should both have
 * the same ones, `b` is the greater by (longest path to a root, id). */
static int
compare_heads(const struct join_graph *graph, const struct point *a,
    const struct point *b, bool *is_less)
{
	size_t a_height = 0, b_height = 0;
	int rc = graph->versions_within(graph->data, a, b);

	*is_less = rc > 0;
	if (rc <= 0)
		return rc;
	rc = graph->versions_within(graph->data, b, a);
	if (rc <= 0)
		return rc;
	rc = graph->height(graph->data, a, &a_height);
	if (rc == 0)
		rc = graph->height(graph->data, b, &b_height);
	if (rc != 0)
		return rc;
	*is_less = a_height != b_height ? a_height < b_height :
					  point_compare(a, b) < 0;
	return 0;
}

/* Adds a head to those of which none has all that another has. */
static int
add_head(const struct join_graph *graph, struct point *kept, size_t *count,
    const struct point *head)
{
	size_t left = 0;
	bool is_less = false;
	int rc = 0;

	for (size_t k = 0; rc == 0 && k < *count; k++) {
		if (point_equal(&kept[k], head))
			return 0;
		rc = compare_heads(graph, head, &kept[k], &is_less);
		if (rc == 0 && is_less)
			return 0;
	}
	for (size_t k = 0; rc == 0 && k < *count; k++) {
		rc = compare_heads(graph, &kept[k], head, &is_less);
		if (!is_less)
			kept[left++] = kept[k];
	}
	kept[left++] = *head;
	*count = left;
	return rc;
}

/* How the only head that is left relates to the local one. */
static int
name_outcome(const struct join_graph *graph, const struct point *local,
    const struct point *head, enum join_outcome *outcome)
{
	int rc;

	*outcome = JOIN_FORWARD;
	if (is_absent(local))
		return 0;
	if (point_equal(local, head)) {
		*outcome = JOIN_SAME;
		return 0;
	}
	rc = graph->reaches(graph->data, head, local);
	if (rc < 0)
		return rc;
	*outcome = rc > 0 ? JOIN_FORWARD : JOIN_ADOPTED;
	return 0;
}

/* What becomes of the heads that are left. */
static int
settle_heads(const struct join_graph *graph, const struct point *local,
    const struct join_heads *kept, struct point *head,
    enum join_outcome *outcome)
{
	int rc;

	*outcome = JOIN_SAME;
	*head = (struct point){ 0 };
	if (kept->count == 0)
		return 0;
	if (kept->count > 1) {
		*outcome = JOIN_MADE;
		return make_join(graph, kept->points, kept->count, head);
	}
	*head = kept->points[0];
	rc = name_outcome(graph, local, head, outcome);
	return rc == 0 ? set_right(graph, head, outcome) : rc;
}

int
join_many(const struct join_graph *graph, const struct point *local,
    const struct join_heads *shared, struct point *head,
    enum join_outcome *outcome)
{
	struct point *kept = mem_new_array(shared->count + 1, sizeof *kept);
	struct join_heads left = { .points = kept };
	int rc = 0;

	if (!is_absent(local))
		rc = add_head(graph, kept, &left.count, local);
	for (size_t s = 0; rc == 0 && s < shared->count; s++)
		if (!is_absent(&shared->points[s]))
			rc = add_head(graph, kept, &left.count,
			    &shared->points[s]);
	if (rc == 0)
		rc = settle_heads(graph, local, &left, head, outcome);
	free(kept);
	return rc;
}
