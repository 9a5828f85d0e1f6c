/* Wrapping cleaned text to a number of cells. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Adds cleaned text wrapped to `cells` cells a line, each line after
 * `indent` spaces (counted in `cells`), every line ended by LF. Breaks at
 * spaces; a word that is too long breaks between clusters; scripts without
 * spaces (Thai, Chinese …) break between clusters where they must. Leading
 * spaces of a line of the text are kept, and its lines stay lines.
 */
void wrap_text(struct str *out, const char *text, size_t indent, size_t cells);

/* The same with a first line that begins with `lead` instead of spaces
 * ("- ", "1. ") and the rest indented by lead's width. */
void wrap_item(struct str *out, const char *lead, const char *text,
    size_t indent, size_t cells);

/* True where a row may end between two characters that are no spaces: both
 * wide, as ideographs are, and the second one no closing sign. */
bool wrap_may_break(uint32_t before, uint32_t after);

#endif
