/*
 * From the text of the sample to versions as anybody's: with ids, hashes and
 * signatures, in the order of the text.
 */
#ifndef CORE_SAMPLE_MAKE_H
#define CORE_SAMPLE_MAKE_H

#include "core/sample_things.h"

/*
 * Makes all versions of a text, with these days. Nothing is read but the
 * text: the result is the same each time. To be cleared by sample_clear, also
 * after a fault. `text` must live as long. -ERR_IMPORT_FORM with the line.
 */
int sample_make(struct sample *out, struct sample_text *text,
    struct date last_day);

/* Reads the text that is built in. */
int sample_read_own(struct sample_text *text);

#endif
