/*
 * Where people stand with a document that the group agrees, and what that
 * makes of it: withus-record(5), "Agreed". Pure: today is an argument, and
 * nothing here is ever stored.
 */
#ifndef MODEL_AGREED_H
#define MODEL_AGREED_H

#include "model/counting.h"
#include "model/presence.h"

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

/* One view head of somebody's agreement to the document. */
struct agreed_said {
	struct id by;
	const char *stance; /* "agree", "reservation", "not-yet" */
	enum counting_words words;
	bool is_withdrawn;
};

/* All that is looked at. */
struct agreed_matter {
	const struct record *rules; /* as shown */
	const struct presence *members;
	size_t member_count;
	const struct agreed_said *said; /* all heads of one person's
					   agreements, in any order */
	size_t said_count;
	const char *today;
};

enum agreed_where {
	AGREED_SILENT,
	AGREED_YES,         /* to these words */
	AGREED_RESERVATION, /* the same, with a reservation */
	AGREED_EARLIER,     /* to other words, or to some that are not here */
	AGREED_NOT_YET,
	AGREED_TWO_THINGS /* heads differ: no agreement */
};

struct agreed_person {
	struct id id;      /* none: words */
	const char *words; /* without "="; borrowed from the rules; NULL */
	enum agreed_where where;
	bool is_in_group;
	bool is_asked;
	bool is_awaited;
	bool has_left;
	bool is_earlier; /* nothing of it was said to these words */
	bool is_unknown; /* and not all of what it was said to is here */
};

struct agreed {
	struct agreed_person *people; /* the group in byte order, who else is
					 asked, who else said something */
	size_t count;
	bool is_agreed;       /* all of the stored group agree to these words */
	bool has_other_group; /* for all, and all are others today */
	bool is_due;
	char due[11]; /* when to look again; "" */
};

/* The caller clears `*out`. */
void agreed_make(struct agreed *out, const struct agreed_matter *matter);
void agreed_clear(struct agreed *agreed);

/* True if somebody agrees to these words. */
bool agreed_has(const struct agreed_person *person);

#endif
