/* The frozen bytes around a tree: any change here makes other histories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/commit.h"

static const char *
message(const char *kind, size_t count)
{
	static char text[128];
	struct str out = { 0 };
	struct id id;

	assert_true(id_parse(&id, "7kq4m2hx9a3cwd5n8v0r1tbyze", 26));
	commit_message(&out, kind, &id, count);
	strcpy(text, out.data);
	str_clear(&out);
	return text;
}

static void
messages_name_kind_and_code_alone(void **state)
{
	(void)state;
	assert_string_equal(message("reflection", 1), "reflection R-7kq4m2\n");
	assert_string_equal(message("project", 1), "project P-7kq4m2\n");
	assert_string_equal(message("stage", 8), "stage S-7kq4m2 and 7 more\n");
	assert_string_equal(message("later-kind", 1), "later-kind\n");
	assert_string_equal(message("later-kind", 2),
	    "later-kind and 1 more\n");
	assert_string_equal(COMMIT_JOIN_MESSAGE, "join\n");
	assert_string_equal(COMMIT_NAME, "withus");
	assert_string_equal(COMMIT_EMAIL, "journal@withus.invalid");
}

static void
time_is_the_day_and_never_goes_back(void **state)
{
	const struct date day = { .year = 2026, .month = 11, .day = 20 };
	const struct date first = { .year = 1970, .month = 1, .day = 1 };
	const struct date before = { .year = 1969, .month = 12, .day = 31 };

	(void)state;
	assert_true(commit_time(day, 0) == 1795132800);
	assert_true(commit_time(day, 1795132799) == 1795132800);
	assert_true(commit_time(day, 1795132801) == 1795132801);
	assert_true(commit_time(first, 0) == 0);
	assert_true(commit_time(before, -1000000) == -86400);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_name_kind_and_code_alone),
		cmocka_unit_test(time_is_the_day_and_never_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
