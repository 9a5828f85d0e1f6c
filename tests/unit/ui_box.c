/* The writing box: what people do in it, step by step. tests/ui/edits.c is
 * about everything else. */
#include "ui/box.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static struct box *box;

static void
start(const char *text)
{
	box_free(box);
	box = box_new(span_of(text));
	box_set_caret(box, 0);
}

static int
tear_down(void **state)
{
	(void)state;
	box_free(box);
	box = NULL;
	return 0;
}

static void
type(const char *text)
{
	for (; *text != '\0'; text++)
		box_type(box, span_make(text, 1));
}

static void
expect_text(const char *wanted)
{
	struct span text = box_text(box);
	assert_int_equal(text.len, strlen(wanted));
	assert_memory_equal(text.data, wanted, text.len);
}

static void
expect_move(enum box_move move, size_t wanted)
{
	box_move(box, move);
	assert_int_equal(box_caret(box), wanted);
}

static void
test_steps(void **state)
{
	(void)state;
	start("");
	unsigned long revision = box_revision(box);
	assert_false(box_undo(box));
	assert_int_equal(box_revision(box), revision);
	type("one two  three");
	assert_int_not_equal(box_revision(box), revision);
	assert_true(box_undo(box));
	expect_text("one two  ");
	assert_true(box_undo(box));
	expect_text("one ");
	assert_true(box_redo(box));
	expect_text("one two  ");
	/* Something else is done: what was undone is gone. */
	type("!");
	assert_false(box_redo(box));
	expect_text("one two  !");
	/* Where the caret went away in between, it is another step. */
	box_move(box, BOX_LEFT);
	box_move(box, BOX_RIGHT);
	type("?");
	assert_true(box_undo(box));
	expect_text("one two  !");
}

static void
test_erasing(void **state)
{
	(void)state;
	start("some words here");
	box_set_caret(box, 10);
	box_delete(box, BOX_LEFT);
	box_delete(box, BOX_LEFT);
	box_delete(box, BOX_RIGHT);
	expect_text("some worhere");
	box_delete(box, BOX_WORD_LEFT);
	expect_text("some here");
	assert_int_equal(box_caret(box), 5);
	assert_true(box_undo(box));
	expect_text("some words here");
	assert_int_equal(box_caret(box), 11);
	assert_true(box_redo(box));
	expect_text("some here");
	box_delete(box, BOX_ROW_END);
	box_delete(box, BOX_ROW_END);
	expect_text("some ");
	box_move(box, BOX_START);
	box_delete(box, BOX_LEFT);
	expect_text("some ");
}

static void
test_words(void **state)
{
	(void)state;
	start("We can't go.  Now, \u00e9t\u00e9\nlast");
	expect_move(BOX_WORD_RIGHT, 3);
	expect_move(BOX_WORD_RIGHT, 9);
	expect_move(BOX_WORD_RIGHT, 14);
	expect_move(BOX_WORD_RIGHT, 19);
	expect_move(BOX_WORD_RIGHT, 25);
	expect_move(BOX_WORD_RIGHT, 29);
	expect_move(BOX_WORD_RIGHT, 29);
	expect_move(BOX_WORD_LEFT, 25);
	expect_move(BOX_WORD_LEFT, 19);
	expect_move(BOX_WORD_LEFT, 14);
	expect_move(BOX_START, 0);
	expect_move(BOX_WORD_LEFT, 0);
}

static void
test_paragraphs(void **state)
{
	(void)state;
	start("one\n\n\ntwo\nthree");
	expect_move(BOX_PARAGRAPH_DOWN, 6);
	expect_move(BOX_PARAGRAPH_DOWN, 10);
	expect_move(BOX_PARAGRAPH_DOWN, 15);
	expect_move(BOX_PARAGRAPH_UP, 10);
	expect_move(BOX_PARAGRAPH_UP, 6);
	expect_move(BOX_PARAGRAPH_UP, 0);
	expect_move(BOX_PARAGRAPH_UP, 0);
}

/* Going down and up again comes back to the column, over shorter rows. */
static void
test_columns(void **state)
{
	(void)state;
	start("a long row\nx\n漢字漢字漢字\nend");
	box_set_caret(box, 5);
	expect_move(BOX_DOWN, 12);
	expect_move(BOX_DOWN, 19);
	expect_move(BOX_UP, 12);
	expect_move(BOX_UP, 5);
	expect_move(BOX_UP, 0);
	expect_move(BOX_DOWN, 12);
	expect_move(BOX_END, 35);
	expect_move(BOX_DOWN, 35);
}

static void
test_pastes(void **state)
{
	(void)state;
	start("<>");
	box_set_caret(box, 1);
	assert_int_equal(box_paste(box, span_of("a\r\nb\rc\t\033[1m\xff\x7f")),
	    3);
	expect_text("<a\nb\nc\t[1m\ufffd>");
	assert_true(box_undo(box));
	expect_text("<>");
	assert_int_equal(box_paste(box, span_of("\033\a")), 2);
	assert_false(box_undo(box));
}

static void
expect_found(const char *words, bool forward, size_t caret, size_t number)
{
	size_t at;
	size_t count;
	assert_true(box_find(box, span_of(words), forward, &at, &count));
	assert_int_equal(box_caret(box), caret);
	assert_int_equal(at, number);
	assert_int_equal(count, 3);
}

static void
test_finding(void **state)
{
	(void)state;
	size_t at;
	size_t count;
	start("Tea and TEA, then \u00c9tude \u00e9tude e\u0301tude. tea.");
	expect_found("tea", true, 8, 2);
	expect_found("tea", true, 41, 3);
	expect_found("tea", true, 0, 1);
	expect_found("tea", false, 41, 3);
	expect_found("tea", false, 8, 2);
	box_set_caret(box, 9);
	expect_found("tea", false, 8, 2);
	box_set_caret(box, 9);
	expect_found("tea", true, 41, 3);
	assert_true(box_find(box, span_of("\u00e9"), true, &at, &count));
	assert_int_equal(count, 2);
	/* Half of a letter is none. */
	assert_true(box_find(box, span_of("e"), true, &at, &count));
	assert_int_equal(count, 7);
	assert_false(box_find(box, span_of("coffee"), true, &at, &count));
	assert_false(box_find(box, span_of(""), true, &at, &count));
	assert_int_equal(count, 0);
	start("aaa");
	assert_true(box_find(box, span_of("aa"), true, &at, &count));
	assert_int_equal(count, 1);
	start("xe e\u0301 e");
	box_set_caret(box, 2);
	assert_true(box_find(box, span_of("e"), true, &at, &count));
	assert_int_equal(box_caret(box), 7);
	assert_int_equal(count, 2);
	start("e e\u0301 e e");
	assert_true(box_find(box, span_of("e e"), true, &at, &count));
	assert_int_equal(box_caret(box), 6);
	assert_int_equal(count, 1);
}

/* Rows are found as far as the view needs them: a long text costs no more
 * than a short one, and scrolling follows the caret row by row. */
static void
test_scrolling(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (size_t i = 0; i < 100; i++)
		str_add_format(&text, "row %zu\n", i);
	start(str_text(&text));
	box_set_size(box, 40, 10);
	size_t row;
	size_t col;
	for (size_t i = 0; i < 9; i++)
		box_move(box, BOX_DOWN);
	box_get_place(box, &row, &col);
	assert_int_equal(row, 9);
	box_move(box, BOX_DOWN);
	box_get_place(box, &row, &col);
	assert_int_equal(row, 9);
	box_move(box, BOX_UP);
	box_get_place(box, &row, &col);
	assert_int_equal(row, 8);
	/* A jump shows what is around it. */
	size_t at;
	size_t count;
	assert_true(box_find(box, span_of("row 77"), true, &at, &count));
	box_get_place(box, &row, &col);
	assert_int_equal(row, 5);
	assert_int_equal(col, 0);
	box_set_size(box, 5, 0);
	box_get_place(box, &row, &col);
	assert_int_equal(row, 0);
	str_clear(&text);
}

/* Spaces at a row's end hang past it, and the caret stays in its column. */
static void
test_hanging(void **state)
{
	(void)state;
	start("");
	box_set_size(box, 21, 5);
	type("twenty letters here ");
	size_t row;
	size_t col;
	box_get_place(box, &row, &col);
	assert_int_equal(row, 0);
	assert_int_equal(col, 20);
	type("   ");
	box_get_place(box, &row, &col);
	assert_int_equal(row, 0);
	assert_int_equal(col, 20);
	type("x");
	box_get_place(box, &row, &col);
	assert_int_equal(row, 1);
	assert_int_equal(col, 1);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_steps),
		TEST(test_erasing),
		TEST(test_words),
		TEST(test_paragraphs),
		TEST(test_columns),
		TEST(test_pastes),
		TEST(test_finding),
		TEST(test_scrolling),
		TEST(test_hanging),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_box", tests, NULL, NULL);
}
