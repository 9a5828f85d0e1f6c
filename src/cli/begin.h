/* Beginning a project: what is asked for, and the start itself; shared by
 * `withus new` and `withus` alone. */
#ifndef CLI_BEGIN_H
#define CLI_BEGIN_H

#include "cli/command.h"

/* Each NULL where it is not known yet, else to be freed by begin_clear. */
struct beginning {
	char *title;
	char *name;     /* of the first member */
	char *template; /* NULL: research */
};

/* Asks for your name, the title and the stages. An answer that is there
 * already is the usual one. -ERR_STOPPED. */
int begin_ask(struct beginning *beginning);
void begin_clear(struct beginning *beginning);

/* -ERR_FIELD_CHOICE where there is no such template; NULL is one. */
int begin_check_template(const char *name);

/* Starts the project; run->project and run->writer then are its. `words` has
 * further fields of it; NULL for none. */
int begin_project(struct run *run, const struct beginning *beginning,
    const struct record *words, struct written *out);

#endif
