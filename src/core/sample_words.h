/*
 * From a document of the sample to the fields of a record: names become ids,
 * days become dates, rows get the names that others point to.
 */
#ifndef CORE_SAMPLE_WORDS_H
#define CORE_SAMPLE_WORDS_H

#include "core/sample_things.h"

/* The words of one document, put into a record that has those of before.
 * Every line must be known to the table of kinds, and every name to the
 * sample. -ERR_IMPORT_FORM with the line. */
int sample_set_words(const struct sample *sample, struct sample_doc *doc,
    const struct sample_thing *thing, struct record *record);

/* Text with its {-30} made into days. */
void sample_expand(const struct sample *sample, struct span text,
    struct str *out);

/* The next part of a list: up to the mark, blanks at both ends cut off. False
 * where there is none. */
bool sample_next(struct span *rest, const char *mark, struct span *part);

#endif
