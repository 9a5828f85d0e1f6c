/*
 * The layers of an action that is too large for memory. One record after the
 * other goes through all its layers; its files are written when they come, and
 * what stays until the commits are made is their paths and names.
 */
#ifndef CORE_EXPORT_LARGE_H
#define CORE_EXPORT_LARGE_H

#include "core/layer.h"

/* One commit to be made. */
struct large_layer {
	struct layer_changes changes;
	char kind[RECORD_KIND_MAX + 1]; /* of the first record by path that
					   enters with it */
	struct id id;
	size_t count; /* versions that enter */
};

struct large_line {
	struct large_layer *layers; /* the first at 0 */
	size_t count;
	size_t cap;
};

/* Zeroed is empty. */
struct large {
	struct repo_blobs *blobs;
	struct large_line main;
	struct large_line side;
	struct layer_changes join;
};

/* Adds a record with its layers worked out; what belongs to it may go then.
 * Records come in order of (kind, id). Faults as of repo_blobs_put. */
int export_large_add(struct large *large, struct layer_record *record);

/* The layer `n` (from 1) of a line; NULL where there is none. */
const struct large_layer *export_large_layer(const struct large *large,
    size_t n, bool on_side);

void export_large_clear(struct large *large);

#endif
