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

/* The number that exactly `len` digits make (at most 9), or -1. */
static int
read_digits(const char *text, size_t len)
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
		.year = read_digits(text, 4),
		.month = read_digits(text + 5, 2),
		.day = read_digits(text + 8, 2),
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
	int year = read_digits(text, 4);
	int week = read_digits(text + 6, 2);
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

/* ------------------------------------------------ as people write days */

#define WORDS_MAX 4
#define WORDS_SIZE 48

struct words {
	char text[WORDS_SIZE];
	const char *word[WORDS_MAX];
	size_t count;
};

/* Small letters, split at spaces and commas; false where it is too much to
 * be a day. */
static bool
split_words(struct words *out, const char *text)
{
	size_t len = strlen(text);
	if (len >= WORDS_SIZE)
		return false;
	bool inside = false;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		bool space = c == ' ' || c == ',' || c == '\t' || c == '\n';
		if (space)
			c = '\0';
		out->text[i] = c;
		if (!space && !inside) {
			if (out->count == WORDS_MAX)
				return false;
			out->word[out->count++] = out->text + i;
		}
		inside = !space;
	}
	out->text[len] = '\0';
	return out->count > 0;
}

/* 1 for the first of the names, or 0; three letters are enough. */
static int
find_name(const char *const *names, size_t count, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i < count && len >= 3; i++)
		if (strncmp(names[i], word, len) == 0)
			return (int)i + 1;
	return 0;
}

static int
find_weekday(const char *word)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday" };
	return find_name(names, sizeof names / sizeof *names, word);
}

static int
find_month(const char *word)
{
	static const char *const names[] = { "january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december" };
	return find_name(names, sizeof names / sizeof *names, word);
}

/* "3", "3rd", "21st"; 0 where it is no day of a month. */
static int
read_day(const char *word)
{
	size_t len = strspn(word, "0123456789");
	int day = len <= 2 ? read_digits(word, len) : -1;
	const char *rest = word + len;
	if (day < 1 || day > 31)
		return 0;
	if (*rest == '\0' || strcmp(rest, "th") == 0 ||
	    strcmp(rest, "st") == 0 || strcmp(rest, "nd") == 0 ||
	    strcmp(rest, "rd") == 0)
		return day;
	return 0;
}

/* "3", "a" or "one"; -1 where it is no number. */
static long
read_count(const char *word)
{
	if (strcmp(word, "a") == 0 || strcmp(word, "one") == 0)
		return 1;
	size_t len = strlen(word);
	return len <= 6 ? read_digits(word, len) : -1;
}

/* The same day of another month, or the last one that it has. */
static struct date
add_months(struct date date, long months)
{
	long month = date.year * 12L + date.month - 1 + months;
	if (month < 12 || month > YEAR_MAX * 12L + 11)
		return (struct date){ .year = 0 };
	date.year = (int)(month / 12);
	date.month = (int)(month % 12) + 1;
	int last = count_month_days(date.year, date.month);
	if (date.day > last)
		date.day = last;
	return date;
}

static bool
is_unit(const char *word, const char *unit)
{
	size_t len = strlen(unit);
	return strncmp(word, unit, len) == 0 &&
	    (word[len] == '\0' || strcmp(word + len, "s") == 0);
}

static bool
read_distance(struct date *out, const struct words *words, struct date today)
{
	bool ago = strcmp(words->word[2], "ago") == 0;
	if (!ago && strcmp(words->word[0], "in") != 0)
		return false;
	long count = read_count(words->word[ago ? 0 : 1]);
	const char *unit = words->word[ago ? 1 : 2];
	if (count < 0)
		return false;
	long step = ago ? -count : count;
	if (is_unit(unit, "day"))
		*out = date_add_days(today, step);
	else if (is_unit(unit, "week"))
		*out = date_add_days(today, step * 7);
	else if (is_unit(unit, "month"))
		*out = add_months(today, step);
	else if (is_unit(unit, "year"))
		*out = add_months(today, step * 12);
	else
		return false;
	return !date_is_none(*out);
}

/* The nearest such day; 29 February may be up to eight years away. */
static bool
find_near_year(struct date *date, struct date today, enum date_lean lean)
{
	int step = lean == DATE_PAST ? -1 : 1;
	date->year = today.year;
	for (int tries = 0; tries < 10; tries++) {
		int order = date_compare(*date, today) * step;
		if (order >= 0 && date_is_valid(*date))
			return true;
		date->year += step;
	}
	return false;
}

static bool
read_month_day(struct date *out, const struct words *words, struct date today,
    enum date_lean lean)
{
	bool month_first = find_month(words->word[0]) > 0;
	struct date date = {
		.month = find_month(words->word[month_first ? 0 : 1]),
		.day = read_day(words->word[month_first ? 1 : 0]),
	};
	if (date.month == 0 || date.day == 0)
		return false;
	if (words->count == 2) {
		if (!find_near_year(&date, today, lean))
			return false;
	} else {
		const char *year = words->word[2];
		date.year = strlen(year) == 4 ? read_digits(year, 4) : -1;
		if (!date_is_valid(date))
			return false;
	}
	*out = date;
	return true;
}

static bool
read_weekday(struct date *out, const char *word, struct date today,
    enum date_lean lean)
{
	int weekday = find_weekday(word);
	if (weekday == 0)
		return false;
	int ahead = (weekday - date_weekday(today) + 7) % 7;
	if (lean == DATE_PAST && ahead > 0)
		ahead -= 7;
	*out = date_add_days(today, ahead);
	return !date_is_none(*out);
}

static bool
read_week(struct date *out, const char *word)
{
	char text[DATE_WEEK_SIZE];
	if (strlen(word) != WEEK_TEXT_LEN)
		return false;
	memcpy(text, word, DATE_WEEK_SIZE);
	if (text[5] == 'w')
		text[5] = 'W';
	return date_week_parse(out, text, WEEK_TEXT_LEN);
}

static bool
read_one_word(struct date *out, const char *word, struct date today,
    enum date_lean lean)
{
	static const struct {
		const char *word;
		int days;
	} near[] = {
		{ .word = "today", .days = 0 },
		{ .word = "yesterday", .days = -1 },
		{ .word = "tomorrow", .days = 1 },
	};
	for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
		if (strcmp(word, near[i].word) != 0)
			continue;
		*out = date_add_days(today, near[i].days);
		return !date_is_none(*out);
	}
	return date_parse(out, word, strlen(word)) || read_week(out, word) ||
	    read_weekday(out, word, today, lean);
}

bool
date_read(struct date *out, const char *text, struct date today,
    enum date_lean lean)
{
	struct words words = { .count = 0 };
	if (!split_words(&words, text))
		return false;
	struct date date = { .year = 0 };
	bool found = false;
	if (words.count == 1)
		found = read_one_word(&date, words.word[0], today, lean);
	else if (words.count <= 3)
		found = read_month_day(&date, &words, today, lean);
	if (!found && words.count == 3)
		found = read_distance(&date, &words, today);
	if (found)
		*out = date;
	return found;
}
