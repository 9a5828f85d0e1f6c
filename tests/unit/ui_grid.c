/* Glyphs and the grid of cells: what is put where, and what never is. */
#include "ui/grid.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COLS 20
#define ROWS 3

static struct grid grid;

static int
set_up(void **state)
{
	(void)state;
	grid_set_size(&grid, COLS, ROWS);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	grid_clear(&grid);
	return 0;
}

static void
expect_text(const char *wanted)
{
	struct str out = { 0 };
	grid_dump_text(&grid, &out);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
}

static void
expect_styles(const char *wanted)
{
	struct str out = { 0 };
	grid_dump_styles(&grid, &out);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
}

static size_t
put(size_t row, size_t col, const char *text)
{
	struct grid_place place = { .row = row, .col = col };
	return grid_put(&grid, place, STYLE_PLAIN, span_of(text));
}

static void
expect_glyph(const char *text, size_t bytes, size_t cells, size_t parts)
{
	struct glyph glyph;
	size_t width;
	glyph_read(&glyph, span_of(text));
	assert_int_equal(glyph.bytes, bytes);
	assert_int_equal(glyph.cells, cells);
	assert_int_equal(glyph.count, parts);
	assert_int_equal(glyph_measure(span_of(text), &width), bytes);
	assert_int_equal(width, cells);
	assert_int_equal(glyph_step(span_of(text)), bytes);
}

static void
test_glyphs(void **state)
{
	(void)state;
	expect_glyph("a", 1, 1, 1);
	expect_glyph("ab", 1, 1, 1);
	expect_glyph("\t", 1, GLYPH_TAB_CELLS, GLYPH_TAB_CELLS);
	expect_glyph("\r\n", 1, 1, 1);
	expect_glyph("é", 2, 1, 1);
	expect_glyph("e\u0301x", 3, 1, 1);
	expect_glyph("\u0301x", 2, 1, 1);
	expect_glyph("漢字", 3, 2, 1);
	expect_glyph("한", 3, 2, 1);
	expect_glyph("\u1112\u1161\u11ab", 9, 2, 1);
	expect_glyph("\u1161x", 3, 1, 1);
	expect_glyph("👩\u200d👩\u200d👧\u200d👦", 25, 8, 4);
	expect_glyph("❤\ufe0f", 6, 1, 1);
	expect_glyph("\xff", 1, 1, 1);
	expect_glyph("\U0001FAE8", 4, 1, 1);
	expect_glyph("\u3164", 3, 1, 1);
	expect_glyph("\u202e", 3, 1, 1);
	assert_int_equal(glyph_step(span_make("", 0)), 0);
}

/* However much is joined, a glyph stays small. */
static void
test_long_glyph(void **state)
{
	(void)state;
	struct str text = { 0 };
	for (size_t i = 0; i < 40; i++)
		str_add(&text, "👩\u200d");
	struct glyph glyph;
	glyph_read(&glyph, span_make(text.data, text.len));
	assert_true(glyph.cells <= GLYPH_CELLS_MAX);
	assert_true(glyph.count <= GLYPH_PARTS);
	str_clear(&text);
	str_add(&text, "a");
	for (size_t i = 0; i < 20; i++)
		str_add(&text, "\u0301");
	glyph_read(&glyph, span_make(text.data, text.len));
	assert_int_equal(glyph.count, 1);
	assert_int_equal(glyph.part[0].count, GLYPH_POINTS);
	str_clear(&text);
}

/* A joiner that letters need stays; one that only hides does not. */
static void
test_joiners(void **state)
{
	(void)state;
	struct glyph glyph;
	glyph_read(&glyph, span_of("ی\u200cخ"));
	assert_int_equal(glyph.bytes, 5);
	assert_int_equal(glyph.cells, 1);
	assert_int_equal(glyph.part[0].point[1], 0x200C);
	glyph_read(&glyph, span_of("a\u200cb"));
	assert_int_equal(glyph.bytes, 4);
	assert_int_equal(glyph.count, 2);
	assert_int_equal(glyph.part[1].point[0], 0xFFFD);
}

static void
test_putting(void **state)
{
	(void)state;
	assert_int_equal(put(0, 0, "words"), 5);
	assert_int_equal(put(1, 18, "漢"), 20);
	assert_int_equal(put(2, 19, "漢"), 19);
	expect_text("words\n                  漢\n\n");
	/* A cluster that does not fit whole is not put, nor what follows. */
	assert_int_equal(put(0, 17, "ab👩\u200d👧c"), 19);
	expect_text("words            ab\n                  漢\n\n");
	assert_int_equal(put(3, 0, "below"), 0);
	assert_int_equal(put(0, 25, "beside"), 25);
}

static void
test_wide_halves(void **state)
{
	(void)state;
	(void)put(0, 0, "漢字漢");
	(void)put(0, 1, "x");
	expect_text(" x字漢\n\n\n");
	(void)put(0, 3, "漢");
	expect_text(" x 漢\n\n\n");
	(void)put(0, 3, "yz");
	expect_text(" x yz\n\n\n");
}

static void
test_cut(void **state)
{
	(void)state;
	struct grid_place place = { .row = 0, .col = 2, .end = 8 };
	assert_int_equal(grid_put_cut(&grid, place, STYLE_BOLD,
			     span_of("sixsix")),
	    8);
	place.row = 1;
	assert_int_equal(grid_put_cut(&grid, place, STYLE_BOLD,
			     span_of("sevenup")),
	    8);
	place.row = 2;
	assert_int_equal(grid_put_cut(&grid, place, STYLE_BOLD,
			     span_of("漢字漢字")),
	    7);
	expect_text("  sixsix\n  seven…\n  漢字…\n");
	expect_styles("..bbbbbb\n..bbbbbb\n..bbbbb\n");
	place.col = 8;
	assert_int_equal(grid_put_cut(&grid, place, STYLE_BOLD, span_of("x")),
	    8);
}

static void
test_styles(void **state)
{
	(void)state;
	struct grid_place place = { .row = 1, .col = 0 };
	(void)grid_put(&grid, place, STYLE_WANTED, span_of("two"));
	grid_set_style(&grid,
	    (struct grid_place){ .row = 1, .col = 1, .end = 4 }, STYLE_REVERSE);
	grid_set_style(&grid, (struct grid_place){ .row = 9 }, STYLE_BOLD);
	expect_styles("\nwrrr\n\n");
	assert_int_equal(grid_look_of(STYLE_REVERSE), LOOK_REVERSE);
	assert_int_equal(grid_accent_of(STYLE_REVERSE), ACCENT_NONE);
	assert_int_equal(grid_accent_of(STYLE_WANTED), ACCENT_MAGENTA);
}

static void
test_erasing(void **state)
{
	(void)state;
	(void)put(2, 2, "words");
	grid_set_cursor(&grid, 2, 19);
	assert_int_equal(grid.cursor_col, 19);
	grid_erase(&grid);
	expect_text("\n\n\n");
	assert_int_equal(grid.cursor_row, 0);
	assert_int_equal(grid.cursor_col, 0);
	grid_set_size(&grid, 1, 1);
	(void)put(0, 0, "long");
	expect_text("l\n");
}

/* Whatever comes in, no cell holds what must not reach a terminal. */
static void
test_hostile(void **state)
{
	(void)state;
	uint32_t chance = 1;
	for (size_t round = 0; round < 20000; round++) {
		char text[24];
		for (size_t i = 0; i < sizeof text; i++) {
			chance = chance * 1664525 + 1013904223;
			text[i] = (char)(chance >> 24);
		}
		grid_erase(&grid);
		(void)grid_put(&grid, (struct grid_place){ .row = 0 },
		    STYLE_PLAIN, span_make(text, sizeof text));
		for (size_t i = 0; i < COLS; i++) {
			const struct glyph_part *part = &grid.cells[i].part;
			for (size_t k = 0; k < part->count; k++) {
				uint32_t point = part->point[k];
				assert_true(point >= 0x20);
				assert_false(point >= 0x7F && point < 0xA0);
				assert_false(point >= 0x202A && point < 0x202F);
				assert_false(
				    point >= 0xE0000 && point < 0xE1000);
			}
		}
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_glyphs),
		TEST(test_long_glyph),
		TEST(test_joiners),
		TEST(test_putting),
		TEST(test_wide_halves),
		TEST(test_cut),
		TEST(test_styles),
		TEST(test_erasing),
		TEST(test_hostile),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_grid", tests, NULL, NULL);
}
