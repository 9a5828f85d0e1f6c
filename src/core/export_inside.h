/* What the files of EXPORT share: one action on its way into the history. */
#ifndef CORE_EXPORT_INSIDE_H
#define CORE_EXPORT_INSIDE_H

#include "base/date.h"
#include "base/map.h"
#include "base/point.h"
#include "core/export.h"
#include "core/export_large.h"
#include "store/shared.h"

struct export
{
	struct journal *journal;
	const struct id *project;
	struct repo *repo;
	struct point head; /* where the branch stands; none at first */
	int64_t time;      /* of that commit */
	int64_t action;
	struct date day;
	struct map *by_record; /* id to struct layer_record */
	struct layer_record **records;
	size_t count;
	size_t cap;
	struct vid *vids; /* what waits in this action */
	size_t vid_count;
	size_t vid_cap;
	bool is_large;      /* no record stays in memory, but: */
	struct large large; /* its layers */
	size_t entered;     /* versions that stand in a tree by now */
	bool has_next;      /* another action waits behind it */
	bool may_leave;     /* the outbox as it is, with a receipt */
};

/* All versions of a record, and which of them the branch reaches. The caller
 * clears `out`, after a fault too. */
int export_read_record(struct export *export, const struct id *id,
    struct layer_record *out);

/* A waiting version, held against its vid: -ERR_FORM_VID. */
int export_check_waiting(const struct version_row *row);

/* Reads a large action, and writes its files. */
int export_load_large(struct export *export);

/* Writes the commits of an action; `head` and `time` are those of the last
 * then. The branch does not move. */
int export_write_commits(struct export *export);

#endif
