#include "page/settlement.h"

#include "base/intl.h"
#include "base/mem.h"
#include "page/phrase.h"
#include "page/roll.h"
#include "page/view.h"

#include <withus/say.h>
#include <withus/write.h>

#include <stdlib.h>
#include <string.h>

#define INDENT PAGE_VIEW_INDENT

/* ------------------------------------------------------------ lines */

static void
show_labelled(struct paper *paper, const char *label, const char *text)
{
	paper_say(paper, INDENT, _("{1}: {2}"), label, text, NULL);
}

static void
show_label(struct paper *paper, const char *label)
{
	paper_say(paper, INDENT, _("{1}:"), label, NULL);
}

/* A value on one line; people by name. To be freed. */
static char *
describe(const struct page_reading *reading, const struct kind_field *field,
    const struct value *value)
{
	if (value->shape != VALUE_SET || field->form != FORM_NAMES)
		return phrase_value(reading, field, value);
	char **names = mem_new_array(value->count, sizeof(*names));
	for (size_t i = 0; i < value->count; i++)
		names[i] = write_describe(reading->journal, &reading->project,
		    field, value->items[i]);
	char *text = roll_sort(names, value->count);
	for (size_t i = 0; i < value->count; i++)
		free(names[i]);
	free(names);
	return text;
}

void
page_settlement_field(struct paper *paper, const struct page_reading *reading,
    const struct item *item, const char *name)
{
	const struct kind_field *field = kind_field(item->kind, name);
	const struct value *value = record_get(item->words, name);
	if (value == NULL)
		return;
	if (value->shape == VALUE_ONE && strchr(value->text, '\n') != NULL) {
		show_label(paper, say_text(field->word));
		paper_markdown(paper, INDENT + 2, value->text);
		return;
	}
	char *text = describe(reading, field, value);
	show_labelled(paper, say_text(field->word), text);
	free(text);
}

/* ------------------------------------------------------------ settling */

char *
page_settlement_how(const struct item *settlement)
{
	const char *how = record_get_text(settlement->words, "how");
	const char *word =
	    kind_field_choice_word(kind_field(settlement->kind, "how"),
		how != NULL ? how : "");
	char *day = say_day(settlement->day);
	char *text = say_fill(_("Settled: {1} ({2})."), word, day, NULL);
	free(day);
	return text;
}

static void
show_head(struct paper *paper, const struct decision_settlement *settlement)
{
	const struct item *item = settlement->item;
	struct str out = { 0 };
	char *how = page_settlement_how(item);
	char *person = phrase_known(&item->by, item->trust);
	phrase_add(&out, how);
	phrase_add_filled(&out, _("{1} wrote it down."), person, "");
	phrase_add_origin(&out, item);
	page_view_line(paper, item->code, str_text(&out));
	str_clear(&out);
	free(person);
	free(how);
}

/* Each who was not there, and why in their words. */
static void
show_absent(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	const struct kind_field *field = kind_field(item->kind, "not-there");
	const struct value *rows = record_get(item->words, "not-there");
	if (rows == NULL || rows->shape != VALUE_ROWS)
		return;
	show_label(paper, say_text(field->word));
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->rows[i];
		if (row->count < 2)
			continue;
		char *who = phrase_cell(reading, field, row, 1);
		const char *why = row->count > 2 ? row->cells[2] : "";
		paper_say(paper, INDENT + 2,
		    *why != '\0' ? _("{1}: “{2}”") : _("{1}"), who, why, NULL);
		free(who);
	}
}

/* Who carries it out and by when, on one line. */
static void
show_task(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	const struct kind_field *field = kind_field(item->kind, "who");
	const struct value *who = record_get(item->words, "who");
	const char *by_when = record_get_text(item->words, "by-when");
	if (who == NULL || by_when == NULL) {
		page_settlement_field(paper, reading, item, "who");
		if (by_when == NULL)
			return;
		char *line = phrase_with_day(_("By when: {1}"), by_when);
		paper_prose(paper, INDENT, line);
		free(line);
		return;
	}
	char *names = describe(reading, field, who);
	char *day = say_day(by_when);
	char *text = say_fill(_("{1} (by {2})"), names, day, NULL);
	show_labelled(paper, say_text(field->word), text);
	free(text);
	free(day);
	free(names);
}

static void
show_seen(struct paper *paper, const struct decision_settlement *settlement)
{
	if (settlement->seen_count == 0)
		return;
	char **names = mem_new_array(settlement->seen_count, sizeof(*names));
	for (size_t i = 0; i < settlement->seen_count; i++)
		names[i] = (char *)(uintptr_t)phrase_name(&settlement->seen[i]);
	char *text = roll_sort(names, settlement->seen_count);
	show_labelled(paper, _("Views that were there"), text);
	free(text);
	free(names);
}

/* Those who did not just agree. */
static void
show_dissent(struct paper *paper, const struct decision *decision)
{
	struct str out = { 0 };
	for (size_t i = 0; i < decision->view_count; i++) {
		const struct decision_view *view = &decision->views[i];
		bool is_other = view->is_objection ||
		    (view->stance != NULL &&
			(strcmp(view->stance, "aside") == 0 ||
			    strcmp(view->stance, "reservations") == 0));
		if (!is_other)
			continue;
		char *text = page_view_short(view);
		if (out.len > 0)
			str_add(&out, "; ");
		str_add(&out, text);
		free(text);
	}
	if (out.len > 0)
		show_labelled(paper, _("Who sees it differently"),
		    str_text(&out));
	str_clear(&out);
}

/* Adds who it is that does not agree, or has not said so. */
static void
add_names(struct str *out, const char *sentence, const struct str *names)
{
	if (names->len > 0)
		phrase_add_filled(out, sentence, str_text(names), "");
}

void
page_settlement_claim(struct paper *paper, size_t indent,
    const struct decision_settlement *settlement)
{
	struct str out = { 0 };
	struct str objecting = { 0 };
	struct str missing = { 0 };
	if (!settlement->is_claim)
		return;
	for (size_t i = 0; i < settlement->objection_count; i++)
		roll_add(&objecting, &settlement->objections[i]->item->by);
	for (size_t i = 0; i < settlement->missing_count; i++)
		roll_add(&missing, &settlement->missing[i]->who);
	char *claim = say_fill(_("That all agreed is what {1} says."),
	    phrase_name(&settlement->item->by), NULL);
	str_add(&out, claim);
	add_names(&out,
	    say_plural(N_("{1} objects."), N_("{1} object."),
		settlement->objection_count),
	    &objecting);
	add_names(&out, _("There is no view from {1}."), &missing);
	paper_prose(paper, indent, str_text(&out));
	free(claim);
	str_clear(&missing);
	str_clear(&objecting);
	str_clear(&out);
}

static void
show_words(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	page_settlement_field(paper, reading, item, "outcome");
	page_settlement_field(paper, reading, item, "because");
	page_settlement_field(paper, reading, item, "decided-by");
	page_settlement_field(paper, reading, item, "where");
	show_absent(paper, reading, item);
}

void
page_settlement(struct paper *paper, const struct page_reading *reading,
    const struct decision *decision,
    const struct decision_settlement *settlement)
{
	const struct item *item = settlement->item;
	show_head(paper, settlement);
	if (!settlement->is_in_force)
		paper_prose(paper, INDENT,
		    _("Another one stands in place of this."));
	if (settlement->words == DECISION_CHANGED)
		paper_prose(paper, INDENT,
		    _("The question changed after this was written down."));
	if (settlement->words == DECISION_UNKNOWN)
		paper_prose(paper, INDENT,
		    _("It settles words that are not all on this computer "
		      "yet."));
	show_words(paper, reading, item);
	show_seen(paper, settlement);
	if (settlement->is_in_force) {
		show_dissent(paper, decision);
		page_settlement_claim(paper, INDENT, settlement);
	}
	show_task(paper, reading, item);
	page_settlement_field(paper, reading, item, "look-again");
	page_settlement_field(paper, reading, item, "instead");
	page_settlement_field(paper, reading, item, "tags");
	page_settlement_field(paper, reading, item, "goes-with");
}

/* ------------------------------------------------------------ answers */

/* {1} who, {2} when. */
struct progress_words {
	const char *progress;
	const char *words;
};

static const struct progress_words progresses[] = {
	{
	    .progress = "under-way",
	    .words = N_("It is under way, says {1} ({2})."),
	},
	{ .progress = "done", .words = N_("It is done, says {1} ({2}).") },
	{
	    .progress = "not-possible",
	    .words = N_("It was not possible, says {1} ({2})."),
	},
	{ .progress = NULL, .words = N_("{1} wrote this ({2}).") },
};

void
page_settlement_answer(struct paper *paper, const struct item *answer)
{
	const char *progress = record_get_text(answer->words, "progress");
	const struct progress_words *each = progresses;
	struct str out = { 0 };
	while (each->progress != NULL &&
	    (progress == NULL || strcmp(each->progress, progress) != 0))
		each++;
	char *day = say_day(answer->day);
	char *text = say_fill(say_text(each->words), phrase_name(&answer->by),
	    day, NULL);
	str_add(&out, text);
	phrase_add_origin(&out, answer);
	page_view_line(paper, answer->code, str_text(&out));
	if (answer->words->body_len > 0)
		paper_markdown(paper, INDENT, answer->words->body);
	str_clear(&out);
	free(text);
	free(day);
}
