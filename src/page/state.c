#include "page/state.h"

#include "base/clock.h"
#include "base/intl.h"
#include "page/phrase.h"
#include "page/settlement.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

bool
page_state_has(const struct item *item, const char *name)
{
	for (size_t i = 0; item->status[i] != NULL; i++) {
		if (strcmp(item->status[i], name) == 0)
			return true;
	}
	return false;
}

static void
show_with_day(struct paper *paper, size_t indent, const char *sentence,
    const char *day)
{
	char *text = phrase_with_day(sentence, day);
	paper_prose(paper, indent, text);
	free(text);
}

static void
show_open(struct paper *paper, size_t indent, const struct state *state)
{
	const char *until = record_get_text(state->item->words, "until");
	if (until != NULL)
		show_with_day(paper, indent,
		    _("Open. The last day for views: {1}."), until);
	else
		paper_prose(paper, indent, _("Open."));
}

/* All are there, or the day has passed. */
static void
show_ready(struct paper *paper, size_t indent, const struct state *state)
{
	const char *until = record_get_text(state->item->words, "until");
	char today[DATE_SIZE];
	date_print(today, clock_today());
	if (until != NULL && strcmp(until, today) < 0)
		show_with_day(paper, indent,
		    _("Ready to be settled. The last day for views was: "
		      "{1}."),
		    until);
	else
		paper_prose(paper, indent,
		    _("Ready to be settled. Everyone who should be involved "
		      "has given a view or asked to be left out."));
}

static void
show_settled(struct paper *paper, size_t indent, const struct state *state)
{
	if (state->settlement == NULL)
		return;
	char *text = page_settlement_how(state->settlement);
	paper_prose(paper, indent, text);
	free(text);
}

static void
show_replaced(struct paper *paper, size_t indent, const struct state *state)
{
	bool is_told = false;
	for (size_t i = 0; i < state->replaced_by_count; i++) {
		const struct decision_mention *other = &state->replaced_by[i];
		if (!other->is_settled)
			continue;
		paper_say(paper, indent,
		    _("It does not hold any more. Another decision replaces "
		      "it: {1} “{2}”."),
		    other->code, other->title, NULL);
		is_told = true;
	}
	if (!is_told)
		paper_prose(paper, indent,
		    _("It does not hold any more: another decision replaces "
		      "it."));
}

/* Who is to do it, and by when, where somebody said so. */
static void
show_to_do(struct paper *paper, const struct page_reading *reading,
    size_t indent, const struct state *state)
{
	const struct item *item = state->settlement;
	const struct value *who =
	    item != NULL ? record_get(item->words, "who") : NULL;
	const char *by_when =
	    item != NULL ? record_get_text(item->words, "by-when") : NULL;
	char *names = who != NULL ?
	    phrase_value(reading, kind_field(item->kind, "who"), who) :
	    NULL;
	char *day = by_when != NULL ? say_day(by_when) : NULL;
	if (names != NULL && day != NULL)
		paper_say(paper, indent,
		    _("Still to be carried out. Who: {1}. By when: {2}."),
		    names, day, NULL);
	else if (names != NULL)
		paper_say(paper, indent,
		    _("Still to be carried out. Who: {1}."), names, NULL);
	else if (day != NULL)
		paper_say(paper, indent,
		    _("Still to be carried out. By when: {1}."), day, NULL);
	else
		paper_prose(paper, indent, _("Still to be carried out."));
	free(day);
	free(names);
}

static void
show_another_look(struct paper *paper, size_t indent, const struct state *state)
{
	const char *day = state->settlement != NULL ?
	    record_get_text(state->settlement->words, "look-again") :
	    NULL;
	char today[DATE_SIZE];
	date_print(today, clock_today());
	if (day != NULL && strcmp(day, today) <= 0)
		show_with_day(paper, indent,
		    _("A second look is welcome. The day for it: {1}."), day);
	else
		paper_prose(paper, indent, _("A second look is welcome."));
}

void
page_state(struct paper *paper, const struct page_reading *reading,
    size_t indent, const struct state *state)
{
	if (page_state_has(state->item, "open"))
		show_open(paper, indent, state);
	if (page_state_has(state->item, "ready"))
		show_ready(paper, indent, state);
	if (page_state_has(state->item, "settled"))
		show_settled(paper, indent, state);
	if (page_state_has(state->item, "settled-differently"))
		paper_prose(paper, indent,
		    _("Settled in different ways: people wrote down different "
		      "things. All of them stand here."));
	if (page_state_has(state->item, "replaced"))
		show_replaced(paper, indent, state);
	if (page_state_has(state->item, "to-carry-out"))
		show_to_do(paper, reading, indent, state);
	if (page_state_has(state->item, "another-look"))
		show_another_look(paper, indent, state);
}
