#include "support/play_text.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ui/reader.h"

static void
lay(void *data, struct reader *reader, size_t width)
{
	static const struct list_run runs[] = {
		{ .bytes = 6, .style = STYLE_REMOVED },
		{ .bytes = 6, .style = STYLE_ADDED },
	};
	(void)data;
	(void)width;
	reader_put(reader, STYLE_BOLD, 0, span_of("Why it matters"));
	for (size_t i = 0; i < 5; i++) {
		reader_put_blank(reader);
		reader_put(reader, STYLE_PLAIN, 2,
		    span_of("Partners pay for the bus before they are paid "
			    "for the day. Some cannot. So they stay away, and "
			    "nobody hears what they would have said about the "
			    "ward."));
	}
	reader_put_blank(reader);
	reader_begin_part(reader);
	reader_put_line(reader, span_of("[-out] {+in+} the rest"), runs, 2);
	reader_put_item(reader, span_of("- "), 2,
	    span_of("An item of a list that is long enough to go on in the "
		    "next row and the one behind it."));
}

static const struct reader_ops text_ops = {
	.lay = lay,
	.none = "This text has no “{1}”.",
};

static void
text_draw(void *data, struct grid *grid, struct view_area area)
{
	reader_draw(data, grid, area);
}

static bool
text_act(void *data, struct room *room, enum keys_action action)
{
	return reader_act(data, room, action);
}

static void
text_close(void *data)
{
	reader_clear(data);
	free(data);
}

static const char *const text_help[] = { "Read the text.", NULL };
static const enum keys_action text_actions[] = { ACTION_FIND, ACTION_NONE };

static const struct view_ops text_view = {
	.place = PLACE_LIST,
	.actions = text_actions,
	.help = text_help,
	.draw = text_draw,
	.act = text_act,
	.close = text_close,
};

struct view
play_text_open(void *data, struct room *room)
{
	struct reader *reader = mem_new(sizeof *reader);
	(void)data;
	(void)room;
	reader_init(reader, &text_ops, NULL, "");
	return (struct view){ .ops = &text_view, .data = reader };
}
