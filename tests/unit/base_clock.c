/* Local days and times; and the clock that tests set. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* 2026-11-20 14:05:00 UTC */
#define MOMENT INT64_C(1795183500)

static void
set_zone(const char *zone)
{
	(void)setenv("TZ", zone, 1);
	tzset();
}

static void
expect_day(struct date date, int year, int month, int day)
{
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, day);
}

static void
test_set_clock(void **state)
{
	(void)state;
	set_zone("UTC");
	(void)setenv("WITHUS_TEST_CLOCK", "2026-11-20T14:05:00", 1);
	assert_true(clock_now() == MOMENT);
	expect_day(clock_today(), 2026, 11, 20);
	(void)setenv("WITHUS_TEST_CLOCK", "2026-11-20T23:59:59", 1);
	expect_day(clock_today(), 2026, 11, 20);
	assert_true(clock_now() == MOMENT + 9 * 3600 + 54 * 60 + 59);
	set_zone("East-1");
	expect_day(clock_today(), 2026, 11, 21);
	(void)unsetenv("WITHUS_TEST_CLOCK");
	set_zone("UTC");
}

static void
test_true_clock(void **state)
{
	(void)state;
	static const char *const wrong[] = { NULL, "", "2026-11-20",
		"2026-11-20T14:05:00Z", "yesterday" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		(void)unsetenv("WITHUS_TEST_CLOCK");
		if (wrong[i] != NULL)
			(void)setenv("WITHUS_TEST_CLOCK", wrong[i], 1);
		int64_t before = (int64_t)time(NULL);
		int64_t now = clock_now();
		assert_true(now >= before);
		assert_true(now <= (int64_t)time(NULL));
	}
	(void)unsetenv("WITHUS_TEST_CLOCK");
	assert_true(
	    date_compare(clock_day_of(clock_now() - 1), clock_today()) <= 0);
}

static void
test_ticks_never_go_back(void **state)
{
	(void)state;
	int64_t last = clock_ticks();
	for (int i = 0; i < 1000; i++) {
		int64_t now = clock_ticks();
		assert_true(now >= last);
		last = now;
	}
	assert_true(last > 0);
}

static void
test_local(void **state)
{
	(void)state;
	char text[6];
	clock_print_time(text, MOMENT);
	assert_string_equal(text, "14:05");
	clock_print_time(text, 0);
	assert_string_equal(text, "00:00");
	set_zone("West+3:30");
	clock_print_time(text, 0);
	assert_string_equal(text, "20:30");
	expect_day(clock_day_of(0), 1969, 12, 31);
	set_zone("UTC");
	expect_day(clock_day_of(0), 1970, 1, 1);
	expect_day(clock_day_of(-1), 1969, 12, 31);
	expect_day(clock_day_of(INT64_C(253402300799)), 9999, 12, 31);
}

static void
test_far_away(void **state)
{
	(void)state;
	static const int64_t far[] = { INT64_MAX, INT64_MIN,
		INT64_C(253402300800), INT64_C(-62135596801) };
	for (size_t i = 0; i < sizeof far / sizeof *far; i++)
		assert_true(date_is_none(clock_day_of(far[i])));
	char text[6];
	clock_print_time(text, INT64_MAX);
	assert_string_equal(text, "--:--");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_clock),
		cmocka_unit_test(test_true_clock),
		cmocka_unit_test(test_ticks_never_go_back),
		cmocka_unit_test(test_local),
		cmocka_unit_test(test_far_away),
	};
	return cmocka_run_group_tests_name("base_clock", tests, NULL, NULL);
}
