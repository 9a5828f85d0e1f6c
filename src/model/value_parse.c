/*
 * What stands behind "key: " in a header line:
 *
 *   value   = text | "[" item *(", " item) "]" | "[" row *(", " row) "]"
 *   row     = "[" name *(", " item) "]"
 *   text    = plain or quoted; never empty
 *   item    = plain (a token alone) or quoted; empty in cells alone
 *
 * Of plain and quoted exactly one is canonical for any text: plain where the
 * text is in a set that every reader of YAML takes for the same text (never
 * for a number, a day, yes, no or nothing), quoted otherwise. Inside a list
 * the plain set is smaller, as commas and brackets part items there.
 *
 * A reader has the text and how far it has come; a fault is where it stands
 * then.
 */
#include "model/value.h"

#include "model/plain.h"
#include "model/quote.h"

#include "base/base32.h"
#include "base/mem.h"

#include <withus/err.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 64
#define ROW_NAMES ((size_t)1 << 20) /* four digits of five bits */

struct reader {
	const char *key;
	struct span text;
	size_t at;
};

static int
fail(const struct reader *reader, enum err_code code)
{
	size_t column = 1;

	for (size_t i = 0; i < reader->at; i++)
		column += ((unsigned char)reader->text.data[i] & 0xc0) != 0x80;
	return err_set_at(1, column, code, reader->key, NULL);
}

static struct span
get_rest(const struct reader *reader)
{
	return span_make(reader->text.data + reader->at,
	    reader->text.len - reader->at);
}

static bool
is_next(const struct reader *reader, const char *text)
{
	size_t len = strlen(text);

	return reader->text.len - reader->at >= len &&
	    memcmp(reader->text.data + reader->at, text, len) == 0;
}

static bool
take(struct reader *reader, const char *text)
{
	if (!is_next(reader, text))
		return false;
	reader->at += strlen(text);
	return true;
}

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c);
}

/* Whether YAML goes on here with something that has no form in a record:
 * anchors, aliases, tags, blocks, maps, comments, other quotes. */
static bool
is_other_yaml(const struct reader *reader)
{
	struct span here = get_rest(reader);

	if (here.len == 0)
		return false;
	if (is_one_of(*here.data, "-?:"))
		return here.len == 1 || here.data[1] == ' ';
	return is_one_of(*here.data, "&*!|>{}%@`#'") || is_next(reader, " #");
}

/* What is here is not what a value goes on with. */
static int
fail_here(const struct reader *reader)
{
	return fail(reader,
	    is_other_yaml(reader) ? ERR_FORM_YAML : ERR_FORM_VALUE);
}

/* A text in quotes, which must not be one that stands plain. */
static int
parse_quoted(char **out, struct reader *reader, bool (*is_plain)(struct span))
{
	struct str text = { 0 };
	size_t start = reader->at;
	int rc = 0;

	switch (quote_parse(&text, reader->text, &reader->at)) {
	case QUOTE_GOOD:
		if (is_plain(span_make(text.data, text.len))) {
			reader->at = start;
			rc = fail(reader, ERR_FORM_VALUE);
		}
		break;
	case QUOTE_OPEN:
		rc = fail(reader, ERR_FORM_VALUE);
		break;
	case QUOTE_ESCAPE:
		rc = fail(reader, ERR_FORM_ESCAPE);
		break;
	}
	if (rc == 0)
		*out = str_take(&text);
	str_clear(&text);
	return rc;
}

static int
parse_item(char **out, struct reader *reader)
{
	struct span token = get_rest(reader);

	if (is_next(reader, "\""))
		return parse_quoted(out, reader, plain_is_item);
	token.len = plain_count_item(token);
	if (token.len == 0 && is_next(reader, "["))
		return fail(reader, ERR_FORM_YAML);
	if (token.len == 0)
		return fail_here(reader);
	if (!plain_is_item(token))
		return fail(reader, ERR_FORM_VALUE);
	*out = mem_dup(token.data, token.len);
	reader->at += token.len;
	return 0;
}

/* What parts the members of a list, or ends it. */
static int
parse_end(struct reader *reader, bool *is_end)
{
	*is_end = take(reader, "]");
	return *is_end || take(reader, ", ") ? 0 : fail_here(reader);
}

static int
parse_set(struct value *out, struct reader *reader)
{
	bool is_end = false;
	size_t cap = 0;
	int rc = 0;

	while (rc == 0 && !is_end) {
		struct reader start = *reader;
		char *item = NULL;

		rc = parse_item(&item, reader);
		if (rc)
			break;
		assert(item);
		out->items = mem_grow(out->items, &cap, out->count + 1,
		    sizeof *out->items);
		out->items[out->count++] = item;
		if (!*item)
			rc = fail(&start, ERR_FORM_EMPTY_VALUE);
		else if (out->count > 1 &&
		    strcmp(out->items[out->count - 2], item) >= 0)
			rc = fail(&start, ERR_FORM_LIST_ORDER);
		else
			rc = parse_end(reader, &is_end);
	}
	return rc;
}

/* The number that four digits of base 32 are; ROW_NAMES for other texts. */
static size_t
number_of_name(const char *name)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	size_t number = 0;

	if (strlen(name) != ROW_NAME_SIZE - 1 ||
	    !base32_is(name, ROW_NAME_SIZE - 1))
		return ROW_NAMES;
	for (; *name; name++)
		number = number << 5 | (size_t)(strchr(digits, *name) - digits);
	return number;
}

/* A row whose bracket is open. */
static int
parse_row(struct row *row, struct reader *reader, unsigned char *names)
{
	struct reader start = *reader;
	bool is_end = false;
	size_t number, cap = 0;
	int rc = 0;

	while (rc == 0 && !is_end) {
		char *cell = NULL;

		if (row->count == CELLS_MAX)
			return fail(reader, ERR_FORM_VALUE);
		rc = parse_item(&cell, reader);
		if (rc)
			return rc;
		row->cells = mem_grow(row->cells, &cap, row->count + 1,
		    sizeof *row->cells);
		row->cells[row->count++] = cell;
		rc = parse_end(reader, &is_end);
	}
	if (rc)
		return rc;
	number = number_of_name(row->cells[0]);
	if (number == ROW_NAMES || names[number / 8] >> number % 8 & 1)
		return fail(&start, ERR_FORM_ROW_NAME);
	names[number / 8] |= (unsigned char)(1U << number % 8);
	return 0;
}

static int
parse_rows(struct value *out, struct reader *reader)
{
	unsigned char *names = mem_new(ROW_NAMES / 8); /* a bit a name */
	bool is_end = false;
	size_t cap = 0;
	int rc = 0;

	out->shape = VALUE_ROWS;
	while (rc == 0 && !is_end) {
		if (is_next(reader, "[]"))
			rc = fail(reader, ERR_FORM_EMPTY_VALUE);
		else if (!take(reader, "["))
			rc = fail_here(reader);
		if (rc)
			break;
		out->rows = mem_grow(out->rows, &cap, out->count + 1,
		    sizeof *out->rows);
		rc = parse_row(&out->rows[out->count++], reader, names);
		if (rc == 0)
			rc = parse_end(reader, &is_end);
	}
	free(names);
	return rc;
}

static int
parse_list(struct value *out, struct reader *reader)
{
	int rc;

	out->shape = VALUE_SET;
	if (is_next(reader, "]"))
		return fail(reader, ERR_FORM_EMPTY_VALUE);
	rc = is_next(reader, "[") ? parse_rows(out, reader) :
				    parse_set(out, reader);
	if (rc == 0 && reader->at < reader->text.len)
		rc = fail_here(reader);
	return rc;
}

/* A plain text. What must not be plain is at fault where the first character
 * is that it cannot hold, or at its start. */
static int
parse_plain(struct value *out, struct reader *reader)
{
	size_t fit = plain_count(reader->text);
	bool is_comment;

	if (plain_is_text(reader->text)) {
		out->text = mem_dup(reader->text.data, reader->text.len);
		return 0;
	}
	if (is_other_yaml(reader) || fit == reader->text.len)
		return fail_here(reader);
	reader->at = fit > 0 ? fit - 1 : 0;
	is_comment = is_next(reader, " #");
	reader->at = fit;
	return fail(reader, is_comment ? ERR_FORM_YAML : ERR_FORM_VALUE);
}

static int
parse_one(struct value *out, struct reader *reader)
{
	int rc;

	out->shape = VALUE_ONE;
	out->count = 1;
	if (!is_next(reader, "\""))
		return parse_plain(out, reader);
	rc = parse_quoted(&out->text, reader, plain_is_text);
	if (rc == 0 && reader->at < reader->text.len)
		rc = fail_here(reader);
	if (rc == 0 && !*out->text) {
		reader->at = 0;
		rc = fail(reader, ERR_FORM_EMPTY_VALUE);
	}
	return rc;
}

int
value_parse(struct value *out, const char *key, struct span text)
{
	struct reader reader = { .key = key, .text = text };

	*out = (struct value){ 0 };
	if (text.len == 0)
		return fail(&reader, ERR_FORM_EMPTY_VALUE);
	if (take(&reader, "["))
		return parse_list(out, &reader);
	return parse_one(out, &reader);
}
