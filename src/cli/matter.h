/*
 * Something that is said about a decision: a view, how it was settled, what
 * came of it. Its words know which versions of the decision were there.
 */
#ifndef CLI_MATTER_H
#define CLI_MATTER_H

#include "cli/command.h"
#include "cli/sheet.h"

#include <withus/ledger.h>

struct matter {
	struct decision *decision; /* as it was before */
	struct sheet sheet;
	struct item *before;  /* what the same person said before; NULL */
	struct id saved;      /* what the words became */
	struct decision *now; /* as it is then; NULL with --json, or where it
				 cannot be read */
};

/* What is different from one to the other. */
struct matter_task {
	const char *kind;
	const char *flags; /* field whose choices are flags; NULL */
	/* Takes what was given, if not as everywhere; NULL. */
	int (*take)(struct matter *matter);
	/* What a person should see before they are asked. */
	void (*show)(const struct matter *matter);
	/* After saving, for people, with `now`. */
	void (*tell)(const struct matter *matter);
};

/* Finds the decision by the first argument, and begins words about it: what
 * was said before is not said again by itself. Takes what was given, asks for
 * the rest, saves, and tells. */
int matter_run(struct run *run, const struct matter_task *task);

/* Whose words they are, if somebody else types them: a name. NULL. */
const char *matter_other(const struct matter *matter);

/* To show: the question, its options, who said what, and whose view is still
 * to come. */
void matter_show(const struct matter *matter);

/* The question, and how it was settled. */
void matter_show_settled(const struct matter *matter);

#endif
