/* What waits for the one who looks. */
#ifndef CLI_WAITING_H
#define CLI_WAITING_H

#include "cli/command.h"

/* Names the ground rules and decisions of the project used last that ask for
 * their look. Nothing where there is no project, or where it is not clear who
 * looks. */
int waiting_show(struct run *run);

#endif
