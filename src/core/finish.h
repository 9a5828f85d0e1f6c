/* The end of every writing: save, bring into the history, say what became
 * of it. */
#ifndef CORE_FINISH_H
#define CORE_FINISH_H

#include "core/save.h"

#include <withus/write.h>

/*
 * Saves the action and tries to bring it into the history. 0 once the words
 * are durable; `*in_history` is false where the history refused for now, and
 * err_last() then says why.
 */
int finish_action(struct journal *journal, struct action *action,
    bool *in_history);

/* What to tell about version `index` of a finished action. The words are
 * saved by then: where the shortest code cannot be worked out, a longer one
 * is told, and nothing fails. */
void finish_describe(struct journal *journal, const struct action *action,
    size_t index, bool in_history, struct written *out);

#endif
