#include "base/intl.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/sheet.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/say.h>

static int
save(struct sheet *sheet)
{
	struct run *run = sheet->run;
	struct written written = { 0 };
	int result = sheet->draft > 0 ?
	    draft_finish(run->journal, &run->writer, sheet->draft, sheet->words,
		&written) :
	    write_new(run->journal, &run->writer, sheet->words, &written);
	if (result != 0)
		return save_refuse(run, NULL, sheet->words, sheet->draft,
		    result);
	result = save_tell(run, &written);
	if (!run->json)
		out_say(_("To say what you think: “withus view {1}”."),
		    written.code, NULL);
	return result;
}

static int
run_decide(struct run *run)
{
	struct sheet sheet = {
		.run = run,
		.words = record_new("decision"),
	};
	const struct compose compose = { .want = BODY_IF_GIVEN };
	int result = sheet_take_title(&sheet);
	if (result == 0)
		result = sheet_fill(&sheet, &compose);
	if (result == 0)
		result = save(&sheet);
	result = sheet_keep(&sheet, result);
	record_free(sheet.words);
	return result;
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_decide = {
	.name = "decide",
	.args = N_("QUESTION"),
	.args_least = 0,
	.args_most = 1,
	.summary = N_("ask for a decision"),
	.help = N_("QUESTION is what you want to decide, in plain words; put "
		   "it in quotes. Without --involve everyone should be "
		   "involved. Others can change the question, add options and "
		   "add names with “withus edit”. At a terminal it asks for "
		   "the rest.\n\n"
		   "For example: withus decide \"What do we measure first?\" "
		   "--option Steps --option Sleep --until \"1 December\""),
	.need = NEED_MEMBER,
	.kind = "decision",
	.makes_new = true,
	.statuses = statuses,
	.run = run_decide,
};
