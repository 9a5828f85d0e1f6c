/*
 * What a person typed for a field becomes a value: days as people write them,
 * names and codes looked up, sets and rows changed piece by piece. The table
 * of kinds says what each field is; nothing here knows a kind.
 */
#include "core/apply.h"

#include "base/base32.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/span.h"
#include "base/utf8.h"
#include "core/inside.h"
#include "core/name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Where a text is looked up, and for which field. */
struct applying {
	struct journal *journal;
	const struct id *project;
	const struct kind_field *field;
};

/* What is no day, or could be two. */
static int
refuse_date(const struct applying *applying, const char *typed)
{
	const char *option = kind_field_option(applying->field);
	struct date date;
	struct date other;
	char one[DATE_SIZE];
	char two[DATE_SIZE];

	if (!date_read_two(&date, &other, typed))
		return err_set(ERR_FIELD_DATE, option, typed, NULL);
	date_print(one, date);
	date_print(two, other);
	return err_set(ERR_FIELD_DATE_TWO, option, typed, one, two, NULL);
}

static int
read_date(const struct applying *applying, const char *typed, char **out)
{
	struct date date;
	char text[DATE_SIZE];

	if (!date_read(&date, typed, clock_today(),
		applying->field->lean == LEAN_FUTURE ? DATE_FUTURE : DATE_PAST))
		return refuse_date(applying, typed);
	date_print(text, date);
	*out = mem_dup_text(text);
	return 0;
}

static int
refuse_choice(const struct applying *applying, const char *typed)
{
	struct str names = { 0 };
	int err;

	for (const struct field_choice *choice = applying->field->choices;
	     choice->name != NULL; choice++) {
		if (names.len > 0)
			str_add(&names, ", ");
		str_add(&names, choice->name);
	}
	err = err_set(ERR_FIELD_CHOICE, kind_field_option(applying->field),
	    typed, str_text(&names), NULL);
	str_clear(&names);
	return err;
}

/* A choice by its name or its word, or the one start that fits. */
static int
read_choice(const struct applying *applying, const char *typed, char **out)
{
	char *folded = utf8_fold(typed, strlen(typed));
	const char *found = NULL;
	size_t count = 0;

	for (const struct field_choice *choice = applying->field->choices;
	     choice->name != NULL; choice++) {
		char *word = utf8_fold(choice->word, strlen(choice->word));
		bool whole = strcmp(folded, choice->name) == 0 ||
		    strcmp(folded, word) == 0;
		bool begins =
		    strncmp(folded, choice->name, strlen(folded)) == 0;

		free(word);
		if (!whole && !begins)
			continue;
		found = choice->name;
		count = whole ? 1 : count + 1;
		if (whole)
			break;
	}
	free(folded);
	if (count != 1)
		return refuse_choice(applying, typed);
	*out = mem_dup_text(found);
	return 0;
}

static int
read_number(const struct applying *applying, const char *typed, char **out)
{
	size_t len = strlen(typed);

	if (len == 0 || len > 9 || strspn(typed, "0123456789") != len)
		return err_set(ERR_FIELD_NUMBER,
		    kind_field_option(applying->field), typed, NULL);
	*out = mem_dup_text(typed);
	return 0;
}

/* Looks a record up among the kinds that the field may point to. */
static int
find_record(const struct applying *applying, const char *typed, struct id *out)
{
	struct span rest = span_of(applying->field->points_to != NULL ?
		applying->field->points_to :
		"");
	char *kind = NULL;
	int err;

	if (rest.len > 0 && memchr(rest.data, ' ', rest.len) == NULL)
		kind = mem_dup(rest.data, rest.len);
	err = read_find(applying->journal, applying->project, kind, typed, out);
	free(kind);
	return err;
}

static int
read_record(const struct applying *applying, const char *typed, char **out)
{
	struct id id;
	char text[ID_TEXT_SIZE];
	int err;

	if (id_parse(&id, typed, strlen(typed))) {
		*out = mem_dup_text(typed);
		return 0;
	}
	err = find_record(applying, typed, &id);
	if (err != 0)
		return err;
	id_print(text, &id);
	*out = mem_dup_text(text);
	return 0;
}

/* A name, or words: "=words" always, else only what no name is like. */
static int
read_names(const struct applying *applying, const char *typed, char **out)
{
	if (typed[0] == '=') {
		*out = mem_dup_text(typed);
		return 0;
	}
	return read_record(applying, typed, out);
}

static int
read_plain(const struct applying *applying, const char *typed, char **out)
{
	(void)applying;
	*out = mem_dup_text(typed);
	return 0;
}

/* By enum field_form. */
static int (*const readers[])(const struct applying *applying,
    const char *typed, char **out) = {
	[FORM_TEXT] = read_plain,
	[FORM_WORDS] = read_plain,
	[FORM_DATE] = read_date,
	[FORM_CHOICE] = read_choice,
	[FORM_NUMBER] = read_number,
	[FORM_RECORD] = read_record,
	[FORM_VERSION] = read_plain,
	[FORM_NAMES] = read_names,
};

/* Text without the spaces at its ends; to be freed. */
static char *
trim(const char *text, size_t len)
{
	while (len > 0 && isspace((unsigned char)text[0])) {
		text++;
		len--;
	}
	while (len > 0 && isspace((unsigned char)text[len - 1]))
		len--;
	return mem_dup(text, len);
}

static int
read_text(const struct applying *applying, const char *text, size_t len,
    char **out)
{
	char *trimmed = trim(text, len);
	int err = readers[applying->field->form](applying, trimmed, out);

	free(trimmed);
	return err;
}

static int
apply_one(const struct applying *applying, struct record *words,
    const char *typed)
{
	char *text = NULL;
	int err = read_text(applying, typed, strlen(typed), &text);

	if (err == 0)
		record_set_text(words, applying->field->name, text);
	free(text);
	return err;
}

/* The items of a set while it is changed. */
struct items {
	char **items;
	size_t count;
	size_t cap;
};

static void
take_item(struct items *items, char *item)
{
	items->items = mem_grow(items->items, &items->cap, items->count + 1,
	    sizeof(*items->items));
	items->items[items->count++] = item;
}

static void
remove_item(struct items *items, const char *item)
{
	size_t kept = 0;

	for (size_t i = 0; i < items->count; i++) {
		if (strcmp(items->items[i], item) == 0)
			free(items->items[i]);
		else
			items->items[kept++] = items->items[i];
	}
	items->count = kept;
}

static void
clear_items(struct items *items)
{
	for (size_t i = 0; i < items->count; i++)
		free(items->items[i]);
	free(items->items);
}

/* "x,y" replaces, "+x" adds, "-x" removes; parts may differ. */
static int
apply_part(const struct applying *applying, struct items *items,
    const char *part, size_t len, bool *replaced)
{
	int sign = len > 0 ? part[0] : '\0';
	bool is_change = sign == '+' || sign == '-';
	char *item = NULL;
	int err = read_text(applying, part + (is_change ? 1 : 0),
	    len - (is_change ? 1 : 0), &item);

	if (err != 0)
		return err;
	if (!is_change && !*replaced) {
		clear_items(items);
		*items = (struct items){ 0 };
		*replaced = true;
	}
	if (sign == '-') {
		remove_item(items, item);
		free(item);
	} else if (item[0] == '\0') {
		free(item);
	} else {
		take_item(items, item);
	}
	return 0;
}

static int
apply_set(const struct applying *applying, struct record *words,
    const char *typed)
{
	const struct value *before = record_get(words, applying->field->name);
	struct items items = { 0 };
	bool replaced = false;
	int err = 0;

	for (size_t i = 0;
	     before != NULL && before->shape == VALUE_SET && i < before->count;
	     i++)
		take_item(&items, mem_dup_text(before->items[i]));
	while (err == 0 && *typed != '\0') {
		size_t len = strcspn(typed, ",");

		if (len > 0)
			err =
			    apply_part(applying, &items, typed, len, &replaced);
		typed += len + (typed[len] == ',');
	}
	if (err == 0)
		record_set_items(words, applying->field->name,
		    (const char *const *)items.items, items.count);
	clear_items(&items);
	return err;
}

void
apply_row_name(char out[ROW_NAME_SIZE])
{
	unsigned char bytes[16];
	char digits[BASE32_DIGITS + 1];

	/* A letter first, so that no reader takes a name for a number. */
	do {
		random_bytes(bytes, sizeof(bytes));
		base32_encode(digits, bytes);
		memcpy(out, digits + BASE32_DIGITS - 4, 4);
		out[4] = '\0';
	} while (!isalpha((unsigned char)out[0]));
}

/* Which row "b=…" or "k7f3=…" means; count where it is none. */
static size_t
find_row(const struct value *rows, const char *typed, size_t len)
{
	size_t count =
	    rows != NULL && rows->shape == VALUE_ROWS ? rows->count : 0;

	if (len == 1 && islower((unsigned char)typed[0]) &&
	    (size_t)(typed[0] - 'a') < count)
		return (size_t)(typed[0] - 'a');
	for (size_t i = 0; i < count; i++)
		if (strlen(rows->rows[i].cells[0]) == len &&
		    strncmp(rows->rows[i].cells[0], typed, len) == 0)
			return i;
	return count;
}

static int
read_cells(const struct applying *applying, const char *typed, struct row *row)
{
	size_t cap = row->count;
	int err = 0;

	for (bool more = true; err == 0 && more;) {
		const char *bar = strstr(typed, " | ");
		size_t len =
		    bar != NULL ? (size_t)(bar - typed) : strlen(typed);
		char *cell = NULL;

		err = read_text(applying, typed, len, &cell);
		if (err != 0)
			break;
		row->cells = mem_grow(row->cells, &cap, row->count + 1,
		    sizeof(*row->cells));
		row->cells[row->count++] = cell;
		more = bar != NULL;
		typed += len + (more ? 3 : 0);
	}
	return err;
}

static void
clear_row(struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
	free(row->cells);
}

/* Puts `row` in place `at` of the rows, or at their end, or takes one out
 * where `row` is NULL. */
static void
put_row(struct record *words, const char *key, size_t at, const struct row *row)
{
	const struct value *before = record_get(words, key);
	size_t count =
	    before != NULL && before->shape == VALUE_ROWS ? before->count : 0;
	struct row *rows = mem_new_array(count + 1, sizeof(*rows));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (i != at)
			rows[kept++] = before->rows[i];
		else if (row != NULL)
			rows[kept++] = *row;
	}
	if (at == count && row != NULL)
		rows[kept++] = *row;
	record_set_rows(words, key, rows, kept);
	free(rows);
}

static int
apply_rows(const struct applying *applying, struct record *words,
    const char *typed)
{
	const char *key = applying->field->name;
	const struct value *before = record_get(words, key);
	size_t count =
	    before != NULL && before->shape == VALUE_ROWS ? before->count : 0;
	size_t head = strcspn(typed, "=");
	size_t at = typed[head] == '=' ? find_row(before, typed, head) : count;
	struct row row = { 0 };
	char name[ROW_NAME_SIZE];
	size_t cap = 0;
	int err;

	if (at < count)
		typed += head + 1;
	if (at < count && *typed == '\0') {
		put_row(words, key, at, NULL);
		return 0;
	}
	apply_row_name(name);
	row.cells = mem_grow(NULL, &cap, 1, sizeof(*row.cells));
	row.cells[0] = mem_dup_text(
	    before != NULL && at < count ? before->rows[at].cells[0] : name);
	row.count = 1;
	err = read_cells(applying, typed, &row);
	if (err == 0)
		put_row(words, key, at, &row);
	clear_row(&row);
	return err;
}

int
write_apply(struct journal *journal, const struct id *project,
    struct record *words, const struct kind_field *field, const char *typed)
{
	struct applying applying = {
		.journal = journal,
		.project = project,
		.field = field,
	};

	if (!utf8_is_valid(typed, strlen(typed), NULL))
		return err_set(ERR_TEXT_NOT_UTF8, NULL);
	if (typed[0] == '\0') {
		record_remove(words, field->name);
		return 0;
	}
	if (field->shape == VALUE_SET)
		return apply_set(&applying, words, typed);
	if (field->shape == VALUE_ROWS)
		return apply_rows(&applying, words, typed);
	return apply_one(&applying, words, typed);
}

char *
write_describe(struct journal *journal, const struct id *project,
    const struct kind_field *field, const char *text)
{
	struct id id;

	if (field == NULL)
		return mem_dup_text(text);
	if (field->form == FORM_CHOICE)
		return mem_dup_text(kind_field_choice_word(field, text));
	if ((field->form == FORM_RECORD || field->form == FORM_NAMES) &&
	    id_parse(&id, text, strlen(text)))
		return name_of(journal, project, &id);
	if (field->form == FORM_NAMES && text[0] == '=')
		return mem_dup_text(text + 1);
	return mem_dup_text(text);
}
