/*
 * A reply can be changed so that it replies to something else, and by a
 * program that is not this one, so that two reply to each other: depth has an
 * end.
 */
#include "page/reply.h"

#include "base/intl.h"
#include "page/phrase.h"

#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

#define INDENT 2

struct replies {
	struct paper *paper;
	const struct page_reading *reading;
	size_t depth; /* and steps to the right */
};

int
page_reply_each(const struct page_reading *reading, const struct id *id,
    size_t depth, int (*take)(void *data, const struct item *item), void *data)
{
	const struct query query = {
		.project = reading->project,
		.kind = "reply",
		.about = *id,
		.field = "to",
		.oldest_first = true,
	};
	return depth < PAGE_REPLY_DEPTH ?
	    read_list(reading->journal, &query, take, data) :
	    0;
}

static void
show_head(const struct replies *replies, const struct item *item)
{
	const char *as = record_get_text(item->words, "speaking-as");
	const char *sentence = as != NULL ?
	    _("{1}  Reply of {2}, {3}, speaking as: {4}") :
	    _("{1}  Reply of {2}, {3}");
	char *person = phrase_person(&item->by, item->trust);
	char *day = say_day(item->day);
	paper_blank(replies->paper);
	paper_say(replies->paper, replies->depth * INDENT, sentence, item->code,
	    person, day, as != NULL ? as : "", NULL);
	free(day);
	free(person);
}

static int
show_reply(void *data, const struct item *item)
{
	const struct replies *replies = data;
	struct replies deeper = *replies;
	deeper.depth++;
	show_head(replies, item);
	paper_markdown(replies->paper, deeper.depth * INDENT,
	    item->words->body);
	return page_reply_each(replies->reading, &item->id, deeper.depth,
	    show_reply, &deeper);
}

int
page_replies(struct paper *paper, const struct page_reading *reading,
    const struct id *id, size_t steps)
{
	struct replies replies = {
		.paper = paper,
		.reading = reading,
		.depth = steps,
	};
	return page_reply_each(reading, id, steps, show_reply, &replies);
}
