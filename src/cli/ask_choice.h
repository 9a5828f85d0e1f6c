/* The choices of a question: shown with their numbers, a page at a time, and
 * found by what was typed. For ask.c. */
#ifndef CLI_ASK_CHOICE_H
#define CLI_ASK_CHOICE_H

#include "cli/ask.h"

/* Shows a page of them from `first` on, and returns how many were shown by
 * then. */
size_t ask_choice_show(const struct ask *ask, size_t first);

/* How many the first page shows; 0 where there are no choices. */
size_t ask_choice_page(const struct ask *ask);

/* True if some were not shown yet. */
bool ask_choice_has_more(const struct ask *ask, size_t shown);

/* The name of what was typed, or with `takes_several` all names with commas
 * between them; NULL where it is none, or could be several. To be freed. */
char *ask_choice_find(const struct ask *ask, const char *typed);

#endif
