/*
 * Words that one person types for another, while they are still a draft: a
 * draft belongs to who types, so whose words they are is noted in two fields
 * beside the others, `for-person` and `confirmed`. That they are the one page
 * on how the team reflects, which a draft has no place for either, is noted in
 * `rhythm`.
 */
#ifndef CLI_TYPED_H
#define CLI_TYPED_H

#include "cli/command.h"

/* Notes it, where the words are somebody else's. */
void typed_note(const struct run *run, struct record *words);

/*
 * Takes the note out of the words of a draft. Where the command line says
 * nothing of its own, the run goes on in the name of that person. The result
 * is to be freed after the last use of the writer.
 */
char *typed_take(struct run *run, struct record *words);

#endif
