/*
 * A home in which much has happened, as the base of trials. Amina started it;
 * Ben lives here too, Cara elsewhere.
 */
#ifndef SUPPORT_BUSY_H
#define SUPPORT_BUSY_H

#include "support/home.h"

struct busy {
	struct home home; /* beside it in `dir`: "news", a JSON export from
			     another computer, and "diary", one of jrnl's */
	struct writer ben;
	struct id cara;
	struct id entry; /* of Amina: edited; Ben replied to it */
	struct id reply;
	struct id gone;  /* of Amina: taken back */
	struct id split; /* of Amina: two heads that clash in all fields */
	struct id typed; /* of Cara, typed by Amina */
	struct id aside; /* of Ben, signed by a key that is not known */
	struct id stage; /* "Analysis", edited by Ben */
	int64_t draft;   /* of a new entry of Amina */
	int64_t redraft; /* of `entry` */
};

/* Makes it, and closes its journal (trial_rest). */
void busy_make(struct busy *busy);
void busy_clear(struct busy *busy);

/* For cmocka: `*state` is a struct busy. */
int busy_set_up(void **state);
int busy_tear_down(void **state);

/* An entry with words for most fields; to be freed. */
struct record *busy_words(const struct busy *busy, const char *text);

/* The words of `id` with another text, saved by a writer: what write_edit
 * returns. */
int busy_edit(struct home *home, const struct writer *writer,
    const struct id *id, const char *text);

#endif
