/*
 * Values of header lines: what stands plain, and that whatever prints is
 * parsed as itself. Faults and their places are in tests/vectors/refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/value.h"

#include <withus/err.h>

static bool
stands_plain(const char *text)
{
	return value_is_plain(span_of(text));
}

static bool
stands_plain_in_list(const char *text)
{
	return value_is_plain_item(span_of(text));
}

static void
plain_texts_are_what_all_yaml_reads_as_text(void **state)
{
	static const char *const plain[] = { "a", "team", "It's so, (mostly)!",
		"A_b-c/d.e;f?", "nope", "0xfg", "0b12", "0o18", "12e5a", "e123",
		"1abc", "trues" };
	static const char *const quoted[] = { "", " a", "a ", "1", "12",
		"abc:", "true", "TRUE", "faLse", "yes", "no", "on", "off",
		"null", "y", "N", "nan", "INF", "1234", "12e5", "0x1f", "0b01",
		"0o17", "-", "'a", "a#", "a\"", "a\\", "a\nb", "caf\xc3\xa9",
		"(a)", "1ab", "1234-5678" };

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		assert_true(stands_plain(plain[i]));
	for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
		assert_false(stands_plain(quoted[i]));
	assert_false(value_is_plain(span_make("a\0b", 3)));
	assert_false(value_is_plain_item(span_make("abc\0d", 5)));
}

static void
plain_items_are_tokens(void **state)
{
	static const char *const plain[] = { "team", "k7f3", "0b12", "1abc" };
	static const char *const quoted[] = { "", "abc", "Team", "a team",
		"te-am", "true", "null", "1234", "1e23", "0x1f" };

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		assert_true(stands_plain_in_list(plain[i]));
	for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++)
		assert_false(stands_plain_in_list(quoted[i]));
}

static void
lengths_decide_too(void **state)
{
	char text[514];

	(void)state;
	memset(text, 'a', sizeof text);
	assert_true(value_is_plain(span_make(text, 512)));
	assert_false(value_is_plain(span_make(text, 513)));
	assert_true(value_is_plain_item(span_make(text, 64)));
	assert_false(value_is_plain_item(span_make(text, 65)));
	memset(text, '1', sizeof text);
	text[64] = 'a';
	assert_true(value_is_plain(span_make(text + 1, 64)));
	assert_false(value_is_plain(span_make(text, 65)));
}

/* ------------------------------------------------------------ round trips */

static void
comes_back(const struct value *value)
{
	struct str text = { 0 }, again = { 0 };
	struct value back;

	value_print(&text, value);
	assert_int_equal(value_parse(&back, "key",
			     span_make(text.data, text.len)),
	    0);
	assert_true(value_equal(value, &back));
	value_print(&again, &back);
	assert_string_equal(again.data, text.data);
	value_clear(&back);
	str_clear(&text);
	str_clear(&again);
}

/* Pieces that random texts are made of. */
static const char *const pieces[] = { "a", "Z", "0", "7", "e", "x", " ", "#",
	":", "-", "\"", "\\", "\n", "\t", ",", "[", "]", "'", "\x7f",
	"\xc2\x80", "\xc2\x9f", "\xc2\xa0", "\xc3\xa9", "\xe2\x80\xa8",
	"\xe2\x80\xa9", "\xe2\x80\xaa", "\xef\xbb\xbf", "\xef\xbf\xbd",
	"\xef\xbf\xbe", "\xef\xbf\xbf", "\xf0\x9f\x99\x82", "true", "no",
	"\xf4\x8f\xbf\xbf", "team", "words" };

#define PIECES (sizeof pieces / sizeof *pieces)

/* A small generator of its own, so that runs are the same everywhere. */
static uint32_t
draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % below;
}

static char *
draw_text(uint32_t *seed, uint32_t least)
{
	struct str text = { 0 };
	uint32_t count = least + draw(seed, 5);

	for (uint32_t i = 0; i < count; i++)
		str_add(&text, pieces[draw(seed, PIECES)]);
	return str_take(&text);
}

static void
free_texts(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
}

static void
texts_come_back(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char *text = draw_text(&seed, 1);
		struct value value = { .shape = VALUE_ONE,
			.text = text,
			.count = 1 };

		comes_back(&value);
		free(text);
	}
}

static void
sets_come_back(void **state)
{
	uint32_t seed = 2;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct record *record = record_new("stage");
		char *items[6];
		size_t count = 1 + draw(&seed, 6);

		for (size_t k = 0; k < count; k++)
			items[k] = draw_text(&seed, 1);
		record_set_items(record, "set", (const char *const *)items,
		    count);
		comes_back(record_get(record, "set"));
		free_texts(items, count);
		record_free(record);
	}
}

static void
draw_name(char name[ROW_NAME_SIZE], uint32_t *seed)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

	for (size_t i = 0; i < 4; i++)
		name[i] = digits[draw(seed, 32)];
	name[4] = '\0';
}

static void
rows_come_back(void **state)
{
	uint32_t seed = 3;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char names[2][ROW_NAME_SIZE], *cells[2][4];
		struct row rows[2];
		struct value value = { .shape = VALUE_ROWS,
			.rows = rows,
			.count = 2 };

		draw_name(names[0], &seed);
		draw_name(names[1], &seed);
		names[1][0] = names[0][0] == 'a' ? 'b' : 'a';
		for (size_t k = 0; k < 2; k++) {
			rows[k].cells = cells[k];
			rows[k].count = 1 + draw(&seed, 4);
			cells[k][0] = names[k];
			for (size_t m = 1; m < rows[k].count; m++)
				cells[k][m] = draw_text(&seed, 0);
		}
		comes_back(&value);
		for (size_t k = 0; k < 2; k++)
			free_texts(cells[k] + 1, rows[k].count - 1);
	}
}

/* What is not well-formed prints as it is; the finished file is refused. */
static void
bad_bytes_are_not_hidden(void **state)
{
	char bytes[] = "a\xff!";
	struct value value = { .shape = VALUE_ONE, .text = bytes, .count = 1 };
	struct str text = { 0 };

	(void)state;
	value_print(&text, &value);
	assert_string_equal(text.data, "\"a\xff!\"");
	str_clear(&text);
}

/* A file with these is refused before; a value alone must refuse them too. */
static void
raw_controls_are_refused(void **state)
{
	static const char *const texts[] = { "\"a\tb\"", "\"a\nb\"",
		"\"a\x1b\"" };
	struct value value;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(value_parse(&value, "key", span_of(texts[i])),
		    -ERR_FORM_ESCAPE);
		assert_int_equal(err_last()->column, 3);
		value_clear(&value);
	}
}

/* ------------------------------------------------------------ large ones */

/* Repeats a piece between two ends, and parses that as a value. */
static int
parse_large(const char *first, const char *piece, size_t count,
    const char *last)
{
	struct str text = { 0 };
	struct value value;
	int rc;

	str_add(&text, first);
	for (size_t i = 0; i < count; i++)
		str_add(&text, piece);
	str_add(&text, last);
	rc = value_parse(&value, "key", span_make(text.data, text.len));
	value_clear(&value);
	str_clear(&text);
	return rc;
}

static void
large_values_end_soon(void **state)
{
	(void)state;
	assert_int_equal(parse_large("", "[", 500000, ""), -ERR_FORM_YAML);
	assert_int_equal(parse_large("[", "\"a\", ", 200000, "\"a\"]"),
	    -ERR_FORM_LIST_ORDER);
	assert_int_equal(parse_large("[", "[k7f3], ", 100000, "[k7f4]]"),
	    -ERR_FORM_ROW_NAME);
	assert_int_equal(parse_large("[[k7f3", ", \"\"", 200000, "]]"),
	    -ERR_FORM_VALUE);
	assert_int_equal(parse_large("\"", "\\n", 500000, "\""), 0);
	assert_int_equal(parse_large("\"", "\\", 500001, "\""),
	    -ERR_FORM_VALUE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_texts_are_what_all_yaml_reads_as_text),
		cmocka_unit_test(plain_items_are_tokens),
		cmocka_unit_test(lengths_decide_too),
		cmocka_unit_test(texts_come_back),
		cmocka_unit_test(sets_come_back),
		cmocka_unit_test(rows_come_back),
		cmocka_unit_test(bad_bytes_are_not_hidden),
		cmocka_unit_test(raw_controls_are_refused),
		cmocka_unit_test(large_values_end_soon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
