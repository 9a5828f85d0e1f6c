/* Questions line by line. */
#include "cli/ask.h"
#include "cli/out.h"

#include <withus/err.h>

#include "support/capture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct ask_choice choices[] = {
	{ .name = "research", .word = "A research project" },
	{ .name = "service", .word = "A service" },
	{ .name = NULL },
};

/* Asks one question with this input; what was shown is thrown away, or given
 * back to be freed. */
static int
answer(const struct ask *ask, const char *input, char **out, char **shown)
{
	capture_feed(input);
	capture_begin();
	out_open(true);
	int result = ask_one(ask, out);
	char *text = capture_end(NULL);
	if (shown != NULL)
		*shown = text;
	else
		free(text);
	return result;
}

static void
assert_answer(const struct ask *ask, const char *input, const char *expected)
{
	char *given = NULL;
	assert_int_equal(answer(ask, input, &given, NULL), 0);
	assert_string_equal(given, expected);
	free(given);
}

static void
test_words_are_trimmed(void **state)
{
	(void)state;
	struct ask ask = { .question = "Name?" };
	assert_answer(&ask, "  Amina \r\n", "Amina");
	assert_answer(&ask, "\n", "");
	assert_answer(&ask, "no line end", "no line end");
}

static void
test_enter_takes_the_usual(void **state)
{
	(void)state;
	struct ask ask = { .question = "Name?", .usual = "Ben" };
	assert_answer(&ask, "\n", "Ben");
	assert_answer(&ask, "Amina\n", "Amina");
}

static void
test_required_is_asked_again(void **state)
{
	(void)state;
	struct ask ask = { .question = "Name?", .is_required = true };
	assert_answer(&ask, "\n  \nAmina\n", "Amina");
}

static void
test_choices_by_number_and_name(void **state)
{
	(void)state;
	struct ask ask = {
		.question = "Which?",
		.usual = "research",
		.choices = choices,
	};
	assert_answer(&ask, "2\n", "service");
	assert_answer(&ask, "SERVICE\n", "service");
	assert_answer(&ask, "a research project\n", "research");
	assert_answer(&ask, "0\n3\n1x\nzzz\n1\n", "research");
	assert_answer(&ask, "\n", "research");
}

static void
test_help_is_shown(void **state)
{
	(void)state;
	struct ask ask = {
		.question = "Which?",
		.help = "Either will do.",
		.usual = "service",
		.choices = choices,
	};
	char *given = NULL;
	char *shown = NULL;
	assert_int_equal(answer(&ask, "?\n1\n", &given, &shown), 0);
	assert_string_equal(given, "research");
	assert_non_null(strstr(shown, "Either will do."));
	assert_non_null(strstr(shown, "Enter alone means: A service."));
	assert_null(strstr(shown, "back"));
	free(shown);
	free(given);
}

static void
test_end_of_input_stops(void **state)
{
	(void)state;
	struct ask ask = { .question = "Name?", .is_required = true };
	char *given = NULL;
	assert_int_equal(answer(&ask, "", &given, NULL), -ERR_STOPPED);
	assert_null(given);
	assert_int_equal(answer(&ask, "?\n", &given, NULL), -ERR_STOPPED);
	assert_null(given);
}

static void
test_lines_end_with_a_dot(void **state)
{
	(void)state;
	struct ask ask = { .question = "Words?", .has_lines = true };
	assert_answer(&ask, "one\n\n two\n.\nleft\n", "one\n\n two\n");
	assert_answer(&ask, "\n", "");
	char *given = NULL;
	assert_int_equal(answer(&ask, "one\ntwo\n", &given, NULL),
	    -ERR_STOPPED);
	assert_string_equal(given, "one\ntwo\n");
	free(given);
}

static int
refuse_short(void *data, const char *text)
{
	(*(int *)data)++;
	return strlen(text) < 3 ? err_set(ERR_TEXT_EMPTY, NULL) : 0;
}

static void
test_an_answer_is_judged(void **state)
{
	(void)state;
	int asked = 0;
	struct ask ask = {
		.question = "Words?",
		.check = refuse_short,
		.data = &asked,
	};
	assert_answer(&ask, "a\nbc\nabc\n", "abc");
	assert_int_equal(asked, 3);
}

static void
test_forth_and_back(void **state)
{
	(void)state;
	const struct ask asks[] = {
		{ .question = "One?", .is_required = true },
		{ .question = "Two?", .is_required = true },
		{ .question = "Three?" },
	};
	char *answers[3];
	capture_feed("a\nb\nback\nback\na2\n\nc\n");
	capture_begin();
	out_open(true);
	int result = ask_all(asks, 3, answers);
	free(capture_end(NULL));
	assert_int_equal(result, 0);
	assert_string_equal(answers[0], "a2");
	assert_string_equal(answers[1], "b");
	assert_string_equal(answers[2], "c");
	for (size_t i = 0; i < 3; i++)
		free(answers[i]);
}

static void
test_several_choices(void **state)
{
	(void)state;
	struct ask ask = {
		.question = "Which?",
		.choices = choices,
		.takes_several = true,
	};
	assert_answer(&ask, "1, 2\n", "research,service");
	assert_answer(&ask, "a service ,\n", "service");
	assert_answer(&ask, "1, 3\n2\n", "service");
	ask.takes_other = true;
	assert_answer(&ask, "1, night staff\n", "research,night staff");
	assert_answer(&ask, "=staff, all of it\n", "=staff, all of it");
	assert_answer(&ask, "7\n1\n", "research");
}

static void
test_more_choices(void **state)
{
	static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g",
		"h", "i", "j", "k", "l" };
	struct ask_choice many[13] = { { .name = NULL } };
	struct ask ask = { .question = "Which?", .choices = many };
	char *given = NULL;
	char *shown = NULL;

	(void)state;
	for (size_t i = 0; i < 12; i++)
		many[i] = (struct ask_choice){
			.name = names[i],
			.word = names[i],
		};
	assert_int_equal(answer(&ask, "m\n12\n", &given, &shown), 0);
	assert_string_equal(given, "l");
	assert_non_null(strstr(shown, "  10  j"));
	assert_non_null(strstr(shown, "  m  show more"));
	assert_true(strstr(shown, "  11  k") > strstr(shown, "  m  show"));
	free(given);
	free(shown);
	many[10].name = NULL;
	assert_int_equal(answer(&ask, "m\n10\n", &given, &shown), 0);
	assert_null(strstr(shown, "  m  show more"));
	free(given);
	free(shown);
}

static void
test_what_stands_there_stays(void **state)
{
	(void)state;
	struct ask ask = {
		.question = "Name?",
		.before = "Ben",
		.usual = "Eve",
		.is_required = true,
	};
	assert_answer(&ask, "\n", "");
	assert_answer(&ask, "Amina\n", "Amina");
	assert_answer(&ask, "\"\"\n", ASK_TAKE_AWAY);
	ask.has_lines = true;
	assert_answer(&ask, "\"\"\n", ASK_TAKE_AWAY);
	ask.before = NULL;
	assert_answer(&ask, "\"\"\n.\n", "\"\"\n");
}

/* The second question is passed over, and the third goes back once. */
static int
walk_one(void *data, size_t index, bool is_first)
{
	char *trail = data;
	size_t len = strlen(trail);

	assert_int_equal(is_first, index == 0);
	trail[len] = (char)('a' + index);
	if (index == 1)
		return ASK_PASSED;
	return index == 2 && len < 4 ? ASK_BACK : 0;
}

static int
walk_back(void *data, size_t index, bool is_first)
{
	(void)data;
	(void)index;
	(void)is_first;
	return ASK_BACK;
}

static void
test_walking(void **state)
{
	char trail[16] = "";

	(void)state;
	assert_int_equal(ask_walk(trail, 4, walk_one), 0);
	assert_string_equal(trail, "abcabcd");
	assert_int_equal(ask_walk(NULL, 4, walk_back), ASK_BACK);
}

static void
test_yes_and_no(void **state)
{
	(void)state;
	static const struct {
		const char *input;
		bool usual;
		bool expected;
	} rows[] = {
		{ .input = "\n", .usual = true, .expected = true },
		{ .input = "\n", .usual = false, .expected = false },
		{ .input = "yes\n", .usual = false, .expected = true },
		{ .input = "2\n", .usual = true, .expected = false },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		bool given = !rows[i].expected;
		capture_feed(rows[i].input);
		capture_begin();
		out_open(true);
		int result = ask_yes("Sure?", NULL, rows[i].usual, &given);
		free(capture_end(NULL));
		assert_int_equal(result, 0);
		assert_int_equal(given, rows[i].expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_trimmed),
		cmocka_unit_test(test_enter_takes_the_usual),
		cmocka_unit_test(test_required_is_asked_again),
		cmocka_unit_test(test_choices_by_number_and_name),
		cmocka_unit_test(test_help_is_shown),
		cmocka_unit_test(test_end_of_input_stops),
		cmocka_unit_test(test_lines_end_with_a_dot),
		cmocka_unit_test(test_an_answer_is_judged),
		cmocka_unit_test(test_forth_and_back),
		cmocka_unit_test(test_several_choices),
		cmocka_unit_test(test_more_choices),
		cmocka_unit_test(test_what_stands_there_stays),
		cmocka_unit_test(test_walking),
		cmocka_unit_test(test_yes_and_no),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
