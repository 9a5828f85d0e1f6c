/* Every event has a message; numbers decide between one and many. */
#include <withus/say.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LAST_EVENT EVENT_NOTE

static void
test_every_event_has_a_message(void **state)
{
	(void)state;
	for (int code = 0; code <= (int)LAST_EVENT; code++) {
		struct event event = {
			.code = (enum event_code)code,
			.what = "here",
			.done = 3,
			.total = 7,
		};
		char *text = say_event(&event);
		if (strlen(text) < 4)
			fail_msg("event %d: \"%s\"", code, text);
		assert_null(strchr(text, '{'));
		assert_int_not_equal(text[strlen(text) - 1], ' ');
		free(text);
	}
}

/* Events that carry a place or a reason show it. */
static void
test_what_and_why_are_shown(void **state)
{
	(void)state;
	static const enum event_code codes[] = {
		EVENT_LEFT_OUT,
		EVENT_FAULT,
		EVENT_NOT_MENDED,
	};
	struct err why = { .code = ERR_FORM_SIZE };
	char *reason = say_fault(&why);
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct event event = {
			.code = codes[i],
			.what = "stage/0/x.md",
			.why = &why,
		};
		char *text = say_event(&event);
		assert_non_null(strstr(text, "stage/0/x.md"));
		assert_non_null(strstr(text, reason));
		free(text);
	}
	free(reason);
}

/* `check` does not send people to `check`; who stumbles is sent there. */
static void
test_what_check_finds_does_not_name_check(void **state)
{
	(void)state;
	static const enum event_code codes[] = { EVENT_FAULT,
		EVENT_NOT_MENDED };
	struct err why = { .arg_count = ERR_ARGS_MAX };
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct event event = { .code = codes[i],
			.what = "tree",
			.why = &why };
		for (int code = ERR_REPO_MISSING; code < ERR_DAMAGE; code++) {
			why.code = (enum err_code)code;
			if (why.code == ERR_REBUILD_WAITING)
				continue;
			char *text = say_event(&event);
			if (strstr(text, "withus check") != NULL)
				fail_msg("%s", text);
			assert_null(strstr(text, "tree"));
			free(text);
		}
	}
	struct event hurt = { .code = EVENT_HURT, .what = "", .why = &why };
	why.code = ERR_VERSION_DAMAGED;
	char *text = say_event(&hurt);
	assert_non_null(strstr(text, "Your words are saved"));
	assert_non_null(strstr(text, "check --repair"));
	free(text);
}

static void
test_seconds_are_told(void **state)
{
	(void)state;
	struct event event = {
		.code = EVENT_PROGRESS,
		.what = "look",
		.done = 3,
		.total = 30,
	};
	char *text = say_event(&event);
	assert_non_null(strstr(text, "3 of at most 30 seconds"));
	free(text);
	event = (struct event){ .code = EVENT_MENDED, .done = 1, .total = 2 };
	text = say_event(&event);
	assert_string_equal(text, "Mended: 1 of 2.");
	free(text);
}

static void
test_one_and_many(void **state)
{
	(void)state;
	struct event event = { .code = EVENT_RECOVERED, .done = 1 };
	char *one = say_event(&event);
	event.done = 2;
	char *many = say_event(&event);
	assert_non_null(strstr(one, "1 earlier save was"));
	assert_non_null(strstr(many, "2 earlier saves were"));
	free(many);
	free(one);
}

static void
test_progress_with_and_without_total(void **state)
{
	(void)state;
	struct event event = {
		.code = EVENT_PROGRESS,
		.what = "Entries",
		.done = 5,
		.total = 9,
	};
	char *text = say_event(&event);
	assert_string_equal(text, "Entries: 5 of 9");
	free(text);
	event.total = 0;
	text = say_event(&event);
	assert_string_equal(text, "Entries: 5");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_event_has_a_message),
		cmocka_unit_test(test_what_and_why_are_shown),
		cmocka_unit_test(test_what_check_finds_does_not_name_check),
		cmocka_unit_test(test_seconds_are_told),
		cmocka_unit_test(test_one_and_many),
		cmocka_unit_test(test_progress_with_and_without_total),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
