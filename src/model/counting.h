/*
 * Counting words: what people agree to, or give their view on. They are the
 * title, the body and the fields that the table of kinds says count; days,
 * tags and who should be involved are not among them.
 *
 * What people say names, in the field `of`, the versions that they had before
 * them. Words are compared and not versions: who agreed still agrees when the
 * words are again, after whatever detour, what they were.
 */
#ifndef MODEL_COUNTING_H
#define MODEL_COUNTING_H

#include "model/lineage.h"
#include "model/view.h"

#include <withus/record.h>

#include <stddef.h>

/* Whether words were said to what is shown now. */
enum counting_words {
	COUNTING_SAME,
	COUNTING_CHANGED,
	COUNTING_UNKNOWN /* what they were said to is not all here, or does
			    not count */
};

/*
 * The counting words of a view as one text, to be freed: the same for the
 * same words. Where heads clash all that they say is in it. NULL: "".
 */
char *counting_print(const struct view *view);

/* The versions that a record names in a field (`of`, `seen`); returns how
 * many. The caller frees `*out`. */
size_t counting_read(const struct record *record, const char *key,
    struct vid **out);

/*
 * What was shown when these versions, and those that they follow, were all
 * there was: their combined words where they are several. The caller frees
 * it. NULL: some are not here, or none counts; or they are several and some
 * that they follow are not here, so that nobody can say how they combine.
 */
struct view *counting_view(const struct lineage *lineage, const struct vid *of,
    size_t count);

/* Compares what these versions said with words from counting_print. */
enum counting_words counting_compare(const struct lineage *lineage,
    const char *now, const struct vid *of, size_t count);

#endif
