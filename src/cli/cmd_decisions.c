#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/json_decision.h"
#include "cli/narrow.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "page/excerpt.h"
#include "page/phrase.h"
#include "page/roll.h"
#include "page/state.h"

#include <withus/ledger.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Of many who are waited for, so many are named in a list. */
#define NAMES_MOST 5

/* What wrapping the first words to two lines may leave empty. */
#define EXCERPT_LOSS 12

/* Decisions shown so far. */
struct listing {
	struct run *run;
	struct json *items; /* with --json */
	bool has_me;        /* the query has a member */
	bool is_mine;       /* and it is who reads this */
	size_t count;
};

static void
show_waiting(struct paper *paper, size_t indent, const struct decision_row *row)
{
	char *names = roll_list(row->awaited, row->awaited_count, NAMES_MOST);
	char *count = say_number(row->view_count);
	if (row->settlement == NULL)
		paper_say(paper, indent,
		    say_plural(N_("{1} view so far."), N_("{1} views so far."),
			row->view_count),
		    count, NULL);
	if (row->awaited_count > 0)
		paper_say(paper, indent, _("Still to come: {1}"), names, NULL);
	if (row->awaits_me)
		paper_say(paper, indent,
		    _("What do you think? “withus view {1}”"), row->item->code,
		    NULL);
	free(count);
	free(names);
}

/* The first words of how it was settled. */
static void
show_outcome(struct paper *paper, size_t indent, const struct item *settlement)
{
	const char *outcome = record_get_text(settlement->words, "outcome");
	struct record *words = record_new(settlement->kind_name);
	if (outcome != NULL)
		record_set_body(words, outcome, strlen(outcome));
	char *excerpt = excerpt_make(words,
	    2 * (out_width() - indent) - EXCERPT_LOSS, NULL);
	paper_prose(paper, indent, excerpt);
	free(excerpt);
	record_free(words);
}

/* Other things that are worth a look, and are no states of a decision. */
static void
show_marks(struct paper *paper, size_t indent, const struct item *item)
{
	static const char *const marks[] = { "two-versions", "set-aside" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (page_state_has(item, marks[i]))
			paper_say(paper, indent, "({1})",
			    phrase_status(marks[i]), NULL);
	}
	if (!item->is_in_history)
		paper_say(paper, indent, "({1})",
		    _("saved, not yet in the history"), NULL);
}

static void
add_row(struct paper *paper, const struct page_reading *reading,
    const struct decision_row *row)
{
	const struct state state = {
		.item = row->item,
		.settlement = row->settlement,
	};
	struct str lead = { 0 };
	str_add_format(&lead, "%s  ", row->item->code);
	paper_item(paper, 0, str_text(&lead), row->item->title);
	page_state(paper, reading, lead.len, &state);
	if (row->settlement != NULL && page_state_has(row->item, "settled"))
		show_outcome(paper, lead.len, row->settlement);
	show_waiting(paper, lead.len, row);
	show_marks(paper, lead.len, row->item);
	str_clear(&lead);
}

static void
show_row(struct listing *listing, const struct decision_row *row)
{
	const struct page_reading reading = reading_of(listing->run);
	struct paper paper = { .blocks = NULL };
	struct decision_row shown = *row;
	shown.awaits_me = row->awaits_me && listing->is_mine;
	if (listing->count > 0)
		out_blank();
	add_row(&paper, &reading, &shown);
	out_paper(&paper);
}

static int
take_row(void *data, const struct decision_row *row)
{
	struct listing *listing = data;
	if (listing->items != NULL)
		json_add(listing->items,
		    json_decision_row(row, listing->has_me));
	else
		show_row(listing, row);
	listing->count++;
	return 0;
}

static const struct narrow_choice filters[] = {
	{ .option = "open", .value = DECISIONS_OPEN },
	{ .option = "settled", .value = DECISIONS_SETTLED },
	{ .option = "another-look", .value = DECISIONS_ANOTHER_LOOK },
	{ .option = "carry-out", .value = DECISIONS_CARRY_OUT },
	{ .option = "waits-for", .value = DECISIONS_AWAIT },
	{ .option = NULL },
};

static int
list_decisions(struct run *run, const struct decision_query *query,
    struct listing *listing)
{
	if (run->json)
		listing->items = json_new_array();
	int result = read_decision_list(run->journal, query, take_row, listing);
	result = json_end_items(listing->items, result);
	if (result == 0 && !run->json && listing->count == 0)
		narrow_say_none(run,
		    _("There are no decisions yet. “withus decide QUESTION” "
		      "asks for one."),
		    _("No decision is like what you asked for. “withus "
		      "decisions” alone shows all of them."));
	return result;
}

static int
run_decisions(struct run *run)
{
	struct narrow narrow;
	struct listing listing = { .run = run };
	struct decision_query query = { .project = run->project };
	int filter = (int)query.filter;
	int result = narrow_choose(run, filters, &filter);
	if (result == 0)
		result = narrow_read(run, &narrow);
	if (result == 0)
		result =
		    narrow_find_reader(run, &query.member, &listing.is_mine);
	if (result != 0)
		return result;
	query.filter = (enum decision_filter)filter;
	query.since = narrow.since;
	query.until = narrow.until;
	query.most = narrow.most;
	listing.has_me = !id_is_none(&query.member);
	return list_decisions(run, &query, &listing);
}

static const struct option_row options[] = {
	{
	    .name = "open",
	    .help = N_("Only those that are not settled yet."),
	},
	{
	    .name = "settled",
	    .help = N_("Only those that are settled."),
	},
	{
	    .name = "another-look",
	    .help = N_("Only those that want a second look: their day has "
		       "come."),
	},
	{
	    .name = "carry-out",
	    .help = N_("Only those that are still to be carried out."),
	},
	{
	    .name = "waits-for",
	    .value = N_("MEMBER"),
	    .help = N_("Only those for which the view of this person is still "
		       "to come."),
	},
	{
	    .name = "since",
	    .value = N_("DAY"),
	    .help = N_("Only those asked for on this day or later."),
	},
	{
	    .name = "until",
	    .value = N_("DAY"),
	    .help = N_("Only those asked for on this day or earlier."),
	},
	{
	    .name = "most",
	    .value = N_("NUMBER"),
	    .help = N_("No more than this many."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_decisions = {
	.name = "decisions",
	.summary = N_("list the decisions"),
	.help = N_("It shows the questions, the newest first, and where each "
		   "stands: who is still to give a view, how it was settled, "
		   "what is still to be carried out. “withus show CODE” shows "
		   "all of one.\n\n"
		   "For example: withus decisions --waits-for Ben"),
	.need = NEED_PROJECT,
	.options = options,
	.statuses = statuses,
	.run = run_decisions,
};
