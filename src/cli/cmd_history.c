#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/json.h"
#include "cli/moment.h"
#include "cli/out.h"
#include "cli/print.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* A line that waits to be shown. */
struct line {
	char *lead;
	char *text;
};

/* Versions told so far. */
struct telling {
	/* What may turn out to be the start of the project, which is told in
	 * one line: newest first, its stages come before it. */
	struct line *held;
	size_t held_count;
	size_t held_cap;
	size_t stages;      /* among those */
	int64_t doing;      /* the action that they are of */
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

/* Lets go of what was held, and shows it unless it was told otherwise. */
static void
release(struct telling *telling, bool is_shown)
{
	for (size_t i = 0; i < telling->held_count; i++) {
		struct line *line = &telling->held[i];
		if (is_shown)
			out_item(0, line->lead, line->text);
		free(line->lead);
		free(line->text);
	}
	telling->held_count = 0;
	telling->stages = 0;
}

static void
hold(struct telling *telling, const struct moment *moment)
{
	struct str text = { 0 };
	moment_describe(&text, moment, true);
	telling->held = mem_grow(telling->held, &telling->held_cap,
	    telling->held_count + 1, sizeof(*telling->held));
	telling->held[telling->held_count++] = (struct line){
		.lead = say_fill("{1}  ", moment->code, NULL),
		.text = str_take(&text),
	};
	telling->stages += strcmp(moment->kind_name, "stage") == 0;
	telling->doing = moment->doing;
}

static void
show_start(struct telling *telling, const struct moment *moment)
{
	char *lead = say_fill("{1}  ", moment->code, NULL);
	char *day = say_day(moment->made);
	char *count = say_number(telling->stages);
	const char *sentence = telling->stages == 0 ?
	    _("{1}: {2} started the project. “{4}”") :
	    say_plural("{1}: {2} started the project with {3} stage. “{4}”",
		"{1}: {2} started the project with {3} stages. “{4}”",
		telling->stages);
	char *text = say_fill(sentence, day, print_name(&moment->by), count,
	    moment->title, NULL);
	release(telling, false);
	out_item(0, lead, text);
	free(text);
	free(count);
	free(day);
	free(lead);
}

static bool
is_kind(const struct moment *moment, const char *kind)
{
	return strcmp(moment->kind_name, kind) == 0;
}

/* Of a project: what began with it stands in its own line. */
static void
show_of_project(struct telling *telling, const struct moment *moment)
{
	bool is_begun = moment->what == MOMENT_BEGAN && moment->doing != 0;
	if (telling->held_count > 0 && telling->doing != moment->doing)
		release(telling, true);
	if (is_begun && (is_kind(moment, "stage") || is_kind(moment, "member")))
		hold(telling, moment);
	else if (is_begun && is_kind(moment, "project") &&
	    telling->held_count > 0)
		show_start(telling, moment);
	else
		show_moment(telling, moment);
}

/* What has neither a title nor text (a key) says nothing to people. */
static bool
is_for_people(const struct moment *moment)
{
	return moment->kind == NULL || *moment->title != '\0' ||
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
	else if (!telling->of_project)
		show_moment(telling, moment);
	else if (is_for_people(moment))
		show_of_project(telling, moment);
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
	release(&telling, true);
	free(telling.held);
	result = json_end_items(telling.items, result);
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
