/*
 * Opening what a command needs: home, journal, project, member. What happens
 * meanwhile is told as it comes: progress, and notices.
 */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "cli/command.h"

/* Opens as far as run->command needs and fills in the run. 0, or the fault;
 * open_close() in any case. */
int open_run(struct run *run);

/* Does what is due once a day. Leaves the last fault. */
void open_tend(struct run *run);

/* Closes, once the answer is printed and flushed; does first what can wait
 * until then. */
void open_close(struct run *run);

/* The steps, for commands that need the home alone. */
int open_journal(struct run *run);
int open_project(struct run *run);
int open_member(struct run *run);

/* Options for care_recover() and care_restore(); borrowed from the run. */
struct journal_options open_options(struct run *run);

/* $XDG_RUNTIME_DIR where it is an absolute path; NULL. */
const char *open_runtime_dir(void);

#endif
