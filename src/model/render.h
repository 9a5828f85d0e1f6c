/*
 * The tree: where the heads of a record lie in it. A pure function of the
 * versions, so that it is the same on every machine. A tree is the union of
 * what its records render to; a save therefore re-renders only the records
 * that it touched.
 */
#ifndef MODEL_RENDER_H
#define MODEL_RENDER_H

#include "model/lineage.h"

#include <stdbool.h>
#include <stddef.h>

/* One path of the tree. */
struct render_file {
	char *path;     /* owned */
	size_t version; /* index of what lies there; SIZE_MAX: nothing does
			   any more (in changes alone) */
};

/*
 * The files of one record: the tree heads among some of its versions (`is_in`
 * for each; NULL: all), sorted by vid; the k-th lies at the path for k.
 * Returns how many, and in `*out` the files, which the caller frees with
 * render_free.
 */
size_t render_lineage(const struct lineage *lineage, const bool *is_in,
    struct render_file **out);

/*
 * What changes in the tree when the versions of one record that are reachable
 * from it go from `before` to `after` (`NULL`: all): files that are new or
 * other than they were, then paths where nothing lies any more. Returns how
 * many; `*out` as above.
 */
size_t render_changes(const struct lineage *lineage, const bool *before,
    const bool *after, struct render_file **out);

void render_free(struct render_file *files, size_t count);

#endif
