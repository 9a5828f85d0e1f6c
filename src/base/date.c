/*
 * Days are counted in eras of 400 years, which all have 146,097 days, and
 * within an era in years that begin on 1 March, so that a leap day is the
 * last of its year. After Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms".
 */
#include "base/date.h"

#include <string.h>

#define ERA_DAYS 146097
/* From 0000-03-01, where the first era begins, to 1970-01-01. */
#define EPOCH_DAYS 719468
#define YEAR_MAX 9999
#define WEEK_TEXT_LEN 8
#define DAY_TEXT_LEN 10

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
count_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

bool
date_is_none(struct date date)
{
	return date.year == 0;
}

bool
date_is_valid(struct date date)
{
	if (date.year < 1 || date.year > YEAR_MAX)
		return false;
	if (date.month < 1 || date.month > 12)
		return false;
	return date.day >= 1 &&
	    date.day <= count_month_days(date.year, date.month);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

long
date_to_days(struct date date)
{
	long year = date.month > 2 ? date.year : date.year - 1;
	long era = year / 400;
	long month = (date.month + 9) % 12; /* March is 0 */
	long of_year = (153 * month + 2) / 5 + date.day - 1;
	long in_era = year % 400;
	long of_era = in_era * 365 + in_era / 4 - in_era / 100 + of_year;
	return era * ERA_DAYS + of_era - EPOCH_DAYS;
}

struct date
date_from_days(long days)
{
	static const struct date first = { .year = 1, .month = 1, .day = 1 };
	static const struct date last = { .year = YEAR_MAX,
		.month = 12,
		.day = 31 };
	if (days < date_to_days(first) || days > date_to_days(last))
		return (struct date){ .year = 0 };
	days += EPOCH_DAYS;
	long of_era = days % ERA_DAYS;
	long in_era = (of_era - of_era / 1460 + of_era / 36524 -
			  of_era / (ERA_DAYS - 1)) /
	    365;
	long of_year = of_era - (365 * in_era + in_era / 4 - in_era / 100);
	long month = (5 * of_year + 2) / 153; /* March is 0 */
	long year = days / ERA_DAYS * 400 + in_era + (month >= 10 ? 1 : 0);
	return (struct date){
		.year = (int)year,
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(of_year - (153 * month + 2) / 5 + 1),
	};
}

struct date
date_add_days(struct date date, long days)
{
	/* Nothing within the years that count is further apart. */
	long most = (long)YEAR_MAX * 366;
	if (date_is_none(date) || days > most || days < -most)
		return (struct date){ .year = 0 };
	return date_from_days(date_to_days(date) + days);
}

int
date_weekday(struct date date)
{
	/* 1970-01-01 was a Thursday; 7,000,000 days keep it positive. */
	return (int)((date_to_days(date) + 7000003) % 7) + 1;
}

/* Writes a number of `count` digits. */
static void
print_digits(char *out, int number, size_t count)
{
	for (size_t i = count; i > 0; i--) {
		out[i - 1] = (char)('0' + number % 10);
		number /= 10;
	}
}

int
date_digits(const char *text, size_t len)
{
	int number = 0;
	if (len == 0 || len > 9)
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

void
date_print(char out[DATE_SIZE], struct date date)
{
	if (!date_is_valid(date)) {
		out[0] = '\0';
		return;
	}
	memcpy(out, "0000-00-00", DATE_SIZE);
	print_digits(out, date.year, 4);
	print_digits(out + 5, date.month, 2);
	print_digits(out + 8, date.day, 2);
}

bool
date_parse(struct date *out, const char *text, size_t len)
{
	if (len != DAY_TEXT_LEN || text[4] != '-' || text[7] != '-')
		return false;
	struct date date = {
		.year = date_digits(text, 4),
		.month = date_digits(text + 5, 2),
		.day = date_digits(text + 8, 2),
	};
	if (!date_is_valid(date))
		return false;
	*out = date;
	return true;
}

/* The Monday of the week that holds 4 January: week 1 of its year. */
static long
find_first_week(int year)
{
	struct date fourth = { .year = year, .month = 1, .day = 4 };
	return date_to_days(fourth) - (date_weekday(fourth) - 1);
}

void
date_week_print(char out[DATE_WEEK_SIZE], struct date date)
{
	if (!date_is_valid(date)) {
		out[0] = '\0';
		return;
	}
	/* A week belongs to the year that its Thursday lies in. */
	long monday = date_to_days(date) - (date_weekday(date) - 1);
	int year = date_from_days(monday + 3).year;
	memcpy(out, "0000-W00", DATE_WEEK_SIZE);
	print_digits(out, year, 4);
	print_digits(out + 6, (int)(monday - find_first_week(year)) / 7 + 1, 2);
}

bool
date_week_parse(struct date *monday, const char *text, size_t len)
{
	if (len != WEEK_TEXT_LEN || text[4] != '-' || text[5] != 'W')
		return false;
	int year = date_digits(text, 4);
	int week = date_digits(text + 6, 2);
	if (year < 1 || week < 1 || week > 53)
		return false;
	struct date date =
	    date_from_days(find_first_week(year) + 7L * (week - 1));
	/* Not every year has a week 53. */
	if (date_from_days(date_to_days(date) + 3).year != year)
		return false;
	*monday = date;
	return true;
}
