#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/json.h"
#include "cli/out.h"
#include "page/history.h"
#include "page/item.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>

/* Versions told so far. */
struct telling {
	struct paper paper;
	struct page_history history;
	struct json *items; /* with --json */
	size_t skipped;     /* how many of the first are left out */
	size_t count;
};

static int
take_moment(void *data, const struct moment *moment)
{
	struct telling *telling = data;
	if (telling->count++ < telling->skipped)
		return 0;
	if (telling->items != NULL)
		json_add(telling->items, json_of_moment(moment));
	else
		page_history_take(&telling->history, moment);
	return 0;
}

/* The newest of one thing are the last. */
static int
tell_record(struct run *run, const char *typed, size_t most,
    struct telling *telling)
{
	struct id id;
	struct item *item = NULL;
	int result = read_find(run->journal, &run->project, NULL, typed, &id);
	if (result == 0)
		result = read_item(run->journal, &run->project, &id, &item);
	if (result != 0)
		return result;
	if (most != 0 && item->version_count > most)
		telling->skipped = item->version_count - most;
	if (!run->json)
		page_item_title(&telling->paper, item->code, item->title);
	item_free(item);
	return read_history(run->journal, &run->project, &id, take_moment,
	    telling);
}

static int
tell_project(struct run *run, size_t most, struct telling *telling)
{
	telling->history.of_project = true;
	return read_project_history(run->journal, &run->project, most,
	    take_moment, telling);
}

static int
run_history(struct run *run)
{
	struct telling telling = { .count = 0 };
	size_t most = 0;
	int result = given_number(run, "most", &most);
	if (result != 0)
		return result;
	telling.history.paper = &telling.paper;
	if (run->json)
		telling.items = json_new_array();
	result = run->arg_count > 0 ?
	    tell_record(run, run->args[0], most, &telling) :
	    tell_project(run, most, &telling);
	page_history_end(&telling.history);
	result = json_end_items(telling.items, result);
	out_paper(&telling.paper);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "most",
	    .value = N_("NUMBER"),
	    .help = N_("No more than this many, the newest."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_history = {
	.name = "history",
	.args = N_("[CODE]"),
	.args_most = 1,
	.summary = N_("look back at what was done"),
	.help = N_("With a code it lists every version of that thing with its "
		   "number, oldest first: who wrote it, when, and which one "
		   "is shown now. Without a code it lists all that came to "
		   "the project, newest first.\n\n"
		   "For example: withus history --most 20"),
	.need = NEED_PROJECT,
	.options = options,
	.statuses = statuses,
	.run = run_history,
};
