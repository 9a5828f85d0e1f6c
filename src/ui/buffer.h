/*
 * A text that is being written, and every change of it, to be undone and
 * done again.
 *
 * The text is one run of bytes. A change moves what follows it: 2 MB in less
 * than 0.1 ms, and everything else can read the text as it is.
 *
 * Changes that belong together are one step of undo: words as they are typed,
 * one word and the spaces after it a step; characters deleted in a row. A
 * paste is a step of its own.
 */
#ifndef UI_BUFFER_H
#define UI_BUFFER_H

#include "base/span.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum buffer_kind {
	BUFFER_TYPE,  /* joins what was typed before it, up to a word */
	BUFFER_ERASE, /* joins what was deleted beside it */
	BUFFER_WHOLE  /* a step by itself */
};

/* What happened to a text: at `at`, `removed` bytes became `added` ones. */
struct buffer_change {
	size_t at;
	size_t removed;
	size_t added;
};

struct buffer_step {
	size_t at;
	struct str removed;
	struct str added;
	enum buffer_kind kind;
};

struct buffer {
	struct str text;
	struct buffer_step *steps;
	size_t count;
	size_t cap;
	size_t done;            /* steps that are not undone */
	bool sealed;            /* the next change begins a step */
	unsigned long revision; /* counts every change */
};

/* Zeroed it is an empty text. Sets the text, and forgets all steps. */
void buffer_set(struct buffer *buffer, struct span text);

/* Frees what it holds. */
void buffer_clear(struct buffer *buffer);

/* The text; borrowed until the next change. */
struct span buffer_text(const struct buffer *buffer);

/* Puts `added`, which is no part of the text, in place of `removed` bytes at
 * `at`. */
void buffer_replace(struct buffer *buffer, enum buffer_kind kind, size_t at,
    size_t removed, struct span added);

/* What is changed from here on is another step. */
void buffer_seal(struct buffer *buffer);

/* One step back, or forward again; false where there is none. `*change` is
 * what that did. */
bool buffer_undo(struct buffer *buffer, struct buffer_change *change);
bool buffer_redo(struct buffer *buffer, struct buffer_change *change);

#endif
