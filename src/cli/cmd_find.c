#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/narrow.h"
#include "cli/out.h"
#include "cli/target.h"
#include "page/phrase.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>
#include <withus/search.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How many are shown where nobody says. */
#define MOST 50

/* Hits shown so far. */
struct finding {
	struct run *run;
	struct json *items; /* with --json */
	size_t count;
};

/* -------------------------------------------------- showing */

static void
show_heading(const struct search_hit *hit)
{
	const struct item *item = hit->item;
	struct str lead = { 0 };
	char *day = say_day(hit->day);
	char *writer = phrase_writer(item);
	char *text = say_fill(_("{1}, {2}, {3}"),
	    item->kind != NULL ? say_text(item->kind->word) : item->kind_name,
	    day, writer, NULL);
	str_add_format(&lead, "%s  ", item->code);
	out_item(0, str_text(&lead), text);
	str_clear(&lead);
	free(text);
	free(writer);
	free(day);
}

/* A piece on one line: what parts lines and paragraphs is one space. */
static void
add_run(struct paper *paper, const struct search_run *run)
{
	struct str line = { 0 };
	for (const char *c = run->text; *c != '\0'; c++) {
		if (*c != '\n' && *c != '\t')
			str_add_char(&line, *c);
		else if (line.len == 0 || line.data[line.len - 1] != ' ')
			str_add_char(&line, ' ');
	}
	paper_run(paper, run->is_hit ? PAGE_FOUND : PAGE_PLAIN, str_text(&line),
	    line.len);
	str_clear(&line);
}

static void
show_text(size_t indent, const struct search_text *text)
{
	struct paper paper = { .blocks = NULL };
	paper_runs(&paper, indent);
	for (size_t i = 0; i < text->count; i++)
		add_run(&paper, &text->runs[i]);
	out_paper(&paper);
}

static void
show_state(size_t indent, const struct search_hit *hit)
{
	char number[24];
	if (hit->version == 0)
		return;
	(void)snprintf(number, sizeof(number), "%zu", hit->version);
	char *text = say_fill(hit->item->is_withdrawn ?
		_("(words of version {1}; taken back since)") :
		_("(words of version {1}; changed since)"),
	    number, NULL);
	out_prose(indent, text);
	free(text);
}

static void
show_hit(const struct finding *finding, const struct search_hit *hit)
{
	size_t indent = strlen(hit->item->code) + 2;
	if (finding->count > 0)
		out_blank();
	show_heading(hit);
	show_text(indent, &hit->title);
	if (hit->text.has_hit || hit->title.count == 0)
		show_text(indent, &hit->text);
	show_state(indent, hit);
}

static struct json *
json_of_text(const struct search_text *text)
{
	struct json *list = json_new_array();
	for (size_t i = 0; i < text->count; i++) {
		struct json *run = json_new_object();
		json_put_text(run, "text", text->runs[i].text);
		json_put_bool(run, "hit", text->runs[i].is_hit);
		json_add(list, run);
	}
	return list;
}

static struct json *
json_of_hit(const struct search_hit *hit)
{
	struct json *item = json_of_item(hit->item);
	struct json *found = json_new_object();
	if (hit->version != 0)
		json_put_number(found, "version", (long long)hit->version);
	json_put_text(found, "day", hit->day);
	json_put(found, "title", json_of_text(&hit->title));
	json_put(found, "text", json_of_text(&hit->text));
	json_put(item, "found", found);
	return item;
}

static int
take_hit(void *data, const struct search_hit *hit)
{
	struct finding *finding = data;
	if (finding->items != NULL)
		json_add(finding->items, json_of_hit(hit));
	else
		show_hit(finding, hit);
	finding->count++;
	return 0;
}

/* -------------------------------------------------- what is asked for */

/* True if a word that people have for a kind, or one of several, begins as
 * typed. */
static bool
begins_so(const char *words, const char *typed)
{
	size_t len = strlen(typed);
	for (; words != NULL; words = strchr(words, ' ')) {
		words += *words == ' ';
		if (len > 0 && strncasecmp(words, typed, len) == 0)
			return true;
	}
	return false;
}

static int
refuse_kind(const char *typed)
{
	const struct kind *const *kind = kind_all();
	struct str words = { 0 };
	for (; *kind != NULL; kind++) {
		if (!lookup_is_kind(*kind))
			continue;
		str_add(&words, words.len > 0 ? ", " : "");
		str_add(&words, say_text((*kind)->word));
	}
	int result =
	    err_set(ERR_FIELD_CHOICE, "kind", typed, str_text(&words), NULL);
	str_clear(&words);
	return result;
}

/* A kind by its name in files, or by what people call it. */
static int
find_kind(struct run *run, const char **out)
{
	const char *typed = run_option(run, "kind");
	const struct kind *const *kind = kind_all();
	*out = NULL;
	if (typed == NULL)
		return 0;
	for (; *kind != NULL; kind++) {
		if (lookup_is_kind(*kind) &&
		    (strcmp((*kind)->name, typed) == 0 ||
			begins_so(say_text((*kind)->word), typed) ||
			begins_so(say_text((*kind)->words), typed))) {
			*out = (*kind)->name;
			return 0;
		}
	}
	return refuse_kind(typed);
}

static int
make_search(struct run *run, struct search *search, struct narrow *narrow)
{
	int result = narrow_read(run, narrow);
	if (result == 0)
		result = find_kind(run, &search->kind);
	search->about = narrow->stage;
	search->by = narrow->by;
	search->since = narrow->since;
	search->until = narrow->until;
	search->most = narrow->most != 0 ? narrow->most : MOST;
	search->is_ranked = run_has(run, "ranked");
	search->with_old = run_has(run, "all");
	if (result == 0 && search->is_ranked && search->with_old)
		result = err_set(ERR_USAGE_TOGETHER, "--ranked", "--all", NULL);
	return result;
}

/* -------------------------------------------------- the answer */

static int
note_hit(void *data, const struct search_hit *hit)
{
	(void)hit;
	*(bool *)data = true;
	return 0;
}

/* Before it says that there is nothing, it looks among earlier words. */
static int
refuse_nothing(struct run *run, const struct search *search)
{
	struct search again = *search;
	struct search_result result;
	bool is_there = false;
	again.with_old = true;
	again.is_ranked = false;
	again.most = 1;
	int err =
	    search_find(run->journal, &again, note_hit, &is_there, &result);
	if (err != 0)
		return err;
	return err_set(is_there ? ERR_SEARCH_OLD_ONLY : ERR_SEARCH_NOTHING,
	    search->words, NULL);
}

/* How many more there are would cost the more the more there are. */
static void
tell_rest(const struct search_result *result)
{
	char *shown = say_number(result->count);
	char *most = say_number(SEARCH_RANKED_MOST);
	if (result->is_part || result->is_more)
		out_blank();
	if (result->is_part)
		out_say(_("The best of the newest {1} come first; older ones "
			  "were not looked at. --until DAY looks at those."),
		    most, NULL);
	if (result->is_more)
		out_say(_("These are the first {1}. There are more: --most "
			  "NUMBER shows them."),
		    shown, NULL);
	free(most);
	free(shown);
}

static char *
join_words(const struct run *run)
{
	struct str words = { 0 };
	for (size_t i = 0; i < run->arg_count; i++) {
		str_add(&words, i > 0 ? " " : "");
		str_add(&words, run->args[i]);
	}
	return str_take(&words);
}

static int
find_words(struct run *run, struct search *search)
{
	struct finding finding = { .run = run };
	struct search_result found;
	if (run->json)
		finding.items = json_new_array();
	int result =
	    search_find(run->journal, search, take_hit, &finding, &found);
	if (result == 0 && found.count == 0)
		result = refuse_nothing(run, search);
	result = json_end_items(finding.items, result);
	if (result == 0 && !run->json)
		tell_rest(&found);
	return result;
}

static int
run_find(struct run *run)
{
	struct narrow narrow;
	char *words = join_words(run);
	struct search search = { .project = run->project, .words = words };
	int result = make_search(run, &search, &narrow);
	if (result == 0)
		result = find_words(run, &search);
	free(words);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "kind",
	    .value = N_("KIND"),
	    .help = N_("Only things of this kind: entry, reply, decision, "
		       "view, ground rules, stage, member …"),
	},
	{
	    .name = "stage",
	    .value = N_("STAGE"),
	    .help = N_("Only what is about this stage."),
	},
	{
	    .name = "by",
	    .value = N_("MEMBER"),
	    .help = N_("Only words of this person."),
	},
	{
	    .name = "since",
	    .value = N_("DAY"),
	    .help = N_("Only of this day or later."),
	},
	{
	    .name = "until",
	    .value = N_("DAY"),
	    .help = N_("Only of this day or earlier."),
	},
	{
	    .name = "ranked",
	    .help = N_("What fits best comes first. Else the newest does."),
	},
	{
	    .name = "all",
	    .help = N_("Also look through words that were changed later or "
		       "taken back."),
	},
	{
	    .name = "most",
	    .value = N_("NUMBER"),
	    .help = N_("No more than this many; else 50."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_find = {
	.name = "find",
	.args = N_("WORDS"),
	.args_least = 1,
	.args_most = SIZE_MAX,
	.summary = N_("look for words in everything shared"),
	.help = N_("All of the words have to be in one text, in any order; "
		   "capitals do not matter. It shows the place with [what was "
		   "found] in square brackets. “garden*” finds gardens and "
		   "gardener too. Put words between double quotes to find "
		   "them one after the other, and a - before a word that must "
		   "not be there; then put single quotes around all of it.\n\n"
		   "For example: withus find 'garden* \"tea room\" "
		   "-hospital'"),
	.need = NEED_PROJECT,
	.target = &target_of_words,
	.options = options,
	.statuses = statuses,
	.run = run_find,
};
