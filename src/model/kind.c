#include <withus/kind.h>

#include "model/kinds.h"

#include "base/span.h"

#include <withus/err.h>

#include <string.h>

const char *const kind_goes_with_cells[] = { N_("What it is"),
	N_("Where it is kept"), N_("What it shows"), NULL };

static const struct kind *const kinds[] = {
#define X(name) &kind_##name,
#include "model/kind.def"
#undef X
	NULL
};

const struct kind *const *
kind_all(void)
{
	return kinds;
}

const struct kind *
kind_by_name(const char *name)
{
	for (size_t i = 0; kinds[i]; i++)
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	return NULL;
}

/* Both cases of a letter are taken: people type either. */
const struct kind *
kind_by_letter(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		letter = (char)(letter - 'a' + 'A');
	for (size_t i = 0; kinds[i]; i++)
		if (kinds[i]->letter == letter)
			return kinds[i];
	return NULL;
}

const struct kind_field *
kind_field(const struct kind *kind, const char *name)
{
	for (const struct kind_field *f = kind->fields; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct kind_field *
kind_field_by_option(const struct kind *kind, const char *option)
{
	for (const struct kind_field *f = kind->fields; f->name; f++)
		if (!f->hidden && strcmp(kind_field_option(f), option) == 0)
			return f;
	return NULL;
}

const char *
kind_field_option(const struct kind_field *field)
{
	return field->option ? field->option : field->name;
}

bool
kind_field_counts(const struct kind *kind, const struct kind_field *field)
{
	return field->counts ||
	    (kind->title && strcmp(kind->title, field->name) == 0);
}

/* Keys and vouches are about who speaks, not about what is said. */
static bool
is_spoken_of(const char *kind)
{
	return strcmp(kind, "key") != 0 && strcmp(kind, "vouch") != 0;
}

bool
kind_field_takes(const struct kind_field *field, const char *kind)
{
	const char *rest = field->points_to ? field->points_to : "";

	if (strcmp(rest, "*") == 0)
		return is_spoken_of(kind);
	while (*rest) {
		size_t len = strcspn(rest, " ");

		if (span_is(span_make(rest, len), kind))
			return true;
		rest += len + (rest[len] == ' ');
	}
	return false;
}

int
kind_check_other(const struct record *record, const char *key)
{
	const struct value *value = record_get(record, key);
	char own[ID_TEXT_SIZE];

	id_print(own, &record->id);
	if (value &&
	    (value->shape == VALUE_SET ? value_has(value, own) :
					 strcmp(value->text, own) == 0))
		return err_set(ERR_FIELD_RECORD, key, own, NULL);
	return 0;
}

const char *
kind_field_choice_word(const struct kind_field *field, const char *name)
{
	const struct field_choice *choice = field->choices;

	for (; choice && choice->name; choice++)
		if (strcmp(choice->name, name) == 0)
			return choice->word;
	return name;
}
