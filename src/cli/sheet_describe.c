/* What stands in a field of a sheet, in a few words. */
#include "base/mem.h"
#include "base/str.h"
#include "cli/sheet.h"
#include "page/excerpt.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Cells of what stands in a field already, before the prompt. */
#define BEFORE_CELLS 40

static char *
cut_short(const char *text)
{
	struct record *words = record_new("reply");
	record_set_body(words, text, strlen(text));
	char *excerpt = excerpt_make(words, BEFORE_CELLS, NULL);
	record_free(words);
	return excerpt;
}

/* Beside "all" stand the members of the day. */
static bool
has_everyone(const struct value *set, const struct kind_field *field)
{
	return field->form == FORM_NAMES && field->choices != NULL &&
	    value_has(set, field->choices->name);
}

char *
sheet_describe(const struct sheet *sheet, const struct kind_field *field)
{
	struct run *run = sheet->run;
	const struct value *value = record_get(sheet->words, field->name);
	struct str out = { 0 };
	if (value == NULL)
		return NULL;
	size_t count = value->shape == VALUE_ONE ? 1 : value->count;
	if (value->shape == VALUE_SET && has_everyone(value, field))
		return mem_dup_text(say_text(field->choices->word));
	for (size_t i = 0; i < count; i++) {
		const char *text = value->shape == VALUE_ONE ? value->text :
		    value->shape == VALUE_SET                ? value->items[i] :
		    value->rows[i].count > 1 ? value->rows[i].cells[1] :
					       "";
		char *said = field->form == FORM_DATE ?
		    say_day(text) :
		    write_describe(run->journal, &run->project, field, text);
		if (i > 0)
			str_add(&out, ", ");
		str_add(&out, said);
		free(said);
	}
	char *excerpt = cut_short(str_text(&out));
	str_clear(&out);
	return excerpt;
}
