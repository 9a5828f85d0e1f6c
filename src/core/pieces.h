/* All versions of a project, in order of vid, read in pieces, so that no
 * reading lasts so long that it keeps a writer waiting. */
#ifndef CORE_PIECES_H
#define CORE_PIECES_H

#include "store/local.h"
#include "store/shared.h"

int pieces_each_version(struct store *store, const struct id *project,
    version_each *each, void *data);

/* All that waits, in order. */
int pieces_each_waiting(struct store *store, const struct id *project,
    outbox_each *each, void *data);

#endif
