/*
 * What of a record can be found by words: the words people typed, and nothing
 * that the program put there. The table of kinds says which fields those are
 * (lines, words, own words in place of names; not days, numbers, choices,
 * codes), so a new kind is found without further ado. Of a kind that is not
 * known, and of a field that is not in the table, all counts but what has the
 * form of an id, a vid or a day.
 *
 * Names of members are found where somebody wrote them. Whose words they are
 * is asked by a mark, not by a word: names change, records do not.
 */
#ifndef MODEL_SOUGHT_H
#define MODEL_SOUGHT_H

#include "base/str.h"

#include <withus/record.h>

/*
 * Marks are words that nobody types: a letter for what is said, then the name
 * of it. They have letters and digits alone, so that the index takes each for
 * one word.
 */
enum sought_mark {
	SOUGHT_PROJECT = 'p', /* in which project it is: an id */
	SOUGHT_KIND = 'k',    /* "kreflection"; a hyphen becomes 0 */
	SOUGHT_BY = 'b',      /* whose words: an id */
	SOUGHT_LINK = 'l'     /* to which record some field of it points */
};
void sought_add_mark(struct str *out, enum sought_mark mark, const char *name);
void sought_add_id(struct str *out, enum sought_mark mark, const struct id *id);

struct sought {
	struct str title;  /* of the field that names it in lists */
	struct str fields; /* of the others, each value on a line */
	struct str marks;  /* with spaces between */
};

/* Zeroed is empty. The body is left where it is: in the record. */
void sought_gather(struct sought *words, const struct record *record);
void sought_clear(struct sought *words);

/* False where a record has no words to find it by. */
bool sought_has_any(const struct sought *words, const struct record *record);

#endif
