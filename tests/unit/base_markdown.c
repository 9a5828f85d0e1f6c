/* link: -Wl,--wrap=md_parse */
/* CommonMark as plain text: each construction, what is hostile, and how long
 * it may take. */
#include "base/markdown.h"

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

/* md4c gives up in the middle, for want of memory. */
static bool gives_up;

int __real_md_parse(const char *text, unsigned len, const void *parser,
    void *data);
int __wrap_md_parse(const char *text, unsigned len, const void *parser,
    void *data);

int
__wrap_md_parse(const char *text, unsigned len, const void *parser, void *data)
{
	int result = __real_md_parse(text, len, parser, data);
	return gives_up ? -1 : result;
}

static void
expect(const char *body, size_t indent, size_t cells, const char *wanted)
{
	struct str out = { 0 };
	str_add(&out, "before \n");
	markdown_print(&out, body, indent, cells);
	assert_memory_equal(out.data, "before \n", 8);
	assert_string_equal(out.data + 8, wanted);
	str_clear(&out);
}

static void
test_paragraphs(void **state)
{
	(void)state;
	expect("", 0, 20, "");
	expect("\n\n", 0, 20, "");
	expect("one\ntwo", 0, 20, "one two\n");
	expect("one\n\n\ntwo\n", 2, 20, "  one\n\n  two\n");
	expect("one two three", 1, 9, " one two\n three\n");
	expect("hard  \nbreak\\\nhere", 0, 20, "hard\nbreak\nhere\n");
	expect("# Head *ing*\ntext\n\nUnder\n=====\n", 0, 20,
	    "Head ing\n\ntext\n\nUnder\n");
	expect("a\n\n***\n\nb", 0, 20, "a\n\n---\n\nb\n");
}

static void
test_words(void **state)
{
	(void)state;
	expect("*a* **b** ***c*** _d_ `e *f*`", 0, 40, "a b c d e *f*\n");
	expect("2 * 3 \\*x\\* snake_case_word", 0, 40,
	    "2 * 3 *x* snake_case_word\n");
	expect("&lt;b&gt; &amp; &hellip; &nope; &#65; &", 0, 40,
	    "<b> & … &nope; A &\n");
	expect("<b>bold</b>\n\n<div>\nx\n</div>\n\n<!-- c -->", 0, 40,
	    "<b>bold</b>\n\n<div> x </div>\n\n<!-- c -->\n");
	expect("| a | b |\n|---|---|\n| 1 | 2 |", 0, 40,
	    "| a | b | |---|---| | 1 | 2 |\n");
	expect("~~x~~ $y$", 0, 40, "~~x~~ $y$\n");
}

static void
test_links(void **state)
{
	(void)state;
	expect("[t](http://x/?a=1&amp;b)", 0, 60, "t (http://x/?a=1&b)\n");
	expect("[t](http://x \"title\") [*e*](<a b>)", 0, 60,
	    "t (http://x) e (a b)\n");
	expect("<http://x> <me@x.org> [http://x](http://x)", 0, 60,
	    "http://x me@x.org http://x\n");
	expect("[me](mailto:me@x.org)", 0, 60, "me (mailto:me@x.org)\n");
	expect("[http://good](http://bad)", 0, 60,
	    "http://good (http://bad)\n");
	expect("![alt](a.png) ![](b.png)", 0, 60, "alt (a.png) (b.png)\n");
	expect("[a ![b](c) d](e)", 0, 60, "a b (c) d (e)\n");
	expect("[r] [s][r] [u]\n\n[r]: http://x 'T'\n", 0, 60,
	    "r (http://x) s (http://x) [u]\n");
}

static void
test_lists(void **state)
{
	(void)state;
	expect("- a\n- b b b\n  c\n- d", 0, 7, "- a\n- b b b\n  c\n- d\n");
	expect("* a\n\n* b\n\n  c\n", 0, 20, "- a\n\n- b\n\n  c\n");
	expect("9. a\n9. b\n7. c", 0, 20, "9. a\n10. b\n11. c\n");
	expect("3) a\n\ntext", 1, 20, " 3) a\n\n text\n");
	expect("- a\n  - b\n    1. c\n- d", 0, 20,
	    "- a\n  - b\n    1. c\n- d\n");
	expect("- - a", 0, 20, "- - a\n");
	expect("-\n- b\n-", 0, 20, "-\n- b\n-\n");
	expect("a\n\n-\n- b", 0, 20, "a\n\n-\n- b\n");
	expect("- a\n\n      code\n- b", 0, 20, "- a\n\n      code\n\n- b\n");
	expect("- a\n  > q\n- b", 0, 20, "- a\n  > q\n- b\n");
	expect("- # h\n- b", 0, 20, "- h\n- b\n");
	expect("- ```\n  x\n  ```", 0, 20, "-     x\n");
	expect("- a\n+ b", 0, 20, "- a\n\n- b\n");
	expect("999999999. a\n1. b", 0, 30, "999999999. a\n0. b\n");
}

static void
test_quotes(void **state)
{
	(void)state;
	expect("> a\nb\n>\n> c", 0, 20, "> a b\n>\n> c\n");
	expect("> a\n\n> b", 0, 20, "> a\n\n> b\n");
	expect("> > a\n>\n> b", 1, 20, " > > a\n >\n > b\n");
	expect("> - a\n> - b\n\nc", 0, 20, "> - a\n> - b\n\nc\n");
	expect("> a b c d e", 0, 6, "> a b\n> c d\n> e\n");
	expect(">", 0, 20, "");
}

static void
test_code(void **state)
{
	(void)state;
	expect("```c\nint  x;\n\n\ty;\n```\nz", 0, 40,
	    "    int  x;\n\n        y;\n\nz\n");
	expect("    *a*\n    &amp;\n", 0, 40, "    *a*\n    &amp;\n");
	expect("> ```\n> a\n> ```", 0, 40, ">     a\n");
	expect("```\nabcdefgh\n```", 0, 9, "    abcde\n    fgh\n");
	expect("```\n```\na", 0, 40, "a\n");
}

/* What is decoded is cleaned afterwards, and makes no rows. */
static void
test_hostile_words(void **state)
{
	(void)state;
	expect("&#27;[31m&#x9b;0m&#8238;x&#0;&#x110000;", 0, 60,
	    "␛[31m�0m�x��\n");
	expect("a&#10;b&#13;c&#9;d", 0, 60, "a b␍c   d\n");
	expect("[x](a&#27;b)", 0, 60, "x (a␛b)\n");
	expect("`\033` \033 \xFF", 0, 60, "␛ ␛ �\n");
	expect("```\n\033\n```", 0, 60, "    ␛\n");
	expect("# \u202E", 0, 60, "�\n");
}

/* Deeper than half of the row nothing moves further in. */
static void
test_nesting_is_bounded(void **state)
{
	(void)state;
	expect("> > > > > > a", 0, 8, "> > a\n");
	expect("- - - - - - a", 0, 8, "- - a\n");
	expect("> a", 3, 4, "   a\n");
	expect("abc", 9, 4, "         a\n         b\n         c\n");
	struct str body = { 0 };
	struct str out = { 0 };
	for (int i = 0; i < 3000; i++)
		str_add(&body, i % 2 == 0 ? "> " : "1. ");
	str_add(&body, "end");
	markdown_print(&out, body.data, 0, 40);
	assert_non_null(strstr(out.data, "end\n"));
	assert_true(out.len < 100);
	str_clear(&body);
	str_clear(&out);
}

/* The addresses of references take no more room than the body itself. */
static void
test_references_are_bounded(void **state)
{
	(void)state;
	struct str body = { 0 };
	struct str out = { 0 };
	str_add(&body, "[a]: http://");
	str_add_repeat(&body, 'x', 5000);
	str_add(&body, "\n\n");
	for (int i = 0; i < 2000; i++)
		str_add(&body, "[a]\n\n");
	markdown_print(&out, body.data, 0, 80);
	assert_non_null(strstr(out.data, "a (…)\n"));
	assert_non_null(strstr(out.data, "xxx)\n"));
	assert_true(out.len < 4 * body.len);
	str_clear(&body);
	str_clear(&out);
}

static void
add_many(struct str *out, const char *piece, size_t len)
{
	str_cut(out, 0);
	while (out->len < len)
		str_add(out, piece);
}

/* What would take md4c for ever is shown as it is written. */
static void
test_costly_markup_is_plain(void **state)
{
	(void)state;
	static const char *const pieces[] = { "[a](", "*a _", "`a ``", "<a ",
		"![", "[a][b]", "> ", "- ", "    - a\n", "\n- a\n\n\n",
		"[a]: b\n", "a\n", "&", "\\", "[a](b)\n\n", "> a\n", "1) " };
	struct str body = { 0 };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct str out = { 0 };
		add_many(&body, pieces[i], 1 << 17);
		clock_t start = clock();
		markdown_print(&out, body.data, 2, 80);
		double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (seconds > 8)
			fail_msg("\"%s\" took %f s", pieces[i], seconds);
		assert_true(out.len < 16 * body.len);
		str_clear(&out);
	}
	add_many(&body, "*a* ", 300000);
	str_cut(&body, 8);
	expect(body.data, 1, 20, " a a\n");
	add_many(&body, "*a* ", 300000);
	struct str out = { 0 };
	markdown_print(&out, body.data, 1, 9);
	assert_memory_equal(out.data, " *a* *a*\n", 9);
	str_cut(&out, 0);
	add_many(&body, "a\n\n", (size_t)17 << 20);
	markdown_print(&out, body.data, 0, 80);
	assert_memory_equal(out.data, "a\n\na\n", 5);
	str_clear(&out);
	str_clear(&body);
}

static void
test_giving_up_shows_all(void **state)
{
	(void)state;
	gives_up = true;
	expect("*a*\n\n- b\n", 1, 20, " *a*\n\n - b\n");
	gives_up = false;
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Any mixture of markup: rows are not too wide, end well, and are clean. */
static void
test_laws_on_random_markup(void **state)
{
	(void)state;
	static const char *const pieces[] = { "a", "word ", "\n", "\n\n", "> ",
		"- ", "1. ", "    ", "*", "**", "_", "`", "```\n", "[", "](",
		")", "<", ">", "&#27;", "&lt;", "# ", "---\n", "\\", "  \n",
		"漢", "\u0301", "\033", "\t", "![", "[a]: b\n" };
	uint32_t seed = 123456789;
	for (size_t round = 0; round < 20000; round++) {
		struct str body = { 0 };
		struct str out = { 0 };
		for (size_t i = next_random(&seed) % 40; i > 0; i--)
			str_add(&body, pieces[next_random(&seed) % 30]);
		size_t indent = next_random(&seed) % 5;
		size_t cells = indent + 4 + next_random(&seed) % 40;
		markdown_print(&out, str_text(&body), indent, cells);
		assert_null(strchr(str_text(&out), '\033'));
		assert_null(strstr(str_text(&out), " \n"));
		assert_true(out.len == 0 || out.data[out.len - 1] == '\n');
		struct span rest = span_make(str_text(&out), out.len);
		while (rest.len > 0) {
			struct span row = span_next_line(&rest);
			if (utf8_width(row.data, row.len) > cells)
				fail_msg("%zu, %zu: %s", indent, cells,
				    body.data);
		}
		str_clear(&body);
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
		cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_hostile_words),
		cmocka_unit_test(test_nesting_is_bounded),
		cmocka_unit_test(test_references_are_bounded),
		cmocka_unit_test(test_costly_markup_is_plain),
		cmocka_unit_test(test_giving_up_shows_all),
		cmocka_unit_test(test_laws_on_random_markup),
	};
	return cmocka_run_group_tests_name("base_markdown", tests, set_locale,
	    NULL);
}
