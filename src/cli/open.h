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
/* The member who acts, for commands that write nothing: where several could,
 * or none, nobody is asked and there is none. */
int open_member_quietly(struct run *run);

/* The journal and the project of a run that only looks, for completion: what
 * is there is read, nothing is brought to rest, told or noted. */
int open_to_look(struct run *run);

/* Options for care_recover() and care_restore(); borrowed from the run. */
struct journal_options open_options(struct run *run);

/* A path as typed, made absolute. To be freed. */
char *open_absolute(const char *path);

/* $XDG_RUNTIME_DIR where it is an absolute path; NULL. */
const char *open_runtime_dir(void);

#endif
