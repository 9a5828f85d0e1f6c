#include "base/intl.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/sheet.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/say.h>

/* In this order; only of who gave nothing at all. */
static const struct sheet_asked questions[] = {
	{ .field = "title", .is_required = true },
	{
	    .field = "why",
	    .question = N_("Why does this matter? Enter alone leaves it out."),
	},
	{
	    .field = "options",
	    .question = N_("What could you choose? One option at a time. "
			   "Enter alone leaves it open."),
	},
	{
	    .field = "involve",
	    .question = N_("Who should be involved? Names, with commas "
			   "between them. Enter alone means everyone."),
	},
	{
	    .field = "until",
	    .question = N_("Until which day can people give their view? Enter "
			   "alone sets no day."),
	},
	{ .field = NULL },
};

static int
ask_all(struct sheet *sheet)
{
	int result = 0;
	for (const struct sheet_asked *asked = questions;
	     result == 0 && asked->field != NULL; asked++) {
		if (record_get(sheet->words, asked->field) == NULL)
			result = sheet_ask(sheet, asked);
	}
	return result;
}

static int
take_question(struct sheet *sheet)
{
	struct run *run = sheet->run;
	const struct kind_field *field =
	    kind_field(kind_by_name("decision"), "title");
	return run->arg_count > 0 ? write_apply(run->journal, &run->project,
					sheet->words, field, run->args[0]) :
				    0;
}

static int
fill(struct sheet *sheet)
{
	struct run *run = sheet->run;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	int result = take_question(sheet);
	if (result == 0)
		result =
		    compose_take(run, &compose, sheet->words, &sheet->draft);
	if (result != 0)
		return result;
	if (record_get(sheet->words, "title") == NULL && !run_can_ask(run))
		return run_miss(run, _("QUESTION"));
	if (record_get(sheet->words, "title") == NULL)
		result = ask_all(sheet);
	return result != 0 ?
	    result :
	    compose_write(run, &compose, sheet->words, &sheet->draft);
}

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
	int result = fill(&sheet);
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
		   "add names with “withus edit”. At a terminal, without "
		   "QUESTION, it asks.\n\n"
		   "For example: withus decide \"What do we measure first?\" "
		   "--option Steps --option Sleep --until \"1 December\""),
	.need = NEED_MEMBER,
	.kind = "decision",
	.statuses = statuses,
	.run = run_decide,
};
