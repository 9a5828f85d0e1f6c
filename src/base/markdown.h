/*
 * CommonMark as plain text for a terminal.
 */
#ifndef BASE_MARKDOWN_H
#define BASE_MARKDOWN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Adds a CommonMark body as rows of at most `cells` cells, each after
 * `indent` spaces (counted in `cells`) and ended by LF: paragraphs and
 * headings wrapped, a blank row between blocks, items after "- " or "1. ",
 * quotes after "> ", code indented by 4, emphasis as its words alone, links
 * as `text (address)`. HTML is no markup here: it stays as it is written.
 *
 * What comes out is as clean as by clean_text. Quotes and items that are
 * nested so deeply that they would take more than half of the row are shown
 * without further indentation. Time and result grow with the length of the
 * body alone: one whose markup would need more is shown as it is written.
 */
void markdown_print(struct str *out, const char *body, size_t indent,
    size_t cells);

/* True for a body whose markup would take more than linear time. */
bool markdown_is_costly(const char *body, size_t len);

#endif
