/*
 * The shared tables (schema/shared.sql): versions and heads here, and what is
 * worked out from versions in derived.h.
 *
 * A callback's rows are borrowed for the call (bytes are not ended by NUL,
 * texts are); a result other than 0 stops and is returned. It may call
 * anything here but the end of a transaction; rows that it adds to, or takes
 * from, what is walked are met or not. Whatever adds, puts, sets or removes
 * is called in a transaction.
 */
#ifndef STORE_SHARED_H
#define STORE_SHARED_H

#include "base/point.h"
#include "store/derived.h"
#include "store/store.h"

#include <withus/record.h>

struct version_row {
	struct vid vid;
	struct id project;
	struct id record;
	const char *kind;
	unsigned char key[32];
	int standing;
	const char *bytes;
	size_t len;
};
typedef int version_each(void *data, const struct version_row *row);

/* One that is there already is left (`*is_new` false). */
int store_add_version(struct store *store, const struct version_row *row,
    bool *is_new);
/* Calls `each` once, or not at all. */
int store_get_version(struct store *store, const struct vid *vid,
    version_each *each, void *data);
int store_has_version(struct store *store, const struct vid *vid, bool *out);
/* All versions of a record, in order of vid. */
int store_each_version(struct store *store, const struct id *record,
    version_each *each, void *data);
/* All member, key and vouch versions of a project. */
int store_each_voice_version(struct store *store, const struct id *project,
    version_each *each, void *data);
/* All versions of a project in order of vid, for check, exports and repairs,
 * in pieces: those behind `after`, at most `most`. */
struct version_run {
	struct id project;
	const struct vid *after; /* NULL: from the first */
	size_t most;             /* 0: all */
};
int store_each_project_version(struct store *store,
    const struct version_run *run, version_each *each, void *data);
/* Records of which some version was signed by a key, in order of id. */
int store_each_record_of_key(struct store *store, const struct id *project,
    const unsigned char key[32],
    int (*each)(void *data, const struct id *record), void *data);
int store_set_standing(struct store *store, const struct vid *vid, int to);
/* All but the standing of one that is there: mending. */
int store_set_version(struct store *store, const struct version_row *row);
int store_remove_version(struct store *store, const struct vid *vid);
int store_count_versions(struct store *store, const struct id *project,
    size_t *out);

/* How far the history was taken in; none where nothing was. */
int store_get_head(struct store *store, const struct id *project,
    struct point *out);
int store_set_head(struct store *store, const struct id *project,
    const struct point *point);

#endif
