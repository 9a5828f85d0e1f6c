/*
 * Judging a lineage: which of its versions count, by the voices and the
 * table of kinds. Nothing here keeps a version out of V or of the tree.
 */
#ifndef MODEL_STANDING_H
#define MODEL_STANDING_H

#include "model/lineage.h"
#include "model/voices.h"

#include <withus/kind.h>

/*
 * Sets `standing`, `fault` and `is_typed_away` of every version of a linked
 * lineage; the last fault of the process stays what it was. An unknown kind,
 * or a form newer than known, is judged by key and writer as far as its id
 * shows them, and its fields are taken as they are.
 */
void standing_judge(struct lineage *lineage, const struct voices *voices);

/* Stable name of a standing ("key-unknown"), for JSON and the store. */
const char *standing_name(enum standing standing);

#endif
