/*
 * Texts that stand without quotes: those that every reader of YAML takes for
 * the very same text. The set is written out and never grows, as it decides
 * what is canonical.
 */
#ifndef MODEL_PLAIN_H
#define MODEL_PLAIN_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

/* True if the text stands plain behind a key; as an item of a list. */
bool plain_is_text(struct span text);
bool plain_is_item(struct span text);

/* How many bytes from its start on such a text could hold, leaving aside
 * what it may begin with and what the whole of it must not be. */
size_t plain_count(struct span text);
size_t plain_count_item(struct span text);

#endif
