#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/json_decision.h"
#include "cli/narrow.h"
#include "cli/out.h"
#include "cli/print_decision.h"

#include <withus/ledger.h>
#include <withus/say.h>

/* Decisions shown so far. */
struct listing {
	struct run *run;
	struct json *items; /* with --json */
	bool has_me;        /* the query has a member */
	bool is_mine;       /* and it is who reads this */
	size_t count;
};

static void
show_row(struct listing *listing, const struct decision_row *row)
{
	struct decision_row shown = *row;
	shown.awaits_me = row->awaits_me && listing->is_mine;
	if (listing->count > 0)
		out_blank();
	print_decision_row(listing->run, &shown);
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
