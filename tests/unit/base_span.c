/* Runs of bytes: equality, order, lines. */
#include "base/span.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_equality(void **state)
{
	(void)state;
	assert_true(span_is(span_of("ab"), "ab"));
	assert_true(span_is(span_make("abc", 2), "ab"));
	assert_false(span_is(span_make("abc", 2), "abc"));
	assert_false(span_is(span_of("ab"), "ac"));
	assert_true(span_is(span_make(NULL, 0), ""));
	assert_true(span_equal(span_make(NULL, 0), span_of("")));
	assert_false(span_equal(span_of("a"), span_of("")));
	assert_true(span_equal(span_make("a\0b", 3), span_make("a\0b", 3)));
	assert_false(span_equal(span_make("a\0b", 3), span_make("a\0c", 3)));
}

static int
sign(int number)
{
	return (number > 0) - (number < 0);
}

/* In order: each sorts before all that follow. */
static void
test_order_is_by_bytes(void **state)
{
	(void)state;
	static const struct span in_order[] = {
		{ .data = NULL, .len = 0 },
		{ .data = "\0", .len = 1 },
		{ .data = "A", .len = 1 },
		{ .data = "a", .len = 1 },
		{ .data = "a\0", .len = 2 },
		{ .data = "aa", .len = 2 },
		{ .data = "b", .len = 1 },
		{ .data = "\x7F", .len = 1 },
		{ .data = "\x80", .len = 1 },
		{ .data = "\xFF", .len = 1 },
	};
	int count = sizeof in_order / sizeof *in_order;
	for (int i = 0; i < count; i++)
		for (int k = 0; k < count; k++)
			assert_int_equal(sign(span_compare(in_order[i],
					     in_order[k])),
			    sign(i - k));
}

static void
expect_lines(const char *text, size_t len, const char *const *lines)
{
	struct span rest = span_make(text, len);
	for (; *lines != NULL; lines++) {
		struct span line = span_next_line(&rest);
		assert_non_null(line.data);
		assert_true(span_is(line, *lines));
	}
	assert_null(span_next_line(&rest).data);
	assert_null(span_next_line(&rest).data);
	assert_int_equal(rest.len, 0);
}

static void
test_lines(void **state)
{
	(void)state;
	static const char *const none[] = { NULL };
	static const char *const empty[] = { "", NULL };
	static const char *const two[] = { "a", "b", NULL };
	static const char *const gaps[] = { "", "a", "", "b", NULL };
	expect_lines("", 0, none);
	expect_lines(NULL, 0, none);
	expect_lines("\n", 1, empty);
	expect_lines("a\nb", 3, two);
	expect_lines("a\nb\n", 4, two);
	expect_lines("\na\n\nb\n", 6, gaps);
	/* Only as far as the run goes. */
	expect_lines("a\nbcd", 3, two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equality),
		cmocka_unit_test(test_order_is_by_bytes),
		cmocka_unit_test(test_lines),
	};
	return cmocka_run_group_tests_name("base_span", tests, NULL, NULL);
}
