/*
 * The derived tables: standing, record rows, links and voices, all computed
 * from the versions of shared.sql. What is computed here after one save must
 * be what a rebuild computes from nothing, so both use these functions.
 *
 * A version whose bytes are not what its vid names is unreadable. Nothing is
 * worked out from it, nor from the rest of its record: rows and voices stay as
 * they were last worked out until it is mended. So damage in one record keeps
 * nobody from saving another.
 */
#ifndef CORE_DERIVE_H
#define CORE_DERIVE_H

#include "model/code.h"
#include "model/lineage.h"
#include "model/voices.h"
#include "store/shared.h"
#include "store/store.h"

#include <withus/record.h>

/* Records that have to be derived again. Zeroed is empty. */
struct touched {
	struct map *seen;
	struct id *ids;
	size_t count;
	size_t cap;
};

void touched_add(struct touched *touched, const struct id *record);
void touched_clear(struct touched *touched);

/* The same for walks; `data` is a struct touched. */
int touched_add_id(void *data, const struct id *id);
int touched_add_row(void *data, const struct version_row *row);

/* What could not be read meanwhile. Zeroed: nothing. */
struct hurt {
	char code[CODE_SIZE]; /* of the first record */
};

/* Who speaks for whom in a project; the caller frees the result. `hurt` as
 * below. */
int derive_voices_with(struct store *store, const struct id *project,
    struct voices **out, struct hurt *hurt);
int derive_voices(struct store *store, const struct id *project,
    struct voices **out);

/* All versions of one record, linked and judged; the caller clears it.
 * -ERR_VERSION_DAMAGED where one is unreadable. */
int derive_lineage(struct store *store, const struct id *record,
    const struct voices *voices, struct lineage *out);

/* Writes the voice rows anew where they have changed, and touches every
 * record whose standing may hang on the change. */
int derive_voice_rows(struct store *store, const struct id *project,
    const struct voices *voices, struct touched *touched);

/* Works out one record: the standing of its versions, its row, its links. One
 * with an unreadable version is left as it is, and noted in `hurt`. */
int derive_record(struct store *store, const struct id *project,
    const struct id *record, const struct voices *voices, struct hurt *hurt);

#endif
