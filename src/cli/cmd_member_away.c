/* Being away, coming back, leaving: days in a member's record. */
#include "base/intl.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/who.h"

#include <withus/err.h>

#include <stddef.h>

static const struct option_row away_options[] = {
	{
	    .name = "from",
	    .value = N_("DAY"),
	    .help = N_("The first day away. Else it is today."),
	},
	{
	    .name = "until",
	    .value = N_("DAY"),
	    .help = N_("The last day away. Else it is not known yet."),
	},
	{ .name = NULL },
};

static const struct option_row leave_options[] = {
	{
	    .name = "on",
	    .value = N_("DAY"),
	    .help = N_("The day of leaving. Else it is today."),
	},
	{ .name = NULL },
};

static int
run_member_away(struct run *run)
{
	const char *from = run_option(run, "from");
	const char *until = run_option(run, "until");
	const struct change changes[] = {
		{
		    .field = "away-from",
		    .typed = from != NULL ? from : "today",
		},
		{
		    .field = "away-until",
		    .typed = until != NULL ? until : "",
		},
		{ .field = NULL },
	};
	struct id id;
	int result = who_find(run, &id);
	return result != 0 ? result : change_fields(run, &id, changes);
}

static int
run_member_back(struct run *run)
{
	static const struct change changes[] = {
		{ .field = "away-from", .typed = "" },
		{ .field = "away-until", .typed = "" },
		{ .field = "left", .typed = "" },
		{ .field = NULL },
	};
	struct id id;
	int result = who_find(run, &id);
	return result != 0 ? result : change_fields(run, &id, changes);
}

static int
run_member_leave(struct run *run)
{
	const char *on = run_option(run, "on");
	const struct change changes[] = {
		{ .field = "left", .typed = on != NULL ? on : "today" },
		{ .field = NULL },
	};
	struct id id;
	int result = who_find(run, &id);
	return result != 0 ? result : change_fields(run, &id, changes);
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_member_away = {
	.name = "member",
	.verb = "away",
	.args = N_("[MEMBER]"),
	.args_most = 1,
	.summary = N_("say that somebody is away for a time"),
	.help = N_("Without a name it is about you. While somebody is away "
		   "nobody waits for them. Nobody has to say why.\n\n"
		   "For example: withus member away --until \"3 May\""),
	.need = NEED_MEMBER,
	.options = away_options,
	.statuses = statuses,
	.run = run_member_away,
};

const struct command cmd_member_back = {
	.name = "member",
	.verb = "back",
	.args = N_("[MEMBER]"),
	.args_most = 1,
	.summary = N_("say that somebody is back"),
	.help = N_("Without a name it is about you. It takes away the days "
		   "of being away, or of having left."),
	.need = NEED_MEMBER,
	.statuses = statuses,
	.run = run_member_back,
};

const struct command cmd_member_leave = {
	.name = "member",
	.verb = "leave",
	.args = N_("[MEMBER]"),
	.args_most = 1,
	.summary = N_("say that somebody leaves the team"),
	.help = N_("Without a name it is about you. What somebody wrote stays "
		   "theirs and stays here. “withus member back” takes it "
		   "back."),
	.need = NEED_MEMBER,
	.options = leave_options,
	.statuses = statuses,
	.run = run_member_leave,
};
