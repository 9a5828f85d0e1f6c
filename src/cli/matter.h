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

/* Finds the decision by the first argument, and begins words of a kind about
 * it: what was said before is not said again by itself. To be cleared in any
 * case. ERR_CODE_*, ERR_ALREADY_WITHDRAWN. */
int matter_begin(struct run *run, const char *kind, struct matter *out);
void matter_clear(struct matter *matter);

/* Saves the words and prints what was saved. */
int matter_save(struct matter *matter);

/* Whose words they are, if somebody else types them: a name. NULL. */
const char *matter_other(const struct matter *matter);

/* What a person should see before they are asked: the question, its options,
 * who said what, and whose view is still to come. */
void matter_show(const struct matter *matter);

/* The question, and how it was settled: before somebody is asked what came
 * of it. */
void matter_show_settled(const struct matter *matter);

#endif
