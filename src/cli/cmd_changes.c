#include "base/intl.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/json_compare.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "page/compare.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

static int
print_changes(struct run *run, const struct compare *compare)
{
	struct paper paper = { .blocks = NULL };
	struct json *changes = NULL;
	size_t count = 0;
	int result = run->json ? json_compare(compare, &changes) :
				 page_compare(&paper, compare, &count);
	out_paper(&paper);
	if (result == 0 && run->json)
		json_print_as("changes", changes);
	else if (result == 0 && count == 0)
		out_say(_("Nothing is different in {1}."), compare->code, NULL);
	return result;
}

static int
run_changes(struct run *run)
{
	char *title = NULL;
	char *code = NULL;
	const struct page_reading reading = reading_of(run);
	struct compare compare = {
		.reading = &reading,
		.is_plain = run->plain,
		.sides = {
			.project = run->project,
			.from = run_option(run, "from"),
			.to = run_option(run, "to"),
		},
	};
	struct id *id = &compare.sides.record;
	int result =
	    read_find(run->journal, &run->project, NULL, run->args[0], id);
	if (result == 0)
		result = read_mention(run->journal, &run->project, id, &title,
		    &code);
	compare.code = code;
	if (result == 0)
		result = print_changes(run, &compare);
	free(code);
	free(title);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "from",
	    .value = N_("V"),
	    .help = N_("The version to begin with: its number in “withus "
		       "history CODE”. Else it is the one before."),
	},
	{
	    .name = "to",
	    .value = N_("V"),
	    .help = N_("The version to compare it with. Else it is what is "
		       "shown now."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_changes = {
	.name = "changes",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("show word by word what changed"),
	.help = N_("Words that went stand in [-  -], words that came in "
		   "{+  +}. With --plain each stands on a line of its own "
		   "after “removed” or “added”.\n\n"
		   "For example: withus changes R-7kq4 --from 1"),
	.need = NEED_PROJECT,
	.options = options,
	.statuses = statuses,
	.run = run_changes,
};
