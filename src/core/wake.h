/*
 * START: whatever happened before, a project comes to rest here before it is
 * used. Cheap where nothing happened: one small file and two rows are read.
 */
#ifndef CORE_WAKE_H
#define CORE_WAKE_H

#include "core/inside.h"

/* Under the project's lock: sweeps, looks at git where it may have been left
 * half-written, drops a cut-off import, takes in what the branch has and the
 * tables lack, and puts back what the tables have and the branch lost. */
int wake_locked(struct journal *journal, const struct id *project);

/* Takes `dirty` away: every object that the branch reaches is whole. */
int wake_clean(struct journal *journal, const struct id *project);

/* Remembers how writing objects went: after a fault the next one looks. */
void wake_note_whole(struct journal *journal, const struct id *project,
    int err);

#endif
