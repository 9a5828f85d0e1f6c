/* Changing something by questions: which part of it, and what should stand
 * there, until Enter alone. */
#ifndef CLI_REVISE_H
#define CLI_REVISE_H

#include "cli/sheet.h"

/*
 * Asks which field of the sheet's words to change, and for each the question
 * of its kind; the text too, unless there is an editor: `*wants_editor`. 0,
 * -ERR_STOPPED, ASK_BACK where the argument is to be asked again.
 */
int revise_ask(struct sheet *sheet, bool *wants_editor);

#endif
