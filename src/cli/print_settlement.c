#include "cli/print_settlement.h"

#include "base/intl.h"
#include "base/mem.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/print_view.h"
#include "cli/roll.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define INDENT PRINT_VIEW_INDENT

/* ------------------------------------------------------------ lines */

static void
show_labelled(const char *label, const char *text)
{
	char *line = say_fill(_("{1}: {2}"), label, text, NULL);
	out_prose(INDENT, line);
	free(line);
}

static void
show_label(const char *label)
{
	char *line = say_fill(_("{1}:"), label, NULL);
	out_prose(INDENT, line);
	free(line);
}

/* Sentences with a name or two in it. */
static void
show_filled(size_t indent, const char *sentence, const char *one,
    const char *two)
{
	char *text = say_fill(sentence, one, two, NULL);
	out_prose(indent, text);
	free(text);
}

/* A value on one line; people by name. To be freed. */
static char *
describe(struct run *run, const struct kind_field *field,
    const struct value *value)
{
	if (value->shape != VALUE_SET || field->form != FORM_NAMES)
		return print_value(run, field, value);
	char **names = mem_new_array(value->count, sizeof(*names));
	for (size_t i = 0; i < value->count; i++)
		names[i] = write_describe(run->journal, &run->project, field,
		    value->items[i]);
	char *text = roll_sort(names, value->count);
	for (size_t i = 0; i < value->count; i++)
		free(names[i]);
	free(names);
	return text;
}

void
print_settlement_field(struct run *run, const struct item *item,
    const char *name)
{
	const struct kind_field *field = kind_field(item->kind, name);
	const struct value *value = record_get(item->words, name);
	if (value == NULL)
		return;
	if (value->shape == VALUE_ONE && strchr(value->text, '\n') != NULL) {
		show_label(say_text(field->word));
		out_markdown(INDENT + 2, value->text);
		return;
	}
	char *text = describe(run, field, value);
	show_labelled(say_text(field->word), text);
	free(text);
}

/* ------------------------------------------------------------ settling */

char *
print_settlement_how(const struct item *settlement)
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
show_head(const struct decision_settlement *settlement)
{
	const struct item *item = settlement->item;
	struct str out = { 0 };
	char *how = print_settlement_how(item);
	char *person = item->trust == TRUST_CONFIRMED ?
	    say_fill("{1}", print_name(&item->by), NULL) :
	    print_person(&item->by, item->trust);
	char *writer = say_fill(_("{1} wrote it down."), person, NULL);
	str_add(&out, how);
	str_add_char(&out, ' ');
	str_add(&out, writer);
	print_view_origin(&out, item);
	print_view_line(item->code, str_text(&out));
	str_clear(&out);
	free(writer);
	free(person);
	free(how);
}

/* Each who was not there, and why in their words. */
static void
show_absent(struct run *run, const struct item *item)
{
	const struct kind_field *field = kind_field(item->kind, "not-there");
	const struct value *rows = record_get(item->words, "not-there");
	if (rows == NULL || rows->shape != VALUE_ROWS)
		return;
	show_label(say_text(field->word));
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->rows[i];
		if (row->count < 2)
			continue;
		char *who = print_cell(run, field, row, 1);
		const char *why = row->count > 2 ? row->cells[2] : "";
		show_filled(INDENT + 2,
		    *why != '\0' ? _("{1}: “{2}”") : _("{1}"), who, why);
		free(who);
	}
}

/* Who carries it out and by when, on one line. */
static void
show_task(struct run *run, const struct item *item)
{
	const struct kind_field *field = kind_field(item->kind, "who");
	const struct value *who = record_get(item->words, "who");
	const char *by_when = record_get_text(item->words, "by-when");
	if (who == NULL || by_when == NULL) {
		print_settlement_field(run, item, "who");
		if (by_when == NULL)
			return;
		char *line = print_with_day(_("By when: {1}"), by_when);
		out_prose(INDENT, line);
		free(line);
		return;
	}
	char *names = describe(run, field, who);
	char *day = say_day(by_when);
	char *text = say_fill(_("{1} (by {2})"), names, day, NULL);
	show_labelled(say_text(field->word), text);
	free(text);
	free(day);
	free(names);
}

static void
show_seen(const struct decision_settlement *settlement)
{
	if (settlement->seen_count == 0)
		return;
	char **names = mem_new_array(settlement->seen_count, sizeof(*names));
	for (size_t i = 0; i < settlement->seen_count; i++)
		names[i] = (char *)(uintptr_t)print_name(&settlement->seen[i]);
	char *text = roll_sort(names, settlement->seen_count);
	show_labelled(_("Views that were there"), text);
	free(text);
	free(names);
}

/* Those who did not just agree. */
static void
show_dissent(const struct decision *decision)
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
		char *text = print_view_short(view);
		if (out.len > 0)
			str_add(&out, "; ");
		str_add(&out, text);
		free(text);
	}
	if (out.len > 0)
		show_labelled(_("Who sees it differently"), str_text(&out));
	str_clear(&out);
}

/* Adds who it is that does not agree, or has not said so. */
static void
add_names(struct str *out, const char *sentence, const struct str *names)
{
	if (names->len == 0)
		return;
	char *text = say_fill(sentence, str_text(names), NULL);
	str_add_char(out, ' ');
	str_add(out, text);
	free(text);
}

void
print_settlement_claim(size_t indent,
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
	    print_name(&settlement->item->by), NULL);
	str_add(&out, claim);
	add_names(&out,
	    say_plural(N_("{1} objects."), N_("{1} object."),
		settlement->objection_count),
	    &objecting);
	add_names(&out, _("There is no view from {1}."), &missing);
	out_prose(indent, str_text(&out));
	free(claim);
	str_clear(&missing);
	str_clear(&objecting);
	str_clear(&out);
}

static void
show_words(struct run *run, const struct item *item)
{
	print_settlement_field(run, item, "outcome");
	print_settlement_field(run, item, "because");
	print_settlement_field(run, item, "decided-by");
	print_settlement_field(run, item, "where");
	show_absent(run, item);
}

void
print_settlement(struct run *run, const struct decision *decision,
    const struct decision_settlement *settlement)
{
	const struct item *item = settlement->item;
	show_head(settlement);
	if (!settlement->is_in_force)
		out_prose(INDENT, _("Another one stands in place of this."));
	if (settlement->words == DECISION_CHANGED)
		out_prose(INDENT,
		    _("The question changed after this was written down."));
	if (settlement->words == DECISION_UNKNOWN)
		out_prose(INDENT,
		    _("It settles words that are not all on this computer "
		      "yet."));
	show_words(run, item);
	show_seen(settlement);
	if (settlement->is_in_force) {
		show_dissent(decision);
		print_settlement_claim(INDENT, settlement);
	}
	show_task(run, item);
	print_settlement_field(run, item, "look-again");
	print_settlement_field(run, item, "instead");
	print_settlement_field(run, item, "tags");
	print_settlement_field(run, item, "goes-with");
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
print_settlement_answer(const struct item *answer)
{
	const char *progress = record_get_text(answer->words, "progress");
	const struct progress_words *each = progresses;
	struct str out = { 0 };
	while (each->progress != NULL &&
	    (progress == NULL || strcmp(each->progress, progress) != 0))
		each++;
	char *day = say_day(answer->day);
	char *text =
	    say_fill(say_text(each->words), print_name(&answer->by), day, NULL);
	str_add(&out, text);
	print_view_origin(&out, answer);
	print_view_line(answer->code, str_text(&out));
	if (answer->words->body_len > 0)
		out_markdown(INDENT, answer->words->body);
	str_clear(&out);
	free(text);
	free(day);
}
