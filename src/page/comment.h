/*
 * Comment lines: help that stands among the words while they are in an
 * editor, each on a line of its own as `<!-- … -->`, and is taken out again
 * afterwards. A line that is no longer what was put there stays: somebody
 * wrote into it.
 */
#ifndef PAGE_COMMENT_H
#define PAGE_COMMENT_H

#include "base/str.h"

#include <withus/asking.h>
#include <withus/item.h>
#include <withus/record.h>

#include <stddef.h>

/* Zeroed it is empty and valid. */
struct comments {
	char **lines; /* as they stand in the editor, without LF */
	size_t count;
	size_t cap;
};
void comments_clear(struct comments *comments);

/* Adds the questions of one way to ask, or of all of them (NULL), after a
 * line that says what such lines are; nothing for a way without questions. */
void comments_add_asking(struct comments *comments,
    const struct asking *asking);

/* Adds whose words are whose, of an item whose text has variants, and puts
 * the text with these lines above the words into `page`; that stays empty
 * where no text has variants. */
void comments_add_variants(struct comments *comments, const struct item *item,
    struct str *page);

/* All lines with an empty one between. */
void comments_print(struct str *out, const struct comments *comments);

/* Takes the lines out of a body. */
void comments_strip(const struct comments *comments, struct record *words);

#endif
