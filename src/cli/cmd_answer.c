#include "base/intl.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/matter.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/state.h"

#include <withus/err.h>
#include <withus/say.h>

#include <string.h>

#define PROGRESS "progress"

static bool
is_progress(const struct matter *matter, const char *progress)
{
	const char *given = record_get_text(matter->sheet.words, PROGRESS);
	return given != NULL && strcmp(given, progress) == 0;
}

static int
take_given(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	const char *progress = NULL;
	int result =
	    compose_take(sheet->run, &compose, sheet->words, &sheet->draft);
	if (result == 0)
		result = sheet_flag(sheet->run, PROGRESS, &progress);
	if (result == 0 && progress != NULL)
		record_set_text(sheet->words, PROGRESS, progress);
	return result;
}

static int
ask_progress(struct matter *matter)
{
	const struct sheet_asked asked = {
		.field = PROGRESS,
		.is_required = true,
	};
	matter_show_settled(matter);
	return sheet_ask(&matter->sheet, &asked);
}

/* People are told why something was not possible. */
static int
ask_words(struct matter *matter)
{
	bool is_needed = is_progress(matter, "not-possible");
	return sheet_ask_body(&matter->sheet,
	    is_needed ? _("Why was it not possible?") :
			_("What was done? Enter alone leaves it out."),
	    is_needed);
}

static int
complete(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	struct run *run = sheet->run;
	bool has_words = run_has(run, "message") || run_has(run, "file") ||
	    run_has(run, "editor");
	const struct compose compose = { .want = BODY_IF_GIVEN };
	bool has_progress = record_get(sheet->words, PROGRESS) != NULL;
	int result = 0;
	if (!has_progress && !run_can_ask(run))
		return run_miss(run,
		    _("--under-way, --done or --not-possible"));
	if (!has_progress)
		result = ask_progress(matter);
	if (result == 0 && run_can_ask(run) && !has_words)
		result = ask_words(matter);
	if (result == 0)
		result =
		    compose_write(run, &compose, sheet->words, &sheet->draft);
	if (result == 0 && is_progress(matter, "not-possible") &&
	    sheet->words->body_len == 0)
		result = run_miss(run, _("why it was not possible (-m TEXT)"));
	return result;
}

static void
tell(const struct matter *matter)
{
	const struct decision *now = matter->now;
	if (now == NULL)
		return;
	if (now->in_force_count == 0)
		out_say(_("{1} is not settled yet. This stands beside it."),
		    now->item->code, NULL);
	else if (is_progress(matter, "under-way") &&
	    state_has(now->item, "to-carry-out"))
		out_prose(0,
		    _("It stays in “withus decisions --carry-out” until "
		      "somebody says that it is done, or that it was not "
		      "possible."));
}

static int
run_answer(struct run *run)
{
	struct matter matter;
	int result = matter_begin(run, "answer", &matter);
	if (result == 0)
		result = take_given(&matter);
	if (result == 0)
		result = complete(&matter);
	if (result == 0)
		result = matter_save(&matter);
	if (result == 0)
		tell(&matter);
	result = sheet_keep(&matter.sheet, result);
	matter_clear(&matter);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = "under-way",
	    .help = N_("Somebody is at it."),
	},
	{
	    .name = "done",
	    .help = N_("It is done."),
	},
	{
	    .name = "not-possible",
	    .help = N_("It was not possible. Say why with -m."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_answer = {
	.name = "answer",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say what came of a decision"),
	.help = N_("CODE is that of the decision. Anyone can say what came of "
		   "it, more than once; the newest counts.\n\n"
		   "For example: withus answer D-7kq4 --done -m \"The form "
		   "asks about sleep now.\""),
	.need = NEED_MEMBER,
	.kind = "answer",
	.options = options,
	.statuses = statuses,
	.run = run_answer,
};
