/* Wrapping: known rows, and laws over random text. */
#include "base/wrap.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/span.h"
#include "base/utf8.h"

static void
expect_wrapped(const char *text, size_t indent, size_t cells,
    const char *wanted)
{
	struct str out = { 0 };
	wrap_text(&out, text, indent, cells);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
}

static void
test_words(void **state)
{
	(void)state;
	expect_wrapped("", 0, 10, "");
	expect_wrapped("\n", 3, 10, "\n");
	expect_wrapped("one two three", 0, 20, "one two three\n");
	expect_wrapped("one two three", 0, 13, "one two three\n");
	expect_wrapped("one two three", 0, 12, "one two\nthree\n");
	expect_wrapped("one two three", 0, 7, "one two\nthree\n");
	expect_wrapped("one two three", 0, 6, "one\ntwo\nthree\n");
	expect_wrapped("one two three\n", 2, 9, "  one two\n  three\n");
	expect_wrapped("a\n\n b\n", 1, 9, " a\n\n  b\n");
	expect_wrapped("one two  ", 0, 7, "one two\n");
	expect_wrapped("one      two", 0, 5, "one\ntwo\n");
	expect_wrapped("     ", 1, 3, "\n");
}

static void
test_leading_spaces_stay(void **state)
{
	(void)state;
	expect_wrapped("  one two", 0, 6, "  one\ntwo\n");
	expect_wrapped("  one", 0, 4, "  on\ne\n");
	expect_wrapped("      one", 0, 4, "\none\n");
	expect_wrapped("     \u0301x", 0, 4, "\n \u0301x\n");
}

static void
test_long_words_break(void **state)
{
	(void)state;
	expect_wrapped("abcdefgh", 0, 3, "abc\ndef\ngh\n");
	expect_wrapped("x abcdefgh y", 0, 3, "x\nabc\ndef\ngh\ny\n");
	expect_wrapped("e\u0301e\u0301e\u0301", 0, 2,
	    "e\u0301e\u0301\ne\u0301\n");
	expect_wrapped("abc", 5, 3, "     a\n     b\n     c\n");
	expect_wrapped("\x80\x81", 0, 1, "\x80\n\x81\n");
}

static void
test_wide_scripts(void **state)
{
	(void)state;
	expect_wrapped("没有我们就不谈", 0, 7, "没有我\n们就不\n谈\n");
	expect_wrapped("ab没有我们", 0, 5, "ab没\n有我\n们\n");
	/* No row begins with a closing sign. */
	expect_wrapped("没有我，们", 0, 6, "没有\n我，们\n");
	expect_wrapped("กินข้าว", 0, 3, "กินข้\nาว\n");
	expect_wrapped("漢", 0, 1, "漢\n");
	/* A family that is wider than the row is taken apart. */
	expect_wrapped("👩\u200D👧", 0, 3, "👩\u200D\n👧\n");
}

static void
test_items(void **state)
{
	(void)state;
	struct str out = { 0 };
	wrap_item(&out, "- ", "one two three\nfour", 2, 11);
	wrap_item(&out, "10. ", "five six", 0, 8);
	wrap_item(&out, "- ", "", 1, 10);
	wrap_item(&out, "- ", "\nx", 1, 10);
	wrap_item(&out, "漢 ", "ab", 0, 1);
	assert_string_equal(str_text(&out),
	    "  - one two\n    three\n    four\n"
	    "10. five\n    six\n"
	    " -\n"
	    " -\n   x\n"
	    "漢 a\n   b\n");
	str_clear(&out);
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void
add_without_spaces(struct str *out, struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] != ' ' && text.data[i] != '\n')
			str_add_char(out, text.data[i]);
}

/* Nothing but spaces is lost, no row is too wide, each is indented. */
static void
test_laws_on_random_text(void **state)
{
	(void)state;
	static const char *const pieces[] = { "a", "bc", " ", "  ", "word",
		"e\u0301", "漢", "、", "😀", "-", "\n", "antidisestablish" };
	uint32_t seed = 521288629;
	for (size_t round = 0; round < 20000; round++) {
		struct str text = { 0 };
		struct str out = { 0 };
		struct str words = { 0 };
		struct str shown = { 0 };
		for (size_t i = next_random(&seed) % 40; i > 0; i--)
			str_add(&text, pieces[next_random(&seed) % 12]);
		size_t indent = next_random(&seed) % 4;
		size_t cells = indent + 2 + next_random(&seed) % 20;
		wrap_text(&out, str_text(&text), indent, cells);
		struct span rest = span_make(str_text(&out), out.len);
		while (rest.len > 0) {
			struct span row = span_next_line(&rest);
			assert_true(utf8_width(row.data, row.len) <= cells);
			for (size_t i = 0; i < indent && i < row.len; i++)
				assert_int_equal(row.data[i], ' ');
			if (row.len > 0)
				assert_int_not_equal(row.data[row.len - 1],
				    ' ');
		}
		add_without_spaces(&words,
		    span_make(str_text(&text), text.len));
		add_without_spaces(&shown, span_make(str_text(&out), out.len));
		assert_string_equal(str_text(&words), str_text(&shown));
		str_clear(&text);
		str_clear(&out);
		str_clear(&words);
		str_clear(&shown);
	}
}

/* A megabyte of anything wraps in a moment: nothing is read over and over. */
static void
test_time_is_linear(void **state)
{
	(void)state;
	static const char *const pieces[] = { "a", " ", "ab ", "漢", "\u0301",
		"👩\u200D", "           b" };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct str text = { 0 };
		struct str out = { 0 };
		while (text.len < 1 << 20)
			str_add(&text, pieces[i]);
		clock_t start = clock();
		wrap_text(&out, text.data, 0, 80);
		double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (seconds > 5)
			fail_msg("piece %zu took %f s", i, seconds);
		str_clear(&text);
		str_clear(&out);
	}
}

static int
set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_leading_spaces_stay),
		cmocka_unit_test(test_long_words_break),
		cmocka_unit_test(test_wide_scripts),
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_laws_on_random_text),
		cmocka_unit_test(test_time_is_linear),
	};
	return cmocka_run_group_tests_name("base_wrap", tests, set_locale,
	    NULL);
}
