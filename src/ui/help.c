#include "ui/help.h"

#include "base/intl.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/reader.h"

#include <withus/say.h>

#include <stdlib.h>

/* Cells of the keys, with the space behind them. */
#define KEYS_CELLS 14

struct everyday {
	const char *words;
	enum keys_action action;
	const char *sentence;
};

static const struct everyday everyday[] = {
#define E(these, what, says)             \
	{                                \
		.words = (these),        \
		.action = ACTION_##what, \
		.sentence = (says),      \
	},
#include "ui/everyday.def"
};

struct help {
	const struct room *room;
	const struct view_ops *about;
	struct reader reader;
};

static void
put_heading(struct reader *reader, const char *words)
{
	if (reader->count > 0)
		reader_put_blank(reader);
	reader_put(reader, STYLE_BOLD, 0, span_of(words));
}

/* ------------------------------------------------- keys */

/* What works in every list; other places have all of their keys. */
static bool
is_common(const struct help *help, enum keys_action action)
{
	if (view_has(help->about, action))
		return false;
	return help->about->place != PLACE_LIST || list_takes(action) ||
	    room_takes(help->room, action);
}

/* "Enter, Right"; nothing for an action without a key here. */
static void
print_keys(struct str *out, const struct help *help, enum keys_action action)
{
	const struct keys *keys = &help->room->keys;
	for (size_t i = 0; i < keys->count; i++) {
		const struct keys_binding *binding = &keys->bindings[i];
		if (binding->place != help->about->place ||
		    binding->action != action)
			continue;
		if (out->len > 0)
			str_add(out, ", ");
		keys_print(out, binding->key);
	}
}

static void
put_action(const struct help *help, struct reader *reader,
    enum keys_action action)
{
	struct str keys = { 0 };
	print_keys(&keys, help, action);
	if (keys.len > 0)
		reader_put_item(reader, span_of(str_text(&keys)), KEYS_CELLS,
		    span_of(keys_action_help(action)));
	str_clear(&keys);
}

static void
put_keys(const struct help *help, struct reader *reader)
{
	const enum keys_action *own = help->about->actions;
	if (*own != ACTION_NONE)
		put_heading(reader, _(N_("Keys here")));
	for (; *own != ACTION_NONE; own++)
		put_action(help, reader, *own);
	put_heading(reader, _(N_("Keys to move about, and for everything")));
	for (enum keys_action a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		if (is_common(help, a))
			put_action(help, reader, a);
}

/* ------------------------------------------------- words */

/* The key of an action in lists, or else in the writing box. */
static uint32_t
find_key(const struct keys *keys, enum keys_action action)
{
	uint32_t key = keys_get_key(keys, PLACE_LIST, action);
	return key != KEYS_NONE ? key : keys_get_key(keys, PLACE_BOX, action);
}

static void
put_everyday(const struct help *help, struct reader *reader)
{
	put_heading(reader, _(N_("If you look for …")));
	for (size_t i = 0; i < sizeof everyday / sizeof *everyday; i++) {
		const struct everyday *row = &everyday[i];
		struct str key = { 0 };
		if (row->action != ACTION_NONE)
			keys_print(&key,
			    find_key(&help->room->keys, row->action));
		char *text = say_fill(_(row->sentence), str_text(&key), NULL);
		reader_put(reader, STYLE_BOLD, 0, span_of(_(row->words)));
		reader_put(reader, STYLE_PLAIN, 2, span_of(text));
		free(text);
		str_clear(&key);
	}
}

static void
lay(void *data, struct reader *reader, size_t cells)
{
	const struct help *help = data;
	(void)cells;
	put_heading(reader, _(N_("What you can do here")));
	for (const char *const *line = help->about->help; *line != NULL; line++)
		reader_put(reader, STYLE_PLAIN, 2, span_of(_(*line)));
	put_keys(help, reader);
	put_everyday(help, reader);
}

/* ------------------------------------------------- the view */

static const char *
title(void *data)
{
	(void)data;
	return _(N_("Help"));
}

static void
draw(void *data, struct grid *grid, struct view_area area)
{
	reader_draw(&((struct help *)data)->reader, grid, area);
}

static bool
act(void *data, struct room *room, enum keys_action action)
{
	return reader_act(&((struct help *)data)->reader, room, action);
}

static void
close(void *data)
{
	struct help *help = data;
	reader_clear(&help->reader);
	free(help);
}

static const enum keys_action actions[] = { ACTION_FIND, ACTION_FIND_NEXT,
	ACTION_NONE };

static const struct view_ops ops = {
	.place = PLACE_LIST,
	.actions = actions,
	.title = title,
	.draw = draw,
	.act = act,
	.close = close,
};

static const struct reader_ops page = {
	.lay = lay,
	.none = N_("Help has no “{1}”. Try another word for it."),
};

void
help_open(struct room *room)
{
	const struct view *top = stack_get(&room->stack, 0);
	if (top->ops == &ops) {
		room_say(room,
		    _(N_("This is the help. Go through it with the arrow "
			 "keys.")));
		return;
	}
	struct help *help = mem_new(sizeof *help);
	help->room = room;
	help->about = top->ops;
	reader_init(&help->reader, &page, help, "");
	room_open(room, (struct view){ .ops = &ops, .data = help });
}
