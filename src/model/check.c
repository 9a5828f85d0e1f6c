#include "model/check.h"

#include "model/born.h"
#include "model/head.h"

#include "base/base32.h"
#include "base/date.h"
#include "base/span.h"
#include "base/str.h"

#include <withus/err.h>

#include <string.h>

/* Longest line of words, in characters. A body can hold more. */
#define LINE_MAX_CHARACTERS ((size_t)1000)
#define LINE_MAX_TEXT "1000"

/* ------------------------------------------------------------ one text */

static size_t
count_characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static bool
is_id(const char *text)
{
	struct id id;

	return id_parse(&id, text, strlen(text)) && !id_is_none(&id);
}

/* Whole, without sign or zeros in front, at most RECORD_NUMBER_MAX. */
static bool
is_number(const char *text)
{
	uint32_t number;

	return strcmp(text, "0") == 0 ||
	    head_parse_number(&number, span_of(text));
}

static int
check_line(const struct kind *kind, const struct kind_field *field,
    const char *text)
{
	if (strchr(text, '\n'))
		return err_set(ERR_FIELD_SHAPE, kind->name, field->name, NULL);
	if (count_characters(text) > LINE_MAX_CHARACTERS)
		return err_set(ERR_FIELD_TOO_LONG, kind_field_option(field),
		    LINE_MAX_TEXT, NULL);
	return 0;
}

static int
check_choice(const struct kind_field *field, const char *text)
{
	const struct field_choice *choice = field->choices;
	struct str names = { 0 };
	int rc;

	for (; choice->name; choice++) {
		if (strcmp(choice->name, text) == 0) {
			str_clear(&names);
			return 0;
		}
		str_add(&names, names.len > 0 ? ", " : "");
		str_add(&names, choice->name);
	}
	rc = err_set(ERR_FIELD_CHOICE, kind_field_option(field), text,
	    str_text(&names), NULL);
	str_clear(&names);
	return rc;
}

static int
check_date(const struct kind_field *field, const char *text)
{
	struct date day;

	if (date_parse(&day, text, strlen(text)))
		return 0;
	return err_set(ERR_FIELD_DATE, kind_field_option(field), text, NULL);
}

static int
check_number(const struct kind_field *field, const char *text)
{
	if (is_number(text))
		return 0;
	return err_set(ERR_FIELD_NUMBER, kind_field_option(field), text, NULL);
}

/* Whether that record is here, and of the right kind, is for those to ask
 * who know others: what is not here yet may still arrive. */
static int
check_record_id(const struct kind_field *field, const char *text)
{
	if (is_id(text))
		return 0;
	return err_set(ERR_FIELD_RECORD, kind_field_option(field), text, NULL);
}

static int
check_version(const struct kind_field *field, const char *text)
{
	struct vid vid;

	if (vid_parse(&vid, text, strlen(text)))
		return 0;
	return err_set(ERR_FIELD_RECORD, kind_field_option(field), text, NULL);
}

static bool
is_words(const char *text)
{
	return *text == '=' && text[1] != '\0';
}

static int
check_names(const struct kind *kind, const struct kind_field *field,
    const char *text)
{
	const struct field_choice *choice = field->choices;

	if (is_words(text))
		return check_line(kind, field, text);
	for (; choice && choice->name; choice++)
		if (strcmp(choice->name, text) == 0)
			return 0;
	return check_record_id(field, text);
}

/* Whether there is such a row is for those to ask who have the other record:
 * rows come and go there. */
static int
check_row_name(const struct kind *kind, const struct kind_field *field,
    const char *text)
{
	if (is_words(text))
		return check_line(kind, field, text);
	if (strlen(text) == ROW_NAME_SIZE - 1 &&
	    base32_is(text, ROW_NAME_SIZE - 1))
		return 0;
	return err_set(ERR_FIELD_RECORD, kind_field_option(field), text, NULL);
}

static int
check_text(const struct kind *kind, const struct kind_field *field,
    const char *text)
{
	switch (field->form) {
	case FORM_TEXT:
		return check_line(kind, field, text);
	case FORM_WORDS:
		break;
	case FORM_DATE:
		return check_date(field, text);
	case FORM_CHOICE:
		return check_choice(field, text);
	case FORM_NUMBER:
		return check_number(field, text);
	case FORM_RECORD:
		return check_record_id(field, text);
	case FORM_VERSION:
		return check_version(field, text);
	case FORM_NAMES:
		return check_names(kind, field, text);
	case FORM_ROW:
		return check_row_name(kind, field, text);
	}
	return 0;
}

/* ------------------------------------------------------------ one field */

static size_t
count_cells(const struct kind_field *field)
{
	size_t count = 0;

	while (field->cells[count])
		count++;
	return count;
}

/* The first cell behind the name is what the row is about; the others may be
 * empty, or not there. */
static int
check_row(const struct kind *kind, const struct kind_field *field,
    const struct row *row)
{
	int rc = 0;

	if (row->count < 2 || row->count > count_cells(field) + 1 ||
	    !*row->cells[1])
		return err_set(ERR_FIELD_ROW, kind_field_option(field),
		    row->cells[0], NULL);
	if (field->names_first)
		rc = check_names(kind, field, row->cells[1]);
	for (size_t i = field->names_first ? 2 : 1; rc == 0 && i < row->count;
	     i++)
		if (*row->cells[i])
			rc = check_text(kind, field, row->cells[i]);
	return rc;
}

int
check_value(const struct kind *kind, const struct kind_field *field,
    const struct value *value)
{
	int rc = 0;

	if (value->shape != field->shape)
		return err_set(ERR_FIELD_SHAPE, kind->name, field->name, NULL);
	if (value->shape == VALUE_ONE)
		return check_text(kind, field, value->text);
	for (size_t i = 0; rc == 0 && i < value->count; i++)
		rc = value->shape == VALUE_ROWS ?
		    check_row(kind, field, &value->rows[i]) :
		    check_text(kind, field, value->items[i]);
	return rc;
}

/* ------------------------------------------------------------ born */

struct born_form {
	const char *like; /* in no language: for faults */
	bool (*is_right)(const struct kind *kind, const struct record *record);
};

/* That 32 digits are the hash of a key is for those to see who have it. */
static bool
is_random(const struct kind *kind, const struct record *record)
{
	unsigned char mark[BORN_MARK_SIZE];

	(void)kind;
	return born_read_mark(mark, record->born);
}

static bool
is_rhythm(const struct kind *kind, const struct record *record)
{
	return is_random(kind, record) || born_is_rhythm(record->born);
}

static bool
is_member(const struct kind *kind, const struct record *record)
{
	struct id adder;

	return is_random(kind, record) || born_read_adder(&adder, record->born);
}

/* A withdrawn version says nothing of its parent any more. */
static bool
is_parent(const struct kind *kind, const struct record *record)
{
	const char *parent = record_get_text(record, kind->parent);
	char text[ID_TEXT_SIZE];
	struct id id;

	if (!born_read_parent(&id, record->born))
		return false;
	id_print(text, &id);
	return !parent || strcmp(parent, text) == 0;
}

/* "<id of a stage, or ->/<ISO week>", and perhaps " 2", " 3" … where a
 * forerunner was erased. */
static bool
is_week(const struct kind *kind, const struct record *record)
{
	const char *slash = strchr(record->born, '/'), *space;
	struct span stage, week;
	uint32_t again;
	struct date monday;
	struct id id;

	(void)kind;
	if (!slash)
		return false;
	stage = span_make(record->born, (size_t)(slash - record->born));
	space = strchr(slash, ' ');
	week = span_make(slash + 1,
	    space ? (size_t)(space - slash - 1) : strlen(slash + 1));
	return (span_is(stage, "-") || id_parse(&id, stage.data, stage.len)) &&
	    date_week_parse(&monday, week.data, week.len) &&
	    (!space ||
		(head_parse_number(&again, span_of(space + 1)) && again > 1));
}

static const struct born_form born_forms[] = {
	[BORN_RANDOM] = { .like = "32 × 0-9a-f", .is_right = is_random },
	[BORN_KEY] = { .like = "32 × 0-9a-f", .is_right = is_random },
	[BORN_PARENT] = { .like = "26 × 0-9a-z", .is_right = is_parent },
	[BORN_MEMBER] = { .like = "32 × 0-9a-f", .is_right = is_member },
	[BORN_WEEK] = { .like = "-/2026-W47", .is_right = is_week },
	[BORN_RHYTHM] = { .like = "32 × 0-9a-f", .is_right = is_rhythm },
};

static int
check_born(const struct kind *kind, const struct record *record)
{
	const struct born_form *form = &born_forms[kind->born];

	if (form->is_right(kind, record))
		return 0;
	return err_set(ERR_FORM_HEAD_VALUE, "born", form->like, NULL);
}

/* ------------------------------------------------------------ a record */

/* A choice that asks for words of one's own: a reservation that nobody can
 * read is none. */
static bool
lacks_text(const struct kind_field *field, const struct record *record)
{
	const char *chosen = record_get_text(record, field->name);
	const struct field_choice *choice = field->choices;

	if (chosen == NULL || record->body_len > 0)
		return false;
	for (; choice != NULL && choice->name != NULL; choice++)
		if (choice->needs_text && strcmp(choice->name, chosen) == 0)
			return true;
	return false;
}

static int
check_fields(const struct kind *kind, const struct record *record)
{
	const struct kind_field *field = kind->fields;
	int rc = 0;

	for (; rc == 0 && field->name; field++) {
		const struct value *value = record_get(record, field->name);

		if (value)
			rc = check_value(kind, field, value);
		else if (field->required)
			rc = err_set(ERR_FIELD_MISSING, kind->name, field->name,
			    NULL);
	}
	return rc;
}

static int
check_body(const struct kind *kind, const struct record *record)
{
	if (kind->body_required && record->body_len == 0)
		return err_set(ERR_TEXT_EMPTY, NULL);
	for (const struct kind_field *f = kind->fields; f->name; f++)
		if (lacks_text(f, record))
			return err_set(ERR_TEXT_EMPTY, NULL);
	if (!kind->body && record->body_len > 0)
		return err_set(ERR_FIELD_UNKNOWN, kind->name, "text", NULL);
	return 0;
}

int
check_record(const struct kind *kind, const struct record *record)
{
	int rc = check_born(kind, record);

	if (rc || record_is_withdrawn(record))
		return rc;
	rc = check_fields(kind, record);
	if (rc == 0)
		rc = check_body(kind, record);
	if (rc == 0 && kind->check)
		rc = kind->check(record);
	return rc;
}
