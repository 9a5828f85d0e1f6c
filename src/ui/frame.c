#include "ui/frame.h"

#include "base/intl.h"
#include "base/str.h"

#include <withus/say.h>

#include <stdlib.h>

#define MARGIN 1
#define PLACE_GAP 2
#define SIDES_GAP 2
#define BETWEEN " \u00B7 "
#define BETWEEN_CELLS 3

/* The project keeps so much before other words go. */
#define PROJECT_LEAST 10

static size_t
measure(const char *words)
{
	return words == NULL ? 0 : grid_width(span_of(words));
}

/* Words on the right, and what of them is shown. */
struct right {
	const char *person;
	const char *sent;
	size_t cells;
};

static struct right
choose_right(const char *person, const char *sent)
{
	struct right right = { .person = person, .sent = sent };
	right.cells = measure(person) + measure(sent);
	if (person != NULL && sent != NULL)
		right.cells += BETWEEN_CELLS;
	return right;
}

static void
draw_right(struct grid *grid, const struct right *right)
{
	if (right->cells == 0)
		return;
	struct grid_place place = {
		.col = grid->cols - MARGIN - right->cells,
	};
	if (right->person != NULL)
		place.col =
		    grid_put(grid, place, STYLE_PLAIN, span_of(right->person));
	if (right->person != NULL && right->sent != NULL)
		place.col =
		    grid_put(grid, place, STYLE_PLAIN, span_of(BETWEEN));
	if (right->sent != NULL)
		(void)grid_put(grid, place, STYLE_PLAIN, span_of(right->sent));
}

/* Cells that the left needs beside this right. */
static size_t
find_room(const struct grid *grid, const struct right *right)
{
	size_t taken = right->cells + 2 * (size_t)MARGIN;
	if (right->cells > 0)
		taken += SIDES_GAP;
	return taken < grid->cols ? grid->cols - taken : 0;
}

/* Where not even a short project fits before the title, that goes alone. */
static void
draw_left(struct grid *grid, const struct frame *frame, size_t room)
{
	size_t project = measure(frame->project);
	size_t title = measure(frame->title);
	size_t tail = title > 0 ? title + BETWEEN_CELLS : 0;
	struct grid_place place = { .col = MARGIN, .end = MARGIN + room };
	if (project > PROJECT_LEAST)
		project = PROJECT_LEAST;
	if (project > 0 && project + tail <= room) {
		place.end -= tail;
		place.col = grid_put_cut(grid, place, STYLE_BOLD,
		    span_of(frame->project));
		place.end += tail;
		if (title > 0)
			place.col = grid_put(grid, place, STYLE_PLAIN,
			    span_of(BETWEEN));
	}
	if (title > 0)
		(void)grid_put_cut(grid, place, STYLE_BOLD,
		    span_of(frame->title));
}

static void
draw_names(struct grid *grid, const struct frame *frame)
{
	size_t title = measure(frame->title);
	size_t all = measure(frame->project);
	size_t least = all < PROJECT_LEAST ? all : PROJECT_LEAST;
	size_t tail = title + (title > 0 && all > 0 ? BETWEEN_CELLS : 0);
	all += tail;
	least += tail;
	struct right right = choose_right(frame->person, frame->sent);
	if (find_room(grid, &right) < all)
		right = choose_right(NULL, frame->sent);
	if (find_room(grid, &right) < least)
		right = choose_right(NULL, NULL);
	draw_left(grid, frame, find_room(grid, &right));
	draw_right(grid, &right);
}

/* ------------------------------------------------- the places */

static void
print_place(struct str *out, enum places_id id, const struct keys *keys)
{
	uint32_t key = keys_get_key(keys, PLACE_LIST, places_action(id));
	if (key != KEYS_NONE) {
		keys_print(out, key);
		str_add_char(out, ' ');
	}
	str_add(out, places_word(id));
}

static size_t
measure_place(enum places_id id, const struct keys *keys)
{
	struct str words = { 0 };
	print_place(&words, id, keys);
	size_t cells = measure(str_text(&words)) + PLACE_GAP;
	str_clear(&words);
	return cells;
}

/* Which places fit; those in front first, but ours in any case. */
static void
choose_places(bool *shown, const struct grid *grid, const struct frame *frame,
    const struct keys *keys)
{
	size_t used = MARGIN;
	for (enum places_id id = 0; id < PLACES_COUNT; id++) {
		shown[id] = frame->there[id];
		if (shown[id])
			used += measure_place(id, keys);
	}
	size_t most = grid->cols + PLACE_GAP;
	for (enum places_id id = PLACES_COUNT; id > 0 && used > most; id--) {
		if (!shown[id - 1] || id - 1 == frame->place)
			continue;
		shown[id - 1] = false;
		used -= measure_place(id - 1, keys);
	}
}

static void
draw_places(struct grid *grid, const struct frame *frame,
    const struct keys *keys)
{
	bool shown[PLACES_COUNT];
	struct grid_place place = { .row = 1, .col = MARGIN };
	struct str words = { 0 };
	choose_places(shown, grid, frame, keys);
	for (enum places_id id = 0; id < PLACES_COUNT; id++) {
		if (!shown[id])
			continue;
		str_cut(&words, 0);
		print_place(&words, id, keys);
		place.col = PLACE_GAP +
		    grid_put_cut(grid, place,
			id == frame->place ? STYLE_BOLD : STYLE_PLAIN,
			span_of(str_text(&words)));
	}
	str_clear(&words);
}

void
frame_draw_head(struct grid *grid, const struct frame *frame,
    const struct keys *keys)
{
	draw_names(grid, frame);
	draw_places(grid, frame, keys);
}

/* ------------------------------------------------- the message */

void
frame_draw_message(struct grid *grid, size_t row, const char *message,
    const struct keys *keys)
{
	struct grid_place place = { .row = row, .col = MARGIN };
	struct span words = span_of(message);
	if (grid_width(words) + 2 * (size_t)MARGIN <= grid->cols) {
		(void)grid_put(grid, place, STYLE_PLAIN, words);
		return;
	}
	struct str key = { 0 };
	keys_print(&key, keys_get_key(keys, PLACE_LIST, ACTION_MESSAGES));
	char *more = say_fill(_(N_("({1} shows all)")), str_text(&key), NULL);
	place.end = grid->cols - MARGIN - measure(more) - 1;
	place.col = grid_put_cut(grid, place, STYLE_PLAIN, words) + 1;
	place.end = 0;
	(void)grid_put(grid, place, STYLE_PLAIN, span_of(more));
	free(more);
	str_clear(&key);
}
