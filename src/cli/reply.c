/*
 * A reply can be changed so that it replies to something else, and by a
 * program that is not this one, so that two reply to each other: depth has an
 * end.
 */
#include "cli/reply.h"

#include "base/intl.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/print.h"

#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

#define DEPTH_MOST 8
#define INDENT 2

struct replies {
	struct run *run;
	size_t depth;
	struct json *items; /* with JSON */
};

static int each_reply(const struct replies *replies, const struct id *id,
    int (*each)(void *data, const struct item *item));

static void
show_head(const struct replies *replies, const struct item *item)
{
	const char *as = record_get_text(item->words, "speaking-as");
	const char *sentence = as != NULL ?
	    _("{1}  Reply of {2}, {3}, speaking as: {4}") :
	    _("{1}  Reply of {2}, {3}");
	char *person = print_person(&item->by, item->trust);
	char *day = say_day(item->day);
	char *text = say_fill(sentence, item->code, person, day,
	    as != NULL ? as : "", NULL);
	out_blank();
	out_prose(replies->depth * INDENT, text);
	free(text);
	free(day);
	free(person);
}

static int
show_reply(void *data, const struct item *item)
{
	const struct replies *replies = data;
	struct replies deeper = *replies;
	show_head(replies, item);
	out_markdown((replies->depth + 1) * INDENT, item->words->body);
	deeper.depth++;
	return each_reply(&deeper, &item->id, show_reply);
}

static int
list_reply(void *data, const struct item *item)
{
	const struct replies *replies = data;
	struct replies deeper = *replies;
	struct json *object = json_of_item(item);
	deeper.items = json_new_array();
	deeper.depth++;
	int result = each_reply(&deeper, &item->id, list_reply);
	json_put(object, "replies", deeper.items);
	json_add(replies->items, object);
	return result;
}

static int
each_reply(const struct replies *replies, const struct id *id,
    int (*each)(void *data, const struct item *item))
{
	struct replies given = *replies;
	const struct query query = {
		.project = replies->run->project,
		.kind = "reply",
		.about = *id,
		.field = "to",
		.oldest_first = true,
	};
	if (replies->depth >= DEPTH_MOST)
		return 0;
	return read_list(replies->run->journal, &query, each, &given);
}

int
reply_show_below(struct run *run, const struct id *id, size_t steps)
{
	const struct replies replies = { .run = run, .depth = steps };
	return each_reply(&replies, id, show_reply);
}

int
reply_show(struct run *run, const struct id *id)
{
	return reply_show_below(run, id, 0);
}

int
reply_list(struct run *run, const struct id *id, struct json **out)
{
	const struct replies replies = {
		.run = run,
		.items = json_new_array(),
	};
	*out = replies.items;
	return each_reply(&replies, id, list_reply);
}
