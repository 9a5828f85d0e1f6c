/* One text out of several: what a new version says where newest versions of
 * a record differ. */
#ifndef CLI_SETTLE_H
#define CLI_SETTLE_H

#include "cli/command.h"

#include <withus/item.h>

/*
 * Fields that people changed in different ways: those that an option gave are
 * settled; for the others the person is asked whose to take, which goes into
 * `words`. -ERR_FIELD_MISSING where nobody can be asked, -ERR_STOPPED.
 */
int settle_fields(struct run *run, const struct item *item,
    struct record *words);

/* True if people changed the text in different ways. */
bool settle_has_text(const struct item *item);

#endif
