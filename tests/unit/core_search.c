/* Searching: what can be asked for, and that no sign is an error. What is found
 * at all is a law: tests/law/search.c. */
#include "support/home.h"

#include "base/str.h"

#include <withus/err.h>
#include <withus/search.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
add_code(void *data, const struct search_hit *hit)
{
	str_add_format(data, "%s ", hit->item->code);
	return 0;
}

static int
stop(void *data, const struct search_hit *hit)
{
	(void)data;
	(void)hit;
	return 7;
}

static void
test_filters_and_ends(void **state)
{
	struct home home;
	struct search search = { .words = "tea" };
	struct search_result result;
	struct str codes = { 0 };
	size_t count = 0;

	(void)state;
	home_start(&home);
	search.project = home.writer.project;
	for (size_t i = 0; i < 3; i++)
		(void)home_reflect(&home, "Tea for all.");
	search.most = 2;
	assert_int_equal(search_find(home.journal, &search, add_code, &codes,
			     &result),
	    0);
	assert_int_equal(result.count, 2);
	assert_true(result.is_more);
	assert_int_equal(search_count(home.journal, &search, &count), 0);
	assert_int_equal(count, 3);
	search.most = 3;
	search.by = home.writer.member;
	search.since = search.until = "2026-11-20";
	search.kind = "reflection";
	search.is_ranked = true;
	assert_int_equal(search_find(home.journal, &search, add_code, &codes,
			     &result),
	    0);
	assert_int_equal(result.count, 3);
	assert_false(result.is_more);
	assert_false(result.is_part);
	search.until = "2026-11-19";
	search.since = NULL;
	assert_int_equal(search_find(home.journal, &search, add_code, &codes,
			     &result),
	    0);
	assert_int_equal(result.count, 0);
	search.until = NULL;
	assert_int_equal(search_find(home.journal, &search, stop, NULL,
			     &result),
	    7);
	search.words = " - \"\" * !";
	assert_int_equal(search_find(home.journal, &search, stop, NULL,
			     &result),
	    -ERR_SEARCH_EMPTY);
	str_clear(&codes);
	home_close(&home);
}

/* What is typed is words to the index, whatever it would mean there. */
static void
test_no_sign_is_an_error(void **state)
{
	static const char *const typed[] = { "\"", "tea\"", "\"\"tea\"\"",
		"tea AND", "OR tea", "NOT", "NEAR(tea", "tea)", "(tea", "tea^2",
		"title:tea", "{title}:tea", "marks:p*", "-marks:p", "tea*room*",
		"-", "--", "-\"tea", "*", "**", "te\001a", "tea'; DROP TABLE x",
		"tea \\ \" OR 1=1", "\xff\xfe tea", "tea\xc3", "a+b",
		"“tea room”", "x:y:z", "#tea", "@tea", "tea,room;garden" };
	struct home home;
	struct search search = { .words = "tea" };
	struct search_result result;
	struct str many = { 0 };
	struct str found = { 0 };

	(void)state;
	home_start(&home);
	search.project = home.writer.project;
	(void)home_reflect(&home, "Tea room.");
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		struct str codes = { 0 };

		search.words = typed[i];
		int err = search_find(home.journal, &search, add_code, &codes,
		    &result);
		if (err != 0 && err != -ERR_SEARCH_EMPTY)
			fail_msg("%s: %s %s", typed[i],
			    err_name(err_last()->code), err_last()->arg[1]);
		str_clear(&codes);
	}
	for (size_t i = 0; i < 20000; i++)
		str_add(&many, i % 3 == 0 ? "-no " : "tea ");
	search.words = str_text(&many);
	assert_int_equal(search_find(home.journal, &search, add_code, &found,
			     &result),
	    0);
	assert_int_equal(result.count, 1);
	str_clear(&found);
	str_clear(&many);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filters_and_ends),
		cmocka_unit_test(test_no_sign_is_an_error),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
