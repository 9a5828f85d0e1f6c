/*
 * The receipt of a project, `<id>.receipt`: it says that the first action
 * that waits is in the history already, and so saves EXPORT the transaction
 * that would empty the outbox. The next SAVE does that inside its own.
 *
 * A receipt fits, or counts for nothing: then all is as if there were none,
 * and START takes in what the branch has (core/wake.h). What asks whether
 * something waits asks here, and not the outbox; what holds the lock for more
 * than a save settles first, and then the outbox says it by itself.
 */
#ifndef CORE_RECEIPT_H
#define CORE_RECEIPT_H

#include "core/inside.h"

#include "base/point.h"

#include <withus/record.h>

/* Of so many versions at the most: who looks reads them all, and each version
 * that is asked about is a look. */
#define RECEIPT_MOST ((size_t)8)

struct receipt {
	bool fits;
	struct point at;               /* where the branch then stands */
	struct vid vids[RECEIPT_MOST]; /* of the first action that waits: if it
					  fits, they are in the history */
	size_t count;
	size_t waiting; /* what the history lacks */
};

/* Reads tables, branch and receipt; writes nothing. A receipt or a branch
 * that cannot be read is none that fits. */
int receipt_look(struct journal *journal, const struct id *project,
    struct receipt *out);

/* How many versions the history lacks, and whether it lacks this one. */
int receipt_count_waiting(struct journal *journal, const struct id *project,
    size_t *out);
int receipt_is_waiting(struct journal *journal, const struct id *project,
    const struct vid *vid, bool *out);

/* What a receipt tells: tables that hold all that `from` reaches, and these
 * versions beside, hold just what `to` reaches. */
struct receipt_claim {
	const struct point *from;
	const struct point *to;
	const struct vid *vids; /* one action, in order */
	size_t count;
};

/* Leaves one, under the project's lock, when the branch stands at `to`. False
 * where that cannot be: the outbox is then to be emptied at once. */
bool receipt_leave(const struct journal *journal, const struct id *project,
    const struct receipt_claim *claim);

/* Does at once what a receipt puts off, in pieces; the last notes the head.
 * Cut off before that, the next start finds the branch ahead. */
int receipt_do_without(struct journal *journal, const struct id *project,
    const struct receipt_claim *claim);

/* Where one fits: takes its versions out of the outbox and notes the head,
 * inside the caller's transaction, or in one of its own, if there is anything
 * to do. */
int receipt_settle(struct journal *journal, const struct id *project);
int receipt_settle_alone(struct journal *journal, const struct id *project);

#endif
