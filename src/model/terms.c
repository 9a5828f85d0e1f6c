#include "model/terms.h"

#include "base/mem.h"
#include "base/span.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define POINT_NO_BREAK_SPACE 0xa0
#define POINT_WIDE_SPACE 0x3000
#define POINT_QUOTE_BEGIN 0x201c
#define POINT_QUOTE_END 0x201d

/* First and last letters of scripts whose words do not stand apart. */
static const uint32_t together[][2] = {
	{ 0x0E00, 0x0EFF },   /* Thai, Lao */
	{ 0x1000, 0x109F },   /* Burmese */
	{ 0x1100, 0x11FF },   /* Korean, letters alone */
	{ 0x1780, 0x17FF },   /* Khmer */
	{ 0x3040, 0x30FF },   /* Japanese */
	{ 0x3400, 0x4DBF },   /* Chinese */
	{ 0x4E00, 0x9FFF },   /* Chinese */
	{ 0xAC00, 0xD7AF },   /* Korean */
	{ 0xF900, 0xFAFF },   /* Chinese */
	{ 0x20000, 0x3FFFF }, /* Chinese */
};

static bool
is_together(uint32_t point)
{
	for (size_t i = 0; i < sizeof(together) / sizeof(*together); i++)
		if (point >= together[i][0] && point <= together[i][1])
			return true;
	return false;
}

static bool
is_space(uint32_t point)
{
	return point <= ' ' || point == POINT_NO_BREAK_SPACE ||
	    point == POINT_WIDE_SPACE;
}

static bool
is_quote(uint32_t point)
{
	return point == '"' || point == POINT_QUOTE_BEGIN ||
	    point == POINT_QUOTE_END;
}

/* The first character; a byte that begins none is one by itself. */
static size_t
get_point(uint32_t *point, struct span text)
{
	size_t size = utf8_decode(point, text.data, text.len);

	if (size == 0)
		*point = 0xFFFD;
	return size > 0 ? size : 1;
}

static void
skip(struct span *text, size_t len)
{
	text->data += len;
	text->len -= len;
}

/* How far a word, or what stands in quotes, goes. */
static size_t
find_end(struct span text, bool is_phrase)
{
	size_t at = 0;

	while (at < text.len) {
		uint32_t point;
		size_t size =
		    get_point(&point, span_make(text.data + at, text.len - at));

		if (is_quote(point) || (!is_phrase && is_space(point)))
			break;
		at += size;
	}
	return at;
}

/* True if there is a word in it; `*last` is the last letter of one. */
static bool
has_word(struct span text, uint32_t *last)
{
	bool has = false;

	while (text.len > 0) {
		uint32_t point;
		size_t size = get_point(&point, text);

		if (utf8_point_is_wordlike(point)) {
			*last = point;
			has = true;
		}
		skip(&text, size);
	}
	return has;
}

static void
add_term(struct terms *terms, struct span text, struct term how)
{
	uint32_t last = 0;

	if (!has_word(text, &last))
		return;
	how.text = mem_dup(text.data, text.len);
	how.is_prefix |= is_together(last);
	terms->terms = mem_grow(terms->terms, &terms->cap, terms->count + 1,
	    sizeof(*terms->terms));
	terms->terms[terms->count++] = how;
}

static bool
begins_with_star(struct span text)
{
	return text.len > 0 && text.data[0] == '*';
}

/* One word or phrase, after the spaces before it. */
static void
take_term(struct terms *terms, struct span *rest, bool is_typing)
{
	struct term how = { .is_prefix = false };
	uint32_t point;
	size_t size = get_point(&point, *rest);

	if (point == '-') {
		how.is_not = true;
		skip(rest, size);
		if (rest->len == 0)
			return;
		size = get_point(&point, *rest);
	}
	bool is_phrase = is_quote(point);
	if (is_phrase)
		skip(rest, size);
	struct span text = span_make(rest->data, find_end(*rest, is_phrase));
	skip(rest, text.len);
	if (is_phrase && rest->len > 0)
		skip(rest, get_point(&point, *rest));
	how.is_prefix = is_phrase ?
	    begins_with_star(*rest) :
	    (text.len > 0 && text.data[text.len - 1] == '*') ||
		(is_typing && rest->len == 0);
	add_term(terms, text, how);
}

void
terms_parse(struct terms *terms, const char *typed, bool is_typing)
{
	struct span rest = span_of(typed);

	while (rest.len > 0) {
		uint32_t point;
		size_t size = get_point(&point, rest);

		if (is_space(point))
			skip(&rest, size);
		else
			take_term(terms, &rest, is_typing);
	}
}

void
terms_clear(struct terms *terms)
{
	for (size_t i = 0; i < terms->count; i++)
		free(terms->terms[i].text);
	free(terms->terms);
	*terms = (struct terms){ .count = 0 };
}

static void
add_quoted(struct str *out, const struct term *term)
{
	str_add_char(out, '"');
	for (const char *c = term->text; *c != '\0'; c++) {
		if (*c == '"')
			str_add_char(out, '"');
		str_add_char(out, *c);
	}
	str_add(out, term->is_prefix ? "\" *" : "\"");
}

/* The terms of one sort, if there are any, between two words of FTS5. */
static void
add_terms(struct str *out, const struct terms *terms, bool is_not)
{
	size_t count = 0;

	for (size_t i = 0; i < terms->count; i++) {
		if (terms->terms[i].is_not != is_not)
			continue;
		if (count++ == 0)
			str_add(out,
			    is_not ? " NOT {title body fields} : (" :
				     " AND {title body fields} : (");
		else
			str_add(out, is_not ? " OR " : " AND ");
		add_quoted(out, &terms->terms[i]);
	}
	if (count > 0)
		str_add_char(out, ')');
}

char *
terms_match(const struct terms *terms, const char *marks)
{
	struct str out = { 0 };

	str_add(&out, "(marks : (");
	for (const char *c = marks; *c != '\0'; c++) {
		if (*c == ' ')
			str_add(&out, " AND ");
		else
			str_add_char(&out, *c);
	}
	str_add_char(&out, ')');
	add_terms(&out, terms, false);
	str_add_char(&out, ')');
	add_terms(&out, terms, true);
	return str_take(&out);
}

char *
terms_match_again(const struct terms *terms)
{
	struct str out = { 0 };

	for (size_t i = 0; i < terms->count; i++) {
		if (terms->terms[i].is_not)
			continue;
		str_add(&out, out.len > 0 ? " AND " : "");
		add_quoted(&out, &terms->terms[i]);
	}
	return out.len > 0 ? str_take(&out) : NULL;
}
