#include "core/option.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include <withus/item.h>
#include <withus/ledger.h>
#include <withus/read.h>

#include <stdlib.h>
#include <string.h>

static int
refuse(const struct option_asked *asked, const char *typed)
{
	return err_set(ERR_FIELD_RECORD, kind_field_option(asked->field), typed,
	    NULL);
}

/* "a Steps; b Sleep"; to be freed. */
static char *
list_rows(const struct record *words, const struct value *rows)
{
	struct str out = { 0 };

	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->rows[i];
		char letter[DECISION_LETTER_SIZE];

		decision_letter(letter, words, row->cells[0]);
		str_add(&out, i > 0 ? "; " : "");
		str_add_format(&out, "%s %s", letter,
		    row->count > 1 ? row->cells[1] : "");
	}
	return str_take(&out);
}

/* What was typed is none of the rows: says which there are. */
static int
refuse_row(const struct item *item, const struct value *rows, const char *typed)
{
	char *list;
	int err;

	if (rows == NULL || rows->shape != VALUE_ROWS || rows->count == 0)
		return err_set(ERR_OPTION_NONE, typed, item->code, NULL);
	list = list_rows(item->words, rows);
	err = err_set(ERR_OPTION_NOT_THERE, typed, item->code, list, NULL);
	free(list);
	return err;
}

/* How well a row fits: 2 by its letter, name or words, 1 by their start. */
static int
fit_row(const struct record *words, const struct row *row, const char *folded)
{
	const char *text = row->count > 1 ? row->cells[1] : "";
	char letter[DECISION_LETTER_SIZE];
	char *option = utf8_fold(text, strlen(text));
	int fit = 0;

	decision_letter(letter, words, row->cells[0]);
	if (strcmp(folded, letter) == 0 || strcmp(folded, row->cells[0]) == 0 ||
	    strcmp(folded, option) == 0)
		fit = 2;
	else if (strncmp(option, folded, strlen(folded)) == 0)
		fit = 1;
	free(option);
	return fit;
}

/* The best row; of several that only begin so, none. NULL. */
static const char *
find_row(const struct record *words, const struct value *rows,
    const char *folded)
{
	const char *begun = NULL;
	size_t begun_count = 0;

	for (size_t i = 0;
	     rows != NULL && rows->shape == VALUE_ROWS && i < rows->count;
	     i++) {
		int fit = fit_row(words, &rows->rows[i], folded);

		if (fit == 2)
			return rows->rows[i].cells[0];
		begun = fit == 1 ? rows->rows[i].cells[0] : begun;
		begun_count += fit == 1;
	}
	return begun_count == 1 ? begun : NULL;
}

/* The record that the words are about; none where nothing says it. */
static struct id
find_parent(const struct option_asked *asked)
{
	const struct kind *kind = kind_by_name(asked->words->kind);
	const char *text = kind != NULL && kind->parent != NULL ?
	    record_get_text(asked->words, kind->parent) :
	    NULL;
	struct id id = { { 0 } };

	if (text == NULL || !id_parse(&id, text, strlen(text)))
		return (struct id){ { 0 } };
	return id;
}

int
option_read(struct journal *journal, const struct option_asked *asked,
    const char *typed, char **out)
{
	struct id parent = find_parent(asked);
	struct item *item = NULL;
	const struct value *rows;
	const char *row;
	char *folded;
	int err;

	if (typed[0] == '=' && typed[1] != '\0') {
		*out = mem_dup_text(typed);
		return 0;
	}
	if (typed[0] == '\0' || id_is_none(&parent))
		return refuse(asked, typed);
	err = read_item(journal, &asked->project, &parent, &item);
	if (err != 0)
		return err;
	folded = utf8_fold(typed, strlen(typed));
	rows = record_get(item->words, asked->field->rows_of);
	row = find_row(item->words, rows, folded);
	free(folded);
	if (row != NULL)
		*out = mem_dup_text(row);
	else
		err = refuse_row(item, rows, typed);
	item_free(item);
	return err;
}

/* The words of a row by its name; NULL. */
static const char *
find_words(const struct value *rows, const char *name)
{
	for (size_t i = 0;
	     rows != NULL && rows->shape == VALUE_ROWS && i < rows->count; i++)
		if (strcmp(rows->rows[i].cells[0], name) == 0 &&
		    rows->rows[i].count > 1)
			return rows->rows[i].cells[1];
	return NULL;
}

char *
option_describe(struct journal *journal, const struct option_asked *asked,
    const char *name)
{
	struct id parent = find_parent(asked);
	struct err fault = *err_last();
	struct item *item = NULL;
	const char *words = NULL;
	char *described;

	if (name[0] == '=')
		return mem_dup_text(name + 1);
	if (!id_is_none(&parent) &&
	    read_item(journal, &asked->project, &parent, &item) != 0)
		(void)err_restore(&fault);
	if (item != NULL)
		words =
		    find_words(record_get(item->words, asked->field->rows_of),
			name);
	described = mem_dup_text(words != NULL ? words : name);
	item_free(item);
	return described;
}
