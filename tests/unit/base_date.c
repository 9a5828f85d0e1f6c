/* Days, weeks, and days as people write them. */
#include "base/date.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAYS_FIRST (-719162L) /* 0001-01-01 */
#define DAYS_LAST 2932896L    /* 9999-12-31 */

/* A Friday. */
static const struct date today = { .year = 2026, .month = 11, .day = 20 };

static struct date
day(int year, int month, int number)
{
	return (struct date){ .year = year, .month = month, .day = number };
}

static void
expect_same(struct date a, struct date b)
{
	if (date_compare(a, b) != 0)
		fail_msg("%d-%d-%d is not %d-%d-%d", a.year, a.month, a.day,
		    b.year, b.month, b.day);
}

static int
count_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (leap && month == 2);
}

/* Every day there is, against a calendar that counts on one by one. */
static void
test_all_days(void **state)
{
	(void)state;
	struct date date = day(1, 1, 1);
	int weekday = 1;
	for (long days = DAYS_FIRST; days <= DAYS_LAST; days++) {
		struct date made = date_from_days(days);
		if (made.year != date.year || made.month != date.month ||
		    made.day != date.day || date_to_days(date) != days ||
		    date_weekday(date) != weekday || !date_is_valid(date))
			fail_msg("day %ld", days);
		weekday = weekday % 7 + 1;
		date.day++;
		if (date.day > count_days(date.year, date.month)) {
			date.day = 1;
			date.month = date.month % 12 + 1;
			date.year += date.month == 1;
		}
	}
	assert_int_equal(date_to_days(day(1970, 1, 1)), 0);
	assert_int_equal(date_weekday(today), 5);
}

static void
test_edges_are_none(void **state)
{
	(void)state;
	assert_true(date_is_none(date_from_days(DAYS_FIRST - 1)));
	assert_true(date_is_none(date_from_days(DAYS_LAST + 1)));
	assert_true(date_is_none(date_add_days(day(9999, 12, 31), 1)));
	assert_true(date_is_none(date_add_days(day(1, 1, 1), -1)));
	assert_true(date_is_none(date_add_days(today, LONG_MAX)));
	assert_true(date_is_none(date_add_days(today, LONG_MIN)));
	assert_true(date_is_none(date_add_days(day(0, 0, 0), 1)));
	expect_same(date_add_days(day(1, 1, 1), DAYS_LAST - DAYS_FIRST),
	    day(9999, 12, 31));
	expect_same(date_add_days(day(2024, 2, 28), 1), day(2024, 2, 29));
	assert_false(date_is_none(today));
}

static void
test_validity(void **state)
{
	(void)state;
	static const struct date wrong[] = {
		{ .year = 0, .month = 1, .day = 1 },
		{ .year = -1, .month = 1, .day = 1 },
		{ .year = 10000, .month = 1, .day = 1 },
		{ .year = 2026, .month = 0, .day = 1 },
		{ .year = 2026, .month = 13, .day = 1 },
		{ .year = 2026, .month = 1, .day = 0 },
		{ .year = 2026, .month = 1, .day = 32 },
		{ .year = 2026, .month = 2, .day = 29 },
		{ .year = 1900, .month = 2, .day = 29 },
		{ .year = 2026, .month = 11, .day = 31 },
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char text[DATE_SIZE] = "x";
		assert_false(date_is_valid(wrong[i]));
		date_print(text, wrong[i]);
		assert_string_equal(text, "");
		char week[DATE_WEEK_SIZE] = "x";
		date_week_print(week, wrong[i]);
		assert_string_equal(week, "");
	}
	assert_true(date_is_valid(day(2000, 2, 29)));
	assert_true(date_is_valid(day(9999, 12, 31)));
}

static void
test_order(void **state)
{
	(void)state;
	assert_int_equal(date_compare(today, today), 0);
	for (long days = 0; days < 800; days++) {
		struct date a = date_from_days(days);
		for (long more = 1; more < 500; more += 31) {
			struct date b = date_from_days(days + more);
			assert_true(date_compare(a, b) < 0);
			assert_true(date_compare(b, a) > 0);
		}
	}
}

static void
test_print_and_parse(void **state)
{
	(void)state;
	for (long days = DAYS_FIRST; days <= DAYS_LAST; days += 13) {
		char text[DATE_SIZE];
		struct date back;
		date_print(text, date_from_days(days));
		assert_int_equal(strlen(text), DATE_SIZE - 1);
		assert_true(date_parse(&back, text, strlen(text)));
		assert_int_equal(date_to_days(back), days);
	}
	char text[DATE_SIZE];
	date_print(text, day(7, 3, 9));
	assert_string_equal(text, "0007-03-09");
	static const char *const wrong[] = { "", "2026-11-2", "2026-11-200",
		"2026-11-31", "2026/11-20", "2026-11/20", "+026-11-20",
		"2026-1a-20", "2026-11- 1", "0000-01-01", "2026-00-10",
		"2026-13-10", "2o26-11-20" };
	struct date out = today;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (date_parse(&out, wrong[i], strlen(wrong[i])))
			fail_msg("taken: %s", wrong[i]);
	expect_same(out, today);
}

static void
test_weeks(void **state)
{
	(void)state;
	static const struct {
		struct date date;
		const char *week;
		struct date monday;
	} known[] = {
		{ .date = { .year = 2026, .month = 11, .day = 20 },
		    .week = "2026-W47",
		    .monday = { .year = 2026, .month = 11, .day = 16 } },
		{ .date = { .year = 2021, .month = 1, .day = 3 },
		    .week = "2020-W53",
		    .monday = { .year = 2020, .month = 12, .day = 28 } },
		{ .date = { .year = 2024, .month = 12, .day = 30 },
		    .week = "2025-W01",
		    .monday = { .year = 2024, .month = 12, .day = 30 } },
		{ .date = { .year = 1, .month = 1, .day = 1 },
		    .week = "0001-W01",
		    .monday = { .year = 1, .month = 1, .day = 1 } },
		{ .date = { .year = 9999, .month = 12, .day = 31 },
		    .week = "9999-W52",
		    .monday = { .year = 9999, .month = 12, .day = 27 } },
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		char week[DATE_WEEK_SIZE];
		struct date monday;
		date_week_print(week, known[i].date);
		assert_string_equal(week, known[i].week);
		assert_true(date_week_parse(&monday, week, 8));
		expect_same(monday, known[i].monday);
	}
	static const char *const wrong[] = { "2026-W54", "2026-W00", "2025-W53",
		"2026-w47", "2026W47", "2026-W4", "2026-W477", "2026/W47",
		"0000-W01", "202a-W47", "2026-Wa7" };
	struct date out = today;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (date_week_parse(&out, wrong[i], strlen(wrong[i])))
			fail_msg("taken: %s", wrong[i]);
	expect_same(out, today);
}

/* For every day of 30 years: the week holds it, and names its Monday. */
static void
test_weeks_hold_their_days(void **state)
{
	(void)state;
	long from = date_to_days(day(2009, 1, 1));
	for (long days = from; days < from + 11000; days++) {
		char week[DATE_WEEK_SIZE];
		struct date monday;
		date_week_print(week, date_from_days(days));
		assert_true(date_week_parse(&monday, week, strlen(week)));
		assert_int_equal(date_weekday(monday), 1);
		assert_in_range(days - date_to_days(monday), 0, 6);
	}
}

struct reading {
	const char *text;
	const char *past;   /* "" where it is no day */
	const char *future; /* NULL: the same */
};

static void
expect_reading(const struct reading *reading, struct date now,
    enum date_lean lean)
{
	const char *wanted = reading->past;
	if (lean == DATE_FUTURE && reading->future != NULL)
		wanted = reading->future;
	struct date date = day(1, 2, 3);
	char text[DATE_SIZE] = "";
	if (date_read(&date, reading->text, now, lean))
		date_print(text, date);
	else
		expect_same(date, day(1, 2, 3));
	if (strcmp(text, wanted) != 0)
		fail_msg("\"%s\": %s, not %s", reading->text, text, wanted);
}

static void
expect_readings(const struct reading *readings, size_t count, struct date now)
{
	for (size_t i = 0; i < count; i++) {
		expect_reading(&readings[i], now, DATE_PAST);
		expect_reading(&readings[i], now, DATE_FUTURE);
	}
}

static void
test_reading(void **state)
{
	(void)state;
	static const struct reading readings[] = {
		{ .text = "2026-05-03", .past = "2026-05-03" },
		{ .text = " Today ", .past = "2026-11-20" },
		{ .text = "YESTERDAY", .past = "2026-11-19" },
		{ .text = "tomorrow", .past = "2026-11-21" },
		{ .text = "friday", .past = "2026-11-20" },
		{ .text = "Monday",
		    .past = "2026-11-16",
		    .future = "2026-11-23" },
		{ .text = "sat", .past = "2026-11-14", .future = "2026-11-21" },
		{ .text = "thurs",
		    .past = "2026-11-19",
		    .future = "2026-11-26" },
		{ .text = "3 days ago", .past = "2026-11-17" },
		{ .text = "1 day ago", .past = "2026-11-19" },
		{ .text = "a week ago", .past = "2026-11-13" },
		{ .text = "in 2 weeks", .past = "2026-12-04" },
		{ .text = "in one month", .past = "2026-12-20" },
		{ .text = "in 0 days", .past = "2026-11-20" },
		{ .text = "18 months ago", .past = "2025-05-20" },
		{ .text = "in 2 years", .past = "2028-11-20" },
		{ .text = "3 May",
		    .past = "2026-05-03",
		    .future = "2027-05-03" },
		{ .text = "may 3rd",
		    .past = "2026-05-03",
		    .future = "2027-05-03" },
		{ .text = "20 nov", .past = "2026-11-20" },
		{ .text = "21st November",
		    .past = "2025-11-21",
		    .future = "2026-11-21" },
		{ .text = "Nov 2nd, 2024", .past = "2024-11-02" },
		{ .text = "4th\tJuly\n1776", .past = "1776-07-04" },
		{ .text = "29 Feb",
		    .past = "2024-02-29",
		    .future = "2028-02-29" },
		{ .text = "29 Feb 2024", .past = "2024-02-29" },
		{ .text = "2026-W18", .past = "2026-04-27" },
		{ .text = "2026-w18", .past = "2026-04-27" },
	};
	expect_readings(readings, sizeof readings / sizeof *readings, today);
}

static void
test_not_a_day(void **state)
{
	(void)state;
	static const char *const wrong[] = { "", "  ", "3/5", "3.5.", "3",
		"May", "mo", "xyz", "32 May", "0 May", "003 May", "3 Ma",
		"3x May", "3 May 26", "3 May 20266", "31 April 2026",
		"29 Feb 2026", "3 May 2026 4", "1 2 3 4 5", "days ago",
		"x days ago", "-1 days ago", "1000000 days ago",
		"9999999 days ago", "in 3 fortnights", "3 days hence",
		"in 3 dayss", "in 99999 years", "99999 months ago",
		"999999 weeks ago", "in 3", "ago 3 days", "2026-W54",
		"2026-11-31", "3 May abcd",
		"this is far too long to be a day of any calendar at all" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct reading reading = { .text = wrong[i], .past = "" };
		expect_readings(&reading, 1, today);
	}
}

/* Numbers alone: day, month, year, where that is the one thing they can
 * mean. */
static void
test_numbers(void **state)
{
	(void)state;
	static const char *const good[] = { "19/11/2026", "19.11.2026",
		"19-11-2026", " 19/11/2026 ", "19 Nov 2026", "Nov 19 2026",
		"Nov 19, 2026", "19. November 2026", "19th nov 2026" };
	static const char *const wrong[] = { "11/12/2026", "1.2.2026",
		"3-5-2026", "11/19/2026", "31/02/2026", "19/11/26",
		"19/11.2026", "19/11/2026/", "19//2026", "/11/2026",
		"019/11/2026", "19/11", "19/11/02026", "00/11/2026",
		"19/00/2026", "19/11/0000", "19/11/2026 x", "19/1a/2026" };
	static const char *const two[] = { "11/12/2026", "11.12.2026",
		"11-12-2026" };
	struct date out;
	struct date other;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		out = day(0, 0, 0);
		assert_true(date_read(&out, good[i], today, DATE_PAST));
		expect_same(out, day(2026, 11, 19));
		assert_false(date_read_two(&out, &other, good[i]));
	}
	assert_true(date_read(&out, "5/5/2026", today, DATE_PAST));
	expect_same(out, day(2026, 5, 5));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		out = today;
		if (date_read(&out, wrong[i], today, DATE_PAST))
			fail_msg("%s was read", wrong[i]);
		expect_same(out, today);
	}
	for (size_t i = 0; i < sizeof two / sizeof *two; i++) {
		assert_true(date_read_two(&out, &other, two[i]));
		expect_same(out, day(2026, 12, 11));
		expect_same(other, day(2026, 11, 12));
	}
	assert_false(date_read_two(&out, &other, "5/5/2026"));
	assert_false(date_read_two(&out, &other, "11/19/2026"));
	assert_false(date_read_two(&out, &other, "yesterday"));
	assert_false(date_read_two(&out, &other, ""));
}

static void
test_reading_at_edges(void **state)
{
	(void)state;
	static const struct reading first[] = {
		{ .text = "yesterday", .past = "" },
		{ .text = "sunday", .past = "", .future = "0001-01-07" },
		{ .text = "2 jan", .past = "", .future = "0001-01-02" },
		{ .text = "a month ago", .past = "" },
	};
	static const struct reading last[] = {
		{ .text = "tomorrow", .past = "" },
		{ .text = "saturday", .past = "9999-12-25", .future = "" },
		{ .text = "30 december", .past = "9999-12-30", .future = "" },
		{ .text = "in a month", .past = "" },
	};
	static const struct reading short_month[] = {
		{ .text = "in 1 month", .past = "2027-02-28" },
		{ .text = "2 months ago", .past = "2026-11-30" },
		{ .text = "in 13 months", .past = "2028-02-29" },
	};
	/* 2100 has no 29 February. */
	static const struct reading far[] = {
		{ .text = "29 feb",
		    .past = "2096-02-29",
		    .future = "2104-02-29" },
	};
	expect_readings(far, 1, day(2103, 6, 1));
	expect_readings(first, 4, day(1, 1, 1));
	expect_readings(last, 4, day(9999, 12, 31));
	expect_readings(short_month, 3, day(2027, 1, 31));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_days),
		cmocka_unit_test(test_edges_are_none),
		cmocka_unit_test(test_validity),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_print_and_parse),
		cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_weeks_hold_their_days),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_not_a_day),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_reading_at_edges),
	};
	return cmocka_run_group_tests_name("base_date", tests, NULL, NULL);
}
