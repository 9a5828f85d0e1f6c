/* What one person thinks about a decision. */
#ifndef CLI_PRINT_VIEW_H
#define CLI_PRINT_VIEW_H

#include "base/str.h"

#include <withus/ledger.h>

/* Where words stand below their code: "V-5cz4  ". */
#define PRINT_VIEW_INDENT 8

/* A sentence and what is to know of it, behind the code of the view, and
 * below it its words. */
void print_view(const struct decision_view *view);

/* The sentence alone: "Ben objects". To be freed. */
char *print_view_short(const struct decision_view *view);

/* Adds as what somebody spoke, and who typed it and how it was confirmed. */
void print_view_origin(struct str *out, const struct item *item);

/* Behind a code, at the margin: a sentence. */
void print_view_line(const char *code, const char *text);

#endif
