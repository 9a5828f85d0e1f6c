#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/json_rules.h"
#include "cli/narrow.h"
#include "cli/out.h"
#include "page/rules.h"

#include <withus/rules.h>
#include <withus/say.h>

/* Documents shown so far. */
struct listing {
	struct json *items; /* with --json */
	bool has_me;        /* the query has a member, */
	bool is_mine;       /* and it is who reads this */
	bool has_asked;     /* somebody is still asked about one of them */
	size_t count;
};

static void
show_row(const struct listing *listing, const struct rules_row *row)
{
	struct paper paper = { .blocks = NULL };
	struct str lead = { 0 };
	if (listing->count > 0)
		out_blank();
	str_add_format(&lead, "%s  ", row->item->code);
	paper_item(&paper, 0, str_text(&lead), row->item->title);
	page_rules_row(&paper, lead.len, row, listing->is_mine);
	out_paper(&paper);
	str_clear(&lead);
}

static int
take_row(void *data, const struct rules_row *row)
{
	struct listing *listing = data;
	if (listing->items != NULL)
		json_add(listing->items, json_rules_row(row, listing->has_me));
	else
		show_row(listing, row);
	if (row->awaited_count > 0)
		listing->has_asked = true;
	listing->count++;
	return 0;
}

static const struct narrow_choice filters[] = {
	{ .option = "agreed", .value = RULES_AGREED },
	{ .option = "not-agreed", .value = RULES_NOT_AGREED },
	{ .option = "second-look", .value = RULES_SECOND_LOOK },
	{ .option = "waits-for", .value = RULES_AWAITS },
	{ .option = NULL },
};

/* Who reads it is told in each row; where that is not clear, all are here. */
static void
say_after(const struct run *run, const struct listing *listing)
{
	if (listing->count == 0) {
		narrow_say_none(run,
		    _("There are no ground rules yet. “withus rules write "
		      "TITLE” writes some down."),
		    _("No ground rules are like what you asked for. “withus "
		      "rules” alone shows all of them."));
		return;
	}
	if (!listing->has_asked || listing->has_me)
		return;
	out_blank();
	out_prose(0,
	    _("Who is still asked can answer: “withus rules agree CODE”."));
}

static int
run_rules(struct run *run)
{
	struct narrow narrow;
	struct listing listing = { .items = NULL };
	struct rules_query query = { .project = run->project };
	int filter = (int)query.filter;
	int result = narrow_choose(run, filters, &filter);
	if (result == 0)
		result = narrow_read(run, &narrow);
	if (result == 0)
		result =
		    narrow_find_reader(run, &query.member, &listing.is_mine);
	if (result != 0)
		return result;
	query.filter = (enum rules_filter)filter;
	query.most = narrow.most;
	listing.has_me = !id_is_none(&query.member);
	if (run->json)
		listing.items = json_new_array();
	result = read_rules_list(run->journal, &query, take_row, &listing);
	result = json_end_items(listing.items, result);
	if (result == 0 && !run->json)
		say_after(run, &listing);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "agreed",
	    .help = N_("Only those that are agreed."),
	},
	{
	    .name = "not-agreed",
	    .help = N_("Only those that are not agreed yet."),
	},
	{
	    .name = "second-look",
	    .help = N_("Only those that want a second look: their day has "
		       "come, or the team is not the same any more."),
	},
	{
	    .name = "waits-for",
	    .value = N_("MEMBER"),
	    .help = N_("Only those that this person is asked to look at."),
	},
	{
	    .name = "most",
	    .value = N_("NUMBER"),
	    .help = N_("No more than this many."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_rules = {
	.name = "rules",
	.summary = N_("list the ground rules"),
	.help = N_("Ground rules say how you want to work together. It lists "
		   "them with who is still asked to agree, and says which "
		   "want a second look. “withus show CODE” shows all of one: "
		   "its words, and who agreed to them.\n\n"
		   "For example: withus rules --waits-for Ben"),
	.need = NEED_PROJECT,
	.options = options,
	.statuses = statuses,
	.run = run_rules,
};
