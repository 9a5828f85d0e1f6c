/*
 * How a decision was really settled. Nobody is policed: it can be settled
 * while views are still to come, and “by agreement” can stand beside a view
 * that objects. The program says what that means, and whose claim it is.
 */
#include "base/intl.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/matter.h"
#include "cli/names.h"
#include "cli/out.h"
#include "cli/target.h"
#include "page/decision.h"
#include "page/settlement.h"
#include "page/state.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <string.h>

#define DECIDED_BY "decided-by"

/* ------------------------------------------------------------ given */

/* Who decided may be words; the other options are as everywhere. */
static int
take_given(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	struct run *run = sheet->run;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	struct names names;
	names_set_apart(run, DECIDED_BY, &names);
	int result = compose_take(run, &compose, sheet->words, &sheet->draft);
	names_put_back(run, &names);
	struct err fault = *err_last();
	names.is_quiet = result != 0;
	int named = names_apply(run, sheet->words, &names);
	return result != 0 ? err_restore(&fault) : named;
}

/* It stands in for a settlement of the same decision. */
static int
check_instead(struct matter *matter)
{
	const struct record *words = matter->sheet.words;
	struct run *run = matter->sheet.run;
	const char *instead = record_get_text(words, "instead");
	struct item *item = NULL;
	struct id id;
	if (instead == NULL || !id_parse(&id, instead, strlen(instead)))
		return 0;
	int result = read_item(run->journal, &run->project, &id, &item);
	const char *about =
	    result == 0 ? record_get_text(item->words, "decision") : NULL;
	if (about != NULL &&
	    strcmp(about, record_get_text(words, "decision")) != 0)
		result = err_set(ERR_INSTEAD_ELSEWHERE, item->code,
		    matter->decision->item->code, NULL);
	item_free(item);
	return result;
}

static int
take(struct matter *matter)
{
	int result = take_given(matter);
	return result != 0 ? result : check_instead(matter);
}

/* ------------------------------------------------------------ told */

static const struct decision_settlement *
find_settlement(const struct decision *now, const struct id *id)
{
	for (size_t i = 0; i < now->settlement_count; i++) {
		if (id_equal(&now->settlements[i].item->id, id))
			return &now->settlements[i];
	}
	return NULL;
}

/* Another one that holds: which of them is meant is for people to say. */
static void
tell_beside(const struct decision *now, const struct item *mine)
{
	bool is_different = page_state_has(now->item, "settled-differently");
	for (size_t i = 0; i < now->in_force_count; i++) {
		const struct item *other = now->settlements[i].item;
		if (id_equal(&other->id, &mine->id))
			continue;
		out_say(is_different ?
			_("It stands beside {2}, which says something else. "
			  "Both are kept. If yours is meant in its place: "
			  "“withus edit {1} --instead {2}”.") :
			_("It stands beside {2}, which says the same."),
		    mine->code, other->code, NULL);
	}
}

static void
tell(const struct matter *matter)
{
	struct paper paper = { .blocks = NULL };
	const struct decision *now = matter->now;
	const struct decision_settlement *mine =
	    now != NULL ? find_settlement(now, &matter->saved) : NULL;
	if (mine == NULL)
		return;
	if (mine->is_claim)
		page_settlement_claim(&paper, 0, mine);
	else
		page_decision_awaited(&paper, now);
	out_paper(&paper);
	if (now->awaited_count > 0)
		out_prose(0, _("A view can still be given afterwards."));
	tell_beside(now, mine->item);
}

static const struct matter_task task = {
	.kind = "settlement",
	.take = take,
	.show = matter_show,
	.tell = tell,
};

static int
run_settle(struct run *run)
{
	return matter_run(run, &task);
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_settle = {
	.name = "settle",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("write down how a decision was settled"),
	.help = N_("CODE is that of the decision. Be honest about how it was "
		   "settled: it may have been imposed from outside, or you "
		   "may differ and go on. It can be settled while views are "
		   "still to come. --decided-by takes names of members, or "
		   "other words, such as \"the funder\". --not-there takes a "
		   "name, = and why, in that person's words. A second "
		   "settlement stands beside the first, unless --instead "
		   "names the first.\n\n"
		   "For example: withus settle D-7kq4 --how majority "
		   "--outcome \"We measure sleep.\" --because \"Most of us "
		   "asked for it.\" --not-there \"Rosa=I was ill.\""),
	.need = NEED_MEMBER,
	.kind = "settlement",
	.makes_new = true,
	.target = &target_to_settle,
	.statuses = statuses,
	.run = run_settle,
};
