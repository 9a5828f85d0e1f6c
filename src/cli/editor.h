/* Writing in the person's own editor. */
#ifndef CLI_EDITOR_H
#define CLI_EDITOR_H

#include "cli/command.h"

#include <stdint.h>

/* $VISUAL, else $EDITOR; NULL where neither is set: an editor that somebody
 * did not choose may be one that they cannot leave. To be freed. */
char *editor_find(void);

/*
 * Opens the body of `words` in an editor and puts in what was written. The
 * words lie in a draft from before the editor starts, and `*draft` is its
 * number (0 makes one; that of `record`, or NULL for something new), whatever
 * happens. -ERR_TEXT_EMPTY and -ERR_NOTHING_CHANGED where nothing was
 * written, -ERR_EDITOR, -ERR_EDITOR_NONE, and what drafts give.
 */
int editor_write(struct run *run, const struct id *record, struct record *words,
    int64_t *draft);

#endif
