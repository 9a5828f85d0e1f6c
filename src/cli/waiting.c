#include "cli/waiting.h"

#include "base/intl.h"
#include "cli/open.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/project.h>
#include <withus/rules.h>
#include <withus/say.h>

static int
show_rules(void *data, const struct rules_row *row)
{
	size_t *count = data;
	if ((*count)++ == 0)
		out_blank();
	out_say(_("{1} “{2}” asks for your look: “withus rules agree {1}”."),
	    row->item->code, row->item->title, NULL);
	return 0;
}

static int
show_decision(void *data, const struct decision_row *row)
{
	size_t *count = data;
	if ((*count)++ == 0)
		out_blank();
	out_say(_("{1} “{2}” waits for your view: “withus view {1}”."),
	    row->item->code, row->item->title, NULL);
	return 0;
}

/* The project used last, as it lies here: a page that only greets does not
 * fail for what else may be wrong. */
static int
find_who(struct run *run)
{
	struct err before = *err_last();
	int result = project_find(run->journal, NULL, &run->project);
	if (result == 0)
		result = open_member_quietly(run);
	enum err_status status = err_status(err_last()->code);
	if (result == 0 ||
	    (status != STATUS_USAGE && status != STATUS_NOT_THERE))
		return result;
	run->writer.member = (struct id){ { 0 } };
	(void)err_restore(&before);
	return 0;
}

int
waiting_show(struct run *run)
{
	struct rules_query rules = { .filter = RULES_AWAITS };
	struct decision_query decisions = { .filter = DECISIONS_AWAIT };
	size_t count = 0;
	int result = find_who(run);
	if (result != 0 || id_is_none(&run->writer.member))
		return result;
	rules.project = run->project;
	rules.member = run->writer.member;
	decisions.project = run->project;
	decisions.member = run->writer.member;
	result = read_rules_list(run->journal, &rules, show_rules, &count);
	return result == 0 ? read_decision_list(run->journal, &decisions,
				 show_decision, &count) :
			     result;
}
