#include "page/item.h"

#include "base/intl.h"
#include "base/str.h"
#include "page/phrase.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* "Day: 3 May 2026" */
static void
show_label(struct paper *paper, const char *label, const char *text)
{
	paper_say(paper, 0, _("{1}: {2}"), label, text, NULL);
}

/* Rows under their label, each behind the letter that options change it by. */
static void
show_rows(struct paper *paper, const struct page_reading *reading,
    const struct kind_field *field, const char *label,
    const struct value *value)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	paper_say(paper, 0, _("{1}:"), label, NULL);
	for (size_t i = 0; i < value->count; i++) {
		char lead[] = "-  ";
		if (i < sizeof(letters) - 1)
			lead[0] = letters[i];
		char *row = phrase_row(reading, field, &value->rows[i]);
		paper_item(paper, 2, lead, row);
		free(row);
	}
}

/* Words of several lines stand below their label. */
static void
show_words(struct paper *paper, const char *label, const char *text)
{
	paper_say(paper, 0, _("{1}:"), label, NULL);
	paper_markdown(paper, 2, text);
}

static void
show_value(struct paper *paper, const struct page_reading *reading,
    const struct kind_field *field, const char *key, const struct value *value)
{
	const char *label = field != NULL ? say_text(field->word) : key;
	if (value->shape == VALUE_ROWS) {
		show_rows(paper, reading, field, label, value);
		return;
	}
	if (value->shape == VALUE_ONE && strchr(value->text, '\n') != NULL) {
		show_words(paper, label, value->text);
		return;
	}
	char *text = phrase_value(reading, field, value);
	show_label(paper, label, text);
	free(text);
}

static void
show_chosen(struct paper *paper, const struct page_reading *reading,
    const struct kind_field *field, const struct record *words)
{
	char *text = phrase_chosen(reading, words, field);
	show_label(paper, say_text(field->word), text);
	free(text);
}

static bool
is_title(const struct kind *kind, const char *key)
{
	return kind->title != NULL && strcmp(kind->title, key) == 0;
}

/* The title stands above, and names of versions are not for people. */
static bool
is_for_people(const struct kind *kind, const struct kind_field *field)
{
	return !is_title(kind, field->name) && field->form != FORM_VERSION;
}

/* Fields that the table knows, in its order. */
static void
show_known(struct paper *paper, const struct page_reading *reading,
    const struct kind *kind, const struct record *words)
{
	const struct kind_field *field = kind->fields;
	for (; field->name != NULL; field++) {
		const struct value *value = record_get(words, field->name);
		if (value == NULL || !is_for_people(kind, field))
			continue;
		if (field->form == FORM_ROW)
			show_chosen(paper, reading, field, words);
		else
			show_value(paper, reading, field, field->name, value);
	}
}

/* Fields of later releases. */
static void
show_unknown(struct paper *paper, const struct page_reading *reading,
    const struct kind *kind, const struct record *words)
{
	for (size_t i = 0; i < words->field_count; i++) {
		const struct field *field = &words->fields[i];
		if (kind == NULL || kind_field(kind, field->key) == NULL)
			show_value(paper, reading, NULL, field->key,
			    &field->value);
	}
}

void
page_item_words(struct paper *paper, const struct page_reading *reading,
    const struct record *words)
{
	const struct kind *kind = kind_by_name(words->kind);
	if (kind != NULL)
		show_known(paper, reading, kind, words);
	show_unknown(paper, reading, kind, words);
	if (words->body_len > 0) {
		paper_blank(paper);
		paper_markdown(paper, 0, words->body);
	}
}

static void
show_day(struct paper *paper, const char *label, const char *day)
{
	char *text = say_day(day);
	show_label(paper, label, text);
	free(text);
}

/* "Typed by Ben, read back to Ifeoma". */
static void
show_typist(struct paper *paper, const struct item *item)
{
	const char *how = item->words->confirmed;
	if (id_is_none(&item->typed_by.id))
		return;
	if (how != NULL)
		paper_say(paper, 0,
		    _("Typed by {1} in the name of {2}, who confirmed it: "
		      "{3}."),
		    phrase_name(&item->typed_by), phrase_name(&item->by), how,
		    NULL);
	else
		paper_say(paper, 0, _("Typed by {1} in the name of {2}."),
		    phrase_name(&item->typed_by), phrase_name(&item->by), NULL);
}

static void
show_who_and_when(struct paper *paper, const struct item *item)
{
	char *person = phrase_person(&item->by, item->trust);
	bool is_own = item->kind != NULL && item->kind->writer == WRITER_BY;
	if (!id_is_none(&item->by.id))
		show_label(paper,
		    is_own ? _("Written by") : _("Last written by"), person);
	show_typist(paper, item);
	show_day(paper, _("First saved"), item->made);
	if (strcmp(item->made, item->changed) != 0)
		show_day(paper, _("Last changed"), item->changed);
	free(person);
}

static void
show_states(struct paper *paper, const struct item *item)
{
	if (item->is_withdrawn)
		paper_prose(paper, 0,
		    _("This was taken back. Its words are still in "
		      "the history."));
	if (item->is_withdrawn_too)
		paper_prose(paper, 0,
		    _("Somebody took this back while somebody else "
		      "changed it. Both are kept."));
	if (item->is_newer_form || item->kind == NULL)
		paper_prose(paper, 0,
		    _("This was written with a newer withus. You can "
		      "read it but not change it here."));
	if (!item->is_in_history)
		paper_prose(paper, 0, _("Saved here, not yet in the history."));
}

/* Names of all who wrote the same words. To be freed. */
static char *
list_writers(const struct item_variant *variant)
{
	struct str out = { 0 };
	for (size_t i = 0; i < variant->writer_count; i++) {
		if (i > 0)
			str_add(&out, ", ");
		str_add(&out, phrase_name(&variant->writers[i]));
	}
	return str_take(&out);
}

static void
show_variant(struct paper *paper, const struct item_variant *variant)
{
	char *names = list_writers(variant);
	char *day = say_day(variant->made);
	char *head = say_fill(_("{1} ({2}):"), names, day, NULL);
	paper_prose(paper, 2, head);
	if (*variant->text != '\0')
		paper_markdown(paper, 4, variant->text);
	else
		paper_prose(paper, 4, _("(left out)"));
	free(head);
	free(day);
	free(names);
}

static const char *
name_clash(const struct item *item, const struct item_clash *clash)
{
	if (clash->field == NULL)
		return _("the text");
	const struct kind_field *field =
	    item->kind != NULL ? kind_field(item->kind, clash->field) : NULL;
	return field != NULL ? say_text(field->word) : clash->field;
}

void
page_item_clashes(struct paper *paper, const struct item *item)
{
	for (size_t i = 0; i < item->clash_count; i++) {
		const struct item_clash *clash = &item->clashes[i];
		paper_blank(paper);
		paper_say(paper, 0,
		    _("People wrote different words here ({1}). All of "
		      "them are kept:"),
		    name_clash(item, clash), NULL);
		for (size_t k = 0; k < clash->variant_count; k++)
			show_variant(paper, &clash->variants[k]);
	}
	if (item->clash_count > 0)
		paper_say(paper, 0,
		    _("To make one of them, or a new one, count: “withus "
		      "edit {1}”."),
		    item->code, NULL);
}

static void
show_asides(struct paper *paper, const struct item *item)
{
	if (item->aside_count > 0)
		paper_blank(paper);
	for (size_t i = 0; i < item->aside_count; i++) {
		char *text = phrase_aside(&item->asides[i]);
		paper_prose(paper, 0, text);
		free(text);
	}
}

void
page_item_title(struct paper *paper, const char *code, const char *title)
{
	char *text = say_fill("{1}  {2}", code, title, NULL);
	paper_title(paper, text);
	free(text);
}

static void
show_title(struct paper *paper, const struct item *item)
{
	const char *word =
	    item->kind != NULL ? say_text(item->kind->word) : item->kind_name;
	const char *full = item->kind != NULL && item->kind->title != NULL ?
	    record_get_text(item->words, item->kind->title) :
	    NULL;
	page_item_title(paper, item->code, full != NULL ? full : word);
}

void
page_item_head(struct paper *paper, const struct item *item)
{
	show_title(paper, item);
	show_states(paper, item);
	show_who_and_when(paper, item);
}

void
page_item_tail(struct paper *paper, const struct item *item)
{
	page_item_clashes(paper, item);
	show_asides(paper, item);
}

void
page_item(struct paper *paper, const struct page_reading *reading,
    const struct item *item)
{
	page_item_head(paper, item);
	page_item_words(paper, reading, item->words);
	page_item_tail(paper, item);
}
