#include "model/sought.h"

#include "base/date.h"

#include <withus/kind.h>

#include <string.h>

void
sought_add_mark(struct str *out, enum sought_mark mark, const char *name)
{
	if (out->len > 0)
		str_add_char(out, ' ');
	str_add_format(out, "%c", mark);
	for (; *name != '\0'; name++)
		str_add_char(out, *name == '-' ? '0' : *name);
}

void
sought_add_id(struct str *out, enum sought_mark mark, const struct id *id)
{
	char text[ID_TEXT_SIZE];

	id_print(text, id);
	sought_add_mark(out, mark, text);
}

/* What a text of a field is, by the table, else by its form. */
static bool
is_words(const struct kind_field *field, const char *text)
{
	struct id id;
	struct vid vid;
	struct date date;
	size_t len = strlen(text);

	if (field == NULL)
		return !id_parse(&id, text, len) &&
		    !vid_parse(&vid, text, len) &&
		    !date_parse(&date, text, len);
	if (field->hidden)
		return false;
	return field->form == FORM_TEXT || field->form == FORM_WORDS ||
	    (field->form == FORM_NAMES && text[0] == '=');
}

static bool
is_link(const struct kind_field *field, const char *text)
{
	struct id id;

	return (field == NULL || field->form == FORM_RECORD ||
		   field->form == FORM_NAMES) &&
	    id_parse(&id, text, strlen(text));
}

static void
add_text(struct sought *words, const struct kind_field *field, const char *text)
{
	if (is_link(field, text))
		sought_add_mark(&words->marks, SOUGHT_LINK, text);
	if (!is_words(field, text))
		return;
	if (field != NULL && field->form == FORM_NAMES)
		text++;
	str_add(&words->fields, text);
	str_add_char(&words->fields, '\n');
}

static void
add_value(struct sought *words, const struct kind_field *field,
    const struct value *value)
{
	if (value->shape == VALUE_ONE) {
		add_text(words, field, value->text);
		return;
	}
	for (size_t i = 0; i < value->count; i++) {
		if (value->shape == VALUE_SET) {
			add_text(words, field, value->items[i]);
			continue;
		}
		for (size_t c = 1; c < value->rows[i].count; c++)
			add_text(words, field, value->rows[i].cells[c]);
	}
}

static const char *
find_title_key(const struct kind *kind)
{
	return kind == NULL ? "title" : kind->title;
}

static bool
is_title(const struct kind *kind, const struct kind_field *known,
    const struct field *field)
{
	const char *key = find_title_key(kind);

	return key != NULL && strcmp(key, field->key) == 0 &&
	    field->value.shape == VALUE_ONE &&
	    (known == NULL || !known->hidden);
}

void
sought_gather(struct sought *words, const struct record *record)
{
	const struct kind *kind = kind_by_name(record->kind);
	/* The project's own record names no project. */
	const struct id *project =
	    id_is_none(&record->project) ? &record->id : &record->project;

	sought_add_id(&words->marks, SOUGHT_PROJECT, project);
	sought_add_mark(&words->marks, SOUGHT_KIND, record->kind);
	sought_add_id(&words->marks, SOUGHT_BY, &record->by);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->fields[i];
		const struct kind_field *known =
		    kind != NULL ? kind_field(kind, field->key) : NULL;

		if (is_title(kind, known, field))
			str_add(&words->title, field->value.text);
		else
			add_value(words, known, &field->value);
	}
}

bool
sought_has_any(const struct sought *words, const struct record *record)
{
	return words->title.len > 0 || words->fields.len > 0 ||
	    record->body_len > 0;
}

void
sought_clear(struct sought *words)
{
	str_clear(&words->title);
	str_clear(&words->fields);
	str_clear(&words->marks);
}
