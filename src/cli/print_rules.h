/* Documents that the group agrees, for people. */
#ifndef CLI_PRINT_RULES_H
#define CLI_PRINT_RULES_H

#include "cli/command.h"

#include <withus/rules.h>

/* The page of `show`: the document, who agreed to which words, and when to
 * look again. */
int print_rules_page(struct run *run, const struct item *item);

/* The exact words that people agree to, with those that were written at the
 * same time. */
void print_rules_words(struct run *run, const struct item *item);

/* In a few sentences: is it agreed, who is still asked, a second look. */
void print_rules_state(const struct rules *rules);

/* The same for one of a list, indented; `is_mine`: the query's member is who
 * reads it. */
void print_rules_row(size_t indent, const struct rules_row *row, bool is_mine);

/* Says which ground rules are now asked of somebody; nothing where none. */
int print_rules_asked(struct run *run, const struct id *member,
    const char *name);

#endif
