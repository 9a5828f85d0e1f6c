/* Values of header lines in their canonical form. */
#ifndef MODEL_VALUE_H
#define MODEL_VALUE_H

#include "base/span.h"
#include "base/str.h"

#include <withus/record.h>

/*
 * Parses what stands behind "key: ". On failure an ERR_FORM_* with `key` as
 * argument; the column counts from 1 at the start of `text`, and the caller
 * adds the line. `*out` is the caller's to clear.
 */
int value_parse(struct value *out, const char *key, struct span text);

void value_print(struct str *out, const struct value *value);

/* A copy of one row; `*out` was empty. */
void value_copy_row(struct row *out, const struct row *row);

/* True if this text stands plain, without quotes, as a scalar, or as an item
 * of a list. */
bool value_is_plain(struct span text);
bool value_is_plain_item(struct span text);

#endif
