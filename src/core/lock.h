/*
 * The lock of one project, `<id>.lock`: whoever brings saves into the
 * history, or takes a long import in, holds it. Never held while waiting for
 * a person, an editor or the network.
 */
#ifndef CORE_LOCK_H
#define CORE_LOCK_H

#include <withus/journal.h>

/* Who only tidies does not wait at all. */
#define LOCK_NOT_MS 0
/* A saver does not wait long: the holder looks again after letting go. */
#define LOCK_SHORT_MS 100
/* Who must have it waits for others to come to an end. */
#define LOCK_LONG_MS 30000

/* Takes the lock; `*out` is -1 where another holds it and `wait_ms` was
 * LOCK_SHORT_MS or less, else that is -ERR_REPO_LOCKED. Let go by
 * file_unlock. */
int lock_take(struct journal *journal, const struct id *project, int wait_ms,
    int *out);

#endif
