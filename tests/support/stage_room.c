#include "support/stage_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "support/play_room.h"

struct stage_room stage_room;

const struct stage_size stage_room_sizes[STAGE_ROOM_SIZES] = {
	{ .cols = 40, .rows = 12 },
	{ .cols = 80, .rows = 24 },
	{ .cols = 200, .rows = 60 },
	{ .cols = 30, .rows = 8 },
	{ .cols = 120, .rows = 9 },
};

/* ------------------------------------------------- the room */

void
stage_room_begin(const char *kind, struct stage_size size)
{
	play_room_init(&stage_room.room, kind);
	grid_set_size(&stage_room.grid, size.cols, size.rows);
}

void
stage_room_end(void)
{
	room_clear(&stage_room.room);
	grid_clear(&stage_room.grid);
}

static char
look_at(size_t row, size_t col)
{
	return (char)stage_room.grid.cells[row * stage_room.grid.cols + col]
	    .part.point[0];
}

static enum grid_style
style_at(size_t row, size_t col)
{
	return stage_room.grid.cells[row * stage_room.grid.cols + col].style;
}

/*
 * The rules of every screen. One row at most is marked, and then the cursor
 * is on its mark, or in a question at the foot. Reverse is the mark's alone,
 * and nothing but letters is put: no part of a row lies outside it.
 */
static void
demand_rules(void)
{
	size_t marked = SIZE_MAX;
	bool asks = stack_get(&stage_room.room.stack, 0)->ops->foot != NULL;
	assert_true(stage_room.grid.cursor_row < stage_room.grid.rows);
	assert_true(stage_room.grid.cursor_col < stage_room.grid.cols);
	for (size_t row = 2; row + 1 < stage_room.grid.rows; row++) {
		if (style_at(row, 0) == STYLE_REVERSE)
			assert_int_equal(look_at(row, 0), '>');
		if (look_at(row, 0) != '>')
			continue;
		assert_int_equal(marked, SIZE_MAX);
		marked = row;
	}
	if (marked != SIZE_MAX && !asks) {
		assert_int_equal(stage_room.grid.cursor_row, marked);
		assert_int_equal(stage_room.grid.cursor_col, 0);
	}
	if (asks)
		assert_int_equal(stage_room.grid.cursor_row,
		    stage_room.grid.rows - 2);
}

void
stage_room_draw(void)
{
	grid_erase(&stage_room.grid);
	room_draw(&stage_room.room, &stage_room.grid);
	demand_rules();
}

void
stage_room_key(uint32_t key)
{
	room_key(&stage_room.room, key);
}

/* Keys as characters, drawn and rested after each. */
void
stage_room_press(const char *keys)
{
	for (const char *at = keys; *at != '\0';) {
		uint32_t key;
		at += utf8_decode(&key, at, strlen(at));
		stage_room_key(key == '\n' ? KEYS_ENTER : key);
		stage_room_draw();
		while (room_rest(&stage_room.room) == 0)
			stage_room_draw();
	}
}

char *
stage_room_row(size_t row)
{
	struct str all = { 0 };
	stage_room_draw();
	grid_dump_text(&stage_room.grid, &all);
	struct span rest = span_make(str_text(&all), all.len);
	for (; row > 0; row--)
		(void)span_next_line(&rest);
	struct span line = span_next_line(&rest);
	char *text = mem_dup(line.data, line.len);
	str_clear(&all);
	return text;
}

void
stage_room_expect(size_t row, const char *wanted)
{
	char *text = stage_room_row(row);
	assert_string_equal(text, wanted);
	free(text);
}

void
stage_room_expect_message(const char *wanted)
{
	stage_room_expect(stage_room.grid.rows - 2, wanted);
}

/* The row where the cursor is. */
void
stage_room_expect_here(const char *wanted)
{
	char *text;
	stage_room_draw();
	text = stage_room_row(stage_room.grid.cursor_row);
	if (strstr(text, wanted) == NULL)
		fail_msg("no %s in: %s", wanted, text);
	free(text);
}
