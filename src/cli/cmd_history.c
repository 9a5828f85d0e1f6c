#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/json.h"
#include "cli/moment.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

/* Versions told so far. */
struct telling {
	struct json *items; /* with --json */
	size_t skipped;     /* how many of the first are left out */
	size_t count;
	bool of_project;
};

static void
show_moment(const struct telling *telling, const struct moment *moment)
{
	struct str lead = { 0 };
	struct str text = { 0 };
	if (telling->of_project)
		str_add(&lead, moment->code);
	else
		str_add_format(&lead, "%zu", moment->number);
	str_add(&lead, "  ");
	moment_describe(&text, moment, telling->of_project);
	out_item(0, lead.data, text.data);
	str_clear(&text);
	str_clear(&lead);
}

/* A kind without a title and without text (a key) says nothing to people. */
static bool
is_for_people(const struct moment *moment)
{
	return moment->kind == NULL || moment->kind->title != NULL ||
	    moment->kind->body != NULL;
}

static int
take_moment(void *data, const struct moment *moment)
{
	struct telling *telling = data;
	if (telling->count++ < telling->skipped)
		return 0;
	if (telling->items != NULL)
		json_add(telling->items, json_of_moment(moment));
	else if (!telling->of_project || is_for_people(moment))
		show_moment(telling, moment);
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
	if (!run->json) {
		char *title =
		    say_fill("{1}  {2}", item->code, item->title, NULL);
		out_title(title);
		free(title);
	}
	item_free(item);
	return read_history(run->journal, &run->project, &id, take_moment,
	    telling);
}

static int
run_history(struct run *run)
{
	struct telling telling = { .of_project = run->arg_count == 0 };
	size_t most = 0;
	int result = given_number(run, "most", &most);
	if (result != 0)
		return result;
	if (run->json)
		telling.items = json_new_array();
	if (telling.of_project)
		result = read_project_history(run->journal, &run->project, most,
		    take_moment, &telling);
	else
		result = tell_record(run, run->args[0], most, &telling);
	if (result == 0 && run->json)
		json_print_items(telling.items);
	else
		json_free(telling.items);
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
