/*
 * Files that are written before the commits that show them, many together.
 */
#ifndef REPO_BLOBS_H
#define REPO_BLOBS_H

#include "repo/repo.h"

struct repo_blobs; /* opaque */

/* Freeing takes NULL, and before settling leaves none behind. */
int repo_blobs_new(struct repo_blobs **out, struct repo *repo);
void repo_blobs_free(struct repo_blobs *blobs);

/* Writes one and sets its name; the bytes may go then. Faults as of
 * repo_write_commit. */
int repo_blobs_put(struct repo_blobs *blobs, struct point *out,
    const void *bytes, size_t len);

/* Makes all of them last, and reads them back: each is what its name says. */
int repo_blobs_settle(const struct repo_blobs *blobs);

#endif
