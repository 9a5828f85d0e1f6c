/*
 * A view belongs to who gives it. One that is given again stands in place of
 * the first, whole: words that were said with another stance are not said
 * again by themselves. They stay in the history.
 */
#include "base/intl.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/matter.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define STANCE "stance"
#define OPTION "option"

static bool
has_words(const struct run *run)
{
	return run_has(run, "message") || run_has(run, "file") ||
	    run_has(run, "editor");
}

/* ------------------------------------------------------------ given */

static int
take_given(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	const char *stance = NULL;
	int result =
	    compose_take(sheet->run, &compose, sheet->words, &sheet->draft);
	if (result == 0)
		result = sheet_flag(sheet->run, STANCE, &stance);
	if (result == 0 && stance != NULL)
		record_set_text(sheet->words, STANCE, stance);
	return result;
}

/* ------------------------------------------------------------ asked */

static int
apply_option(const struct matter *matter, struct record *words,
    const char *typed)
{
	struct run *run = matter->sheet.run;
	const struct kind_field *field =
	    kind_field(kind_by_name("view"), OPTION);
	return write_apply(run->journal, &run->project, words, field, typed);
}

static int
judge_option(void *data, const char *answer)
{
	struct matter *matter = data;
	struct record *copy = record_copy(matter->sheet.words);
	int result = apply_option(matter, copy, answer);
	record_free(copy);
	return result;
}

static int
ask_option(struct matter *matter)
{
	const struct ask ask = {
		.question = _("Which option would you choose? Type its letter, "
			      "or your own words with = in front. Enter alone "
			      "leaves it open."),
		.check = judge_option,
		.data = matter,
	};
	char *answer = NULL;
	if (matter->decision->option_count == 0)
		return 0;
	int result = ask_one(&ask, &answer);
	if (result == 0 && *answer != '\0')
		result = apply_option(matter, matter->sheet.words, answer);
	free(answer);
	return result;
}

/* Somebody who gives no view on this one need not say why. */
static int
ask_words(struct matter *matter)
{
	return sheet_ask_body(&matter->sheet,
	    _("Your view, in your own words. Enter alone leaves them out."),
	    false);
}

static int
ask_person(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	char *question = matter_other(matter) != NULL ?
	    say_fill(_("Where does {1} stand?"), matter_other(matter), NULL) :
	    NULL;
	const struct sheet_asked stance = {
		.field = STANCE,
		.question = question,
		.is_required = true,
	};
	matter_show(matter);
	int result = sheet_ask(sheet, &stance);
	const char *given = record_get_text(sheet->words, STANCE);
	bool is_leaving = given != NULL && strcmp(given, "leave-out") == 0;
	if (result == 0 && !is_leaving && !sheet_has(sheet->run, OPTION))
		result = ask_option(matter);
	if (result == 0 && !has_words(sheet->run))
		result = ask_words(matter);
	free(question);
	return result;
}

/* Without a terminal a view has to say where one stands. */
static int
complete(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	struct run *run = sheet->run;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	bool has_stance = record_get(sheet->words, STANCE) != NULL;
	int result = 0;
	if (!has_stance && !run_can_ask(run))
		return run_miss(run,
		    _("--agree, --reservations, --aside, --object or "
		      "--leave-out"));
	if (!has_stance)
		result = ask_person(matter);
	else if (run_can_ask(run) && !has_words(run))
		result = ask_words(matter);
	if (result == 0)
		result =
		    compose_write(run, &compose, sheet->words, &sheet->draft);
	return result;
}

/* ------------------------------------------------------------ told */

static const struct decision_view *
find_view(const struct matter *matter)
{
	const struct decision *now = matter->now;
	for (size_t i = 0; now != NULL && i < now->view_count; i++) {
		if (id_equal(&now->views[i].item->id, &matter->saved))
			return &now->views[i];
	}
	return NULL;
}

static void
tell_changed(const struct matter *matter)
{
	const struct item *before = matter->before;
	if (before == NULL || before->is_withdrawn)
		return;
	if (matter_other(matter) != NULL)
		out_say(_("The view of {2} has changed. What it was before is "
			  "kept: “withus history {1}” shows it."),
		    before->code, matter_other(matter), NULL);
	else
		out_say(_("You changed your view. What you said before is "
			  "kept: “withus history {1}” shows it."),
		    before->code, NULL);
}

/* Nobody is turned away. */
static void
tell_time(const struct decision_view *view)
{
	if (view->is_unasked)
		out_prose(0,
		    _("This view was not asked for. It is welcome: it stands "
		      "with the others."));
	if (view->is_after)
		out_prose(0,
		    _("The decision was settled before. This view stands "
		      "beside it, as given afterwards."));
	if (view->is_changed)
		out_prose(0,
		    _("The decision was settled before. The page says that "
		      "this view changed afterwards."));
}

static void
tell_ready(const struct decision *now)
{
	if (now->in_force_count > 0 || now->awaited_count > 0)
		return;
	out_say(_("That was the last view still to come. To write down how "
		  "you settle it: “withus settle {1}”."),
	    now->item->code, NULL);
}

static void
tell(const struct matter *matter)
{
	const struct decision_view *view = find_view(matter);
	tell_changed(matter);
	if (view == NULL)
		return;
	tell_time(view);
	if (matter->decision->awaited_count > 0)
		tell_ready(matter->now);
}

static int
run_view(struct run *run)
{
	struct matter matter;
	int result = matter_begin(run, "view", &matter);
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
	    .name = "agree",
	    .help = N_("You agree."),
	},
	{
	    .name = "reservations",
	    .help = N_("You agree, and something troubles you."),
	},
	{
	    .name = "aside",
	    .help = N_("You stand aside: you do not agree, and you do not "
		       "stop it."),
	},
	{
	    .name = "object",
	    .help = N_("You object."),
	},
	{
	    .name = "leave-out",
	    .help = N_("Leave me out of this one. Only you can say so for "
		       "yourself."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_view = {
	.name = "view",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say what you think about a decision"),
	.help = N_("CODE is that of the decision. -m adds your own words. "
		   "Anyone can give a view, also unasked, and also after it "
		   "was settled. A second view of yours stands in place of "
		   "the first; “withus withdraw” with its code takes it back. "
		   "Nobody else can change it. At a terminal it asks for what "
		   "you leave out.\n\n"
		   "For example: withus view D-7kq4 --object --option b "
		   "-m \"Counting steps tires me out.\""),
	.need = NEED_MEMBER,
	.kind = "view",
	.options = options,
	.statuses = statuses,
	.run = run_view,
};
