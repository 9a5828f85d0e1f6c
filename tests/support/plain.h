/*
 * What a base is and which versions are view heads, worked out in the
 * plainest way from the words of the rules: for laws to hold the program's
 * answers against.
 */
#ifndef SUPPORT_PLAIN_H
#define SUPPORT_PLAIN_H

#include "model/view.h"
#include "support/sim_words.h"

/* A lineage, which versions are heads, and which of these bases. */
struct plain {
	struct lineage lineage;
	struct view *view;
	bool reaches[WORDS_VERSIONS][WORDS_VERSIONS]; /* from, to */
	bool is_live[WORDS_VERSIONS]; /* head, and not withdrawn */
	size_t live;
	bool is_base[WORDS_VERSIONS];
	size_t bases;
};

/* Builds the lineage of some words, in an order of its own, and its view. */
void plain_make(struct plain *plain, struct words *words);
void plain_clear(struct plain *plain);

const struct record *plain_record(const struct plain *plain, size_t index);
bool plain_is_good(const struct plain *plain, size_t index);

/* The view heads into `heads`; returns how many. */
size_t plain_heads(const struct plain *plain, size_t *heads);

/* A row of some rows by its name; NULL. */
const struct row *plain_row(const struct value *value, const char *name);

/* True if all bases, and there are some, have a row of this name, with this
 * text in its first cell (NULL: any). */
bool plain_is_in_bases(const struct plain *plain, const char *name,
    const char *text);

#endif
