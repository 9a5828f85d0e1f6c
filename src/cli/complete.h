/*
 * What could stand at the word at hand of a command line, from the tables of
 * commands, options and kinds. What only the journal knows is in lookup.h.
 */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/entered.h"
#include "cli/suggest.h"

struct lookup;

/* Adds what fits `word`, typed behind what was entered so far. Where the
 * suggestions are for the value of an option in one word, `--name=value`,
 * they are such words too; "before" of them says how much. */
void complete_word(struct suggestions *out, struct lookup *lookup,
    const struct entered *entered, const char *word);

/* True if every placeholder in what a command takes ("CODE [V]") is known
 * here. NULL takes nothing, which is known. */
bool complete_knows(const char *takes);

#endif
