/*
 * Writing a body with help beside it: the words of -m or -F; else in the
 * editor, among comment lines, or where there is no editor line by line.
 * What somebody wrote and gave up lies in a draft afterwards; where nothing
 * was written there is none.
 */
#ifndef CLI_COMPOSE_H
#define CLI_COMPOSE_H

#include "cli/command.h"
#include "cli/save.h"
#include "page/comment.h"

#include <stdbool.h>
#include <stdint.h>

struct compose {
	const struct id *record; /* what is edited; NULL: something new */
	enum body_want want;
	bool takes_same; /* words that the editor left as they were will do */
	const struct comments *comments;
	const char *page; /* the body with the comments in it; NULL: the body
			     as it is */
};

/* True if compose_write will have the body written now. */
bool compose_will_write(const struct run *run, const struct compose *compose);

/* The words of -m or -F, and fields that were given as options. After a fault
 * words that were typed are kept as a draft. */
int compose_take(struct run *run, const struct compose *compose,
    struct record *words, int64_t *draft);

/* The body, where it is to be written now. -ERR_TEXT_EMPTY and -ERR_STOPPED
 * where nothing was, -ERR_USAGE_MISSING where nobody can be asked. */
int compose_write(struct run *run, const struct compose *compose,
    struct record *words, int64_t *draft);

#endif
