/*
 * The derived tables: standing, record rows, links and voices, all computed
 * from the versions of shared.sql. What is computed here after one save must
 * be what a rebuild computes from nothing, so both use these functions.
 */
#ifndef CORE_DERIVE_H
#define CORE_DERIVE_H

#include "model/lineage.h"
#include "model/voices.h"
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

/* Who speaks for whom in a project; the caller frees the result. */
int derive_voices(struct store *store, const struct id *project,
    struct voices **out);

/* All versions of one record, linked and judged; the caller clears it. */
int derive_lineage(struct store *store, const struct id *record,
    const struct voices *voices, struct lineage *out);

/* Writes the voice rows anew where they have changed, and touches every
 * record whose standing may hang on the change. */
int derive_voice_rows(struct store *store, const struct id *project,
    const struct voices *voices, struct touched *touched);

/* Works out one record: the standing of its versions, its row, its links. */
int derive_record(struct store *store, const struct id *project,
    const struct id *record, const struct voices *voices);

#endif
