/*
 * The lines between the fences of a version: which keys, in which order.
 */
#ifndef MODEL_HEADER_H
#define MODEL_HEADER_H

#include "base/span.h"
#include "base/str.h"

#include <withus/record.h>

/* The first line of a header is line 2 of its file. */
#define HEADER_FIRST_LINE 2

/*
 * Parses header lines, each with its LF, into a record that has none of it
 * yet. On failure an ERR_FORM_* with line and column; what was read by then
 * stays in the record.
 */
int header_parse(struct record *record, struct span lines);

/* Adds the lines. Not `sig`: it is the file's. */
void header_print(struct str *out, const struct record *record);

#endif
