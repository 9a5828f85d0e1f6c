/*
 * Taking in: versions that the history has go into the tables, insert or
 * ignore. The branch has moved before; a sequence of transactions inserts,
 * and only when all is done is the head noted, so that a cut-off run is simply
 * done again.
 */
#ifndef CORE_TAKE_H
#define CORE_TAKE_H

#include "core/derive.h"
#include "core/inside.h"

#include "base/map.h"
#include "base/point.h"

struct take {
	struct journal *journal;
	const struct id *project;
	struct map *seen; /* vids of the history; NULL: not asked for */
	size_t taken;     /* versions that were new here */
	size_t known;
	size_t left_out;    /* files that are no versions of this project */
	bool told_left_out; /* tell EVENT_LEFT_OUT for each */
	bool is_outbox;     /* they wait: the outbox keeps them */
	/* Inside: */
	struct saved *piece;
	size_t piece_count;
	struct touched touched;
};

/*
 * Walks what `to` reaches and `from` (NULL: nothing) does not, in a worker,
 * takes it in, and derives what it touched.
 */
int take_history(struct take *take, const struct point *to,
    const struct point *from);

/* Notes `to` as what the tables hold, once nothing else is to be done. */
int take_note_head(struct take *take, const struct point *to);

/* What take_back_unseen did. */
struct take_back {
	size_t back; /* versions that wait again */
	size_t lost; /* damaged ones that nothing else holds: their bytes are
			kept in a file beside the repository */
};

/* Every stored version that is neither in `seen` nor waiting goes back into
 * the outbox, as one action ("repair"). One whose bytes are not what its vid
 * names is taken out of the tables: what it was lies in the history, or is
 * lost, which is told (EVENT_NOT_MENDED). */
int take_back_unseen(struct journal *journal, const struct id *project,
    const struct map *seen, struct take_back *out);

/* Waiting versions that have no row (the outbox came from a copy, or the
 * shared tables were made anew), or a damaged one, get theirs. */
int take_outbox(struct journal *journal, const struct id *project);

/* Derives every record of a project anew. */
int take_derive_all(struct journal *journal, const struct id *project);

void take_clear(struct take *take);

#endif
