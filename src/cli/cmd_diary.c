#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/narrow.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "page/excerpt.h"
#include "page/phrase.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* What wrapping the first words to two lines may leave empty. */
#define EXCERPT_LOSS 12

/* "2026-05" and a NUL. */
#define MONTH_SIZE 8

/* Entries shown so far. */
struct listing {
	struct run *run;
	struct json *items;
	size_t count;
	bool has_parts;         /* some entry has more words than were shown */
	char month[MONTH_SIZE]; /* of the entry before */
};

/* Names of the stages of an entry; "" for none. To be freed. */
static char *
name_stages(struct run *run, const struct item *item)
{
	const struct value *stages = record_get(item->words, "stages");
	const struct page_reading reading = reading_of(run);
	struct str none = { 0 };
	return stages == NULL ?
	    str_take(&none) :
	    phrase_value(&reading, kind_field(item->kind, "stages"), stages);
}

static void
show_heading(struct run *run, const struct item *item)
{
	struct str lead = { 0 };
	char *day = say_day(item->day);
	char *writer = phrase_writer(item);
	char *stages = name_stages(run, item);
	const char *sentence =
	    *stages != '\0' ? _("{1}, {2}, about {3}") : _("{1}, {2}");
	char *text = say_fill(sentence, day, writer, stages, NULL);
	str_add(&lead, item->code);
	str_add(&lead, "  ");
	out_item(0, lead.data, text);
	str_clear(&lead);
	free(text);
	free(stages);
	free(writer);
	free(day);
}

static void
show_state(size_t indent, const char *state)
{
	char *text = say_fill("({1})", state, NULL);
	out_prose(indent, text);
	free(text);
}

static void
show_states(size_t indent, const struct item *item)
{
	const size_t most = sizeof(item->status) / sizeof(*item->status);
	for (size_t i = 0; i < most && item->status[i] != NULL; i++)
		show_state(indent, phrase_status(item->status[i]));
	if (!item->is_in_history)
		show_state(indent, _("saved, not yet in the history"));
}

/* Entries of one month stand together. */
static void
show_month(struct listing *listing, const struct item *item)
{
	if (listing->count > 0)
		out_blank();
	if (strncmp(listing->month, item->day, MONTH_SIZE - 1) == 0)
		return;
	memcpy(listing->month, item->day, MONTH_SIZE - 1);
	char *month = say_month(item->day);
	out_title(month);
	out_blank();
	free(month);
}

static void
show_entry(struct listing *listing, const struct item *item)
{
	size_t indent = strlen(item->code) + 2;
	size_t cells = 2 * (out_width() - indent) - EXCERPT_LOSS;
	bool is_part = false;
	char *excerpt = excerpt_make(item->words, cells, &is_part);
	listing->has_parts |= is_part;
	show_month(listing, item);
	show_heading(listing->run, item);
	if (*excerpt != '\0')
		out_prose(indent, excerpt);
	show_states(indent, item);
	free(excerpt);
}

static int
take_entry(void *data, const struct item *item)
{
	struct listing *listing = data;
	if (listing->items != NULL)
		json_add(listing->items, json_of_item(item));
	else
		show_entry(listing, item);
	listing->count++;
	return 0;
}

static void
say_there_is_more(void)
{
	out_blank();
	out_prose(0,
	    _("Where words end in “…” there is more: “withus show CODE” shows "
	      "an entry whole."));
}

static int
run_diary(struct run *run)
{
	struct narrow narrow;
	struct listing listing = { .run = run };
	int result = narrow_read(run, &narrow);
	if (result != 0)
		return result;
	const struct query query = {
		.project = run->project,
		.kind = "reflection",
		.field = "stages",
		.about = narrow.stage,
		.by = narrow.by,
		.since = narrow.since,
		.until = narrow.until,
		.most = narrow.most,
		.oldest_first = run_has(run, "oldest-first"),
		.with_withdrawn = run_has(run, "with-withdrawn"),
	};
	if (run->json)
		listing.items = json_new_array();
	result = read_list(run->journal, &query, take_entry, &listing);
	result = json_end_items(listing.items, result);
	if (result == 0 && !run->json && listing.count == 0)
		narrow_say_none(run,
		    _("There are no diary entries yet. “withus reflect” "
		      "writes one."),
		    _("No diary entry is like what you asked for. “withus "
		      "diary” alone shows all of them."));
	else if (result == 0 && listing.has_parts)
		say_there_is_more();
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "stage",
	    .value = N_("STAGE"),
	    .help = N_("Only entries about this stage: its title, the start "
		       "of it, or its code."),
	},
	{
	    .name = "by",
	    .value = N_("MEMBER"),
	    .help = N_("Only entries of this person."),
	},
	{
	    .name = "since",
	    .value = N_("DAY"),
	    .help = N_("Only entries of this day or later."),
	},
	{
	    .name = "until",
	    .value = N_("DAY"),
	    .help = N_("Only entries of this day or earlier."),
	},
	{
	    .name = "most",
	    .value = N_("NUMBER"),
	    .help = N_("No more than this many."),
	},
	{
	    .name = "oldest-first",
	    .help = N_("Begin with the oldest. Else the newest comes first."),
	},
	{
	    .name = "with-withdrawn",
	    .help = N_("Also name entries that were taken back."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_diary = {
	.name = "diary",
	.summary = N_("read what people wrote"),
	.help = N_("It shows when each entry was written, by whom, about "
		   "which stages, and its first words. “withus show CODE” "
		   "shows all of it.\n\n"
		   "For example: withus diary --stage Analysis --since "
		   "\"3 months ago\""),
	.need = NEED_PROJECT,
	.options = options,
	.statuses = statuses,
	.run = run_diary,
};
