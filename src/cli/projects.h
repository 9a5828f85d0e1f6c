/* The list of projects: `withus projects`, and `withus` alone. */
#ifndef CLI_PROJECTS_H
#define CLI_PROJECTS_H

#include "cli/command.h"

#include <stddef.h>

/* Lists all projects of the open journal; none where there is no journal.
 * `count` (NULL: not asked for) is how many. */
int projects_show(struct run *run, size_t *count);

#endif
