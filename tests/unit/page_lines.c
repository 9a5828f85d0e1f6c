/* Papers laid out: every width, hostile words, styles that are wrapped. */
#include "page/lines.h"

#include "base/clean.h"
#include "base/str.h"
#include "base/utf8.h"
#include "support/laid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Steering, hiding and posing signs, bad bytes, wide, combining and joined
 * letters, words without an end, and the marks of styles. */
static const char *const words[] = {
	"a\033[31mb\r\x07\x08 c\x7f",
	"\xc2\x9b"
	"31m \xe2\x80\xae"
	"evil\xe2\x80\xac \xe2\x81\xa0joined\xe2\x81\xa0",
	"bad \xff\xfe \xc3( \xf0\x9f end\xe2",
	"漢字仮名交じり文、と「括弧」。漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81 z\xcc\xb5\xcc\xb6",
	"👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 and 🇬🇧🇬🇧🇬🇧",
	"ภาษาไทยไม่มีช่องว่างระหว่างคำเลยสักนิดเดียวนะครับผม",
	"averylongwordthatnobodyeversaidandthatdoesnotfitintoanylinewhatever",
	"{+not added+} [-nor removed-] [nor found] {1}",
	"  spaces   at   both ends   and\ttabs\t\t.   ",
	"one\n\ntwo\n  three\n",
	"",
	" ",
};
#define WORDS (sizeof(words) / sizeof(*words))

/* All forms of blocks, with the same words. */
static void
fill(struct paper *paper, const char *text)
{
	static const struct paper_column columns[] = {
		{ .may_go = false },
		{ .may_go = true, .right = true },
		{ .may_go = false },
	};
	const char *const cells[] = { "S-0a1b", text, text };
	paper_title(paper, text);
	paper_prose(paper, 4, text);
	paper_item(paper, 2, "- ", text);
	paper_markdown(paper, 2, text);
	paper_line(paper, PAGE_ADDED, text);
	paper_runs(paper, 2);
	paper_run(paper, PAGE_PLAIN, text, strlen(text));
	paper_run(paper, PAGE_REMOVED, text, strlen(text));
	paper_run(paper, PAGE_FOUND, text, strlen(text));
	paper_table(paper, columns, 3);
	paper_row(paper, cells);
	paper_blank(paper);
}

static void
assert_spans_fit(const struct page_line *line)
{
	size_t at = 0;
	for (size_t i = 0; i < line->span_count; i++) {
		const struct page_span *span = &line->spans[i];
		assert_true(span->begin >= at);
		assert_true(span->len > 0 || line->text[0] == '\0');
		assert_true(span->style != PAGE_PLAIN);
		assert_true(!span->goes_on || i == 0);
		at = span->begin + span->len;
		assert_true(
		    utf8_is_valid(line->text + span->begin, span->len, NULL));
	}
	assert_true(at <= strlen(line->text));
}

/* Clean text, cleaned again, is the same. */
static void
assert_is_clean(const char *text)
{
	struct str again = { 0 };
	clean_text(&again, text, strlen(text));
	assert_string_equal(str_text(&again), text);
	assert_null(strpbrk(text, "\n\r\033\t"));
	str_clear(&again);
}

static void
test_no_width_lets_anything_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < WORDS; i++) {
		struct paper paper = { .blocks = NULL };
		fill(&paper, words[i]);
		for (size_t cells = 20; cells <= 80; cells++) {
			struct lines lines = { .all = NULL };
			lines_lay(&lines, &paper, cells);
			for (size_t k = 0; k < lines.count; k++) {
				const char *text = lines.all[k].text;
				assert_is_clean(text);
				assert_spans_fit(&lines.all[k]);
				assert_true(
				    utf8_width(text, strlen(text)) <= cells);
			}
			lines_clear(&lines);
		}
		paper_clear(&paper);
	}
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

static size_t
count_ink(const char *text, size_t len)
{
	size_t ink = 0;
	for (size_t i = 0; i < len; i++)
		ink += !is_space(text[i]);
	return ink;
}

/* The ink of all spans of a style, and of all lines. */
static size_t
count_styled(const struct lines *lines, enum page_style style, size_t *all)
{
	size_t ink = 0;
	*all = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const struct page_line *line = &lines->all[i];
		*all += count_ink(line->text, strlen(line->text));
		for (size_t k = 0; k < line->span_count; k++) {
			const struct page_span *span = &line->spans[k];
			if (span->style == style)
				ink += count_ink(line->text + span->begin,
				    span->len);
		}
	}
	return ink;
}

/* Whatever the width, the same words have the style, and none are lost. */
static void
test_styles_keep_to_their_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < WORDS; i++) {
		struct paper paper = { .blocks = NULL };
		size_t first[2] = { 0 };
		paper_runs(&paper, 2);
		paper_run(&paper, PAGE_PLAIN, "before ", 7);
		paper_run(&paper, PAGE_ADDED, words[i], strlen(words[i]));
		paper_run(&paper, PAGE_PLAIN, " behind", 7);
		for (size_t cells = 20; cells <= 80; cells++) {
			struct lines lines = { .all = NULL };
			size_t all = 0;
			lines_lay(&lines, &paper, cells);
			size_t ink = count_styled(&lines, PAGE_ADDED, &all);
			if (cells == 20) {
				first[0] = ink;
				first[1] = all;
			}
			assert_int_equal(ink, first[0]);
			assert_int_equal(all, first[1]);
			assert_int_equal(all - ink, strlen("beforebehind"));
			lines_clear(&lines);
		}
		paper_clear(&paper);
	}
}

static void
lay_runs(struct paper *paper)
{
	paper_runs(paper, 2);
	paper_run(paper, PAGE_PLAIN, "We meet ", 8);
	paper_run(paper, PAGE_REMOVED, "every single week ", 18);
	paper_run(paper, PAGE_ADDED, "once a month ", 13);
	paper_run(paper, PAGE_PLAIN, "at the ", 7);
	paper_run(paper, PAGE_FOUND, "mill", 4);
	paper_run(paper, PAGE_PLAIN, ".", 1);
}

static void
test_a_wrapped_run_goes_on(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	lay_runs(&paper);
	char *text = laid_text(&paper, 24);
	assert_string_equal(text,
	    "  We meet [-every single\n"
	    "  week-] {+once a\n"
	    "  month+} at the [mill].\n");
	free(text);
	lay_runs(&paper);
	text = laid_styles(&paper, 24);
	assert_string_equal(text,
	    "..........RRRRRRRRRRRRRR\n"
	    "..rrrrrr.AAAAAAAA\n"
	    "..aaaaaaa........FFFFFF\n");
	free(text);
}

/* Two runs side by side are two; words with such marks are none. */
static void
test_runs_are_told_apart(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_runs(&paper, 0);
	paper_run(&paper, PAGE_ADDED, "a ", 2);
	paper_run(&paper, PAGE_ADDED, "b", 1);
	paper_run(&paper, PAGE_PLAIN, " {+c+}", 6);
	paper_run(&paper, PAGE_ADDED, " \n ", 3);
	paper_line(&paper, PAGE_REMOVED, "gone");
	paper_line(&paper, PAGE_PLAIN, "here");
	char *text = laid_styles(&paper, 40);
	assert_string_equal(text, "AAAAA.AAAAA\n\nRRRRRRRR\n\n");
	free(text);
}

static void
test_a_title_is_one_over_lines(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_title(&paper, "D-7kq4  Which outcome first?");
	char *text = laid_styles(&paper, 20);
	assert_string_equal(text, "TTTTTTTTTTTTT\ntttttttttttttt\n");
	free(text);
}

/* Signs that are wrapped apart from their words, or from each other. */
static void
test_a_style_ends_with_its_sign(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_runs(&paper, 0);
	paper_run(&paper, PAGE_ADDED, "abcdefghijklmnopq", 17);
	paper_run(&paper, PAGE_PLAIN, " then", 5);
	char *text = laid_styles(&paper, 20);
	assert_string_equal(text, "AAAAAAAAAAAAAAAAAAAA\na\n");
	free(text);
}

static void
test_wide_words_are_cut_between(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_prose(&paper, 1, "漢字漢字漢字漢字漢字漢字");
	paper_line(&paper, PAGE_PLAIN, "漢字漢字漢字漢字漢字漢字");
	char *text = laid_text(&paper, 20);
	assert_string_equal(text,
	    " 漢字漢字漢字漢字漢\n"
	    " 字漢字\n"
	    "漢字漢字漢字漢字漢…\n");
	free(text);
}

/* Rows of a table are of one block; a block can have no line. */
static void
test_lines_know_their_block(void **state)
{
	(void)state;
	static const struct paper_column columns[] = { { .may_go = false } };
	static const char *const cells[] = { "one" };
	static const size_t blocks[] = { 0, 0, 2, 2, 3 };
	struct paper paper = { .blocks = NULL };
	struct lines lines = { .all = NULL };
	paper_prose(&paper, 0, "more than one line of words");
	paper_prose(&paper, 0, "");
	paper_table(&paper, columns, 1);
	paper_row(&paper, cells);
	paper_row(&paper, cells);
	paper_blank(&paper);
	lines_lay(&lines, &paper, 20);
	assert_int_equal(lines.count, sizeof(blocks) / sizeof(*blocks));
	for (size_t i = 0; i < lines.count; i++)
		assert_int_equal(lines.all[i].block, blocks[i]);
	lines_clear(&lines);
	paper_clear(&paper);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_width_lets_anything_out),
		cmocka_unit_test(test_styles_keep_to_their_words),
		cmocka_unit_test(test_a_wrapped_run_goes_on),
		cmocka_unit_test(test_runs_are_told_apart),
		cmocka_unit_test(test_a_title_is_one_over_lines),
		cmocka_unit_test(test_a_style_ends_with_its_sign),
		cmocka_unit_test(test_wide_words_are_cut_between),
		cmocka_unit_test(test_lines_know_their_block),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
