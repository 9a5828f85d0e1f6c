/* What one person thinks about a decision. */
#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include "base/str.h"
#include "page/paper.h"

#include <withus/ledger.h>

/* Where words stand below their code: "V-5cz4  ". */
#define PAGE_VIEW_INDENT 8

/* A sentence and what is to know of it, behind the code of the view, and
 * below it its words. */
void page_view(struct paper *paper, const struct decision_view *view);

/* The sentence alone: "Ben objects". To be freed. */
char *page_view_short(const struct decision_view *view);

/* Behind a code, at the margin: a sentence. */
void page_view_line(struct paper *paper, const char *code, const char *text);

#endif
