/*
 * From words to something saved: getting a body from options or a file;
 * saving; telling that it was saved. Words that could not be saved are kept
 * as a draft, and the person is told its number; where even that cannot be,
 * they are kept in a second place (rescue.h).
 *
 * A command that makes something new does:
 *
 *   struct record *words = record_new("stage");
 *   compose_take(run, &compose, words, &draft);
 *   compose_write(run, &compose, words, &draft);
 *   save_new(run, words, draft);
 */
#ifndef CLI_SAVE_H
#define CLI_SAVE_H

#include "cli/command.h"

#include <withus/item.h>

#include <stdint.h>

/* When a body is asked for that no option gave. */
enum body_want {
	BODY_IF_GIVEN, /* only with -m, -F or -e */
	BODY_WANTED    /* also else: in the editor, or line by line where
			  there is none. Without a terminal: -ERR_USAGE_MISSING
			  where it is empty */
};

/* The body that -m or -F gives; asks for nothing and keeps nothing. */
int save_take_given(struct run *run, struct record *words);

/* What every save that failed ends in: words that were typed are kept as a
 * draft. Returns `result`. */
int save_refuse(struct run *run, const struct id *record,
    const struct record *words, int64_t draft, int result);

/* Saves words, ends their draft (0: none), and tells it. A fault keeps what
 * has a body as a draft. */
int save_new(struct run *run, const struct record *words, int64_t draft);
int save_edit(struct run *run, const struct item *item,
    const struct record *words, int64_t draft);

/* Saves a new version, and tells nothing. */
int save_write(struct run *run, const struct item *item,
    const struct record *words, int64_t draft, struct written *out);

/* Tells that something was saved: a sentence with its code, or with --json
 * the item; and, where it is not in the history yet, so, with status 5. */
int save_tell(struct run *run, const struct written *written);

/* The second half of that, for what is told otherwise. `why` is the last
 * fault as it was after saving. */
void save_tell_waiting(struct run *run, bool in_history);

/* Where a day of what happened is still to come, a sentence that says so. */
void save_tell_ahead(const struct run *run);

/* Keeps words as a draft; `why` as in <withus/draft.h>. Leaves the last fault
 * where there was one. */
int save_keep_draft(struct run *run, const struct id *record,
    const struct record *words, const char *why, int64_t *draft);

/* The same for words that have another place already. */
int save_put_draft(struct run *run, const struct id *record,
    const struct record *words, const char *why, int64_t *draft);

/* record_set_body() for text from a file: CR LF becomes LF. */
void save_set_body(struct record *words, const char *text, size_t len);

#endif
