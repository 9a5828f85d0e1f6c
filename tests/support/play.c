#include "support/play.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/proc.h"
#include "base/utf8.h"
#include "support/play_room.h"
#include "ui/bar.h"
#include "ui/box.h"
#include "ui/keys.h"
#include "ui/screen.h"

#define FILE_MOST ((size_t)8 << 20)
#define HEAD_ROWS 2
#define FOOT_ROWS 2

struct play {
	struct screen *screen;
	struct keys keys;
	const char *path;
	const char *kept;
	struct box *box; /* NULL: a list */
	struct str text; /* of the list */
	size_t selected;
	size_t top;
	size_t rows; /* seen */
	size_t rests;
	unsigned long revision; /* that `rests` were counted for */
	bool is_safe; /* once, the text was kept while nothing happened */
	struct str message;
};

struct step {
	enum keys_action action;
	enum box_move move;
};

static const struct step moves[] = {
	{ .action = ACTION_UP, .move = BOX_UP },
	{ .action = ACTION_DOWN, .move = BOX_DOWN },
	{ .action = ACTION_LEFT, .move = BOX_LEFT },
	{ .action = ACTION_RIGHT, .move = BOX_RIGHT },
	{ .action = ACTION_WORD_LEFT, .move = BOX_WORD_LEFT },
	{ .action = ACTION_WORD_RIGHT, .move = BOX_WORD_RIGHT },
	{ .action = ACTION_PARAGRAPH_UP, .move = BOX_PARAGRAPH_UP },
	{ .action = ACTION_PARAGRAPH_DOWN, .move = BOX_PARAGRAPH_DOWN },
	{ .action = ACTION_PAGE_UP, .move = BOX_PAGE_UP },
	{ .action = ACTION_PAGE_DOWN, .move = BOX_PAGE_DOWN },
	{ .action = ACTION_ROW_START, .move = BOX_ROW_START },
	{ .action = ACTION_ROW_END, .move = BOX_ROW_END },
	{ .action = ACTION_FIRST, .move = BOX_START },
	{ .action = ACTION_LAST, .move = BOX_END },
};

static const struct step deletions[] = {
	{ .action = ACTION_ERASE_LEFT, .move = BOX_LEFT },
	{ .action = ACTION_ERASE_RIGHT, .move = BOX_RIGHT },
	{ .action = ACTION_ERASE_WORD_LEFT, .move = BOX_WORD_LEFT },
	{ .action = ACTION_ERASE_WORD_RIGHT, .move = BOX_WORD_RIGHT },
	{ .action = ACTION_ERASE_ROW_END, .move = BOX_ROW_END },
};

static void
say(struct play *play, const char *words)
{
	str_cut(&play->message, 0);
	str_add(&play->message, words);
}

/* ------------------------------------------------- the box */

static void
type(struct play *play, uint32_t key)
{
	char bytes[4];
	if (keys_is_text(key)) {
		size_t size = utf8_encode(bytes, key);
		box_type(play->box, span_make(bytes, size));
		return;
	}
	str_cut(&play->message, 0);
	str_add(&play->message, "Nothing happens with ");
	keys_print(&play->message, key);
}

static bool
walk(struct play *play, enum keys_action action)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		if (moves[i].action == action) {
			box_move(play->box, moves[i].move);
			return true;
		}
	}
	for (size_t i = 0; i < sizeof deletions / sizeof *deletions; i++) {
		if (deletions[i].action == action) {
			box_delete(play->box, deletions[i].move);
			return true;
		}
	}
	return false;
}

static void
write_key(struct play *play, uint32_t key)
{
	enum keys_action action = keys_find(&play->keys, PLACE_BOX, key);
	str_cut(&play->message, 0);
	if (walk(play, action))
		return;
	switch (action) {
	case ACTION_NEW_ROW:
		box_type(play->box, span_of("\n"));
		break;
	case ACTION_UNDO:
		say(play, box_undo(play->box) ? "Undone" : "Nothing to undo");
		break;
	case ACTION_REDO:
		say(play, box_redo(play->box) ? "Redone" : "Nothing to redo");
		break;
	case ACTION_REDRAW:
		screen_redraw(play->screen);
		break;
	case ACTION_KEEP:
		screen_end(play->screen);
		break;
	default:
		type(play, key);
	}
}

static void
paste(void *data, struct span text)
{
	struct play *play = data;
	str_cut(&play->message, 0);
	if (play->box == NULL)
		say(play, "A paste is not for lists");
	else
		str_add_format(&play->message, "Left out: %zu",
		    box_paste(play->box, text));
}

/* ------------------------------------------------- the list */

static struct span
get_line(const struct play *play, size_t number)
{
	struct span rest = span_make(str_text(&play->text), play->text.len);
	struct span line = span_next_line(&rest);
	while (number-- > 0 && line.data != NULL)
		line = span_next_line(&rest);
	return line;
}

static void
run_other(struct play *play)
{
	const char *const argv[] = { "cat", play->path, "-", NULL };
	int status;
	screen_step_out(play->screen);
	(void)proc_run_terminal(argv, &status);
	screen_step_in(play->screen);
}

static void
list_key(struct play *play, uint32_t key)
{
	str_cut(&play->message, 0);
	switch (keys_find(&play->keys, PLACE_LIST, key)) {
	case ACTION_DOWN:
		play->selected++;
		if (get_line(play, play->selected).data == NULL)
			play->selected--;
		break;
	case ACTION_UP:
		play->selected -= play->selected > 0;
		break;
	case ACTION_PAGE_DOWN:
		while (get_line(play, play->selected + play->rows).data == NULL)
			play->selected--;
		play->selected += play->rows;
		break;
	case ACTION_SUSPEND:
		screen_suspend(play->screen);
		break;
	case ACTION_REDRAW:
		screen_redraw(play->screen);
		break;
	case ACTION_LEAVE:
		screen_end(play->screen);
		break;
	default:
		if (key == '!') {
			run_other(play);
			break;
		}
		str_add(&play->message, "Nothing happens with ");
		keys_print(&play->message, key);
	}
}

static void
draw_list(struct play *play, struct grid *grid)
{
	if (play->selected < play->top)
		play->top = play->selected;
	if (play->selected >= play->top + play->rows)
		play->top = play->selected - play->rows + 1;
	for (size_t i = 0; i < play->rows; i++) {
		struct grid_place place = { .row = HEAD_ROWS + i, .col = 2 };
		struct span line = get_line(play, play->top + i);
		if (line.data == NULL)
			break;
		(void)grid_put_cut(grid, place, STYLE_PLAIN, line);
		place.col = 0;
		if (play->top + i != play->selected)
			continue;
		(void)grid_put(grid, place, STYLE_PLAIN, span_of("> "));
		grid_set_style(grid, place, STYLE_REVERSE);
		grid_set_cursor(grid, place.row, 0);
	}
}

/* ------------------------------------------------- both */

static void
take_key(void *data, uint32_t key)
{
	struct play *play = data;
	if (play->box != NULL)
		write_key(play, key);
	else
		list_key(play, key);
}

static void
draw(void *data, struct grid *grid)
{
	static const enum keys_action box_bar[] = { ACTION_KEEP, ACTION_BACK,
		ACTION_UNDO, ACTION_FIND, ACTION_EDITOR, ACTION_NONE };
	static const enum keys_action list_bar[] = { ACTION_OPEN, ACTION_ADD,
		ACTION_FIND, ACTION_SEND, ACTION_LEAVE, ACTION_NONE };
	struct play *play = data;
	bool writes = play->box != NULL;
	struct grid_place place = { .row = 0, .col = 1 };
	(void)grid_put_cut(grid, place, STYLE_BOLD, span_of(play->path));
	place.col = grid->cols - 8;
	(void)grid_put(grid, place, STYLE_WANTED, span_of("wanted"));
	place = (struct grid_place){ .row = 1 };
	if (play->is_safe)
		(void)grid_put(grid, place, STYLE_DONE,
		    span_of("Safe for now"));
	play->rows = grid->rows - HEAD_ROWS - FOOT_ROWS;
	if (writes) {
		box_set_size(play->box, grid->cols, play->rows);
		box_draw(play->box, grid,
		    (struct grid_place){ .row = HEAD_ROWS });
	} else {
		draw_list(play, grid);
	}
	place = (struct grid_place){ .row = grid->rows - 2, .col = 1 };
	(void)grid_put_cut(grid, place, STYLE_PLAIN,
	    span_make(str_text(&play->message), play->message.len));
	bar_draw(grid, grid->rows - 1, &play->keys,
	    writes ? PLACE_BOX : PLACE_LIST, writes ? box_bar : list_bar);
}

/* Once a moment after each change, as drafts are kept. */
static int
rest(void *data)
{
	struct play *play = data;
	if (play->box == NULL || box_revision(play->box) == play->revision)
		return -1;
	if (play->rests++ == 0)
		return 10;
	play->rests = 0;
	play->revision = box_revision(play->box);
	struct span text = box_text(play->box);
	(void)file_write(play->kept, text.data, text.len);
	play->is_safe = true;
	return 0;
}

static void
begin(struct play *play, char **argv)
{
	play->path = argv[3];
	play->kept = argv[4];
	keys_init(&play->keys);
	if (file_read(&play->text, play->path, FILE_MOST) != 0)
		exit(4);
	if (strcmp(argv[2], "box") != 0)
		return;
	play->box = box_new(span_make(str_text(&play->text), play->text.len));
	play->revision = box_revision(play->box);
	box_set_caret(play->box, 0);
}

static int
play_room(const char *path)
{
	struct str kind = { 0 };
	if (file_read(&kind, path, FILE_MOST) != 0)
		return 4;
	int status = play_room_main(str_text(&kind));
	str_clear(&kind);
	return status;
}

int
play_main(int argc, char **argv)
{
	struct play play = { .screen = NULL };
	if (argc < 5)
		return 2;
	if (strcmp(argv[2], "room") == 0)
		return play_room(argv[3]);
	(void)setlocale(LC_ALL, "");
	play.screen = screen_open(STDIN_FILENO, STDOUT_FILENO, true);
	if (play.screen == NULL)
		return 3;
	begin(&play, argv);
	const struct screen_client client = {
		.key = take_key,
		.paste = paste,
		.draw = draw,
		.rest = rest,
		.data = &play,
	};
	int number = screen_run(play.screen, &client);
	if (play.box != NULL) {
		struct span text = box_text(play.box);
		(void)file_write(play.kept, text.data, text.len);
	}
	screen_close(play.screen);
	box_free(play.box);
	str_clear(&play.text);
	str_clear(&play.message);
	keys_clear(&play.keys);
	if (number != 0)
		screen_die(number);
	return 0;
}
