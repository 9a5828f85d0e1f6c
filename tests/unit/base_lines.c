/* Files line by line: ends, lengths, what cannot be read. */
#include "base/lines.h"

#include "base/file.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <withus/err.h>

#include <cmocka.h>

static char place[] = "/tmp/withus-lines-XXXXXX";

static int
set_up(void **state)
{
	(void)state;
	return mkdtemp(place) == NULL || chdir(place) != 0;
}

static int
tear_down(void **state)
{
	(void)state;
	return chdir("/") != 0 || file_remove_all(place) != 0;
}

static struct lines *
open_with(const char *bytes, size_t len)
{
	struct lines *lines = NULL;

	assert_int_equal(file_write("f", bytes, len), 0);
	assert_int_equal(lines_open(&lines, "f"), 0);
	assert_int_equal(lines_total(lines), len);
	return lines;
}

static void
expect_line(struct lines *lines, const char *bytes, size_t len)
{
	struct span line;
	bool is_end = true;

	assert_int_equal(lines_next(lines, 1 << 20, &line, &is_end), 0);
	assert_false(is_end);
	assert_true(span_equal(line, span_make(bytes, len)));
}

static void
expect_end(struct lines *lines)
{
	struct span line;
	bool is_end = false;

	assert_int_equal(lines_next(lines, 0, &line, &is_end), 0);
	assert_true(is_end);
	assert_int_equal(lines_done(lines), lines_total(lines));
	lines_close(lines);
}

static void
test_lines_end_where_they_end(void **state)
{
	struct lines *lines = open_with("", 0);

	(void)state;
	expect_end(lines);
	lines = open_with("a\n\nb\0c\n", 7);
	expect_line(lines, "a", 1);
	assert_int_equal(lines_done(lines), 2);
	expect_line(lines, "", 0);
	expect_line(lines, "b\0c", 3);
	expect_end(lines);
	lines = open_with("a\nlast", 6);
	expect_line(lines, "a", 1);
	expect_line(lines, "last", 4);
	expect_end(lines);
}

/* Longer than what is read at once, and ends at every place of it. */
static void
test_lines_of_any_length(void **state)
{
	enum {
		COUNT = 400
	};
	struct str all = { .len = 0 };
	struct lines *lines;
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		str_add_repeat(&all, (char)('a' + i % 26), i * 97 % 20011);
		str_add_char(&all, '\n');
	}
	lines = open_with(str_text(&all), all.len);
	for (size_t i = 0; i < COUNT; i++) {
		size_t len = i * 97 % 20011;

		expect_line(lines, str_text(&all) + at, len);
		at += len + 1;
	}
	expect_end(lines);
	str_clear(&all);
}

static void
test_a_line_may_be_too_long(void **state)
{
	struct lines *lines = open_with("four\nfive5", 10);
	struct span line;
	bool is_end;

	(void)state;
	assert_int_equal(lines_next(lines, 4, &line, &is_end), 0);
	assert_int_equal(lines_next(lines, 4, &line, &is_end),
	    -ERR_FILE_TOO_LARGE);
	assert_string_equal(err_last()->arg[0], "f");
	assert_string_equal(err_last()->arg[1], "4");
	lines_close(lines);
}

static void
test_what_cannot_be_read(void **state)
{
	struct lines *lines = NULL;
	struct span line;
	bool is_end;

	(void)state;
	assert_int_equal(lines_open(&lines, "none"), -ERR_FILE_READ);
	assert_null(lines);
	assert_int_equal(lines_open(&lines, "."), 0);
	assert_int_equal(lines_total(lines), 0);
	assert_int_equal(lines_next(lines, 10, &line, &is_end), -ERR_FILE_READ);
	lines_close(lines);
	lines_close(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_end_where_they_end),
		cmocka_unit_test(test_lines_of_any_length),
		cmocka_unit_test(test_a_line_may_be_too_long),
		cmocka_unit_test(test_what_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
