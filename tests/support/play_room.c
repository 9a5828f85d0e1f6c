#include "support/play_room.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "support/play_text.h"
#include "ui/list.h"
#include "ui/question.h"

#define MANY 10000
#define OPEN_COUNT 3

struct item {
	size_t id;
	char *title;
};

struct ledger {
	struct item *items; /* the open ones first */
	size_t count;
	size_t cap;
	size_t open;
	size_t last_id;
	struct list list;
	struct str words; /* of the row that was read last */
	struct str id;
	bool was_added;
	enum places_id place;
};

static struct {
	size_t read;
	bool counted;
} seen;

static const char *const titles[] = {
	"Which outcome do we measure first?",
	"Who reads the interviews?",
	"Do we meet in the library or online?",
	"Pay partners before meetings",
	"Zoë's café, or the town hall",
	("How long may a meeting be before everybody is too tired to say what "
	 "they think, and who says so?"),
	"漢字と仮名 in the leaflet",
	"Ask the ward for a quiet room",
};

static const char *const hostile[] = {
	"clear \033[2J title \033]0;pwned\a end",
	"bidi \u202e\u2066 end and \u05e9\u05dc\u05d5\u05dd",
	"zalgo a\u0300\u0301\u0302\u0303\u0304\u0305\u0306 zero \u200b end",
	("bad \xff\xc0\x80 c1 \xc2\x9b"
	 "2J end"),
	"lines\nand\ttabs\r end",
	"> not selected",
	"",
	"👩\u200d👩\u200d👧 ❤\ufe0f \U0001FAE8",
};

/* ------------------------------------------------- rows */

static void
add(struct ledger *ledger, size_t at, const char *title)
{
	ledger->items = mem_grow(ledger->items, &ledger->cap, ledger->count + 1,
	    sizeof *ledger->items);
	memmove(ledger->items + at + 1, ledger->items + at,
	    (ledger->count - at) * sizeof *ledger->items);
	ledger->items[at].id = ++ledger->last_id;
	ledger->items[at].title = mem_dup_text(title);
	ledger->count++;
}

static void
fill(struct ledger *ledger, const char *kind)
{
	bool evil = strcmp(kind, "hostile") == 0;
	size_t count = strcmp(kind, "many") == 0 ? MANY : 17;
	if (strcmp(kind, "empty") == 0)
		return;
	for (size_t i = 0; i < count; i++)
		add(ledger, i, evil ? hostile[i % 8] : titles[i % 8]);
	ledger->open = OPEN_COUNT;
}

static bool
read_heading(struct ledger *ledger, const char *word, size_t count,
    struct list_row *row)
{
	str_cut(&ledger->words, 0);
	str_add_format(&ledger->words, "%s (%zu)", word, count);
	row->heading = true;
	row->cell[0].text = span_of(str_text(&ledger->words));
	return true;
}

/* A heading stands above each group that has anything. */
static bool
read_row(void *data, size_t number, struct list_row *row)
{
	struct ledger *ledger = data;
	size_t settled = ledger->count - ledger->open;
	bool is_open = ledger->open > 0 && number <= ledger->open;
	seen.read++;
	if (ledger->count == 0)
		return false;
	if (number == 0 && ledger->open > 0)
		return read_heading(ledger, "Open", ledger->open, row);
	size_t first = ledger->open > 0 ? ledger->open + 1 : 0;
	if (number == first)
		return settled > 0 &&
		    read_heading(ledger, "Settled", settled, row);
	size_t at = is_open ? number - 1 : number - first - 1 + ledger->open;
	if (at >= ledger->count)
		return false;
	const struct item *item = &ledger->items[at];
	str_cut(&ledger->id, 0);
	str_add_format(&ledger->id, "D-%04zu", item->id);
	row->id = span_of(str_text(&ledger->id));
	row->cell[0].text = row->id;
	row->cell[1].text = span_of(item->title);
	row->cell[2].text =
	    span_of(is_open ? "your view is wanted" : "agreed by all");
	row->cell[2].style = is_open ? STYLE_WANTED : STYLE_PLAIN;
	row->cell[3].text = span_of(is_open ? "by 4 Dec" : "12 Oct");
	return true;
}

static size_t
count_rows(void *data)
{
	struct ledger *ledger = data;
	seen.counted = true;
	return ledger->count + (ledger->open > 0) +
	    (ledger->count > ledger->open);
}

static void
draw_preview(void *data, struct span id, struct grid *grid,
    struct view_area area)
{
	struct grid_place place = {
		.row = area.row,
		.col = area.col,
		.end = area.col + area.cols,
	};
	(void)data;
	(void)grid_put_cut(grid, place, STYLE_BOLD, id);
	place.row++;
	(void)grid_put_cut(grid, place, STYLE_PLAIN,
	    span_of("What this decision is about, and who was asked."));
}

static const size_t cells[] = { 7, 0, 20, 8 };

static const struct list_ops rows = {
	.cells = cells,
	.columns = 4,
	.row = read_row,
	.count = count_rows,
	.preview = draw_preview,
	.none = "No decision has “{1}”.",
};

/* ------------------------------------------------- what it asks */

static void
take_title(void *data, struct room *room, struct span answer)
{
	struct ledger *ledger = data;
	char *title = mem_dup(answer.data, answer.len);
	add(ledger, ledger->open++, title);
	free(title);
	ledger->was_added = true;
	list_reload(&ledger->list);
	room_say(room, "Saved on this computer.");
}

static void
take_way(void *data, struct room *room, size_t number)
{
	static const char *const said[] = { "all", "most", "lead" };
	(void)data;
	room_say(room, said[number]);
}

/* Its number in the list of items: headings come before them. */
static size_t
find_item(const struct ledger *ledger)
{
	size_t at = ledger->list.selected;
	return ledger->open > 0 && at <= ledger->open ?
	    at - 1 :
	    at - 1 - (ledger->open > 0);
}

static void
take_removal(void *data, struct room *room, bool yes)
{
	struct ledger *ledger = data;
	if (!yes) {
		room_say(room, "Kept.");
		return;
	}
	size_t at = find_item(ledger);
	free(ledger->items[at].title);
	ledger->count--;
	memmove(ledger->items + at, ledger->items + at + 1,
	    (ledger->count - at) * sizeof *ledger->items);
	ledger->open -= at < ledger->open;
	list_reload(&ledger->list);
	room_say(room, "Removed.");
}

static void
take_leaving(void *data, struct room *room, bool yes)
{
	(void)data;
	if (yes)
		room_close(room);
}

static const char *const ways[] = { "By agreement of all", "By majority",
	"By the lead" };

static bool
ask(struct ledger *ledger, struct room *room, enum keys_action action)
{
	const struct question_line title = {
		.prompt = "What is the question, in plain words?",
		.done = take_title,
		.data = ledger,
	};
	const struct question_choice way = {
		.prompt = "How do you mean to decide it? You can say something "
			  "else later.",
		.choices = ways,
		.count = 3,
		.done = take_way,
		.data = ledger,
	};
	const struct question_pair removal = {
		.prompt = "Remove the decision “Pay partners first”?",
		.yes = "Remove",
		.no = "Keep",
		.done = take_removal,
		.data = ledger,
	};
	if (action == ACTION_ADD)
		question_ask(room, &title);
	else if (action == ACTION_EDIT)
		question_choose(room, &way);
	else
		question_decide(room, &removal);
	return true;
}

/* ------------------------------------------------- the list's view */

static bool
ledger_can(void *data, enum keys_action action)
{
	struct ledger *ledger = data;
	return ledger->list.has_id ||
	    (action != ACTION_OPEN && action != ACTION_EDIT &&
		action != ACTION_UNDO);
}

static bool
ledger_act(void *data, struct room *room, enum keys_action action)
{
	struct ledger *ledger = data;
	switch (action) {
	case ACTION_OPEN:
		room_open(room, play_text_open(NULL, room));
		return true;
	case ACTION_ADD:
	case ACTION_EDIT:
	case ACTION_UNDO:
		return ask(ledger, room, action);
	case ACTION_SEND:
		room_say(room,
		    "We could not reach the shared folder. Your 3 entries are "
		    "safe on this computer. Press s to try again.");
		return true;
	default:
		return list_act(&ledger->list, room, action);
	}
}

static void
ledger_draw(void *data, struct grid *grid, struct view_area area)
{
	list_draw(&((struct ledger *)data)->list, grid, area);
}

static int
ledger_rest(void *data)
{
	return list_rest(&((struct ledger *)data)->list);
}

static bool
ledger_leave(void *data, struct room *room)
{
	struct ledger *ledger = data;
	const struct question_pair question = {
		.prompt = "Leave? One decision is not sent yet.",
		.yes = "Leave",
		.no = "Stay",
		.done = take_leaving,
		.data = ledger,
	};
	if (!ledger->was_added)
		return true;
	question_decide(room, &question);
	return false;
}

static void
ledger_close(void *data)
{
	struct ledger *ledger = data;
	for (size_t i = 0; i < ledger->count; i++)
		free(ledger->items[i].title);
	free(ledger->items);
	list_clear(&ledger->list);
	str_clear(&ledger->words);
	str_clear(&ledger->id);
	free(ledger);
}

static const enum keys_action ledger_actions[] = { ACTION_OPEN, ACTION_ADD,
	ACTION_FIND, ACTION_SEND, ACTION_EDIT, ACTION_UNDO, ACTION_NONE };

static const char *const ledger_help[] = {
	"See what the team decided, and what is still open.",
	"Open a decision to read why, who was asked and what came of it.",
	"Raise a decision of your own.",
	NULL,
};

static const struct view_ops ledger_view = {
	.place = PLACE_LIST,
	.actions = ledger_actions,
	.help = ledger_help,
	.can = ledger_can,
	.draw = ledger_draw,
	.act = ledger_act,
	.rest = ledger_rest,
	.leave = ledger_leave,
	.close = ledger_close,
};

static struct view
make_ledger(struct room *room, const char *kind, enum places_id place)
{
	struct ledger *ledger = mem_new(sizeof *ledger);
	struct str empty = { 0 };
	fill(ledger, kind);
	places_print_empty(&empty, place, &room->keys);
	list_init(&ledger->list, &rows, ledger, str_text(&empty));
	str_clear(&empty);
	return (struct view){ .ops = &ledger_view, .data = ledger };
}

static struct view
make_decisions(void *data, struct room *room)
{
	return make_ledger(room, data, PLACES_DECISIONS);
}

static struct view
make_diary(void *data, struct room *room)
{
	(void)data;
	return make_ledger(room, "empty", PLACES_DIARY);
}

void
play_room_init(struct room *room, const char *kind)
{
	static char full[] = "full", empty[] = "empty", many[] = "many",
		    evil[] = "hostile";
	static char *const kinds[] = { full, empty, many, evil };
	struct room_place decisions = { .open = make_decisions };
	struct room_place diary = { .open = make_diary };
	struct room_place today = { .open = play_text_open };
	for (size_t i = 0; i < 4; i++)
		if (strcmp(kind, kinds[i]) == 0)
			decisions.data = kinds[i];
	seen.read = 0;
	seen.counted = false;
	room_init(room);
	room_set_fact(room, ROOM_PROJECT,
	    strcmp(kind, "hostile") != 0 ? "Stroke ward days" :
					   "Ward \033[31m\u202edays");
	room_set_fact(room, ROOM_PERSON, "Amina");
	room_set_fact(room, ROOM_SENT, "nothing to send");
	room_add_place(room, PLACES_TODAY, today);
	room_add_place(room, PLACES_DIARY, diary);
	room_add_place(room, PLACES_DECISIONS, decisions);
	(void)room_go(room, PLACES_DECISIONS);
}

int
play_room_main(const char *kind)
{
	struct room room;
	(void)setlocale(LC_ALL, "");
	struct screen *screen = screen_open(STDIN_FILENO, STDOUT_FILENO, true);
	if (screen == NULL)
		return 3;
	play_room_init(&room, kind);
	int number = room_run(&room, screen);
	screen_close(screen);
	room_clear(&room);
	if (number != 0)
		screen_die(number);
	return 0;
}

size_t
play_room_rows_read(void)
{
	return seen.read;
}

bool
play_room_was_counted(void)
{
	return seen.counted;
}
