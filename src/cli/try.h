/* A sample project: making it, and saying how to look at it; shared by
 * `withus try` and the first start. */
#ifndef CLI_TRY_H
#define CLI_TRY_H

#include "cli/command.h"

/*
 * Makes the sample in a folder of its own, which is run->home from then on.
 * `folder` NULL: one beside the journal home. `last_day` is YYYY-MM-DD; NULL:
 * that of everybody. -ERR_SAMPLE_FOLDER where something else is there.
 */
int try_sample(struct run *run, const char *folder, const char *last_day);

#endif
