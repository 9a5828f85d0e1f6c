#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/json.h"
#include "cli/json_decision.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/print_decision.h"

#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/read.h>
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

/* Filters, of which one can be given. */
struct filter {
	const char *option;
	const char *typed;
	enum decision_filter filter;
};

static const struct filter filters[] = {
	{
	    .option = "open",
	    .typed = "--open",
	    .filter = DECISIONS_OPEN,
	},
	{
	    .option = "settled",
	    .typed = "--settled",
	    .filter = DECISIONS_SETTLED,
	},
	{
	    .option = "another-look",
	    .typed = "--another-look",
	    .filter = DECISIONS_ANOTHER_LOOK,
	},
	{
	    .option = "carry-out",
	    .typed = "--carry-out",
	    .filter = DECISIONS_CARRY_OUT,
	},
	{
	    .option = "waits-for",
	    .typed = "--waits-for",
	    .filter = DECISIONS_AWAIT,
	},
};

static int
choose_filter(const struct run *run, struct decision_query *query)
{
	const char *chosen = NULL;
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		if (!run_has(run, filters[i].option))
			continue;
		if (chosen != NULL)
			return err_set(ERR_USAGE_TOGETHER, chosen,
			    filters[i].typed, NULL);
		chosen = filters[i].typed;
		query->filter = filters[i].filter;
	}
	return 0;
}

/* Who looks, where that is clear: a list is read by anybody. */
static int
find_me(struct run *run, struct decision_query *query)
{
	const char *typed = run_option(run, "waits-for");
	if (typed != NULL)
		return read_find(run->journal, &run->project, "member", typed,
		    &query->member);
	int result = open_member_quietly(run);
	if (result == 0)
		query->member = run->writer.member;
	return result;
}

/* `since` and `until` hold the days. */
static int
make_query(struct run *run, struct decision_query *query, char *since,
    char *until)
{
	int result = choose_filter(run, query);
	if (result == 0)
		result = given_day(run, "since", since);
	if (result == 0)
		result = given_day(run, "until", until);
	if (result == 0)
		result = given_number(run, "most", &query->most);
	if (result == 0)
		result = find_me(run, query);
	query->since = *since != '\0' ? since : NULL;
	query->until = *until != '\0' ? until : NULL;
	return result;
}

static void
say_there_is_none(const struct run *run)
{
	if (run->given_count == 0)
		out_prose(0,
		    _("There are no decisions yet. “withus decide QUESTION” "
		      "asks for one."));
	else
		out_prose(0,
		    _("No decision is like what you asked for. “withus "
		      "decisions” alone shows all of them."));
}

static int
run_decisions(struct run *run)
{
	char since[DATE_SIZE] = "";
	char until[DATE_SIZE] = "";
	struct listing listing = { .run = run };
	struct decision_query query = { .project = run->project };
	int result = make_query(run, &query, since, until);
	if (result != 0)
		return result;
	listing.has_me = !id_is_none(&query.member);
	listing.is_mine = listing.has_me && !run_has(run, "waits-for");
	if (run->json)
		listing.items = json_new_array();
	result = read_decision_list(run->journal, &query, take_row, &listing);
	if (result == 0 && run->json)
		json_print_items(listing.items);
	else
		json_free(listing.items);
	if (result == 0 && !run->json && listing.count == 0)
		say_there_is_none(run);
	return result;
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
