#include "base/intl.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "cli/save.h"
#include "cli/target.h"
#include "page/rules.h"

#include <withus/err.h>
#include <withus/rules.h>
#include <withus/say.h>

/* Who is at a terminal sees the words, and says whether they still fit. */
static int
ask_again(struct run *run, const struct rules *rules, bool *out)
{
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	*out = true;
	if (!run_can_ask(run) || run_has(run, "yes"))
		return 0;
	page_rules_words(&paper, &reading, rules->item);
	out_paper(&paper);
	int result = ask_yes(_("Do these words still fit?"),
	    _("With yes the words stay as they are. Who agreed still agrees, "
	      "and who came later is asked."),
	    true, out);
	if (result == 0 && !*out)
		out_say(_("Nothing was changed. “withus rules write {1}” "
			  "changes the words; then all are asked again."),
		    rules->item->code, NULL);
	return result;
}

/* The same people, and no day to set: there was nothing to write down. */
static int
tell_same(const struct rules *rules)
{
	return err_set(ERR_RULES_SAME, rules->item->code, NULL);
}

static int
look_again(struct run *run, const struct rules *rules)
{
	struct written written = { 0 };
	int result =
	    rules_again(run->journal, &run->writer, &rules->item->id, &written);
	if (result == -ERR_NOTHING_CHANGED)
		return tell_same(rules);
	if (result == 0)
		result = save_tell(run, &written);
	if (result == 0 && !run->json)
		document_tell(run, &written.id);
	return result;
}

static int
run_rules_again(struct run *run)
{
	struct rules *rules = NULL;
	bool is_meant = false;
	int result = document_open(run, run->args[0], &rules);
	if (result == 0)
		result = ask_again(run, rules, &is_meant);
	if (result == 0 && is_meant)
		result = look_again(run, rules);
	rules_free(rules);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "yes",
	    .help = N_("Do not ask whether the words still fit."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_rules_again = {
	.name = "rules",
	.verb = "again",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say that ground rules still fit"),
	.help = N_("For a second look: when the day for it has come, or when "
		   "somebody joined or left. The words stay as they are, and "
		   "who agreed still agrees. If they are for everyone, the "
		   "people of today are written down, and who is new is "
		   "asked. The next day to look at them is set, if you look "
		   "every so many weeks.\n\n"
		   "For example: withus rules again G-7kq4"),
	.need = NEED_MEMBER,
	.target = &target_to_look_again,
	.options = options,
	.statuses = statuses,
	.run = run_rules_again,
};
