#include "base/clock.h"
#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "page/phrase.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Code, name, whether they are away or left, what they take part as. */
static const struct paper_column columns[] = {
	{ .may_go = false },
	{ .may_go = false },
	{ .may_go = false },
	{ .may_go = true },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))

struct listing {
	struct run *run;
	struct paper paper; /* their rows */
	struct json *items;
};

/* True if a day of the member is there and not after today. */
static bool
has_come(const struct item *item, const char *field)
{
	char today[DATE_SIZE];
	const char *day = record_get_text(item->words, field);
	date_print(today, clock_today());
	return day != NULL && strcmp(day, today) <= 0;
}

static bool
is_past(const struct item *item, const char *field)
{
	char today[DATE_SIZE];
	const char *day = record_get_text(item->words, field);
	date_print(today, clock_today());
	return day != NULL && strcmp(day, today) < 0;
}

/* "left (3 May 2026)", "away until 3 May 2026", or nothing. To be freed. */
static char *
describe_state(const struct item *item)
{
	const char *left = record_get_text(item->words, "left");
	const char *until = record_get_text(item->words, "away-until");
	if (left != NULL)
		return phrase_with_day(_("left ({1})"), left);
	if (!has_come(item, "away-from") || is_past(item, "away-until"))
		return say_fill("", NULL);
	if (until != NULL)
		return phrase_with_day(_("away until {1}"), until);
	return say_fill(_("away"), NULL);
}

static int
take_member(void *data, const struct item *item)
{
	struct listing *listing = data;
	if (listing->items != NULL) {
		json_add(listing->items, json_of_item(item));
		return 0;
	}
	const struct page_reading reading = reading_of(listing->run);
	const struct value *hats = record_get(item->words, "hats");
	char *state = describe_state(item);
	char *shown = hats != NULL ?
	    phrase_value(&reading, kind_field(item->kind, "hats"), hats) :
	    say_fill("", NULL);
	const char *const cells[COLUMNS] = {
		item->code,
		item->title,
		state,
		shown,
	};
	paper_row(&listing->paper, cells);
	free(shown);
	free(state);
	return 0;
}

static int
run_members(struct run *run)
{
	struct listing listing = { .run = run };
	struct query query = {
		.project = run->project,
		.kind = "member",
		.oldest_first = true,
	};
	if (run->json)
		listing.items = json_new_array();
	else
		paper_table(&listing.paper, columns, COLUMNS);
	int result = read_list(run->journal, &query, take_member, &listing);
	result = json_end_items(listing.items, result);
	out_paper(&listing.paper);
	return result;
}

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_members = {
	.name = "members",
	.also = "member",
	.summary = N_("list who takes part"),
	.help = N_("It lists the members of the project with their codes, "
		   "whether they are away or have left, and as what they "
		   "take part."),
	.need = NEED_PROJECT,
	.statuses = statuses,
	.run = run_members,
};
