#include "cli/chosen.h"

#include "base/mem.h"

#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

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
read_parent(struct run *run, const struct record *words)
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
	if (read_item(run->journal, &run->project, &id, &item) != 0)
		(void)err_restore(&before);
	return item;
}

char *
chosen_describe(struct run *run, const struct record *words,
    const struct kind_field *field)
{
	const char *text = record_get_text(words, field->name);
	if (text == NULL)
		return mem_dup_text("");
	if (*text == '=')
		return mem_dup_text(text + 1);
	struct item *parent = read_parent(run, words);
	char *described = parent != NULL ?
	    describe_row(parent->words, field, text) :
	    mem_dup_text(_("one that is not here yet"));
	item_free(parent);
	return described;
}
