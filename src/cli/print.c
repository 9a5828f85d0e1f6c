#include "cli/print.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/chosen.h"
#include "cli/out.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* A name that the library gives, and what people read. */
struct word {
	const char *name;
	const char *word;
};

static const struct word status_words[] = {
	{ .name = "withdrawn", .word = N_("taken back") },
	{ .name = "two-versions", .word = N_("two texts to look at") },
	{ .name = "set-aside", .word = N_("set aside") },
	{ .name = "agreed", .word = N_("agreed") },
	{ .name = "not-agreed", .word = N_("not agreed yet") },
	{ .name = "second-look", .word = N_("a second look is welcome") },
	{ .name = "open", .word = N_("open") },
	{ .name = "ready", .word = N_("ready to be settled") },
	{ .name = "settled", .word = N_("settled") },
	{ .name = "settled-differently",
	    .word = N_("settled in different ways") },
	{ .name = "replaced", .word = N_("another one replaces it") },
	{ .name = "to-carry-out", .word = N_("still to be carried out") },
	{ .name = "another-look", .word = N_("a second look is welcome") },
	{ .name = NULL },
};

/* {1} whose words, {2} when. */
static const struct word aside_words[] = {
	{
	    .name = "earlier",
	    .word = N_("Words that were typed for {1} ({2}) stand back, "
		       "because {1} has own words here."),
	},
	{
	    .name = "key-unknown",
	    .word = N_("Words in the name of {1} ({2}) are set aside: nobody "
		       "in the team knows the computer they came from."),
	},
	{
	    .name = "key-other",
	    .word = N_("Words in the name of {1} ({2}) are set aside: they "
		       "came from the computer of somebody else."),
	},
	{
	    .name = "writer",
	    .word = N_("Words of {1} ({2}) are set aside: this belongs to "
		       "somebody else, who alone may change it."),
	},
	{
	    .name = "sense",
	    .word = N_("Words of {1} ({2}) are set aside: this withus cannot "
		       "make sense of them."),
	},
	{
	    .name = "born",
	    .word = N_("Words of {1} ({2}) are set aside: they were not made "
		       "the way this journal makes them."),
	},
	{ .name = NULL },
};

static const char *
find_word(const struct word *words, const char *name)
{
	for (; words->name != NULL; words++) {
		if (strcmp(words->name, name) == 0)
			return say_text(words->word);
	}
	return NULL;
}

const char *
print_status_word(const char *status)
{
	const char *word = find_word(status_words, status);
	return word != NULL ? word : status;
}

const char *
print_name(const struct person *person)
{
	return *person->name != '\0' ? person->name :
				       _("someone who is not here yet");
}

char *
print_aside(const struct item_aside *aside)
{
	const char *sentence = find_word(aside_words, aside->reason);
	if (sentence == NULL)
		sentence = _("Words of {1} ({2}) are set aside.");
	char *day = say_day(aside->made);
	char *text = say_fill(sentence, print_name(&aside->by), day, NULL);
	free(day);
	return text;
}

char *
print_person(const struct person *person, enum trust trust)
{
	static const char *const words[] = {
		[TRUST_CONFIRMED] = N_("confirmed"),
		[TRUST_INTRODUCED] = N_("introduced"),
		[TRUST_NOT_CONFIRMED] = N_("not confirmed"),
	};
	return say_fill("{1} ({2})", print_name(person), say_text(words[trust]),
	    NULL);
}

char *
print_writer(const struct item *item)
{
	char *person = item->trust == TRUST_CONFIRMED ?
	    say_fill("{1}", print_name(&item->by), NULL) :
	    print_person(&item->by, item->trust);
	if (id_is_none(&item->typed_by.id))
		return person;
	char *text = say_fill(_("{1}, typed by {2}"), person,
	    print_name(&item->typed_by), NULL);
	free(person);
	return text;
}

char *
print_with_day(const char *sentence, const char *day)
{
	char *said = say_day(day);
	char *text = say_fill(sentence, said, NULL);
	free(said);
	return text;
}

/* One text of a field; days in words. To be freed. */
static char *
describe(struct run *run, const struct kind_field *field, const char *text)
{
	if (field != NULL && field->form == FORM_DATE)
		return say_day(text);
	return write_describe(run->journal, &run->project, field, text);
}

static void
add_text(struct run *run, struct str *out, const struct kind_field *field,
    const char *text)
{
	char *described = describe(run, field, text);
	str_add(out, described);
	free(described);
}

char *
print_cell(struct run *run, const struct kind_field *field,
    const struct row *row, size_t index)
{
	struct kind_field named = { .name = NULL };
	if (field == NULL || !field->names_first || index != 1)
		return describe(run, field, row->cells[index]);
	named = *field;
	named.form = FORM_NAMES;
	return describe(run, &named, row->cells[index]);
}

/* The cells of a row behind its name, as they are typed. */
static void
add_row(struct run *run, struct str *out, const struct kind_field *field,
    const struct row *row)
{
	for (size_t i = 1; i < row->count; i++) {
		char *cell = print_cell(run, field, row, i);
		if (i > 1)
			str_add(out, " | ");
		str_add(out, cell);
		free(cell);
	}
}

char *
print_value(struct run *run, const struct kind_field *field,
    const struct value *value)
{
	struct str out = { 0 };
	if (value->shape == VALUE_ONE)
		add_text(run, &out, field, value->text);
	for (size_t i = 0; i < value->count && value->shape != VALUE_ONE; i++) {
		if (i > 0)
			str_add(&out, value->shape == VALUE_SET ? ", " : "; ");
		if (value->shape == VALUE_SET)
			add_text(run, &out, field, value->items[i]);
		else
			add_row(run, &out, field, &value->rows[i]);
	}
	return str_take(&out);
}

/* "Day: 3 May 2026" */
static void
show_label(const char *label, const char *text)
{
	out_say(_("{1}: {2}"), label, text, NULL);
}

/* Rows under their label, each behind the letter that options change it by. */
static void
show_rows(struct run *run, const struct kind_field *field, const char *label,
    const struct value *value)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	out_say(_("{1}:"), label, NULL);
	for (size_t i = 0; i < value->count; i++) {
		char lead[] = "-  ";
		if (i < sizeof(letters) - 1)
			lead[0] = letters[i];
		struct str row = { 0 };
		add_row(run, &row, field, &value->rows[i]);
		out_item(2, lead, str_text(&row));
		str_clear(&row);
	}
}

/* Words of several lines stand below their label. */
static void
show_words(const char *label, const char *text)
{
	out_say(_("{1}:"), label, NULL);
	out_markdown(2, text);
}

static void
show_value(struct run *run, const struct kind_field *field, const char *key,
    const struct value *value)
{
	const char *label = field != NULL ? say_text(field->word) : key;
	if (value->shape == VALUE_ROWS) {
		show_rows(run, field, label, value);
		return;
	}
	if (value->shape == VALUE_ONE && strchr(value->text, '\n') != NULL) {
		show_words(label, value->text);
		return;
	}
	char *text = print_value(run, field, value);
	show_label(label, text);
	free(text);
}

static void
show_chosen(struct run *run, const struct kind_field *field,
    const struct record *words)
{
	char *text = chosen_describe(run, words, field);
	show_label(say_text(field->word), text);
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
show_known(struct run *run, const struct kind *kind, const struct record *words)
{
	const struct kind_field *field = kind->fields;
	for (; field->name != NULL; field++) {
		const struct value *value = record_get(words, field->name);
		if (value == NULL || !is_for_people(kind, field))
			continue;
		if (field->form == FORM_ROW)
			show_chosen(run, field, words);
		else
			show_value(run, field, field->name, value);
	}
}

/* Fields of later releases. */
static void
show_unknown(struct run *run, const struct kind *kind,
    const struct record *words)
{
	for (size_t i = 0; i < words->field_count; i++) {
		const struct field *field = &words->fields[i];
		if (kind == NULL || kind_field(kind, field->key) == NULL)
			show_value(run, NULL, field->key, &field->value);
	}
}

void
print_words(struct run *run, const struct record *words)
{
	const struct kind *kind = kind_by_name(words->kind);
	if (kind != NULL)
		show_known(run, kind, words);
	show_unknown(run, kind, words);
	if (words->body_len > 0) {
		out_blank();
		out_markdown(0, words->body);
	}
}

static void
show_day(const char *label, const char *day)
{
	char *text = say_day(day);
	show_label(label, text);
	free(text);
}

/* "Typed by Ben, read back to Ifeoma". */
static void
show_typist(const struct item *item)
{
	const char *how = item->words->confirmed;
	if (id_is_none(&item->typed_by.id))
		return;
	if (how != NULL)
		out_say(_("Typed by {1} in the name of {2}, who confirmed it: "
			  "{3}."),
		    print_name(&item->typed_by), print_name(&item->by), how,
		    NULL);
	else
		out_say(_("Typed by {1} in the name of {2}."),
		    print_name(&item->typed_by), print_name(&item->by), NULL);
}

static void
show_who_and_when(const struct item *item)
{
	char *person = print_person(&item->by, item->trust);
	bool is_own = item->kind != NULL && item->kind->writer == WRITER_BY;
	if (!id_is_none(&item->by.id))
		show_label(is_own ? _("Written by") : _("Last written by"),
		    person);
	show_typist(item);
	show_day(_("First saved"), item->made);
	if (strcmp(item->made, item->changed) != 0)
		show_day(_("Last changed"), item->changed);
	free(person);
}

static void
show_states(const struct item *item)
{
	if (item->is_withdrawn)
		out_prose(0,
		    _("This was taken back. Its words are still in "
		      "the history."));
	if (item->is_withdrawn_too)
		out_prose(0,
		    _("Somebody took this back while somebody else "
		      "changed it. Both are kept."));
	if (item->is_newer_form || item->kind == NULL)
		out_prose(0,
		    _("This was written with a newer withus. You can "
		      "read it but not change it here."));
	if (!item->is_in_history)
		out_prose(0, _("Saved here, not yet in the history."));
}

/* Names of all who wrote the same words. To be freed. */
static char *
list_writers(const struct item_variant *variant)
{
	struct str out = { 0 };
	for (size_t i = 0; i < variant->writer_count; i++) {
		if (i > 0)
			str_add(&out, ", ");
		str_add(&out, print_name(&variant->writers[i]));
	}
	return str_take(&out);
}

static void
show_variant(const struct item_variant *variant)
{
	char *names = list_writers(variant);
	char *day = say_day(variant->made);
	char *head = say_fill(_("{1} ({2}):"), names, day, NULL);
	out_prose(2, head);
	if (*variant->text != '\0')
		out_markdown(4, variant->text);
	else
		out_prose(4, _("(left out)"));
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
print_clashes(const struct item *item)
{
	for (size_t i = 0; i < item->clash_count; i++) {
		const struct item_clash *clash = &item->clashes[i];
		out_blank();
		out_say(_("People wrote different words here ({1}). All of "
			  "them are kept:"),
		    name_clash(item, clash), NULL);
		for (size_t k = 0; k < clash->variant_count; k++)
			show_variant(&clash->variants[k]);
	}
	if (item->clash_count > 0)
		out_say(_("To make one of them, or a new one, count: “withus "
			  "edit {1}”."),
		    item->code, NULL);
}

static void
show_asides(const struct item *item)
{
	if (item->aside_count > 0)
		out_blank();
	for (size_t i = 0; i < item->aside_count; i++) {
		char *text = print_aside(&item->asides[i]);
		out_prose(0, text);
		free(text);
	}
}

static void
show_title(const struct item *item)
{
	const char *word =
	    item->kind != NULL ? say_text(item->kind->word) : item->kind_name;
	const char *full = item->kind != NULL && item->kind->title != NULL ?
	    record_get_text(item->words, item->kind->title) :
	    NULL;
	char *title =
	    say_fill("{1}  {2}", item->code, full != NULL ? full : word, NULL);
	out_title(title);
	free(title);
}

void
print_head(const struct item *item)
{
	show_title(item);
	show_states(item);
	show_who_and_when(item);
}

void
print_tail(const struct item *item)
{
	print_clashes(item);
	show_asides(item);
}

void
print_item(struct run *run, const struct item *item)
{
	print_head(item);
	print_words(run, item->words);
	print_tail(item);
}
