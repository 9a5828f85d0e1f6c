#include "cli/json_reply.h"

#include "cli/json.h"
#include "cli/reading.h"
#include "page/reply.h"

struct replies {
	const struct page_reading *reading;
	size_t depth;
	struct json *items;
};

static int
list_reply(void *data, const struct item *item)
{
	const struct replies *replies = data;
	struct json *object = json_of_item(item);
	struct replies deeper = {
		.reading = replies->reading,
		.depth = replies->depth + 1,
		.items = json_new_array(),
	};
	int result = page_reply_each(replies->reading, &item->id, deeper.depth,
	    list_reply, &deeper);
	json_put(object, "replies", deeper.items);
	json_add(replies->items, object);
	return result;
}

int
json_reply_list(struct run *run, const struct id *id, struct json **out)
{
	const struct page_reading reading = reading_of(run);
	struct replies replies = {
		.reading = &reading,
		.items = json_new_array(),
	};
	*out = replies.items;
	return page_reply_each(&reading, id, 0, list_reply, &replies);
}
