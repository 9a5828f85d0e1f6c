#include "page/decision.h"

#include "base/intl.h"
#include "base/str.h"
#include "page/item.h"
#include "page/phrase.h"
#include "page/reply.h"
#include "page/roll.h"
#include "page/settlement.h"
#include "page/state.h"
#include "page/view.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Replies to a part of the page stand below it. */
#define REPLY_STEPS (PAGE_VIEW_INDENT / 2)

static void
show_heading(struct paper *paper, const char *title)
{
	paper_blank(paper);
	paper_title(paper, title);
}

void
page_decision_title(struct paper *paper, const struct item *item)
{
	const char *full = record_get_text(item->words, "title");
	page_item_title(paper, item->code, full != NULL ? full : item->title);
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
page_decision_options(struct paper *paper, const struct decision *decision)
{
	if (decision->option_count > 0)
		paper_prose(paper, 0, _("Options:"));
	for (size_t i = 0; i < decision->option_count; i++) {
		const struct decision_option *option = &decision->options[i];
		struct str lead = { 0 };
		char *text = describe_option(option);
		str_add_format(&lead, "%s  ", option->letter);
		paper_item(paper, 2, str_text(&lead), text);
		str_clear(&lead);
		free(text);
	}
}

/* Fields and body but for those that have a place of their own. */
static void
show_rest(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	static const char *const placed[] = { "why", "options", "involve",
		"replaces" };
	struct record *words = record_copy(item->words);
	for (size_t i = 0; i < sizeof(placed) / sizeof(*placed); i++)
		record_remove(words, placed[i]);
	if (page_state_has(item, "open") || page_state_has(item, "ready"))
		record_remove(words, "until");
	page_item_words(paper, reading, words);
	record_free(words);
}

static void
show_why(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	struct record *words = record_new(item->kind_name);
	record_set_value(words, "why", record_get(item->words, "why"));
	page_item_words(paper, reading, words);
	record_free(words);
}

static void
show_mentions(struct paper *paper, const struct decision *decision)
{
	for (size_t i = 0; i < decision->replaces_count; i++) {
		const struct decision_mention *other = &decision->replaces[i];
		paper_say(paper, 0, _("Replaces: {1} “{2}”"), other->code,
		    other->title, NULL);
	}
	for (size_t i = 0; i < decision->replaced_by_count; i++) {
		const struct decision_mention *other =
		    &decision->replaced_by[i];
		if (!other->is_settled)
			paper_say(paper, 0,
			    _("{1} “{2}” would replace it, once that is "
			      "settled."),
			    other->code, other->title, NULL);
	}
}

static void
show_question(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision)
{
	const struct state state = {
		.item = decision->item,
		.settlement = decision->in_force_count > 0 ?
		    decision->settlements[0].item :
		    NULL,
		.replaced_by = decision->replaced_by,
		.replaced_by_count = decision->replaced_by_count,
	};
	page_item_head(paper, decision->item);
	page_state(paper, reading, 0, &state);
	show_why(paper, reading, decision->item);
	page_decision_options(paper, decision);
	show_mentions(paper, decision);
	show_rest(paper, reading, decision->item);
	page_item_tail(paper, decision->item);
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
show_part(struct paper *paper, const struct decision *decision,
    enum decision_part part, const char *sentence)
{
	char *names = list_part(decision, part);
	if (names != NULL)
		paper_say(paper, 0, sentence, names, NULL);
	free(names);
}

void
page_decision_awaited(struct paper *paper, const struct decision *decision)
{
	show_part(paper, decision, DECISION_AWAITED,
	    decision->in_force_count > 0 ? _("No view from: {1}") :
					   _("Still to come: {1}"));
}

static void
show_people(struct paper *paper, const struct decision *decision)
{
	show_heading(paper, _("Who should be involved"));
	if (decision->is_for_all)
		paper_prose(paper, 0, _("Everyone in the team."));
	show_part(paper, decision, DECISION_GAVE, _("Gave their view: {1}"));
	show_part(paper, decision, DECISION_LEFT_OUT,
	    _("Asked to be left out: {1}"));
	page_decision_awaited(paper, decision);
	show_part(paper, decision, DECISION_GONE,
	    _("Left the team before: {1}"));
}

/* ------------------------------------------------------------ parts */

static int
show_views(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision)
{
	int result = 0;
	show_heading(paper, _("Views"));
	if (decision->view_count == 0)
		paper_prose(paper, 0, _("Nobody has given a view yet."));
	for (size_t i = 0; result == 0 && i < decision->view_count; i++) {
		page_view(paper, &decision->views[i]);
		result = page_replies(paper, reading,
		    &decision->views[i].item->id, REPLY_STEPS);
	}
	return result;
}

static int
show_settlements(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision)
{
	int result = 0;
	if (decision->settlement_count > 0)
		show_heading(paper, _("How it was settled"));
	for (size_t i = 0; result == 0 && i < decision->settlement_count; i++) {
		const struct decision_settlement *each =
		    &decision->settlements[i];
		if (i > 0)
			paper_blank(paper);
		page_settlement(paper, reading, decision, each);
		result =
		    page_replies(paper, reading, &each->item->id, REPLY_STEPS);
	}
	return result;
}

static int
show_answers(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision)
{
	int result = 0;
	if (decision->answer_count > 0)
		show_heading(paper, _("What came of it"));
	for (size_t i = 0; result == 0 && i < decision->answer_count; i++) {
		page_settlement_answer(paper, decision->answers[i]);
		result = page_replies(paper, reading, &decision->answers[i]->id,
		    REPLY_STEPS);
	}
	return result;
}

/* What a person could do now: an offer. */
static void
show_next(struct paper *paper, const struct decision *decision)
{
	const char *code = decision->item->code;
	bool is_settled = decision->in_force_count > 0;
	paper_blank(paper);
	paper_say(paper, 0,
	    is_settled ? _("A view can still be added: “withus view {1}”.") :
			 _("To say what you think: “withus view {1}”."),
	    code, NULL);
	if (!is_settled)
		paper_say(paper, 0,
		    _("To write down how you settled it: “withus settle "
		      "{1}”."),
		    code, NULL);
	if (page_state_has(decision->item, "to-carry-out"))
		paper_say(paper, 0,
		    _("To say what came of it: “withus answer {1}”."), code,
		    NULL);
	paper_say(paper, 0, _("To see its history: “withus history {1}”."),
	    code, NULL);
}

static int
show_decision(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision)
{
	show_question(paper, reading, decision);
	if (decision->item->is_withdrawn)
		return 0;
	show_people(paper, decision);
	int result = show_views(paper, reading, decision);
	if (result == 0)
		result = show_settlements(paper, reading, decision);
	if (result == 0)
		result = show_answers(paper, reading, decision);
	if (result == 0)
		show_next(paper, decision);
	return result;
}

int
page_decision(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	struct decision *decision = NULL;
	int result = read_decision(reading->journal, &reading->project,
	    &item->id, &decision);
	if (result == 0)
		result = show_decision(paper, reading, decision);
	decision_free(decision);
	return result;
}

int
page_decision_part(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	const char *about = record_get_text(item->words, item->kind->parent);
	char *title = NULL;
	char *code = NULL;
	struct id id;
	page_item(paper, reading, item);
	if (about == NULL || !id_parse(&id, about, strlen(about)))
		return 0;
	int result = read_mention(reading->journal, &reading->project, &id,
	    &title, &code);
	if (result == 0) {
		paper_blank(paper);
		paper_say(paper, 0,
		    _("“withus show {1}” shows all of the decision."), code,
		    NULL);
	}
	free(title);
	free(code);
	return result;
}
