/*
 * Taking in: versions that the history has go into the tables, insert or
 * ignore. The branch has moved before; a sequence of transactions inserts,
 * and only when all is done is the head noted, so that a cut-off run is simply
 * done again.
 */
#ifndef CORE_TAKE_H
#define CORE_TAKE_H

#include "core/admit.h"
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
	size_t left_out; /* files that are no versions of this project */
	size_t gone;     /* files or folders that some commit took away */
	char *left_path; /* the first left out, and why */
	struct err left_why;
	bool is_outbox;        /* what waits goes on waiting */
	bool is_derived_later; /* by who asked, once all is in */
	/* Inside: */
	struct saved *piece;
	size_t piece_count;
	size_t piece_cap;
	size_t piece_len; /* bytes */
	bool is_much;     /* in larger pieces */
	struct touched touched;
};

/*
 * Walks what `to` reaches and `from` (NULL: nothing) does not, in a worker,
 * takes it in, and derives what it touched unless that is for later.
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
 * names is taken out of the tables, and its record derived without it: what it
 * was lies in the history, or is lost, which is told (EVENT_NOT_MENDED). */
int take_back_unseen(struct journal *journal, const struct id *project,
    const struct map *seen, struct take_back *out);

/* Waiting versions that have no row (the outbox came from a copy, or the
 * shared tables were made anew), or a damaged one, get theirs. One that is
 * damaged in the outbox too is lost: its bytes are kept in a file beside the
 * repository, it is taken out of both, so that the others can go on, and its
 * record is derived without it. */
int take_outbox(struct journal *journal, const struct id *project);

/* Rows whose bytes are whole and whose other columns are not what the bytes
 * say are set right, and their records derived. */
int take_columns(struct journal *journal, const struct id *project);

/* Derives some records, voices first. */
int take_derive(struct journal *journal, const struct id *project,
    struct touched *touched);

/* Derives every record of a project anew. */
int take_derive_all(struct journal *journal, const struct id *project);

void take_clear(struct take *take);

/* Inside: adds one to what is to be put; takes over the record, copies the
 * bytes. Then what was added goes in, and what it touched is derived, unless
 * there was a fault before; clears `take`. */
void take_add(struct take *take, const struct admitted *admitted,
    const char *bytes, size_t len);
int take_put_collected(struct take *take, int err);

#endif
