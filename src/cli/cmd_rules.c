#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/json.h"
#include "cli/json_rules.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/print_rules.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/rules.h>
#include <withus/say.h>

#include <string.h>

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
	struct str lead = { 0 };
	if (listing->count > 0)
		out_blank();
	str_add_format(&lead, "%s  ", row->item->code);
	out_item(0, str_text(&lead), row->item->title);
	print_rules_row(lead.len, row, listing->is_mine);
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

/* Filters, of which one can be given. */
struct filter {
	const char *option;
	enum rules_filter filter;
};

static const struct filter filters[] = {
	{ .option = "agreed", .filter = RULES_AGREED },
	{ .option = "not-agreed", .filter = RULES_NOT_AGREED },
	{ .option = "second-look", .filter = RULES_SECOND_LOOK },
	{ .option = "waits-for", .filter = RULES_AWAITS },
};

static int
choose_filter(const struct run *run, struct rules_query *query)
{
	const char *chosen = NULL;
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
		const char *option = filters[i].option;
		if (!run_has(run, option))
			continue;
		if (chosen != NULL)
			return err_set(ERR_USAGE_TOGETHER, chosen, option,
			    NULL);
		chosen = option;
		query->filter = filters[i].filter;
	}
	return 0;
}

/* Who looks, where that is clear: a list is read by anybody. */
static int
find_me(struct run *run, struct rules_query *query)
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

static void
say_there_is_none(const struct run *run)
{
	if (run->given_count == 0)
		out_prose(0,
		    _("There are no ground rules yet. “withus rules write "
		      "TITLE” writes some down."));
	else
		out_prose(0,
		    _("No ground rules are like what you asked for. “withus "
		      "rules” alone shows all of them."));
}

/* Who reads it is told in each row; where that is not clear, all are here. */
static void
say_after(const struct run *run, const struct listing *listing)
{
	if (listing->count == 0) {
		say_there_is_none(run);
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
	struct listing listing = { .items = NULL };
	struct rules_query query = { .project = run->project };
	int result = choose_filter(run, &query);
	if (result == 0)
		result = given_number(run, "most", &query.most);
	if (result == 0)
		result = find_me(run, &query);
	if (result != 0)
		return result;
	listing.has_me = !id_is_none(&query.member);
	listing.is_mine = listing.has_me && !run_has(run, "waits-for");
	if (run->json)
		listing.items = json_new_array();
	result = read_rules_list(run->journal, &query, take_row, &listing);
	if (result == 0 && run->json)
		json_print_items(listing.items);
	else
		json_free(listing.items);
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
