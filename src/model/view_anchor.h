/*
 * Anchors: paragraphs that all versions of a text have in common, once each
 * and in the same order; between them lie the gaps in which versions differ.
 */
#ifndef MODEL_VIEW_ANCHOR_H
#define MODEL_VIEW_ANCHOR_H

#include <stddef.h>

/* A text as a list of numbers, the same for equal paragraphs. Borrowed. */
struct anchor_text {
	const size_t *ids;
	size_t count;
};

/*
 * Finds the anchors of a base and some texts: of the paragraphs that occur
 * once in the base and once in every text the longest run that is increasing
 * everywhere; of several such the one with the smallest base positions. The
 * ids are below `id_count`. Returns how many; `*places` has, for each, its
 * place in the base and in each text in turn, and is the caller's to free.
 */
size_t view_anchor_find(const struct anchor_text *base,
    const struct anchor_text *texts, size_t text_count, size_t id_count,
    size_t **places);

#endif
