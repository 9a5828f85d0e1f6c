/*
 * What a person typed for a field becomes a value: days as people write them,
 * names and codes looked up, sets and rows changed piece by piece. The table
 * of kinds says what each field is; nothing here knows a kind.
 */
#include "core/apply_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/inside.h"
#include "core/name.h"
#include "core/option.h"
#include "store/shared.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

static int
note_taken(void *data, const struct record_row *row)
{
	const struct kind_field **field = data;

	if (!kind_field_takes(*field, row->kind))
		*field = NULL;
	return 0;
}

static int
demand_taken(const struct applying *applying, const char *typed,
    const struct id *id)
{
	const struct kind_field *field = applying->field;
	int err =
	    store_get_record(applying->journal->store, id, note_taken, &field);

	if (err == 0 && field == NULL)
		err = err_set(ERR_FIELD_RECORD,
		    kind_field_option(applying->field), typed, NULL);
	return err;
}

/* Looks a record up among the kinds that the field may point to. */
static int
find_record(const struct applying *applying, const char *typed, struct id *out)
{
	const char *points_to = applying->field->points_to;
	int err;

	if (strpbrk(points_to, " *") != NULL) {
		err = read_find(applying->journal, applying->project, NULL,
		    typed, out);
		return err == 0 ? demand_taken(applying, typed, out) : err;
	}
	return read_find(applying->journal, applying->project, points_to, typed,
	    out);
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

/* A choice beside names must be typed whole: its start may be a name. */
static const char *
find_choice(const struct kind_field *field, const char *typed)
{
	char *folded = utf8_fold(typed, strlen(typed));
	const struct field_choice *choice = field->choices;
	const char *found = NULL;

	for (; choice != NULL && choice->name != NULL; choice++) {
		char *word = utf8_fold(choice->word, strlen(choice->word));

		if (strcmp(folded, choice->name) == 0 ||
		    strcmp(folded, word) == 0)
			found = choice->name;
		free(word);
	}
	free(folded);
	return found;
}

/* A name, or words: "=words" always, else only what no name is like. */
static int
read_names(const struct applying *applying, const char *typed, char **out)
{
	const char *choice = find_choice(applying->field, typed);

	if (choice != NULL) {
		*out = mem_dup_text(choice);
		return 0;
	}
	if (typed[0] == '=') {
		*out = mem_dup_text(typed);
		return 0;
	}
	return read_record(applying, typed, out);
}

static int
read_row(const struct applying *applying, const char *typed, char **out)
{
	const struct option_asked asked = {
		.project = *applying->project,
		.words = applying->words,
		.field = applying->field,
	};

	return option_read(applying->journal, &asked, typed, out);
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
	[FORM_ROW] = read_row,
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

int
apply_text(const struct applying *applying, const char *text, size_t len,
    char **out)
{
	char *trimmed = trim(text, len);
	int err = readers[applying->field->form](applying, trimmed, out);

	free(trimmed);
	return err;
}

int
apply_name(const struct applying *applying, const char *text, size_t len,
    char **out)
{
	char *trimmed = trim(text, len);
	int err = read_names(applying, trimmed, out);

	free(trimmed);
	return err;
}

static int
apply_one(const struct applying *applying, struct record *words,
    const char *typed)
{
	char *text = NULL;
	int err = apply_text(applying, typed, strlen(typed), &text);

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
	int err = apply_text(applying, part + (is_change ? 1 : 0),
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

int
write_apply(struct journal *journal, const struct id *project,
    struct record *words, const struct kind_field *field, const char *typed)
{
	struct applying applying = {
		.journal = journal,
		.project = project,
		.field = field,
		.words = words,
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
	if ((field->form == FORM_NAMES || field->form == FORM_ROW) &&
	    text[0] == '=')
		return mem_dup_text(text + 1);
	if (field->form == FORM_NAMES && field->choices != NULL)
		return mem_dup_text(kind_field_choice_word(field, text));
	return mem_dup_text(text);
}
