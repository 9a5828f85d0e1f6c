#include "core/sample_words.h"

#include "base/base32.h"
#include "base/mem.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

#define ITEMS_MOST ((size_t)64)

/* Keys that are no fields: sample_read.h. */
static const char *const other_keys[] = {
	"about",
	"added-by",
	"born",
	"confirmed",
	"follows",
	"key",
	"lives",
	"state",
	"typed-by",
	NULL,
};

struct wording {
	const struct sample *sample;
	struct sample_doc *doc;
	const struct sample_thing *thing;
	struct record *record;
	const struct kind_field *field;
	size_t line;
};

static struct span
trim(struct span text)
{
	while (text.len > 0 && *text.data == ' ')
		text = span_make(text.data + 1, text.len - 1);
	while (text.len > 0 && text.data[text.len - 1] == ' ')
		text.len--;
	return text;
}

bool
sample_next(struct span *rest, const char *mark, struct span *part)
{
	size_t mark_len = strlen(mark);
	size_t len = 0;

	if (rest->data == NULL)
		return false;
	while (len + mark_len <= rest->len &&
	    memcmp(rest->data + len, mark, mark_len) != 0)
		len++;
	if (len + mark_len > rest->len) {
		*part = trim(*rest);
		*rest = span_make(NULL, 0);
		return true;
	}
	*part = trim(span_make(rest->data, len));
	*rest =
	    span_make(rest->data + len + mark_len, rest->len - len - mark_len);
	return true;
}

/* "3 May" */
static void
add_day(struct str *out, struct date date)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	str_add_format(out, "%d %s", date.day, months[date.month - 1]);
}

/* Length of a "{-30}" in front, or 0. */
static size_t
read_place(struct span text, long *day)
{
	const char *end =
	    text.len > 0 ? memchr(text.data, '}', text.len) : NULL;
	size_t len = end != NULL ? (size_t)(end - text.data) : 0;

	if (len < 2 || *text.data != '{' ||
	    !sample_read_day(day, text.data + 1, len - 1))
		return 0;
	return len + 1;
}

void
sample_expand(const struct sample *sample, struct span text, struct str *out)
{
	size_t at = 0;

	while (at < text.len) {
		long day = 0;
		size_t len =
		    read_place(span_make(text.data + at, text.len - at), &day);

		if (len > 0)
			add_day(out, date_add_days(sample->last_day, day));
		else
			str_add_char(out, text.data[at]);
		at += len > 0 ? len : 1;
	}
}

static int
refuse(const struct wording *wording, const char *why)
{
	return sample_fault(wording->doc, wording->line, why);
}

static int
add_date(const struct wording *wording, struct span text, struct str *out)
{
	char printed[DATE_SIZE];
	long day = 0;

	if (!sample_read_day(&day, text.data, text.len))
		return refuse(wording, "this is no day");
	date_print(printed, date_add_days(wording->sample->last_day, day));
	str_add(out, printed);
	return 0;
}

static int
add_id(const struct wording *wording, struct span text, struct str *out)
{
	struct sample_thing *thing = NULL;
	char id[ID_TEXT_SIZE];

	if (text.len < 2 || *text.data != '@')
		return refuse(wording, "a name with @ in front is wanted");
	if (sample_need(wording->sample, wording->doc, wording->line,
		span_make(text.data + 1, text.len - 1), &thing) != 0)
		return -ERR_IMPORT_FORM;
	if (!kind_field_takes(wording->field, thing->kind->name))
		return refuse(wording, "this cannot point to that kind");
	id_print(id, &thing->id);
	str_add(out, id);
	return 0;
}

static int
add_name(const struct wording *wording, struct span text, struct str *out)
{
	if (text.len > 0 && *text.data == '@')
		return add_id(wording, text, out);
	sample_expand(wording->sample, text, out);
	return 0;
}

/* Row names are random elsewhere: four digits, never used again. */
static void
name_row(char out[ROW_NAME_SIZE], const char *thing, struct span symbol)
{
	char *text = mem_dup(symbol.data, symbol.len);
	unsigned char hash[HASH_SIZE];
	char digits[BASE32_DIGITS + 1];

	sample_hash(hash, "row", thing, text);
	base32_encode(digits, hash);
	memcpy(out, digits + 1, ROW_NAME_SIZE - 1);
	out[ROW_NAME_SIZE - 1] = '\0';
	free(text);
}

static bool
has_row(const struct value *rows, const char *name)
{
	for (size_t i = 0;
	     rows != NULL && rows->shape == VALUE_ROWS && i < rows->count; i++)
		if (strcmp(rows->rows[i].cells[0], name) == 0)
			return true;
	return false;
}

/* The row must be in the newest version of what this is about. */
static int
add_row_name(const struct wording *wording, struct span text, struct str *out)
{
	const struct sample_thing *about = wording->thing->about;
	char name[ROW_NAME_SIZE];

	if (text.len > 0 && *text.data == '=') {
		sample_expand(wording->sample, text, out);
		return 0;
	}
	if (about == NULL || about->count == 0)
		return refuse(wording, "there is nothing with rows");
	name_row(name, about->name, text);
	if (!has_row(record_get(about->versions[about->count - 1].words,
			 wording->field->rows_of),
		name))
		return refuse(wording, "there is no such row");
	str_add(out, name);
	return 0;
}

static int
add_text(const struct wording *wording, enum field_form form, struct span text,
    struct str *out)
{
	switch (form) {
	case FORM_DATE:
		return add_date(wording, text, out);
	case FORM_RECORD:
		return add_id(wording, text, out);
	case FORM_NAMES:
		return add_name(wording, text, out);
	case FORM_ROW:
		return add_row_name(wording, text, out);
	case FORM_VERSION:
		return refuse(wording, "versions are named by the program");
	case FORM_TEXT:
	case FORM_WORDS:
	case FORM_CHOICE:
	case FORM_NUMBER:
		break;
	}
	sample_expand(wording->sample, text, out);
	return 0;
}

static int
set_one(const struct wording *wording, struct span text)
{
	struct str out = { 0 };
	int err = add_text(wording, wording->field->form, text, &out);

	if (err == 0)
		record_set_text(wording->record, wording->field->name,
		    str_text(&out));
	str_clear(&out);
	return err;
}

static int
set_items(const struct wording *wording, struct span rest)
{
	char *items[ITEMS_MOST];
	size_t count = 0;
	struct span part;
	int err = 0;

	while (err == 0 && rest.len > 0 && sample_next(&rest, ";", &part)) {
		struct str out = { 0 };

		if (count == ITEMS_MOST || part.len == 0)
			err = refuse(wording, "too many, or one is empty");
		else
			err =
			    add_text(wording, wording->field->form, part, &out);
		if (err == 0)
			items[count++] = str_take(&out);
		str_clear(&out);
	}
	if (err == 0)
		record_set_items(wording->record, wording->field->name,
		    (const char *const *)items, count);
	while (count > 0)
		free(items[--count]);
	return err;
}

static void
free_cells(struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
	free(row->cells);
}

static int
read_row(const struct wording *wording, struct span rest, struct row *row)
{
	struct span part;
	char name[ROW_NAME_SIZE];
	int err = 0;

	*row =
	    (struct row){ .cells = mem_new_array(ITEMS_MOST, sizeof(char *)) };
	if (!sample_next(&rest, "|", &part) || part.len == 0)
		return refuse(wording, "a row wants a name of its own");
	name_row(name, wording->thing->name, part);
	row->cells[row->count++] = mem_dup_text(name);
	while (err == 0 && row->count < ITEMS_MOST &&
	    sample_next(&rest, "|", &part)) {
		bool is_name = wording->field->names_first && row->count == 1;
		struct str out = { 0 };

		err = add_text(wording,
		    is_name ? FORM_NAMES : wording->field->form, part, &out);
		row->cells[row->count++] = str_take(&out);
	}
	return err;
}

/* All lines of the document that have this key. */
static int
set_rows(struct wording *wording)
{
	struct row rows[ITEMS_MOST];
	size_t count = 0;
	int err = 0;

	for (size_t i = 0; err == 0 && i < wording->doc->count; i++) {
		struct sample_line *line = &wording->doc->lines[i];

		if (strcmp(line->key, wording->field->name) != 0)
			continue;
		wording->line = line->line;
		line->is_used = true;
		if (count == ITEMS_MOST)
			return refuse(wording, "these are too many");
		err = read_row(wording,
		    span_make(str_text(&line->text), line->text.len),
		    &rows[count++]);
	}
	if (err == 0)
		record_set_rows(wording->record, wording->field->name, rows,
		    count);
	while (count > 0)
		free_cells(&rows[--count]);
	return err;
}

static bool
is_other(const char *key)
{
	for (size_t i = 0; other_keys[i] != NULL; i++)
		if (strcmp(other_keys[i], key) == 0)
			return true;
	return false;
}

/* Only a field of rows may be there several times. */
static int
check_once(const struct wording *wording, const struct sample_line *line)
{
	for (size_t i = 0; i < wording->doc->count; i++)
		if (&wording->doc->lines[i] != line &&
		    strcmp(wording->doc->lines[i].key, line->key) == 0)
			return refuse(wording, "this is there twice");
	return 0;
}

static int
set_field(struct wording *wording, struct sample_line *line)
{
	struct span text = span_make(str_text(&line->text), line->text.len);
	int err;

	if (line->is_used || is_other(line->key))
		return 0;
	line->is_used = true;
	wording->line = line->line;
	wording->field = kind_field(wording->thing->kind, line->key);
	if (wording->field == NULL)
		return refuse(wording, "this kind has no such field");
	if (wording->field->shape == VALUE_ROWS)
		return set_rows(wording);
	err = check_once(wording, line);
	if (err != 0)
		return err;
	return wording->field->shape == VALUE_SET ? set_items(wording, text) :
						    set_one(wording, text);
}

int
sample_set_words(const struct sample *sample, struct sample_doc *doc,
    const struct sample_thing *thing, struct record *record)
{
	struct wording wording = {
		.sample = sample,
		.doc = doc,
		.thing = thing,
		.record = record,
	};
	struct str body = { 0 };
	int err = 0;

	for (size_t i = 0; i < doc->count; i++)
		doc->lines[i].is_used = false;
	for (size_t i = 0; err == 0 && i < doc->count; i++)
		err = set_field(&wording, &doc->lines[i]);
	if (err == 0 && doc->has_body) {
		sample_expand(sample,
		    span_make(str_text(&doc->body), doc->body.len), &body);
		record_set_body(record, str_text(&body), body.len);
	}
	str_clear(&body);
	return err;
}
