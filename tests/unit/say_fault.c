/* Every fault has a whole message with the right places, in plain words. */
#include <withus/say.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Words that no screen shows; design and word list of the project. */
static const char *const unwanted[] = {
	"commit",
	"push",
	"pull",
	"merge",
	"branch",
	"HEAD",
	"remote",
	"record",
	"schema",
	"payload",
	"database",
	"SQLite",
	"git ",
	"repository",
	"non-compliance",
};

static struct err
make_fault(enum err_code code, size_t arg_count)
{
	struct err err = { .code = code, .arg_count = arg_count };
	for (size_t i = 0; i < arg_count; i++)
		(void)snprintf(err.arg[i], ERR_ARG_SIZE, "<arg%zu>", i + 1);
	return err;
}

static bool
shows_arg(const char *text, size_t place)
{
	char mark[16];
	(void)snprintf(mark, sizeof(mark), "<arg%zu>", place);
	return strstr(text, mark) != NULL;
}

static size_t
count_sentences(const char *text)
{
	size_t count = 0;
	for (; *text != '\0'; text++) {
		bool is_end = *text == '.' || *text == '?';
		if (is_end && (text[1] == ' ' || text[1] == '\0'))
			count++;
	}
	return count;
}

static void
test_every_fault_has_a_message(void **state)
{
	(void)state;
	for (int code = 1; code < ERR_COUNT; code++) {
		struct err err = make_fault((enum err_code)code, 0);
		char *text = say_fault(&err);
		if (count_sentences(text) < 2)
			fail_msg("%s: \"%s\"", err_name(err.code), text);
		free(text);
	}
}

/* With all four arguments given, those that the row has appear and no
 * others do, nor what a library said. */
static void
test_places_match_arguments(void **state)
{
	(void)state;
	for (int code = 1; code < ERR_COUNT; code++) {
		struct err err = make_fault((enum err_code)code, ERR_ARGS_MAX);
		char *text = say_fault(&err);
		size_t count = err_arg_count(err.code);
		if (err_detail(&err) != NULL)
			count--;
		for (size_t place = 1; place <= ERR_ARGS_MAX; place++) {
			if (shows_arg(text, place) != (place <= count))
				fail_msg("%s, {%zu}: \"%s\"",
				    err_name(err.code), place, text);
		}
		free(text);
	}
}

static void
test_words_are_plain(void **state)
{
	(void)state;
	for (int code = 1; code < ERR_COUNT; code++) {
		struct err err = make_fault((enum err_code)code, 0);
		char *text = say_fault(&err);
		for (size_t i = 0; i < sizeof(unwanted) / sizeof(*unwanted);
		     i++) {
			if (strstr(text, unwanted[i]) != NULL)
				fail_msg("%s says %s: \"%s\"",
				    err_name(err.code), unwanted[i], text);
		}
		free(text);
	}
}

static void
test_arguments_are_cleaned(void **state)
{
	(void)state;
	struct err err = { .code = ERR_NAME_NOT_THERE, .arg_count = 1 };
	(void)snprintf(err.arg[0], ERR_ARG_SIZE, "\033[31mIfe\noma");
	char *text = say_fault(&err);
	assert_null(strchr(text, '\033'));
	assert_null(strchr(text, '\n'));
	assert_non_null(strstr(text, "Ife oma"));
	free(text);
}

static void
test_place_in_text_is_told(void **state)
{
	(void)state;
	struct err err = {
		.code = ERR_TEXT_NUL,
		.line = 3,
		.column = 14,
	};
	char *text = say_fault(&err);
	assert_non_null(strstr(text, "line 3"));
	assert_non_null(strstr(text, "character 14"));
	free(text);
	err.column = 0;
	text = say_fault(&err);
	assert_non_null(strstr(text, "line 3"));
	assert_null(strstr(text, ", character"));
	free(text);
}

static void
test_names_become_words(void **state)
{
	(void)state;
	struct err err = { .code = ERR_UNDO_BUILT_ON, .arg_count = 3 };
	(void)snprintf(err.arg[0], ERR_ARG_SIZE, "S-0a1b");
	(void)snprintf(err.arg[1], ERR_ARG_SIZE, "Ben");
	(void)snprintf(err.arg[2], ERR_ARG_SIZE, "2020-05-03");
	char *text = say_fault(&err);
	assert_non_null(strstr(text, "3 May 2020"));
	free(text);
	err = (struct err){ .code = ERR_CODE_KIND, .arg_count = 3 };
	(void)snprintf(err.arg[0], ERR_ARG_SIZE, "S-0a1b");
	(void)snprintf(err.arg[1], ERR_ARG_SIZE, "stage");
	(void)snprintf(err.arg[2], ERR_ARG_SIZE, "reflection");
	text = say_fault(&err);
	assert_null(strstr(text, "reflection"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fault_has_a_message),
		cmocka_unit_test(test_places_match_arguments),
		cmocka_unit_test(test_words_are_plain),
		cmocka_unit_test(test_arguments_are_cleaned),
		cmocka_unit_test(test_place_in_text_is_told),
		cmocka_unit_test(test_names_become_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
