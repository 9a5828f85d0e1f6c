/* The merged view of bodies: anchors, gaps, limits. */
#include "model/view.h"

#include "base/mem.h"
#include "base/str.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A version whose body is these letters, each a paragraph. "." stands for
 * another blank line. */
static void
add_letters(struct lineage *lineage, uint32_t vid, const char *follows,
    const char *letters)
{
	struct str words = { 0 };

	str_add_char(&words, '\n');
	for (; *letters; letters++) {
		if (*letters != '.')
			str_add_char(&words, *letters);
		str_add(&words, *letters != '.' ? "\n\n" : "\n");
	}
	weave_add(lineage,
	    &(struct weave){
		.vid = vid,
		.follows = follows,
		.words = str_text(&words),
	    });
	str_clear(&words);
}

/* The letters of a text; paragraphs parted by one blank line alone. */
static void
read_letters(struct str *out, const char *text)
{
	for (; *text; text++)
		if (*text != '\n')
			str_add_char(out, *text);
}

/* The combined letters, then each gap where heads clash: where it begins,
 * and the variants with how many heads have them. */
static char *
show(const struct lineage *lineage)
{
	struct view *view = view_make(lineage);
	struct str out = { 0 };

	read_letters(&out, view->record->body);
	for (size_t c = 0; c < view->clash_count; c++) {
		const struct view_clash *clash = &view->clashes[c];

		str_add_format(&out, " %zu", clash->at);
		for (size_t v = 0; v < clash->variant_count; v++) {
			str_add_char(&out, v == 0 ? ':' : '|');
			if (!clash->variants[v].is_absent)
				read_letters(&out,
				    clash->variants[v].value.text);
			if (clash->variants[v].head_count > 1)
				str_add_format(&out, "*%zu",
				    clash->variants[v].head_count);
		}
	}
	view_free(view);
	return str_take(&out);
}

/* Heads 2, 3 … (ended by NULL) of a base. */
static void
demand(const char *base, const char *const *heads, const char *wanted)
{
	struct lineage lineage = { 0 };
	char *shown;

	add_letters(&lineage, 1, NULL, base);
	for (uint32_t h = 0; heads[h]; h++)
		add_letters(&lineage, 2 + h, "1", heads[h]);
	lineage_link(&lineage);
	shown = show(&lineage);
	assert_string_equal(shown, wanted);
	free(shown);
	lineage_clear(&lineage);
}

#define HEADS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

static void
test_gaps(void **state)
{
	(void)state;
	demand("abc", HEADS("axbc", "abyc"), "axbyc");
	demand("abc", HEADS("xabc", "abcy"), "xabcy");
	demand("abc", HEADS("bc", "aby"), "by");
	demand("abc", HEADS("ac", "ab"), "abc 1:b|c");
	demand("abc", HEADS("axc", "ayc"), "axyc 1:x|y");
	demand("abc", HEADS("axc", "ac"), "axc 1:x|");
	demand("abc", HEADS("axc", "axc"), "axc");
	demand("abc", HEADS("axc", "axc", "ayc", "abc"), "axyc 1:x*2|y");
	demand("abc", HEADS("xbc", "abc", "abz"), "xbz");
	demand("abcd", HEADS("axcd", "abyd", "abcd"), "abyxcd 1:by|xc");
	demand("abcd", HEADS("xbcy", "zbcw"), "xzbcwy 0:x|z 4:w|y");
	demand("", HEADS("ab", "ac"), "abac 0:ab|ac");
	demand("ab", HEADS("", "abc"), "abc 0:abc|");
	demand("ab", HEADS("ab", ""), "");
	demand("ab", HEADS("xab", "yab", ""), "xabyab 0:xab|yab|");
}

static void
test_doubled(void **state)
{
	(void)state;
	/* b occurs twice in a head: it is no anchor, a and c are. */
	demand("abc", HEADS("abbc", "abxc"), "abbbxc 1:bb|bx");
	demand("abbc", HEADS("abbxc", "aybbc"), "abbxybbc 1:bbx|ybb");
}

/* What moved holds nothing in place. Of equally long runs the one with the
 * smallest base positions: a and c here, not b and c. */
static void
test_moved(void **state)
{
	(void)state;
	demand("abc", HEADS("bac", "abxc"), "babxc 2:bx|");
	demand("abcd", HEADS("dbac", "abcdx"), "dbacdx 4:dx|");
	demand("abcde", HEADS("edcba", "abcdex"), "edcbabcdex 5:bcdex|");
}

/* Blank lines of any kind part paragraphs; what one changed is kept as it
 * is; what is put together has one between each two. */
static void
test_blank_lines(void **state)
{
	struct lineage lineage = { 0 };
	struct view *view;

	(void)state;
	weave_add(&lineage, &(struct weave){ .vid = 1, .words = "\nA\n\nB\n" });
	weave_add(&lineage,
	    &(struct weave){
		.vid = 2,
		.follows = "1",
		.words = "\nA\n \t\n  A2\nA3 \n\n\n\nB\n",
	    });
	weave_add(&lineage,
	    &(struct weave){
		.vid = 3,
		.follows = "1",
		.words = "a: x\n\nA\n\nB\n",
	    });
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_string_equal(view->record->body, "A\n \t\n  A2\nA3 \n\n\n\nB\n");
	view_free(view);
	weave_add(&lineage,
	    &(struct weave){
		.vid = 4,
		.follows = "1",
		.words = "\nA\n\n\nB\n\nC\n",
	    });
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_string_equal(view->record->body, "A\n\n  A2\nA3 \n\nB\n\nC\n");
	assert_int_equal(view->clash_count, 0);
	view_free(view);
	lineage_clear(&lineage);
}

/* Bases that do not agree on the body are none: whole bodies. */
static void
test_criss_cross(void **state)
{
	struct lineage lineage = { 0 };
	char *shown;

	(void)state;
	add_letters(&lineage, 1, NULL, "ab");
	add_letters(&lineage, 2, "1", "axb");
	add_letters(&lineage, 3, "1", "ayb");
	add_letters(&lineage, 4, "2 3", "axb");
	add_letters(&lineage, 5, "2 3", "ayb");
	lineage_link(&lineage);
	shown = show(&lineage);
	assert_string_equal(shown, "axbayb 0:axb|ayb");
	free(shown);
	add_letters(&lineage, 6, "2 3", "");
	lineage_link(&lineage);
	shown = show(&lineage);
	assert_string_equal(shown, "axbayb 0:axb|ayb|");
	free(shown);
	lineage_clear(&lineage);
}

/* Two roots. */
static void
test_no_base(void **state)
{
	struct lineage lineage = { 0 };
	char *shown;

	(void)state;
	add_letters(&lineage, 1, NULL, "ab");
	add_letters(&lineage, 2, NULL, "");
	lineage_link(&lineage);
	shown = show(&lineage);
	assert_string_equal(shown, "ab");
	free(shown);
	add_letters(&lineage, 3, NULL, "ac");
	lineage_link(&lineage);
	shown = show(&lineage);
	assert_string_equal(shown, "abac 0:ab|ac");
	free(shown);
	lineage_clear(&lineage);
}

/* ------------------------------------------------------------ limits */

/* A version whose body is a row of numbers, the n-th one changed. */
static void
add_long(struct lineage *lineage, uint32_t vid, const char *follows,
    size_t count, size_t changed)
{
	struct str words = { 0 };

	str_add_char(&words, '\n');
	for (size_t i = 0; i < count; i++)
		str_add_format(&words, "%s%zu\n\n", i == changed ? "x" : "", i);
	weave_add(lineage,
	    &(struct weave){
		.vid = vid,
		.follows = follows,
		.words = str_text(&words),
	    });
	str_clear(&words);
}

static void
demand_long(size_t count, size_t clashes)
{
	struct lineage lineage = { 0 };
	struct view *view;

	add_long(&lineage, 1, NULL, count, SIZE_MAX);
	add_long(&lineage, 2, "1", count, 3);
	add_long(&lineage, 3, "1", count, count - 3);
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_int_equal(view->clash_count, clashes);
	if (clashes > 0) {
		assert_int_equal(view->clashes[0].variant_count, 2);
		assert_int_equal(view->clashes[0].at, 0);
	}
	view_free(view);
	lineage_clear(&lineage);
}

static void
test_paragraphs_limit(void **state)
{
	(void)state;
	demand_long(2000, 0);
	demand_long(2001, 1);
}

static void
demand_many(uint32_t heads, size_t clashes)
{
	struct lineage lineage = { 0 };
	struct view *view;

	add_long(&lineage, 1, NULL, 120, SIZE_MAX);
	for (uint32_t h = 0; h < heads; h++)
		add_long(&lineage, 2 + h, "1", 120, 2 * h);
	/* The same words once more do not count. */
	add_long(&lineage, 60, "1", 120, 0);
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_int_equal(view->word_count, heads);
	assert_int_equal(view->clash_count, clashes);
	if (clashes > 0)
		assert_int_equal(view->clashes[0].variant_count, heads);
	view_free(view);
	lineage_clear(&lineage);
}

static void
test_heads_limit(void **state)
{
	(void)state;
	demand_many(8, 0);
	demand_many(9, 1);
	demand_many(50, 1);
}

/* The longest body there can be, turned round: it ends, and soon. */
static void
test_turned_round(void **state)
{
	struct lineage lineage = { 0 };
	struct str there = { 0 }, back = { 0 };
	struct view *view;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		str_add_format(&there, "\n%d%0500d\n", i, 0);
		str_add_format(&back, "\n%d%0500d\n", 1999 - i, 0);
	}
	weave_add(&lineage,
	    &(struct weave){ .vid = 1, .words = str_text(&there) });
	weave_add(&lineage,
	    &(struct weave){
		.vid = 2,
		.follows = "1",
		.words = str_text(&back),
	    });
	str_add(&there, "\n\nx\n");
	weave_add(&lineage,
	    &(struct weave){
		.vid = 3,
		.follows = "1",
		.words = str_text(&there),
	    });
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_int_equal(view->head_count, 2);
	view_free(view);
	str_clear(&there);
	str_clear(&back);
	lineage_clear(&lineage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_doubled),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_blank_lines),
		cmocka_unit_test(test_criss_cross),
		cmocka_unit_test(test_no_base),
		cmocka_unit_test(test_paragraphs_limit),
		cmocka_unit_test(test_heads_limit),
		cmocka_unit_test(test_turned_round),
	};
	return cmocka_run_group_tests_name("model_view_body", tests, NULL,
	    NULL);
}
