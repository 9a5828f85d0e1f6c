/*
 * A header is read line by line. Each line has a rank: that of its head key,
 * one for all fields, one for `sig`. Ranks never fall; between two lines
 * nothing may be left out that has to be there. The line of every head key is
 * remembered, so that a fault that shows later (rev 2, and nothing followed)
 * still has its place.
 */
#include "model/header.h"

#include "model/head.h"
#include "model/value.h"

#include "base/mem.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

#define SIG_MAX ((size_t)400)

struct line {
	size_t number;
	enum head rank;
	char key[RECORD_KEY_MAX + 1];
	size_t column; /* of the value, from 1; keys are ASCII */
	struct span value;
};

struct reader {
	struct record *record;
	size_t field_cap;
	struct line earlier;    /* the line before; number 0: none */
	size_t lines[HEAD_SIG]; /* of the head keys; 0: not there */
};

/* ------------------------------------------------------------ one line */

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* How many characters from the start of a line could be a key. */
static size_t
count_key(struct span text)
{
	size_t len = 0;

	while (len < text.len &&
	    (is_letter(text.data[len]) ||
		(len > 0 && memchr("-0123456789", text.data[len], 11))))
		len++;
	return len;
}

static enum head
find_rank(const char *key)
{
	if (strcmp(key, "sig") == 0)
		return HEAD_SIG;
	for (size_t i = 0; i < HEAD_FIELD; i++)
		if (strcmp(key, head_keys[i].name) == 0)
			return (enum head)i;
	return HEAD_FIELD;
}

/* A line that begins with no key, or one that cannot be: lists, maps and
 * blocks of other YAML go on after the key before. */
static int
fail_key(const struct reader *reader, size_t number, struct span text)
{
	const char *colon =
	    text.len > 0 ? memchr(text.data, ':', text.len) : NULL;
	size_t fit = count_key(text);
	char *key;
	int rc;

	if (text.len > 0 && strchr(" #-?&*!|>[]{}%\"'", *text.data))
		return err_set_at(number, 1, ERR_FORM_YAML, reader->earlier.key,
		    NULL);
	if (!colon)
		return err_set_at(number, 1, ERR_FORM_LINE, NULL);
	key = mem_dup(text.data, (size_t)(colon - text.data));
	if (fit > RECORD_KEY_MAX)
		fit = RECORD_KEY_MAX;
	rc = err_set_at(number, fit + 1, ERR_FORM_KEY, key, NULL);
	free(key);
	return rc;
}

/* Takes a line apart into key and value. */
static int
split_line(struct line *out, const struct reader *reader, size_t number,
    struct span text)
{
	size_t len = count_key(text);

	if (len == 0 || len > RECORD_KEY_MAX || len == text.len ||
	    text.data[len] != ':')
		return fail_key(reader, number, text);
	*out = (struct line){ .number = number, .column = len + 3 };
	memcpy(out->key, text.data, len);
	out->rank = find_rank(out->key);
	if (len + 1 == text.len)
		return err_set_at(number, len + 2, ERR_FORM_EMPTY_VALUE,
		    out->key, NULL);
	if (text.data[len + 1] != ' ')
		return err_set_at(number, len + 2, ERR_FORM_LINE, NULL);
	out->value = span_make(text.data + len + 2, text.len - len - 2);
	return 0;
}

/* ------------------------------------------------------------ the order */

static bool
is_twice(const struct reader *reader, const struct line *line)
{
	switch (line->rank) {
	case HEAD_FIELD:
		return record_get(reader->record, line->key) != NULL;
	case HEAD_SIG:
		return reader->record->sig != NULL;
	default:
		return reader->lines[line->rank] != 0;
	}
}

/* Whether a line stands too late: its key sorts before the one above it. */
static bool
is_late(const struct reader *reader, const struct line *line)
{
	const struct line *earlier = &reader->earlier;

	if (earlier->number == 0 || line->rank > earlier->rank)
		return false;
	return line->rank < earlier->rank ||
	    strcmp(line->key, earlier->key) < 0;
}

/* Whether nothing is left out between the line before and one of this rank
 * at this line of the file. */
static int
check_gap(const struct reader *reader, size_t number, enum head rank)
{
	size_t from = reader->earlier.number ? reader->earlier.rank + 1U : 0;

	for (size_t i = from; i < rank && i < HEAD_FIELD; i++)
		if (head_keys[i].is_there(reader->record) ||
		    (i == HEAD_TYPED_BY && rank == HEAD_CONFIRMED))
			return err_set_at(number, 1, ERR_FORM_KEY_MISSING,
			    head_keys[i].name, NULL);
	return 0;
}

static int
check_order(const struct reader *reader, const struct line *line)
{
	if (is_twice(reader, line))
		return err_set_at(line->number, 1, ERR_FORM_KEY_TWICE,
		    line->key, NULL);
	if (is_late(reader, line))
		return err_set_at(line->number, 1, ERR_FORM_KEY_ORDER,
		    line->key, reader->earlier.key, NULL);
	if (line->rank == HEAD_PROJECT &&
	    !head_keys[HEAD_PROJECT].is_there(reader->record))
		return err_set_at(line->number, 1, ERR_FORM_KEY, line->key,
		    NULL);
	if (line->rank == HEAD_FIELD && record_is_withdrawn(reader->record))
		return err_set_at(line->number, 1, ERR_FORM_WITHDRAWN, NULL);
	return check_gap(reader, line->number, line->rank);
}

/* ------------------------------------------------------------ values */

static int
fail_value(const struct line *line, const char *like)
{
	return err_set_at(line->number, line->column, ERR_FORM_HEAD_VALUE,
	    line->key, like, NULL);
}

/* A value as value_parse has it, with the place moved to where it stands. */
static int
read_value(struct value *out, const struct line *line)
{
	struct err err;

	if (value_parse(out, line->key, line->value) == 0)
		return 0;
	err = *err_last();
	err.line = line->number;
	err.column += line->column - 1;
	return err_restore(&err);
}

static int
read_confirmed(struct record *record, const struct line *line)
{
	struct value value;
	int rc = read_value(&value, line);

	if (rc == 0 && value.shape == VALUE_ONE)
		record->confirmed = mem_dup_text(value.text);
	else if (rc == 0)
		rc = fail_value(line, head_keys[line->rank].like);
	value_clear(&value);
	return rc;
}

static int
read_field(struct reader *reader, const struct line *line)
{
	struct record *record = reader->record;
	struct value value;
	int rc = read_value(&value, line);

	if (rc) {
		value_clear(&value);
		return rc;
	}
	record->fields = mem_grow(record->fields, &reader->field_cap,
	    record->field_count + 1, sizeof *record->fields);
	record->fields[record->field_count++] =
	    (struct field){ .key = mem_dup_text(line->key), .value = value };
	return 0;
}

/* Base 64 in whole groups of four. What is inside is the signature's. */
static bool
is_base64(struct span text)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t len = text.len;

	while (text.len - len < 2 && len > 0 && text.data[len - 1] == '=')
		len--;
	for (size_t i = 0; i < len; i++)
		if (!memchr(digits, text.data[i], 64))
			return false;
	return text.len > 0 && text.len <= SIG_MAX && text.len % 4 == 0;
}

static int
read_sig(struct record *record, const struct line *line)
{
	if (!is_base64(line->value))
		return err_set_at(line->number, line->column,
		    ERR_FORM_SIGNATURE, NULL);
	record->sig = mem_dup(line->value.data, line->value.len);
	return 0;
}

static int
read_line(struct reader *reader, const struct line *line)
{
	const struct head_key *head;

	if (line->rank == HEAD_SIG)
		return read_sig(reader->record, line);
	if (line->rank == HEAD_FIELD)
		return read_field(reader, line);
	head = &head_keys[line->rank];
	reader->lines[line->rank] = line->number;
	if (!head->parse)
		return read_confirmed(reader->record, line);
	return head->parse(reader->record, line->value) ?
	    0 :
	    fail_value(line, head->like);
}

/* ------------------------------------------------------------ the whole */

/* What can be judged only when all lines are known; `number` is that of the
 * line behind them. */
static int
check_whole(const struct reader *reader, size_t number)
{
	const struct record *record = reader->record;
	enum head at = record->follow_count > 0 ? HEAD_FOLLOWS : HEAD_REV;
	int rc = check_gap(reader, number, HEAD_SIG);

	if (rc)
		return rc;
	if (!record->sig)
		return err_set_at(number, 1, ERR_FORM_KEY_MISSING, "sig", NULL);
	if ((record->rev == 1) != (record->follow_count == 0))
		return err_set_at(reader->lines[at],
		    strlen(head_keys[at].name) + 3, ERR_FORM_REV, NULL);
	return 0;
}

int
header_parse(struct record *record, struct span lines)
{
	struct reader reader = { .record = record };
	size_t number = HEADER_FIRST_LINE;
	int rc = 0;

	for (; rc == 0 && lines.len > 0; number++) {
		struct line line = { .number = 0 };

		rc = split_line(&line, &reader, number, span_next_line(&lines));
		if (rc == 0)
			rc = check_order(&reader, &line);
		if (rc == 0)
			rc = read_line(&reader, &line);
		reader.earlier = line;
	}
	return rc ? rc : check_whole(&reader, number);
}

void
header_print(struct str *out, const struct record *record)
{
	for (size_t i = 0; i < HEAD_FIELD; i++) {
		if (!head_keys[i].is_there(record))
			continue;
		str_add_format(out, "%s: ", head_keys[i].name);
		head_keys[i].print(out, record);
		str_add_char(out, '\n');
	}
	for (size_t i = 0; i < record->field_count; i++) {
		str_add_format(out, "%s: ", record->fields[i].key);
		value_print(out, &record->fields[i].value);
		str_add_char(out, '\n');
	}
}
