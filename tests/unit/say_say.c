/* Filling sentences, numbers, days. */
#include <withus/say.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
assert_taken(char *text, const char *expected)
{
	assert_string_equal(text, expected);
	free(text);
}

static void
test_fill_puts_arguments_in_places(void **state)
{
	(void)state;
	assert_taken(say_fill("{2} and {1}.", "a", "b", NULL), "b and a.");
	assert_taken(say_fill("{1}{1}", "x", NULL), "xx");
	assert_taken(say_fill("{9}", "1", "2", "3", "4", "5", "6", "7", "8",
			 "9", NULL),
	    "9");
	assert_taken(say_fill("", "a", NULL), "");
}

static void
test_fill_leaves_other_braces(void **state)
{
	(void)state;
	assert_taken(say_fill("{0} {x} {1", "a", NULL), "{0} {x} {1");
	assert_taken(say_fill("{2}.", "a", NULL), ".");
	/* An argument that looks like a place is not filled again. */
	assert_taken(say_fill("{1} {2}", "{2}", "b", NULL), "{2} b");
}

static void
test_fill_cleans_arguments(void **state)
{
	(void)state;
	char *text = say_fill("{1}",
	    "a\033[0mb\xE2\x80\xAE"
	    "c\n",
	    NULL);
	assert_null(strchr(text, '\033'));
	assert_null(strstr(text, "\xE2\x80\xAE"));
	assert_null(strchr(text, '\n'));
	free(text);
}

static void
test_text_of_nothing_is_nothing(void **state)
{
	(void)state;
	assert_string_equal(say_text(""), "");
	assert_string_equal(say_text("All is well."), "All is well.");
	assert_string_equal(say_plural("one", "many", 1), "one");
	assert_string_equal(say_plural("one", "many", 0), "many");
}

static void
test_numbers(void **state)
{
	(void)state;
	assert_taken(say_number(0), "0");
	assert_taken(say_number(1234567), "1234567");
}

static void
test_days(void **state)
{
	(void)state;
	setenv("WITHUS_TEST_CLOCK", "2026-11-20T14:05:00", 1);
	assert_taken(say_day("2026-11-20"), "today");
	assert_taken(say_day("2026-11-19"), "yesterday");
	assert_taken(say_day("2026-11-21"), "tomorrow");
	assert_taken(say_day("2026-11-18"), "18 November 2026");
	assert_taken(say_day("1660-01-01"), "1 January 1660");
	assert_taken(say_day("2026-02-30"), "2026-02-30");
	assert_taken(say_day(""), "");
}

static void
test_months(void **state)
{
	(void)state;
	assert_taken(say_month("2026-05-03"), "May 2026");
	assert_taken(say_month("1660-12-31"), "December 1660");
	assert_taken(say_month("2026-13-01"), "2026-13-01");
	assert_taken(say_month("\033[31m"), "␛[31m");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fill_puts_arguments_in_places),
		cmocka_unit_test(test_fill_leaves_other_braces),
		cmocka_unit_test(test_fill_cleans_arguments),
		cmocka_unit_test(test_text_of_nothing_is_nothing),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_months),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
