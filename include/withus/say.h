/*
 * Sentences: the one place where faults and events become words for people.
 * Every message says what happened, what it means for their words, and what
 * to do next. No names of our tools, reading age of about ten.
 */
#ifndef WITHUS_SAY_H
#define WITHUS_SAY_H

#include <withus/err.h>
#include <withus/journal.h>

#include <stddef.h>

/* Opens the catalogue of the user's language; once, at the start. */
void say_open(const char *catalogue_dir);

/* The words of a marked string in the user's language. Borrowed. */
const char *say_text(const char *marked);
const char *say_plural(const char *one, const char *many, unsigned long n);
#define _(text) say_text(text)

/*
 * Fills "{1}" to "{9}" of a sentence with arguments, each cleaned for a
 * terminal (never trusted); the list ends with NULL. To be freed.
 */
char *say_fill(const char *sentence, ...) __attribute__((sentinel));

/* The whole message for a fault, several sentences. To be freed. */
char *say_fault(const struct err *err);

/* The same without “run withus check”: for what `check` itself finds. */
char *say_found(const struct err *err);

/* The message for an event; NULL for one that has none. To be freed. */
char *say_event(const struct event *event);

/* "3 May 2026", "yesterday" … of a day YYYY-MM-DD. To be freed. */
char *say_day(const char *day);

/* "3 May 2026" in any case. To be freed. */
char *say_date(const char *day);

/* "May 2026" of a day YYYY-MM-DD. To be freed. */
char *say_month(const char *day);

/* A number in the user's way. To be freed. */
char *say_number(unsigned long number);

#endif
