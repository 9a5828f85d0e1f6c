#include "cli/kinds.h"

#include "base/str.h"
#include "cli/out.h"

#include <withus/kind.h>

#include <string.h>

static const char *
name_shape(enum value_shape shape)
{
	static const char *const names[] = {
		[VALUE_ONE] = "one",
		[VALUE_SET] = "set",
		[VALUE_ROWS] = "rows",
	};
	return names[shape];
}

static const char *
name_form(enum field_form form)
{
	static const char *const names[] = {
		[FORM_TEXT] = "text",
		[FORM_WORDS] = "words",
		[FORM_DATE] = "date",
		[FORM_CHOICE] = "choice",
		[FORM_NUMBER] = "number",
		[FORM_RECORD] = "record",
		[FORM_VERSION] = "version",
		[FORM_NAMES] = "names",
		[FORM_ROW] = "row",
	};
	return names[form];
}

/* Choices parted by commas, or a dash. */
static void
add_choices(struct str *out, const struct field_choice *choices)
{
	if (choices == NULL || choices->name == NULL)
		str_add_char(out, '-');
	for (const struct field_choice *c = choices;
	     c != NULL && c->name != NULL; c++)
		str_add_format(out, "%s%s", c != choices ? "," : "", c->name);
}

static void
add_kinds(struct str *out, const char *points_to)
{
	if (points_to == NULL)
		str_add_char(out, '-');
	for (const char *c = points_to; c != NULL && *c != '\0'; c++)
		str_add_char(out, *c == ' ' ? ',' : *c);
}

static const char *
name_required(bool required)
{
	return required ? "required" : "-";
}

static void
add_field(struct str *out, const struct kind *kind,
    const struct kind_field *field)
{
	str_add_format(out, "%s %s %s %s %s ", kind->name, field->name,
	    name_shape(field->shape), name_form(field->form),
	    name_required(field->required));
	add_choices(out, field->choices);
	str_add_char(out, ' ');
	add_kinds(out, field->points_to);
	str_add_char(out, '\n');
}

void
kinds_list(void)
{
	struct str out = { 0 };
	const struct kind *const *kind = kind_all();
	for (; *kind != NULL; kind++) {
		const struct kind_field *field = (*kind)->fields;
		for (; field->name != NULL; field++)
			add_field(&out, *kind, field);
		if ((*kind)->body != NULL)
			str_add_format(&out, "%s text one words %s - -\n",
			    (*kind)->name,
			    name_required((*kind)->body_required));
	}
	out_raw(str_text(&out), out.len);
	str_clear(&out);
}
