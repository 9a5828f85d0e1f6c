/*
 * Which commits are new, and in which order.
 *
 * Two crowds go back through the history from `to` (new) and from `from`
 * (old), the youngest commit first, whichever crowd it is in. Where they meet
 * all further back is old. Once no new commit is left to look at, what was
 * found new is the answer, if no old commit still to be looked at can lead
 * into it:
 *
 *  - either all that is still to be looked at claims to be older than
 *    everything found new: dates are days and never before the parent's;
 *  - or there is but one `from`, and whatever was found new comes from it
 *    (goes back to it through new ones alone): then it cannot be before it
 *    too. So it is when somebody has simply gone on, which is nearly always,
 *    and no old commit but `from` itself is read then.
 *
 * A commit with a false date can end this too early. Then some old ones pass
 * for new and are looked at again; a new one is never taken for old.
 *
 * Memory and time are of the order of the commits seen; nothing recurses.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "repo/inside.h"

#include <withus/err.h>

struct node;

struct link {
	git_oid oid;
	struct node *node; /* NULL until the commit is looked at */
};

struct node {
	git_oid oid;
	int64_t time;
	bool is_old;
	bool is_waiting;   /* in the queue */
	bool came_old;     /* into the queue; its place there depends on it */
	size_t generation; /* among the new, from 1; 0: not known yet */
	size_t next;       /* parent to be asked for its generation */
	size_t link_count;
	struct link *links; /* to the parents */
};

struct nodes {
	struct node **item;
	size_t count;
	size_t cap;
};

struct crowd {
	struct repo *repo;
	struct map *by_oid;
	struct nodes all;
	struct nodes queue; /* a heap, the youngest first */
	struct nodes stack;
	size_t new_waiting;
	int64_t oldest;         /* the least time of what was found new */
	struct node *only_from; /* NULL: several, or none */
};

static void
push(struct nodes *nodes, struct node *node)
{
	nodes->item = mem_grow(nodes->item, &nodes->cap, nodes->count + 1,
	    sizeof(struct node *));
	nodes->item[nodes->count++] = node;
}

/* ---------------------------------------------------------------- queue */

/* True if `a` is looked at before `b`: the younger, then the new one. */
static bool
is_before(const struct node *a, const struct node *b)
{
	if (a->time != b->time)
		return a->time > b->time;
	if (a->came_old != b->came_old)
		return b->came_old;
	return git_oid_cmp(&a->oid, &b->oid) < 0;
}

static void
swap(struct nodes *heap, size_t a, size_t b)
{
	struct node *kept = heap->item[a];

	heap->item[a] = heap->item[b];
	heap->item[b] = kept;
}

static void
enqueue(struct nodes *heap, struct node *node)
{
	size_t at = heap->count;

	push(heap, node);
	while (at > 0 && is_before(heap->item[at], heap->item[(at - 1) / 2])) {
		swap(heap, at, (at - 1) / 2);
		at = (at - 1) / 2;
	}
}

static struct node *
dequeue(struct nodes *heap)
{
	struct node *first = heap->item[0];
	size_t at = 0;

	heap->item[0] = heap->item[--heap->count];
	for (;;) {
		size_t best = at;

		for (size_t i = 2 * at + 1; i <= 2 * at + 2; i++)
			if (i < heap->count &&
			    is_before(heap->item[i], heap->item[best]))
				best = i;
		if (best == at)
			return first;
		swap(heap, at, best);
		at = best;
	}
}

/* ------------------------------------------------------------- crowding */

static struct node *
make_node(const git_commit *commit)
{
	struct node *node = mem_new(sizeof *node);

	node->oid = *git_commit_id(commit);
	node->time = git_commit_time(commit);
	node->link_count = git_commit_parentcount(commit);
	node->links = mem_new_array(node->link_count, sizeof *node->links);
	for (size_t i = 0; i < node->link_count; i++)
		node->links[i].oid = *git_commit_parent_id(commit, (unsigned)i);
	return node;
}

/* The node of a commit; read, and put into the queue, when first asked. */
static int
find_node(struct crowd *crowd, struct node **out, const git_oid *oid,
    bool is_old)
{
	git_commit *commit = NULL;
	struct node *node = map_get(crowd->by_oid, oid->id, sizeof oid->id);

	if (node == NULL) {
		int code = git_commit_lookup(&commit, crowd->repo->git, oid);
		if (code != 0)
			return repo_fault(crowd->repo->path, code);
		node = make_node(commit);
		git_commit_free(commit);
		node->is_old = node->came_old = is_old;
		node->is_waiting = true;
		crowd->new_waiting += !is_old;
		map_put(crowd->by_oid, oid->id, sizeof oid->id, node);
		push(&crowd->all, node);
		enqueue(&crowd->queue, node);
	}
	*out = node;
	return 0;
}

/* What was thought new is old, and so is all that is known before it. */
static void
paint_old(struct crowd *crowd, struct node *node)
{
	push(&crowd->stack, node);
	while (crowd->stack.count > 0) {
		node = crowd->stack.item[--crowd->stack.count];
		if (node->is_old)
			continue;
		node->is_old = true;
		crowd->new_waiting -= node->is_waiting;
		for (size_t i = 0; i < node->link_count; i++)
			if (node->links[i].node != NULL)
				push(&crowd->stack, node->links[i].node);
	}
}

static int
look_at(struct crowd *crowd, struct node *node)
{
	int err = 0;

	node->is_waiting = false;
	if (!node->is_old) {
		crowd->new_waiting--;
		if (node->time < crowd->oldest)
			crowd->oldest = node->time;
	}
	for (size_t i = 0; err == 0 && i < node->link_count; i++) {
		struct link *link = &node->links[i];

		err = find_node(crowd, &link->node, &link->oid, node->is_old);
		if (err == 0 && node->is_old)
			paint_old(crowd, link->node);
	}
	return err;
}

static bool
goes_on(const struct crowd *crowd, const struct node *node)
{
	for (size_t i = 0; i < node->link_count; i++)
		if (node->links[i].node == crowd->only_from ||
		    !node->links[i].node->is_old)
			return true;
	return false;
}

static bool
all_go_on(const struct crowd *crowd)
{
	if (crowd->only_from == NULL)
		return false;
	for (size_t i = 0; i < crowd->all.count; i++) {
		const struct node *node = crowd->all.item[i];

		if (!node->is_old && !goes_on(crowd, node))
			return false;
	}
	return true;
}

static int
look_back(struct crowd *crowd)
{
	bool was_asked = false;
	int err = 0;

	while (err == 0 && crowd->queue.count > 0) {
		if (crowd->new_waiting == 0) {
			if (crowd->queue.item[0]->time < crowd->oldest ||
			    (!was_asked && all_go_on(crowd)))
				break;
			was_asked = true;
		}
		err = look_at(crowd, dequeue(&crowd->queue));
	}
	return err;
}

static int
start_crowd(struct crowd *crowd, const struct repo_range *range)
{
	struct node *node = NULL;
	git_oid oid;
	int err = 0;

	for (size_t i = 0; err == 0 && i < range->from_count; i++) {
		repo_oid(&oid, &range->from[i]);
		if (git_odb_exists(crowd->repo->odb, &oid))
			err = find_node(crowd, &node, &oid, true);
	}
	if (crowd->all.count == 1)
		crowd->only_from = node;
	repo_oid(&oid, range->to);
	return err == 0 ? find_node(crowd, &node, &oid, false) : err;
}

/* ---------------------------------------------------------------- order */

/* The next parent of a node whose generation must be known first. */
static struct node *
next_unknown(struct node *node)
{
	while (node->next < node->link_count) {
		struct node *parent = node->links[node->next++].node;

		if (!parent->is_old && parent->generation == 0)
			return parent;
	}
	return NULL;
}

static void
set_generation(struct node *node)
{
	for (size_t i = 0; i < node->link_count; i++) {
		const struct node *parent = node->links[i].node;

		if (!parent->is_old && parent->generation > node->generation)
			node->generation = parent->generation;
	}
	node->generation++;
}

static void
count_generations(struct crowd *crowd, struct node *node)
{
	push(&crowd->stack, node);
	while (crowd->stack.count > 0) {
		node = crowd->stack.item[crowd->stack.count - 1];
		struct node *parent = next_unknown(node);

		if (parent != NULL) {
			push(&crowd->stack, parent);
			continue;
		}
		if (node->generation == 0)
			set_generation(node);
		crowd->stack.count--;
	}
}

static int
compare_nodes(const void *a, const void *b)
{
	const struct node *left = *(struct node *const *)a;
	const struct node *right = *(struct node *const *)b;

	if (left->generation != right->generation)
		return left->generation < right->generation ? -1 : 1;
	return git_oid_cmp(&left->oid, &right->oid);
}

static void
sort_new(struct crowd *crowd, git_oid **out, size_t *count)
{
	struct nodes found = { .item = NULL };

	for (size_t i = 0; i < crowd->all.count; i++) {
		struct node *node = crowd->all.item[i];

		if (node->is_old)
			continue;
		count_generations(crowd, node);
		push(&found, node);
	}
	if (found.count > 1)
		qsort(found.item, found.count, sizeof(struct node *),
		    compare_nodes);
	*out = mem_new_array(found.count, sizeof **out);
	*count = found.count;
	for (size_t i = 0; i < found.count; i++)
		(*out)[i] = found.item[i]->oid;
	free(found.item);
}

static void
clear_crowd(struct crowd *crowd)
{
	for (size_t i = 0; i < crowd->all.count; i++) {
		free(crowd->all.item[i]->links);
		free(crowd->all.item[i]);
	}
	free(crowd->all.item);
	free(crowd->queue.item);
	free(crowd->stack.item);
	map_free(crowd->by_oid);
}

int
repo_order(struct repo *repo, const struct repo_range *range, git_oid **out,
    size_t *count)
{
	struct crowd crowd = {
		.repo = repo,
		.by_oid = map_new(),
		.oldest = INT64_MAX,
	};
	int err = start_crowd(&crowd, range);

	if (err == 0)
		err = look_back(&crowd);
	if (err == 0)
		sort_new(&crowd, out, count);
	clear_crowd(&crowd);
	return err;
}
