/*
 * What stands at the head of a decision record, or in sections of its own:
 * status, day, who decided. There are three ways to write it: YAML between two
 * lines "---", lines such as "* Status: accepted" or "Date: 2016-02-12", and
 * sections. Of YAML what people write here is read: `key: value`, a list in
 * brackets or one item a line. All of it stays in `head` as it was written,
 * and what is not known goes to the body.
 */
#include "core/carry_adr.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* No name of a person is longer. */
#define NAME_LENGTH_MAX ((size_t)200)

static void
add_head(struct adr *adr, const char *name, struct span text)
{
	text = adr_trim(text);
	if (text.len == 0)
		return;
	str_add(&adr->head, adr->head.len > 0 ? "; " : "");
	str_add(&adr->head, name);
	adr_add_line(&adr->head, text);
}

void
adr_read_status(struct adr *adr, struct span text)
{
	add_head(adr, "Status: ", text);
	adr_take_status(adr, text);
}

/* ------------------------------------------------------------------ day */

/* Digits with one sign between them: 2016/2/12, 2016.02.12. */
static bool
read_signs(struct date *out, const char *text)
{
	int year = 0, month = 0, day = 0;
	char *end;
	char sign;

	if (strspn(text, "0123456789") != 4)
		return false;
	year = (int)strtol(text, &end, 10);
	sign = *end;
	if ((sign != '/' && sign != '.' && sign != '-') ||
	    strspn(end + 1, "0123456789") - 1 > 1)
		return false;
	month = (int)strtol(end + 1, &end, 10);
	if (*end != sign || strspn(end + 1, "0123456789") - 1 > 1)
		return false;
	day = (int)strtol(end + 1, &end, 10);
	*out = (struct date){ .year = year, .month = month, .day = day };
	return (*end == '\0' || *end == 'T' || *end == ' ') &&
	    date_is_valid(*out);
}

static bool
has_year(const char *text)
{
	for (; *text != '\0'; text++)
		if (strspn(text, "0123456789") >= 4)
			return true;
	return false;
}

/* Without comments, quotes, stars and commas; a year must be there, as "12
 * Feb" would be one of this year. */
static void
take_day(struct adr *adr, struct span text)
{
	const struct date today = { .year = 9999, .month = 12, .day = 31 };
	struct str plain = { 0 };
	struct str line = { 0 };
	struct date day;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (c == '<' || c == '(')
			break;
		str_add_char(&plain, strchr("*_,\"'`[]", c) != NULL ? ' ' : c);
	}
	adr_add_line(&line, span_make(str_text(&plain), plain.len));
	if (read_signs(&day, str_text(&line)) ||
	    (has_year(str_text(&line)) &&
		date_read(&day, str_text(&line), today, DATE_PAST)))
		date_print(adr->day, day);
	str_clear(&line);
	str_clear(&plain);
}

void
adr_read_day(struct adr *adr, struct span text)
{
	add_head(adr, "Date: ", text);
	take_day(adr, text);
}

/* ------------------------------------------------------------- deciders */

static void
add_decider(struct adr *adr, struct span name)
{
	struct str line = { 0 };

	while (name.len > 0 && strchr(" \t\n*-[]\"'", *name.data) != NULL) {
		name.data++;
		name.len--;
	}
	while (name.len > 0 &&
	    strchr(" \t\n*[]\"'.", name.data[name.len - 1]) != NULL)
		name.len--;
	if (name.len == 0 || name.len > NAME_LENGTH_MAX)
		return;
	adr_add_line(&line, name);
	adr->deciders = mem_grow(adr->deciders, &adr->decider_cap,
	    adr->decider_count + 1, sizeof(*adr->deciders));
	adr->deciders[adr->decider_count++] = str_take(&line);
}

static void
take_deciders(struct adr *adr, struct span text)
{
	struct span name = span_make(text.data, 0);
	const char *comment = NULL;

	for (size_t i = 0; comment == NULL && i + 4 <= text.len; i++)
		if (memcmp(text.data + i, "<!--", 4) == 0)
			comment = text.data + i;
	if (comment != NULL)
		text.len = (size_t)(comment - text.data);
	for (size_t i = 0; i < text.len; i++) {
		if (strchr(",;\n", text.data[i]) == NULL) {
			name.len++;
			continue;
		}
		add_decider(adr, name);
		name = span_make(text.data + i + 1, 0);
	}
	add_decider(adr, name);
}

void
adr_read_deciders(struct adr *adr, struct span text)
{
	add_head(adr, "Deciders: ", text);
	take_deciders(adr, text);
}

/* ---------------------------------------------------------------- lines */

/* "* **Status**: accepted": its key and value. */
struct pair {
	struct span key;
	struct span value;
};

static bool
split_pair(struct span line, struct pair *out)
{
	const char *colon = memchr(line.data, ':', line.len);

	if (colon == NULL)
		return false;
	out->key = span_make(line.data, (size_t)(colon - line.data));
	out->value = span_make(colon + 1, line.len - out->key.len - 1);
	while (out->key.len > 0 && strchr(" \t*+-_", *out->key.data) != NULL) {
		out->key.data++;
		out->key.len--;
	}
	while (out->key.len > 0 &&
	    strchr(" \t*_", out->key.data[out->key.len - 1]) != NULL)
		out->key.len--;
	/* "**Status:** accepted" */
	while (out->value.len > 0 && strchr("*_", *out->value.data) != NULL) {
		out->value.data++;
		out->value.len--;
	}
	return true;
}

/* True where the pair was one of these three. */
static bool
take_pair(struct adr *adr, const struct pair *pair)
{
	switch (adr_section_name(pair->key)) {
	case ADR_SECTION_STATUS:
		adr_take_status(adr, pair->value);
		return true;
	case ADR_SECTION_DAY:
		take_day(adr, pair->value);
		return true;
	case ADR_SECTION_DECIDERS:
		take_deciders(adr, pair->value);
		return true;
	default:
		return false;
	}
}

void
adr_read_lines(struct adr *adr, struct span text)
{
	struct str left = { 0 };

	while (text.len > 0) {
		struct span line = span_next_line(&text);
		struct pair pair;

		if (split_pair(line, &pair) && take_pair(adr, &pair)) {
			add_head(adr, "", line);
			continue;
		}
		str_add_bytes(&left, line.data, line.len);
		str_add_char(&left, '\n');
	}
	adr_add_part(&adr->body, span_make(str_text(&left), left.len));
	str_clear(&left);
}

/* --------------------------------------------------------- front matter */

static bool
is_fence(struct span line)
{
	return span_is(adr_trim(line), "---") || span_is(adr_trim(line), "...");
}

/* The lines between two fences; their length with both, 0 without them. */
static size_t
find_front(struct span text, struct span *inside)
{
	struct span rest = text;
	struct span line = span_next_line(&rest);

	if (line.data == NULL || !span_is(adr_trim(line), "---"))
		return 0;
	*inside = rest;
	while (rest.len > 0) {
		line = span_next_line(&rest);
		if (is_fence(line)) {
			inside->len = (size_t)(line.data - inside->data);
			return text.len - rest.len;
		}
	}
	return 0;
}

/* A key at the begin of a line, with all that is indented below it. */
static struct span
next_entry(struct span *rest)
{
	struct span entry = span_next_line(rest);

	while (rest->len > 0 && strchr(" \t-", *rest->data) != NULL) {
		struct span line = span_next_line(rest);

		entry.len = (size_t)(line.data - entry.data) + line.len;
	}
	return entry;
}

/* Without the quotes around it. */
static struct span
unquote(struct span value)
{
	value = adr_trim(value);
	if (value.len >= 2 && strchr("\"'", *value.data) != NULL &&
	    value.data[value.len - 1] == *value.data)
		return span_make(value.data + 1, value.len - 2);
	return value;
}

static void
take_entry(struct adr *adr, struct span entry, struct str *left)
{
	struct pair pair;
	bool has_key =
	    split_pair(entry, &pair) && isalpha((unsigned char)*entry.data);

	if (has_key && adr_is_text(pair.key, "title") && adr->title == NULL) {
		struct str line = { 0 };

		adr_add_line(&line, unquote(pair.value));
		adr->title = str_take(&line);
	} else if (has_key && take_pair(adr, &pair)) {
		add_head(adr, "", entry);
	} else if (has_key &&
	    (adr_is_text(pair.key, "consulted") ||
		adr_is_text(pair.key, "informed"))) {
		adr_add_part(&adr->body, entry);
	} else {
		while (entry.len > 0) {
			struct span line = span_next_line(&entry);

			str_add(left, "    ");
			str_add_bytes(left, line.data, line.len);
			str_add_char(left, '\n');
		}
	}
}

size_t
adr_read_front(struct adr *adr, struct span text)
{
	struct span inside = { .data = NULL };
	struct str left = { 0 };
	size_t len = find_front(text, &inside);

	while (inside.len > 0)
		take_entry(adr, next_entry(&inside), &left);
	/* As code: nothing of it is markup. */
	adr_add_part(&adr->body, span_make(str_text(&left), left.len));
	str_clear(&left);
	return len;
}
