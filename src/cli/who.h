/* Which member is meant. */
#ifndef CLI_WHO_H
#define CLI_WHO_H

#include "cli/command.h"

/* Asks for one of the members who live here. -ERR_STOPPED. */
int who_ask(struct run *run, struct id *out);

/* The member that the first argument names, else who acts. */
int who_find(struct run *run, struct id *out);

#endif
