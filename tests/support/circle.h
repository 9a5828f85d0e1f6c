/*
 * A home in which three people live, Amina, Ben and Cal, and what they write
 * there about ground rules and decisions. It is 3 May 2026 until a test says
 * otherwise.
 */
#ifndef SUPPORT_CIRCLE_H
#define SUPPORT_CIRCLE_H

#include "support/home.h"

#include <withus/item.h>

#include <stddef.h>

#define CIRCLE_TODAY "2026-05-03"

enum circle_who {
	AMINA,
	BEN,
	CAL,
	CIRCLE
};

struct circle {
	struct home home;
	struct writer writers[CIRCLE];
};

void circle_start(struct circle *circle);
void circle_close(struct circle *circle); /* checks that all is well first */

/* Goes to another day, YYYY-MM-DD. */
void circle_go(const char *day);

/* Adds a member who lives here too. */
struct writer circle_add(struct circle *circle, const char *name);

/* What somebody writes: fields and their texts in turn as people type them,
 * ended by NULL; "" as a field is the body. */
#define CIRCLE_WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A new record of a kind that is about nothing else. */
struct id circle_new(struct circle *circle, enum circle_who who,
    const char *kind, const char *const *typed);

/* Something about a record that is there, as a command would: with write_begin,
 * write_apply, write_of, write_new. */
struct circle_saying {
	enum circle_who who;
	const char *kind;
	struct id about;
};
struct id circle_say(struct circle *circle, const struct circle_saying *saying,
    const char *const *typed);

/* Changes fields of what is there. */
void circle_edit(struct circle *circle, enum circle_who who,
    const struct id *id, const char *const *typed);
void circle_withdraw(struct circle *circle, enum circle_who who,
    const struct id *id);

/*
 * A version as if from another computer, which knows less. With `follows`:
 * of the record `about` itself, following that version alone. Without: a
 * first one of a kind that there is one of.
 */
struct id circle_say_apart(struct circle *circle,
    const struct circle_saying *saying, const struct vid *follows,
    const char *const *typed);

/* The only head of a record. */
struct vid circle_head(struct circle *circle, const struct id *id);

/* Demands the states of an item, with commas between. */
void circle_demand_status(struct circle *circle, const struct id *id,
    const char *wanted);

#endif
