#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/json.h"
#include "cli/json_compare.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "cli/target.h"
#include "page/item.h"
#include "page/since.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

/* Me, or the one who was named. */
static int
find_person(struct run *run, struct id *out)
{
	const char *typed = run_option(run, "by");
	if (typed != NULL)
		return read_find(run->journal, &run->project, "member", typed,
		    out);
	int result = open_member(run);
	if (result == 0)
		*out = *document_writer(run);
	return result;
}

static int
refuse_silent(struct run *run, const struct rules *rules, const struct id *id)
{
	char *name = NULL;
	char *code = NULL;
	int result =
	    read_mention(run->journal, &run->project, id, &name, &code);
	if (result == 0)
		result =
		    err_set(ERR_RULES_SILENT, rules->item->code, name, NULL);
	free(code);
	free(name);
	return result;
}

static int
show_changes(struct run *run, const struct rules *rules, const struct id *id)
{
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	const struct since since = {
		.reading = &reading,
		.rules = rules,
		.person = document_find_person(rules, id),
		.is_me =
		    !run_has(run, "by") && id_is_none(&run->writer.for_person),
		.is_plain = run->plain,
	};
	struct json *changes = NULL;
	if (since.person == NULL || since.person->agreement == NULL)
		return refuse_silent(run, rules, id);
	if (run->json) {
		int result = json_compare_since(&since, &changes);
		if (result == 0)
			json_print_as("changes", changes);
		return result;
	}
	page_item_title(&paper, rules->item->code, rules->item->title);
	int result = page_since(&paper, &since);
	out_paper(&paper);
	return result;
}

static int
run_rules_changes(struct run *run)
{
	struct rules *rules = NULL;
	struct id id;
	int result = find_person(run, &id);
	if (result == 0)
		result = document_open(run, run->args[0], &rules);
	if (result == 0)
		result = show_changes(run, rules, &id);
	rules_free(rules);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "by",
	    .value = N_("MEMBER"),
	    .help = N_("Since this person agreed. Else since you did."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_rules_changes = {
	.name = "rules",
	.verb = "changes",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("show what changed since you agreed"),
	.help = N_("It shows word by word what changed in ground rules since "
		   "you agreed to them, or since somebody else did. Words "
		   "that went stand in [-  -], words that came in {+  +}.\n\n"
		   "For example: withus rules changes G-7kq4 --by Ben"),
	.need = NEED_PROJECT,
	.target = &target_of_rules,
	.options = options,
	.statuses = statuses,
	.run = run_rules_changes,
};
