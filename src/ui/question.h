/*
 * Questions: one line to be typed, one of two answers, or one of several.
 * They are views on top of what they are about, which stays in sight but for
 * several choices.
 *
 * Esc and Ctrl-C drop a question: nobody is called then. `data` must be there
 * until the view below closes. Words are in the user's language, and copied.
 */
#ifndef UI_QUESTION_H
#define UI_QUESTION_H

#include "base/span.h"
#include "base/str.h"
#include "ui/room.h"

#include <stdbool.h>
#include <stddef.h>

/* The question is gone when `done` is called. */
struct question_line {
	const char *prompt;
	const char *answer; /* that is there to begin with; may be NULL */
	void (*done)(void *data, struct room *room, struct span answer);
	/* For Tab: makes more of what is typed. May be NULL. */
	void (*complete)(void *data, struct room *room, struct str *answer);
	void *data;
};

/* Asks for one line. */
void question_ask(struct room *room, const struct question_line *question);

/* The prompt names the thing; both answers are words: y for the first, n for
 * the second. */
struct question_pair {
	const char *prompt;
	const char *yes;
	const char *no;
	void (*done)(void *data, struct room *room, bool yes);
	void *data;
};

/* Asks for one of two answers. */
void question_decide(struct room *room, const struct question_pair *question);

struct question_choice {
	const char *prompt;
	const char *const *choices;
	size_t count;
	void (*done)(void *data, struct room *room, size_t number);
	void *data;
};

/* Asks for one of several, numbered from 1 on the screen and from 0 for
 * `done`: a list, where the number's key chooses too. */
void question_choose(struct room *room, const struct question_choice *question);

#endif
