/* What the files of saving share: the steps of one transaction, each called
 * inside it. */
#ifndef CORE_SAVE_INSIDE_H
#define CORE_SAVE_INSIDE_H

#include "core/save.h"

/* The row of the action; sets its number. Not kept: it comes in pieces. */
int save_begin_action(struct journal *journal, struct action *action,
    bool kept);

/* A project and a key that begin with this action live or die with it. */
int save_put_start(struct journal *journal, const struct action *action);

/* One version into all its tables; false in `*is_new` where it was here. */
int save_put_version(struct journal *journal, const struct action *action,
    const struct saved *saved, bool *is_new);

/* Who speaks for whom is worked out from these. */
bool save_is_voice_kind(const char *kind);

/* Derives what was touched; voices first where they can have changed. */
int save_derive(struct store *store, const struct id *project,
    struct touched *touched, bool voices_changed, struct hurt *hurt);

/* An action of more versions than one transaction may hold. */
int save_in_pieces(struct journal *journal, struct action *action);

#endif
