/*
 * Texts between double quotes, as JSON writes them, in one canonical form:
 * \" \\ \n \t, and \uXXXX (small hexadecimal digits) for the characters that
 * YAML calls not printable and those that break lines in it. Everything else
 * stands for itself. Other control characters have no form at all.
 */
#ifndef MODEL_QUOTE_H
#define MODEL_QUOTE_H

#include "base/span.h"
#include "base/str.h"

enum quote_fault {
	QUOTE_GOOD,
	QUOTE_OPEN,  /* it never ends */
	QUOTE_ESCAPE /* not the canonical escape, or one that is missing */
};

/* Adds the text with its quotes. */
void quote_print(struct str *out, const char *text);

/*
 * Reads a text whose opening quote is at `*at`, and adds it to `out` without
 * quotes and escapes. `*at` is then behind the closing quote, or at the
 * fault. The span must be well-formed UTF-8.
 */
enum quote_fault quote_parse(struct str *out, struct span text, size_t *at);

#endif
