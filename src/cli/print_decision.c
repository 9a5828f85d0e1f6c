#include "cli/print_decision.h"

#include "base/intl.h"
#include "base/str.h"
#include "cli/excerpt.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/print_settlement.h"
#include "cli/print_view.h"
#include "cli/reply.h"
#include "cli/roll.h"
#include "cli/state.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Of many who are waited for, so many are named in a list. */
#define NAMES_MOST 5

/* What wrapping the first words to two lines may leave empty. */
#define EXCERPT_LOSS 12

/* Replies to a part of the page stand below it. */
#define REPLY_STEPS (PRINT_VIEW_INDENT / 2)

static void
show_filled(size_t indent, const char *sentence, const char *one,
    const char *two)
{
	char *text = say_fill(sentence, one, two, NULL);
	out_prose(indent, text);
	free(text);
}

static void
show_heading(const char *title)
{
	out_blank();
	out_title(title);
}

void
print_decision_title(const struct item *item)
{
	const char *full = record_get_text(item->words, "title");
	char *title = say_fill("{1}  {2}", item->code,
	    full != NULL ? full : item->title, NULL);
	out_title(title);
	free(title);
}

/* ------------------------------------------------------------ the question */

static char *
describe_option(const struct decision_option *option)
{
	char *count = say_number(option->chosen_count);
	char *text = option->chosen_count == 0 ?
	    say_fill(_("{1} (chosen by nobody)"), option->text, NULL) :
	    say_fill(_("{1} (chosen by {2})"), option->text, count, NULL);
	free(count);
	return text;
}

void
print_decision_options(const struct decision *decision)
{
	if (decision->option_count > 0)
		out_prose(0, _("Options:"));
	for (size_t i = 0; i < decision->option_count; i++) {
		const struct decision_option *option = &decision->options[i];
		struct str lead = { 0 };
		char *text = describe_option(option);
		str_add_format(&lead, "%s  ", option->letter);
		out_item(2, str_text(&lead), text);
		str_clear(&lead);
		free(text);
	}
}

/* Fields and body but for those that have a place of their own. */
static void
show_rest(struct run *run, const struct item *item)
{
	static const char *const placed[] = { "why", "options", "involve",
		"replaces" };
	struct record *words = record_copy(item->words);
	for (size_t i = 0; i < sizeof(placed) / sizeof(*placed); i++)
		record_remove(words, placed[i]);
	if (state_has(item, "open") || state_has(item, "ready"))
		record_remove(words, "until");
	print_words(run, words);
	record_free(words);
}

static void
show_why(struct run *run, const struct item *item)
{
	struct record *words = record_new(item->kind_name);
	record_set_value(words, "why", record_get(item->words, "why"));
	print_words(run, words);
	record_free(words);
}

static void
show_mentions(const struct decision *decision)
{
	for (size_t i = 0; i < decision->replaces_count; i++) {
		const struct decision_mention *other = &decision->replaces[i];
		show_filled(0, _("Replaces: {1} “{2}”"), other->code,
		    other->title);
	}
	for (size_t i = 0; i < decision->replaced_by_count; i++) {
		const struct decision_mention *other =
		    &decision->replaced_by[i];
		if (!other->is_settled)
			show_filled(0,
			    _("{1} “{2}” would replace it, once that is "
			      "settled."),
			    other->code, other->title);
	}
}

static void
show_question(struct run *run, const struct decision *decision)
{
	const struct state state = {
		.item = decision->item,
		.settlement = decision->in_force_count > 0 ?
		    decision->settlements[0].item :
		    NULL,
		.replaced_by = decision->replaced_by,
		.replaced_by_count = decision->replaced_by_count,
	};
	print_head(decision->item);
	state_show(run, 0, &state);
	show_why(run, decision->item);
	print_decision_options(decision);
	show_mentions(decision);
	show_rest(run, decision->item);
	print_tail(decision->item);
}

/* ------------------------------------------------------------ people */

/* Names of those who stand so. To be freed; NULL for nobody. */
static char *
list_part(const struct decision *decision, enum decision_part part)
{
	struct str out = { 0 };
	for (size_t i = 0; i < decision->people_count; i++) {
		const struct decision_person *person = &decision->people[i];
		if (person->part != part)
			continue;
		roll_add(&out, &person->who);
		if (person->is_away && part == DECISION_AWAITED)
			str_add(&out, _(" (away now)"));
	}
	return out.len > 0 ? str_take(&out) : NULL;
}

static void
show_part(const struct decision *decision, enum decision_part part,
    const char *sentence)
{
	char *names = list_part(decision, part);
	if (names != NULL)
		show_filled(0, sentence, names, "");
	free(names);
}

void
print_decision_awaited(const struct decision *decision)
{
	show_part(decision, DECISION_AWAITED,
	    decision->in_force_count > 0 ? _("No view from: {1}") :
					   _("Still to come: {1}"));
}

static void
show_people(const struct decision *decision)
{
	show_heading(_("Who should be involved"));
	if (decision->is_for_all)
		out_prose(0, _("Everyone in the team."));
	show_part(decision, DECISION_GAVE, _("Gave their view: {1}"));
	show_part(decision, DECISION_LEFT_OUT, _("Asked to be left out: {1}"));
	print_decision_awaited(decision);
	show_part(decision, DECISION_GONE, _("Left the team before: {1}"));
}

/* ------------------------------------------------------------ parts */

static int
show_views(struct run *run, const struct decision *decision)
{
	int result = 0;
	show_heading(_("Views"));
	if (decision->view_count == 0)
		out_prose(0, _("Nobody has given a view yet."));
	for (size_t i = 0; result == 0 && i < decision->view_count; i++) {
		print_view(&decision->views[i]);
		result = reply_show_below(run, &decision->views[i].item->id,
		    REPLY_STEPS);
	}
	return result;
}

static int
show_settlements(struct run *run, const struct decision *decision)
{
	int result = 0;
	if (decision->settlement_count > 0)
		show_heading(_("How it was settled"));
	for (size_t i = 0; result == 0 && i < decision->settlement_count; i++) {
		const struct decision_settlement *each =
		    &decision->settlements[i];
		if (i > 0)
			out_blank();
		print_settlement(run, decision, each);
		result = reply_show_below(run, &each->item->id, REPLY_STEPS);
	}
	return result;
}

static int
show_answers(struct run *run, const struct decision *decision)
{
	int result = 0;
	if (decision->answer_count > 0)
		show_heading(_("What came of it"));
	for (size_t i = 0; result == 0 && i < decision->answer_count; i++) {
		print_settlement_answer(decision->answers[i]);
		result = reply_show_below(run, &decision->answers[i]->id,
		    REPLY_STEPS);
	}
	return result;
}

/* What a person could do now: an offer. */
static void
show_next(const struct decision *decision)
{
	const char *code = decision->item->code;
	bool is_settled = decision->in_force_count > 0;
	out_blank();
	show_filled(0,
	    is_settled ? _("A view can still be added: “withus view {1}”.") :
			 _("To say what you think: “withus view {1}”."),
	    code, "");
	if (!is_settled)
		show_filled(0,
		    _("To write down how you settled it: “withus settle "
		      "{1}”."),
		    code, "");
	if (state_has(decision->item, "to-carry-out"))
		show_filled(0,
		    _("To say what came of it: “withus answer {1}”."), code,
		    "");
	show_filled(0, _("To see its history: “withus history {1}”."), code,
	    "");
}

static int
show_decision(struct run *run, const struct decision *decision)
{
	show_question(run, decision);
	if (decision->item->is_withdrawn)
		return 0;
	show_people(decision);
	int result = show_views(run, decision);
	if (result == 0)
		result = show_settlements(run, decision);
	if (result == 0)
		result = show_answers(run, decision);
	if (result == 0)
		show_next(decision);
	return result;
}

int
print_decision_page(struct run *run, const struct item *item)
{
	struct decision *decision = NULL;
	int result =
	    read_decision(run->journal, &run->project, &item->id, &decision);
	if (result == 0)
		result = show_decision(run, decision);
	decision_free(decision);
	return result;
}

int
print_decision_part(struct run *run, const struct item *item)
{
	const char *about = record_get_text(item->words, item->kind->parent);
	char *title = NULL;
	char *code = NULL;
	struct id id;
	print_item(run, item);
	if (about == NULL || !id_parse(&id, about, strlen(about)))
		return 0;
	int result =
	    read_mention(run->journal, &run->project, &id, &title, &code);
	if (result == 0) {
		out_blank();
		show_filled(0,
		    _("“withus show {1}” shows all of the decision."), code,
		    "");
	}
	free(title);
	free(code);
	return result;
}

/* ------------------------------------------------------------ lists */

static void
show_waiting(size_t indent, const struct decision_row *row)
{
	char *names = roll_list(row->awaited, row->awaited_count, NAMES_MOST);
	char *count = say_number(row->view_count);
	if (row->settlement == NULL)
		show_filled(indent,
		    say_plural(N_("{1} view so far."), N_("{1} views so far."),
			row->view_count),
		    count, "");
	if (row->awaited_count > 0)
		show_filled(indent, _("Still to come: {1}"), names, "");
	if (row->awaits_me)
		show_filled(indent, _("What do you think? “withus view {1}”"),
		    row->item->code, "");
	free(count);
	free(names);
}

/* The first words of how it was settled. */
static void
show_outcome(size_t indent, const struct item *settlement)
{
	const char *outcome = record_get_text(settlement->words, "outcome");
	struct record *words = record_new(settlement->kind_name);
	if (outcome != NULL)
		record_set_body(words, outcome, strlen(outcome));
	char *excerpt = excerpt_make(words,
	    2 * (out_width() - indent) - EXCERPT_LOSS, NULL);
	out_prose(indent, excerpt);
	free(excerpt);
	record_free(words);
}

/* Other things that are worth a look, and are no states of a decision. */
static void
show_marks(size_t indent, const struct item *item)
{
	static const char *const marks[] = { "two-versions", "set-aside" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (state_has(item, marks[i]))
			show_filled(indent, "({1})",
			    print_status_word(marks[i]), "");
	}
	if (!item->is_in_history)
		show_filled(indent, "({1})", _("saved, not yet in the history"),
		    "");
}

void
print_decision_row(struct run *run, const struct decision_row *row)
{
	const struct state state = {
		.item = row->item,
		.settlement = row->settlement,
	};
	struct str lead = { 0 };
	str_add_format(&lead, "%s  ", row->item->code);
	out_item(0, str_text(&lead), row->item->title);
	state_show(run, lead.len, &state);
	if (row->settlement != NULL && state_has(row->item, "settled"))
		show_outcome(lead.len, row->settlement);
	show_waiting(lead.len, row);
	show_marks(lead.len, row->item);
	str_clear(&lead);
}
