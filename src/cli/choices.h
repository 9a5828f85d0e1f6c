/*
 * What somebody can choose from at a question, each said whole: the choices
 * of a field as the table of kinds has them, members by their names, stages
 * and decisions by their titles, the options of a decision.
 */
#ifndef CLI_CHOICES_H
#define CLI_CHOICES_H

#include "cli/ask.h"
#include "cli/command.h"

#include <withus/item.h>

/* All words are the list's own. */
struct choices {
	struct ask_choice *list; /* ended by a NULL name; NULL: none yet */
	size_t count;
	size_t cap;
};

/* Takes over name, word and help (NULL: none). */
void choices_add(struct choices *choices, char *name, char *word, char *help);
void choices_clear(struct choices *choices);

/* "Analysis (S-7kq4)", by its code. */
void choices_add_item(struct choices *choices, const struct item *item);

/* The same with what it is, for lists of all kinds: "Analysis (stage, S-7kq4)";
 * of what only says something of another, what that is called. */
void choices_add_mixed(struct choices *choices, struct run *run,
    const struct item *item);

/* All records of a kind: stages in their order, others newest first. */
int choices_add_kind(struct choices *choices, struct run *run,
    const char *kind);

/*
 * What a field can be given; none where it takes words or a day. Rows that
 * are chosen are those of the record that `words` are about.
 */
int choices_add_field(struct choices *choices, struct run *run,
    const struct record *words, const struct kind_field *field);

#endif
