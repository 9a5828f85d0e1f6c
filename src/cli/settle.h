/* One text out of several: what a new version says where newest versions of
 * a record differ. */
#ifndef CLI_SETTLE_H
#define CLI_SETTLE_H

#include "cli/change.h"
#include "cli/command.h"

#include <withus/item.h>

/*
 * Fields that people changed in different ways: those that an option or one
 * of `changes` (NULL: none) gives are settled; for the others the person sees
 * all of them and is asked whose to take, which goes into `words`.
 * -ERR_EDIT_CLASH where nobody can be asked, -ERR_STOPPED.
 */
int settle_fields(struct run *run, const struct item *item,
    const struct change *changes, struct record *words);

/* True if people changed the text in different ways. */
bool settle_has_text(const struct item *item);

/* Says that all of the texts were kept, one after the other, where nobody
 * made one of them. */
void settle_tell_text(const struct item *item);

#endif
