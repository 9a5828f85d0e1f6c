/*
 * A child of a test that goes on with the test's own code. However the test
 * ends, also by force, its children end with it.
 */
#ifndef SUPPORT_CHILD_H
#define SUPPORT_CHILD_H

#include <sys/types.h>

/* As fork(); that there is none is a failure of the test. */
pid_t child_fork(void);

/* Waits for its end: the status, as waitpid() gives it. */
int child_wait(pid_t child);

/* Ends it by force, which must be what ends it, and waits. */
void child_kill(pid_t child);

#endif
