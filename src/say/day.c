#include <withus/say.h>

#include "base/clean.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/intl.h"
#include "base/str.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

/* In the order of the calendar, as nl_langinfo() names them. */
static const nl_item months[] = {
	MON_1,
	MON_2,
	MON_3,
	MON_4,
	MON_5,
	MON_6,
	MON_7,
	MON_8,
	MON_9,
	MON_10,
	MON_11,
	MON_12,
};

/* A word for the days around today; NULL for all others. */
static const char *
find_word(struct date date)
{
	switch (date_to_days(date) - date_to_days(clock_today())) {
	case -1:
		return _("yesterday");
	case 0:
		return _("today");
	case 1:
		return _("tomorrow");
	default:
		return NULL;
	}
}

static char *
write_date(struct date date)
{
	struct str day = { 0 };
	struct str year = { 0 };
	str_add_format(&day, "%d", date.day);
	str_add_format(&year, "%d", date.year);
	/* Translators: a date of day, name of the month, and year. */
	char *text = say_fill(_("{1} {2} {3}"), day.data,
	    nl_langinfo(months[date.month - 1]), year.data, NULL);
	str_clear(&day);
	str_clear(&year);
	return text;
}

/* What is no day is shown as it is. */
static char *
write_other(const char *day)
{
	struct str out = { 0 };
	clean_line(&out, day, strlen(day));
	return str_take(&out);
}

char *
say_month(const char *day)
{
	struct date date;
	struct str year = { 0 };
	if (!date_parse(&date, day, strlen(day)))
		return write_other(day);
	str_add_format(&year, "%d", date.year);
	/* Translators: a month with its year, as a heading. */
	char *text = say_fill(_("{1} {2}"), nl_langinfo(months[date.month - 1]),
	    year.data, NULL);
	str_clear(&year);
	return text;
}

char *
say_date(const char *day)
{
	struct date date;
	return date_parse(&date, day, strlen(day)) ? write_date(date) :
						     write_other(day);
}

char *
say_day(const char *day)
{
	struct date date;
	if (!date_parse(&date, day, strlen(day)))
		return write_other(day);
	const char *word = find_word(date);
	return word != NULL ? say_fill("{1}", word, NULL) : write_date(date);
}
