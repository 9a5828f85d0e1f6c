#include "page/phrase.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"

#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/read.h>
#include <withus/say.h>
#include <withus/write.h>

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
phrase_status(const char *status)
{
	const char *word = find_word(status_words, status);
	return word != NULL ? word : status;
}

const char *
phrase_name(const struct person *person)
{
	return *person->name != '\0' ? person->name :
				       _("someone who is not here yet");
}

char *
phrase_aside(const struct item_aside *aside)
{
	const char *sentence = find_word(aside_words, aside->reason);
	if (sentence == NULL)
		sentence = _("Words of {1} ({2}) are set aside.");
	char *day = say_day(aside->made);
	char *text = say_fill(sentence, phrase_name(&aside->by), day, NULL);
	free(day);
	return text;
}

char *
phrase_person(const struct person *person, enum trust trust)
{
	static const char *const words[] = {
		[TRUST_CONFIRMED] = N_("confirmed"),
		[TRUST_INTRODUCED] = N_("introduced"),
		[TRUST_NOT_CONFIRMED] = N_("not confirmed"),
	};
	return say_fill("{1} ({2})", phrase_name(person),
	    say_text(words[trust]), NULL);
}

char *
phrase_known(const struct person *person, enum trust trust)
{
	return trust == TRUST_CONFIRMED ? mem_dup_text(phrase_name(person)) :
					  phrase_person(person, trust);
}

char *
phrase_writer(const struct item *item)
{
	char *person = phrase_known(&item->by, item->trust);
	if (id_is_none(&item->typed_by.id))
		return person;
	char *text = say_fill(_("{1}, typed by {2}"), person,
	    phrase_name(&item->typed_by), NULL);
	free(person);
	return text;
}

char *
phrase_with_day(const char *sentence, const char *day)
{
	char *said = say_day(day);
	char *text = say_fill(sentence, said, NULL);
	free(said);
	return text;
}

/* One text of a field; days in words. To be freed. */
static char *
describe(const struct page_reading *reading, const struct kind_field *field,
    const char *text)
{
	if (field != NULL && field->form == FORM_DATE)
		return say_day(text);
	return write_describe(reading->journal, &reading->project, field, text);
}

char *
phrase_cell(const struct page_reading *reading, const struct kind_field *field,
    const struct row *row, size_t index)
{
	struct kind_field named = { .name = NULL };
	if (field == NULL || !field->names_first || index != 1)
		return describe(reading, field, row->cells[index]);
	named = *field;
	named.form = FORM_NAMES;
	return describe(reading, &named, row->cells[index]);
}

char *
phrase_row(const struct page_reading *reading, const struct kind_field *field,
    const struct row *row)
{
	struct str out = { 0 };
	for (size_t i = 1; i < row->count; i++) {
		char *cell = phrase_cell(reading, field, row, i);
		if (i > 1)
			str_add(&out, " | ");
		str_add(&out, cell);
		free(cell);
	}
	return str_take(&out);
}

/* An item of a set, or a row. To be freed. */
static char *
describe_part(const struct page_reading *reading,
    const struct kind_field *field, const struct value *value, size_t index)
{
	return value->shape == VALUE_SET ?
	    describe(reading, field, value->items[index]) :
	    phrase_row(reading, field, &value->rows[index]);
}

char *
phrase_value(const struct page_reading *reading, const struct kind_field *field,
    const struct value *value)
{
	struct str out = { 0 };
	if (value->shape == VALUE_ONE)
		return describe(reading, field, value->text);
	for (size_t i = 0; i < value->count; i++) {
		char *part = describe_part(reading, field, value, i);
		if (i > 0)
			str_add(&out, value->shape == VALUE_SET ? ", " : "; ");
		str_add(&out, part);
		free(part);
	}
	return str_take(&out);
}

/* ------------------------------------------------------------ sentences */

void
phrase_add(struct str *out, const char *sentence)
{
	if (out->len > 0)
		str_add_char(out, ' ');
	str_add(out, sentence);
}

void
phrase_add_filled(struct str *out, const char *sentence, const char *one,
    const char *two)
{
	char *text = say_fill(sentence, one, two, NULL);
	phrase_add(out, text);
	free(text);
}

void
phrase_add_origin(struct str *out, const struct item *item)
{
	const char *as = record_get_text(item->words, "speaking-as");
	const char *how = item->words->confirmed;
	if (as != NULL)
		phrase_add_filled(out, _("Speaking as: {1}."), as, "");
	if (id_is_none(&item->typed_by.id))
		return;
	const char *typist = phrase_name(&item->typed_by);
	if (how != NULL)
		phrase_add_filled(out, _("Typed by {1}, and confirmed: {2}."),
		    typist, how);
	else
		phrase_add_filled(out, _("Typed by {1}."), typist, "");
}

/* ------------------------------------------------------------ choices */

/* The text of a row by its name; NULL where there is none. */
static const char *
find_text(const struct record *parent, const char *rows_of, const char *name)
{
	const struct value *rows = record_get(parent, rows_of);
	if (rows == NULL || rows->shape != VALUE_ROWS)
		return NULL;
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->rows[i];
		if (strcmp(row->cells[0], name) == 0 && row->count > 1)
			return row->cells[1];
	}
	return NULL;
}

static char *
describe_row(const struct record *parent, const struct kind_field *field,
    const char *name)
{
	char letter[DECISION_LETTER_SIZE];
	const char *text = find_text(parent, field->rows_of, name);
	if (text == NULL)
		return mem_dup_text(_("one that is not there any more"));
	decision_letter(letter, parent, name);
	return say_fill(_("{1}, {2}"), letter, text, NULL);
}

/* What the words are about; NULL where it is not here. To be freed. */
static struct item *
read_parent(const struct page_reading *reading, const struct record *words)
{
	const struct kind *kind = kind_by_name(words->kind);
	const char *text = kind != NULL && kind->parent != NULL ?
	    record_get_text(words, kind->parent) :
	    NULL;
	struct err before = *err_last();
	struct item *item = NULL;
	struct id id;
	if (text == NULL || !id_parse(&id, text, strlen(text)))
		return NULL;
	if (read_item(reading->journal, &reading->project, &id, &item) != 0)
		(void)err_restore(&before);
	return item;
}

char *
phrase_chosen(const struct page_reading *reading, const struct record *words,
    const struct kind_field *field)
{
	const char *text = record_get_text(words, field->name);
	if (text == NULL)
		return mem_dup_text("");
	if (*text == '=')
		return mem_dup_text(text + 1);
	struct item *parent = read_parent(reading, words);
	char *described = parent != NULL ?
	    describe_row(parent->words, field, text) :
	    mem_dup_text(_("one that is not here yet"));
	item_free(parent);
	return described;
}
