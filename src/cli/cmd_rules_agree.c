/*
 * Agreeing, with a reservation or without, or not yet. What is agreed to is
 * what stands here now, and at a terminal it is shown before anything is
 * asked: the versions that were shown are those that the agreement names,
 * also where somebody changes the words meanwhile.
 */
#include "base/intl.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/target.h"
#include "page/rules.h"
#include "page/since.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define STANCE "stance"
#define AGREE "agree"
#define RESERVATION "reservation"
#define NOT_YET "not-yet"

/* An agreement while it is made. */
struct agreeing {
	struct run *run;
	struct rules *rules;
	const struct rules_person *person; /* NULL: nothing is known of them */
	char *name;                        /* whose agreement it is */
	struct sheet sheet;
};

static bool
is_mine(const struct agreeing *agreeing)
{
	return id_is_none(&agreeing->run->writer.for_person);
}

static bool
has_stance(const struct agreeing *agreeing, const char *stance)
{
	const char *given = record_get_text(agreeing->sheet.words, STANCE);
	return given != NULL && strcmp(given, stance) == 0;
}

/* -------------------------------------------------- what was given */

/* What was said to earlier words is not said again by itself. */
static int
begin_words(struct agreeing *agreeing)
{
	struct run *run = agreeing->run;
	const struct item *item = agreeing->rules->item;
	const struct write_begin begin = {
		.kind = "agreement",
		.about = item->id,
	};
	int result = write_begin(run->journal, &run->writer, &begin,
	    &agreeing->sheet.words, NULL);
	if (result != 0)
		return result;
	record_remove(agreeing->sheet.words, STANCE);
	record_remove(agreeing->sheet.words, "speaking-as");
	record_set_body(agreeing->sheet.words, "", 0);
	return write_of(run->journal, &run->project, agreeing->sheet.words,
	    item->heads, item->head_count);
}

static bool
has_field(const struct run *run, const char *name)
{
	for (size_t i = 0; i < run->given_count; i++) {
		const struct kind_field *field = run->given[i].field;
		if (field != NULL && strcmp(field->name, name) == 0)
			return true;
	}
	return false;
}

/* One answer can be given. */
static int
check_stance(const struct run *run)
{
	bool is_reserved = run_has(run, RESERVATION);
	bool is_not_yet = run_has(run, NOT_YET);
	if (is_reserved && is_not_yet)
		return err_set(ERR_USAGE_TOGETHER, "--" RESERVATION,
		    "--" NOT_YET, NULL);
	if ((is_reserved || is_not_yet) && has_field(run, STANCE))
		return err_set(ERR_USAGE_TOGETHER,
		    is_reserved ? "--" RESERVATION : "--" NOT_YET, "--" STANCE,
		    NULL);
	return 0;
}

/* What stands behind the answer comes before other words. */
static void
put_stance(struct agreeing *agreeing)
{
	const char *reservation = run_option(agreeing->run, RESERVATION);
	const char *not_yet = run_option(agreeing->run, NOT_YET);
	const char *typed = reservation != NULL ? reservation : not_yet;
	struct str body = { 0 };
	if (typed == NULL)
		return;
	record_set_text(agreeing->sheet.words, STANCE,
	    reservation != NULL ? RESERVATION : NOT_YET);
	str_add(&body, typed);
	str_add(&body, "\n\n");
	str_add(&body, agreeing->sheet.words->body);
	save_set_body(agreeing->sheet.words, str_text(&body), body.len);
	str_wipe(&body);
}

/* Also where a field was refused, so that a draft has all that was typed. */
static int
take_given(struct agreeing *agreeing)
{
	const struct compose compose = { .want = BODY_IF_GIVEN };
	int result = compose_take(agreeing->run, &compose,
	    agreeing->sheet.words, &agreeing->sheet.draft);
	put_stance(agreeing);
	return result;
}

/* -------------------------------------------------- asking */

static void
show_before(void *data)
{
	struct agreeing *agreeing = data;
	const struct page_reading reading = reading_of(agreeing->run);
	struct paper paper = { .blocks = NULL };
	const struct since since = {
		.reading = &reading,
		.rules = agreeing->rules,
		.person = agreeing->person,
		.is_me = is_mine(agreeing),
		.is_plain = agreeing->run->plain,
	};
	page_rules_words(&paper, &reading, agreeing->rules->item);
	out_paper(&paper);
	if (since.person == NULL || !since.person->is_earlier ||
	    since.person->is_unknown)
		return;
	paper_blank(&paper);
	int result = page_since(&paper, &since);
	out_paper(&paper);
	if (result != 0)
		out_fault(err_last());
}

/* Without a terminal, and without another answer, it is yes. Words that were
 * left out on purpose are not asked for. */
static int
complete(struct agreeing *agreeing)
{
	struct sheet *sheet = &agreeing->sheet;
	struct run *run = agreeing->run;
	struct compose compose = { .want = BODY_IF_GIVEN };
	sheet->show = show_before;
	sheet->show_data = agreeing;
	if (!run_can_ask(run) && record_get(sheet->words, STANCE) == NULL)
		record_set_text(sheet->words, STANCE, AGREE);
	if (run_can_ask(run))
		sheet_show_before(sheet);
	if (run_has(run, NOT_YET))
		sheet_pass_text(sheet);
	int result = sheet_complete(sheet);
	compose.want = sheet->want;
	return result != 0 ?
	    result :
	    compose_write(run, &compose, sheet->words, &sheet->draft);
}

/* -------------------------------------------------- saving */

/* {1} code, {2} title, {3} who. */
static const char *
choose_sentence(const struct agreeing *agreeing)
{
	bool mine = is_mine(agreeing);
	if (has_stance(agreeing, RESERVATION))
		return mine ? _("You agree to {1} “{2}”, with a reservation. "
				"Your words stand beside it.") :
			      _("{3} agrees to {1} “{2}”, with a reservation. "
				"The words stand beside it.");
	if (has_stance(agreeing, NOT_YET))
		return mine ? _("You do not agree to {1} “{2}” yet. That is "
				"written down.") :
			      _("{3} does not agree to {1} “{2}” yet. That is "
				"written down.");
	return mine ? _("You agree to {1} “{2}”.") :
		      _("{3} agrees to {1} “{2}”.");
}

/* A reservation, or other words, that this answer does not have any more. */
static void
tell_before(const struct agreeing *agreeing)
{
	const struct item *before =
	    agreeing->person != NULL ? agreeing->person->agreement : NULL;
	if (before == NULL || before->words->body_len == 0 ||
	    agreeing->sheet.words->body_len > 0)
		return;
	out_say(is_mine(agreeing) ?
		_("The words that you gave before do not stand beside it any "
		  "more. They are kept: “withus changes {1}” shows them.") :
		_("The words that {2} gave before do not stand beside it any "
		  "more. They are kept: “withus changes {1}” shows them."),
	    before->code, agreeing->name, NULL);
}

static int
save_words(struct agreeing *agreeing)
{
	struct run *run = agreeing->run;
	const struct item *item = agreeing->rules->item;
	int result =
	    save_new(run, agreeing->sheet.words, agreeing->sheet.draft);
	if (result != 0 || run->json)
		return result;
	out_say(choose_sentence(agreeing), item->code, item->title,
	    agreeing->name, NULL);
	tell_before(agreeing);
	document_tell(run, &item->id);
	return 0;
}

/* The same words, and nothing new to say. */
static bool
is_said(const struct agreeing *agreeing)
{
	return agreeing->run->given_count == 0 && agreeing->person != NULL &&
	    agreeing->person->where == RULES_AGREES &&
	    agreeing->person->agreement->head_count == 1;
}

static void
tell_said(const struct agreeing *agreeing)
{
	const struct item *agreement = agreeing->person->agreement;
	if (agreeing->run->json) {
		json_print_one(json_of_item(agreement));
		return;
	}
	char *day = say_day(agreement->changed);
	out_say(is_mine(agreeing) ?
		_("You agreed to these words of {1} before ({3}). Nothing has "
		  "changed since.") :
		_("{2} agreed to these words of {1} before ({3}). Nothing has "
		  "changed since."),
	    agreeing->rules->item->code, agreeing->name, day, NULL);
	free(day);
}

static int
agree(struct agreeing *agreeing)
{
	int result = check_stance(agreeing->run);
	if (result == 0)
		result = begin_words(agreeing);
	if (result != 0)
		return result;
	result = take_given(agreeing);
	if (result == 0)
		result = complete(agreeing);
	if (result == 0)
		result = save_words(agreeing);
	return sheet_keep(&agreeing->sheet, result);
}

/* Whoever comes again may have changed their mind. */
static int
offer_another(struct agreeing *agreeing)
{
	bool is_wanted = false;
	tell_said(agreeing);
	if (!run_can_ask(agreeing->run)) {
		if (!agreeing->run->json)
			out_prose(0,
			    _("Another answer can be given with --reservation "
			      "TEXT or --not-yet TEXT."));
		return 0;
	}
	int result = ask_yes(is_mine(agreeing) ?
		_("Would you like to give another answer?") :
		_("Is there another answer now?"),
	    _("With no, all stays as it is."), false, &is_wanted);
	return result == 0 && is_wanted ? agree(agreeing) : result;
}

static int
run_rules_agree(struct run *run)
{
	struct agreeing agreeing = { .run = run, .sheet = { .run = run } };
	const struct id *id = document_writer(run);
	char *code = NULL;
	int result = document_open(run, run->args[0], &agreeing.rules);
	if (result == 0)
		result = read_mention(run->journal, &run->project, id,
		    &agreeing.name, &code);
	if (result == 0)
		agreeing.person = document_find_person(agreeing.rules, id);
	if (result == 0 && is_said(&agreeing))
		result = offer_another(&agreeing);
	else if (result == 0)
		result = agree(&agreeing);
	record_free(agreeing.sheet.words);
	rules_free(agreeing.rules);
	free(agreeing.name);
	free(code);
	return result;
}

static const struct option_row options[] = {
	{
	    .name = RESERVATION,
	    .value = N_("TEXT"),
	    .help = N_("You agree, and say what troubles you."),
	},
	{
	    .name = NOT_YET,
	    .value = N_("TEXT"),
	    .help = N_("You do not agree yet, and say what has to change. "
		       "\"\" leaves the reason out."),
	},
	{ .name = NULL },
};

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_rules_agree = {
	.name = "rules",
	.verb = "agree",
	.args = N_("CODE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("agree to ground rules, or say: not yet"),
	.help = N_("At a terminal it shows the words, and what changed if "
		   "you agreed before, and asks. Else you agree to the words "
		   "as they are now. -m adds words of your own. You can "
		   "change your answer at any time; “withus withdraw” with "
		   "its code takes it back.\n\n"
		   "For example: withus rules agree G-7kq4 --reservation "
		   "\"Evenings are hard for me.\""),
	.need = NEED_MEMBER,
	.target = &target_to_agree,
	.kind = "agreement",
	.options = options,
	.statuses = statuses,
	.run = run_rules_agree,
};
