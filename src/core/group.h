/* Who must agree to a document that is for all: the word, and the members of
 * the day beside it. */
#ifndef CORE_GROUP_H
#define CORE_GROUP_H

#include "core/inside.h"

#include <withus/record.h>

/*
 * Where a group of new words has the word "all", puts the members of today
 * beside it; unless it is the group that stood `before` (NULL: nothing did),
 * so that who edits the words alone leaves it as it was. Other kinds are left.
 */
int group_fill(struct journal *journal, const struct id *project,
    struct record *words, const struct record *before);

/* The same, whatever stood before. */
int group_renew(struct journal *journal, const struct id *project,
    struct record *words);

#endif
