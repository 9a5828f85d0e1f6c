/*
 * A law: whatever is typed, pasted, deleted, undone and walked through in the
 * writing box, it is what a model says that knows no buffer, no steps, no
 * cache of rows, and looks through the whole text each time. Text, caret,
 * rows and cells are compared; then all is undone, and done again.
 *
 * FAULTS=all: a million edits; else a share of them. One scenario alone:
 * SEED=n in the environment.
 */
#include "ui/box.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "support/scribe.h"
#include "ui/glyph.h"

#define EDITS_ALL 1000000
#define EDITS_FEW 60000
#define EDITS_A_SCENARIO 400
#define TEXT_MOST 500

static const char *const pieces[] = { "a", "b", "c", "e", "E", "I", " ", " ",
	"  ", "\n", "\n", "\t", "-", "'", ",", "é", "e\u0301", "\u0301",
	"\u0308", "\u0323", "👩", "\u200d", "👧", "👩\u200d👩\u200d👧\u200d👦",
	"🏳\ufe0f\u200d🌈", "\U0001F3FD", "🇬", "🇧", "ש", "לום", "ب", "ن",
	"\u200c", "می\u200cخواهم", "漢", "字", "。", "क", "\u094d", "ष",
	"\u093f", "\u1100", "\u1161", "\u11a8", "한", "ก", "\u0e33", "\u202e",
	"\u200b", "\U000e0041", "\u00ad", "\u2028", "\ufeff", "\U0001FAE8",
	"word", "longwordwithoutanybreak",
	"\u0300\u0300\u0300\u0300\u0300\u0300" };

/* What may come in by a paste, or be there from before, besides. */
static const char *const raw[] = { "\r\n", "\r", "\033[2J", "\xff", "\xe2\x80",
	"\x07", "\xc2\x9b", "\x7f", "two lines\nof words", "\xf0\x9f" };

static uint32_t state_of_chance;

static uint32_t
draw(uint32_t below)
{
	state_of_chance ^= state_of_chance << 13;
	state_of_chance ^= state_of_chance >> 17;
	state_of_chance ^= state_of_chance << 5;
	return state_of_chance % below;
}

static const char *
draw_piece(void)
{
	return pieces[draw(sizeof pieces / sizeof *pieces)];
}

/* ------------------------------------------------- comparing */

struct play {
	struct box *box;
	struct scribe model;
	struct str first;
	struct grid seen;
	struct grid wanted;
	uint32_t seed;
	size_t edits;
	/* The text after each edit that was not undone, a hash of it. */
	uint64_t past[EDITS_A_SCENARIO * 2];
	size_t past_count;
};

static struct play play;

#define DEMAND(what)                                                 \
	do {                                                         \
		if (!(what))                                         \
			fail_msg("seed %u, edit %zu: not %s",        \
			    (unsigned)play.seed, play.edits, #what); \
	} while (0)

static uint64_t
hash(struct span text)
{
	uint64_t value = 1469598103934665603U;
	for (size_t i = 0; i < text.len; i++)
		value = (value ^ (unsigned char)text.data[i]) * 1099511628211U;
	return value;
}

/* A view that shows what the model says is there. */
static void
draw_wanted(const struct scribe *model, size_t top)
{
	grid_erase(&play.wanted);
	struct grid_place place = { .end = model->cells };
	for (size_t i = top; i < model->row_count && i < top + model->rows;
	     i++) {
		place.col = 0;
		for (size_t at = model->row[i].start; at < model->row[i].next;
		     at += scribe_cluster(model, at)) {
			struct glyph glyph;
			glyph_read(&glyph, scribe_rest(model, at));
			if (!grid_put_glyph(&play.wanted, &place, STYLE_PLAIN,
				&glyph))
				break;
		}
		place.row++;
	}
}

static void
compare_view(void)
{
	struct scribe *model = &play.model;
	struct str seen = { 0 };
	struct str wanted = { 0 };
	size_t row;
	size_t col;
	scribe_find_rows(model);
	size_t caret_row = scribe_row(model, model->caret);
	box_get_place(play.box, &row, &col);
	DEMAND(row < model->rows);
	DEMAND(row <= caret_row);
	DEMAND(col == scribe_column(model, caret_row, model->caret));
	grid_erase(&play.seen);
	box_draw(play.box, &play.seen, (struct grid_place){ .row = 0 });
	draw_wanted(model, caret_row - row);
	grid_dump_text(&play.seen, &seen);
	grid_dump_text(&play.wanted, &wanted);
	DEMAND(strcmp(str_text(&seen), str_text(&wanted)) == 0);
	DEMAND(play.seen.cursor_row == row && play.seen.cursor_col == col);
	str_clear(&seen);
	str_clear(&wanted);
}

static void
compare(void)
{
	struct span text = box_text(play.box);
	DEMAND(text.len == play.model.len);
	DEMAND(memcmp(text.data, play.model.text, text.len) == 0);
	DEMAND(box_caret(play.box) == play.model.caret);
	if (draw(4) == 0)
		compare_view();
}

/* What an undo or redo made is taken over; the caret must stand well. */
static void
take_over(void)
{
	struct span text = box_text(play.box);
	struct scribe *model = &play.model;
	model->len = text.len;
	memcpy(model->text, text.data, text.len);
	scribe_find_bounds(model);
	model->caret = box_caret(play.box);
	model->goal = 0;
	DEMAND(
	    model->bounds[scribe_bound(model, model->caret)] == model->caret);
}

/* ------------------------------------------------- playing */

static void
note_edit(void)
{
	play.edits++;
	play.past[play.past_count++] = hash(box_text(play.box));
}

static void
type(void)
{
	const char *piece = draw_piece();
	for (const char *at = piece; *at != '\0';) {
		uint32_t point;
		char key[5] = { 0 };
		size_t size = utf8_decode(&point, at, strlen(at));
		memcpy(key, at, size);
		at += size;
		box_type(play.box, span_of(key));
		scribe_replace(&play.model, play.model.caret, play.model.caret,
		    key);
		note_edit();
	}
}

/* What a paste is to put in, told a second time. */
static void
add_wanted(struct str *out, const char *piece)
{
	for (const char *at = piece; *at != '\0';) {
		uint32_t point = 0;
		size_t size = utf8_decode(&point, at, strlen(at));
		if (size == 0)
			str_add(out, "\ufffd");
		else if (*at == '\r')
			str_add_char(out, '\n');
		else if (point >= 0xa0 || (point >= 0x20 && point < 0x7f) ||
		    point == '\t' || point == '\n')
			str_add_bytes(out, at, size);
		at += *at == '\r' && at[1] == '\n' ? 2 : size > 0 ? size : 1;
	}
}

static void
paste(void)
{
	struct str text = { 0 };
	struct str wanted = { 0 };
	uint64_t before = hash(box_text(play.box));
	for (uint32_t count = 1 + draw(5); count > 0; count--)
		str_add(&text,
		    draw(3) > 0 ? draw_piece() :
				  raw[draw(sizeof raw / sizeof *raw)]);
	add_wanted(&wanted, str_text(&text));
	(void)box_paste(play.box, span_make(str_text(&text), text.len));
	if (wanted.len > 0)
		scribe_replace(&play.model, play.model.caret, play.model.caret,
		    str_text(&wanted));
	if (wanted.len > 0 && draw(4) == 0) {
		size_t caret = play.model.caret;
		DEMAND(box_undo(play.box));
		DEMAND(hash(box_text(play.box)) == before);
		DEMAND(box_redo(play.box));
		DEMAND(box_caret(play.box) == caret);
	}
	note_edit();
	str_clear(&text);
	str_clear(&wanted);
}

static enum box_move
draw_move(void)
{
	return (enum box_move)draw(BOX_END + 1);
}

static void delete (void)
{
	static const enum box_move short_moves[] = { BOX_LEFT, BOX_LEFT,
		BOX_RIGHT, BOX_WORD_LEFT, BOX_WORD_RIGHT, BOX_ROW_END,
		BOX_ROW_START, BOX_DOWN };
	struct scribe *model = &play.model;
	enum box_move move = play.model.len > TEXT_MOST ?
	    BOX_START :
	    short_moves[draw(sizeof short_moves / sizeof *short_moves)];
	size_t target = scribe_walk(model, move);
	size_t from = target < model->caret ? target : model->caret;
	size_t to = target < model->caret ? model->caret : target;
	box_delete(play.box, move);
	if (from == to)
		return;
	scribe_replace(model, from, to, "");
	note_edit();
}

/* Back to a text that was there before, and that soon. */
static void
undo(void)
{
	if (!box_undo(play.box)) {
		DEMAND(hash(box_text(play.box)) == play.past[0]);
		return;
	}
	uint64_t now = hash(box_text(play.box));
	size_t at = play.past_count;
	while (at > 0 && play.past[at - 1] != now)
		at--;
	/* Undone steps came before what is in `past`, or are in it. */
	take_over();
	play.edits++;
	DEMAND(at > 0);
	if (draw(2) == 0) {
		DEMAND(box_redo(play.box));
		take_over();
	}
	note_edit();
}

static void
act(void)
{
	uint32_t what = draw(20);
	if (play.model.len > TEXT_MOST)
		what = 15;
	if (what < 7) {
		type();
	} else if (what < 9) {
		paste();
	} else if (what < 14) {
		enum box_move move = draw_move();
		play.model.caret = scribe_walk(&play.model, move);
		box_move(play.box, move);
	} else if (what < 18) {
		delete ();
	} else if (what < 19) {
		undo();
	} else {
		play.model.rows = 1 + draw(12);
		size_t cols = 10 + draw(90);
		play.model.cells = cols > 76 ? 76 : cols < 17 ? 16 : cols - 1;
		box_set_size(play.box, cols, play.model.rows);
	}
	compare();
}

static void
finish(void)
{
	struct str last = { 0 };
	while (box_redo(play.box))
		continue;
	struct span text = box_text(play.box);
	str_add_bytes(&last, text.data, text.len);
	while (box_undo(play.box))
		continue;
	text = box_text(play.box);
	DEMAND(text.len == play.first.len);
	DEMAND(memcmp(text.data, str_text(&play.first), text.len) == 0);
	take_over();
	compare_view();
	while (box_redo(play.box))
		continue;
	text = box_text(play.box);
	DEMAND(text.len == last.len);
	DEMAND(memcmp(text.data, str_text(&last), text.len) == 0);
	take_over();
	compare_view();
	str_clear(&last);
}

static void
play_scenario(uint32_t seed)
{
	struct scribe *model = &play.model;
	play.seed = seed;
	play.edits = 0;
	play.past_count = 0;
	state_of_chance = seed * 2654435761U + 1;
	for (uint32_t count = draw(30); count > 0; count--)
		str_add(&play.first,
		    draw(8) > 0 ? draw_piece() :
				  raw[draw(sizeof raw / sizeof *raw)]);
	struct span text = span_make(str_text(&play.first), play.first.len);
	play.box = box_new(text);
	model->cells = 76;
	model->rows = 24;
	model->goal = 0;
	model->len = text.len;
	memcpy(model->text, text.data, text.len);
	scribe_find_bounds(model);
	model->caret = text.len;
	play.past[play.past_count++] = hash(text);
	while (play.past_count < EDITS_A_SCENARIO)
		act();
	finish();
	box_free(play.box);
	str_clear(&play.first);
}

static void
test_edits(void **state)
{
	(void)state;
	const char *faults = getenv("FAULTS");
	const char *seed = getenv("SEED");
	bool all = faults != NULL && strcmp(faults, "all") == 0;
	size_t wanted = all ? EDITS_ALL : EDITS_FEW;
	size_t edits = 0;
	grid_set_size(&play.seen, 100, 24);
	grid_set_size(&play.wanted, 100, 24);
	if (seed != NULL) {
		play_scenario((uint32_t)strtoul(seed, NULL, 10));
		wanted = 0;
	}
	for (uint32_t next = 1; edits < wanted; next++) {
		play_scenario(next);
		edits += play.edits;
	}
	grid_clear(&play.seen);
	grid_clear(&play.wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edits),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_edits", tests, NULL, NULL);
}
