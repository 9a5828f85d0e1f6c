/*
 * Days of the Gregorian calendar, ISO weeks, and days as people write them.
 * Pure: today is an argument.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

/* A day; year 0 means none. Years run from 1 to 9999. */
struct date {
	int year;
	int month; /* 1-12 */
	int day;   /* 1-31 */
};

/* "2026-05-03" and a NUL. */
#define DATE_SIZE 11
/* "2026-W18" and a NUL. */
#define DATE_WEEK_SIZE 9

/* Which 3 May is meant where no year is given. */
enum date_lean {
	DATE_PAST,  /* what happened: the nearest one not after today */
	DATE_FUTURE /* what is planned: the nearest one not before today */
};

bool date_is_none(struct date date);
bool date_is_valid(struct date date);
int date_compare(struct date a, struct date b);

/* Days since 1970-01-01 of a valid day, and back; a day outside of the years
 * from 1 to 9999 becomes none. */
long date_to_days(struct date date);
struct date date_from_days(long days);
struct date date_add_days(struct date date, long days);

/* 1 Monday to 7 Sunday. */
int date_weekday(struct date date);

/* Writes "" for a day that is not valid; so does date_week_print. */
void date_print(char out[DATE_SIZE], struct date date);

/* The number that exactly `len` digits make (at most 9), or -1. */
int date_digits(const char *text, size_t len);

/* Reads exactly YYYY-MM-DD of a real day; false for anything else. */
bool date_parse(struct date *out, const char *text, size_t len);

/* The ISO 8601 week a day lies in; its Monday. */
void date_week_print(char out[DATE_WEEK_SIZE], struct date date);
bool date_week_parse(struct date *monday, const char *text, size_t len);

/*
 * Reads a day as a person writes it: "2026-05-03", "today", "yesterday",
 * "tomorrow", "monday" (the nearest by `lean`), "3 days ago", "in 2 weeks",
 * months and years likewise (31 January and a month is the last day of
 * February), "3 May", "3rd May 2026", "May 3", "2026-W18" (its Monday). Three
 * letters of a name are enough. Numbers alone are day, month and year:
 * "19/11/2026", "19.11.2026", "19-11-2026"; refused where they could be month,
 * day and year too ("11/12/2026": date_read_two), and without a year ("3/5").
 * Capitals do not matter. False where it is none; `*out` is then untouched.
 */
bool date_read(struct date *out, const char *text, struct date today,
    enum date_lean lean);

/* True where a text of numbers means two days: read as day, month and year,
 * and as month, day and year. */
bool date_read_two(struct date *out, struct date *other, const char *text);

#endif
