/* The first words of something longer. */
#ifndef PAGE_EXCERPT_H
#define PAGE_EXCERPT_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

/*
 * The first paragraph of a body as one line of at most about `cells` cells,
 * cleaned, ending in "…" where there is more, in that paragraph or behind it;
 * `*is_part` then is true (NULL: not asked for). Questions that stood beside
 * the words in an editor are not counted among them. To be freed.
 */
char *excerpt_make(const struct record *words, size_t cells, bool *is_part);

#endif
