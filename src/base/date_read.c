/* Days as people write them: one word, a distance, a day and a month, or
 * three numbers. */
#include "base/date.h"

#include <string.h>

#define YEAR_MAX 9999
#define WEEK_TEXT_LEN 8

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
	int day = len <= 2 ? date_digits(word, len) : -1;
	const char *rest = word + len;
	if (day < 1 || day > 31)
		return 0;
	if (*rest == '\0' || strcmp(rest, ".") == 0 ||
	    strcmp(rest, "th") == 0 || strcmp(rest, "st") == 0 ||
	    strcmp(rest, "nd") == 0 || strcmp(rest, "rd") == 0)
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
	return len <= 6 ? date_digits(word, len) : -1;
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
	while (!date_is_valid(date))
		date.day--;
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
		date.year = strlen(year) == 4 ? date_digits(year, 4) : -1;
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

/* "19/11/2026", "19.11.2026", "19-11-2026": the three numbers; false for
 * anything else. */
static bool
split_numbers(int numbers[3], const char *word)
{
	char sign = '\0';
	for (size_t i = 0; i < 3; i++) {
		size_t len = strspn(word, "0123456789");
		if (len == 0 || (i < 2 ? len > 2 : len != 4))
			return false;
		numbers[i] = date_digits(word, len);
		word += len;
		if (i == 2 || strchr("/.-", *word) == NULL || *word == '\0')
			break;
		if (i == 1 && *word != sign)
			break;
		sign = *word++;
	}
	return *word == '\0';
}

/* The day, month and year that a word of numbers holds; the month, day and
 * year go into `other`. A reading that makes no day is none. */
static bool
read_numbers(struct date *out, struct date *other, const char *word)
{
	int numbers[3] = { 0 };
	if (!split_numbers(numbers, word))
		return false;
	*out = (struct date){
		.year = numbers[2],
		.month = numbers[1],
		.day = numbers[0],
	};
	*other = (struct date){
		.year = numbers[2],
		.month = numbers[0],
		.day = numbers[1],
	};
	if (!date_is_valid(*other))
		other->year = 0;
	return date_is_valid(*out);
}

/* In numbers alone, where they can mean but one day. */
static bool
read_one_meaning(struct date *out, const char *word)
{
	struct date date;
	struct date other;
	if (!read_numbers(&date, &other, word))
		return false;
	if (!date_is_none(other) && date_compare(date, other) != 0)
		return false;
	*out = date;
	return true;
}

bool
date_read_two(struct date *out, struct date *other, const char *text)
{
	struct words words = { .count = 0 };
	struct date date;
	struct date second;
	if (!split_words(&words, text) || words.count != 1 ||
	    !read_numbers(&date, &second, words.word[0]) ||
	    date_is_none(second) || date_compare(date, second) == 0)
		return false;
	*out = date;
	*other = second;
	return true;
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
	    read_one_meaning(out, word) || read_weekday(out, word, today, lean);
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
