/* The words of decision records: names of sections, lines, parts. */
#include "core/carry_adr.h"

#include "base/utf8.h"

#include <withus/err.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct section_name {
	const char *name;
	enum adr_section is;
} section_names[] = {
	{ .name = "status", .is = ADR_SECTION_STATUS },
	{ .name = "date", .is = ADR_SECTION_DAY },
	{ .name = "deciders", .is = ADR_SECTION_DECIDERS },
	{ .name = "decision makers", .is = ADR_SECTION_DECIDERS },
	{ .name = "context", .is = ADR_SECTION_WHY },
	{ .name = "context and problem statement", .is = ADR_SECTION_WHY },
	{ .name = "context and problem", .is = ADR_SECTION_WHY },
	{ .name = "problem statement", .is = ADR_SECTION_WHY },
	{ .name = "problem", .is = ADR_SECTION_WHY },
	{ .name = "issue", .is = ADR_SECTION_WHY },
	{ .name = "background", .is = ADR_SECTION_WHY },
	{ .name = "motivation", .is = ADR_SECTION_WHY },
	{ .name = "decision drivers", .is = ADR_SECTION_DRIVERS },
	{ .name = "drivers", .is = ADR_SECTION_DRIVERS },
	{ .name = "forces", .is = ADR_SECTION_DRIVERS },
	{ .name = "considered options", .is = ADR_SECTION_OPTIONS },
	{ .name = "options considered", .is = ADR_SECTION_OPTIONS },
	{ .name = "options", .is = ADR_SECTION_OPTIONS },
	{ .name = "considered alternatives", .is = ADR_SECTION_OPTIONS },
	{ .name = "alternatives considered", .is = ADR_SECTION_OPTIONS },
	{ .name = "alternatives", .is = ADR_SECTION_OPTIONS },
	{ .name = "decision", .is = ADR_SECTION_OUTCOME },
	{ .name = "decision outcome", .is = ADR_SECTION_OUTCOME },
	{ .name = "outcome", .is = ADR_SECTION_OUTCOME },
	{ .name = "rationale", .is = ADR_SECTION_REASON },
	{ .name = "justification", .is = ADR_SECTION_REASON },
	{ .name = "links", .is = ADR_SECTION_LINKS },
	{ .name = "consequences", .is = ADR_PLAIN },
	{ .name = "positive consequences", .is = ADR_PLAIN },
	{ .name = "negative consequences", .is = ADR_PLAIN },
	{ .name = "pros and cons of the options", .is = ADR_PLAIN },
	{ .name = "confirmation", .is = ADR_PLAIN },
	{ .name = "validation", .is = ADR_PLAIN },
	{ .name = "more information", .is = ADR_PLAIN },
};

/* "3. **Decision-makers**:" is "decision makers"; "3Decision" is no name. */
static void
fold_heading(struct str *out, struct span heading)
{
	size_t at = 0;

	while (at < heading.len && !isalpha((unsigned char)heading.data[at]) &&
	    ((unsigned char)heading.data[at] & 0x80) == 0)
		at++;
	if (at > 0 && at < heading.len && adr_is_word(heading.data[at - 1]))
		return;
	heading = span_make(heading.data + at, heading.len - at);
	while (heading.len > 0 &&
	    strchr(" \t\n*_:#", heading.data[heading.len - 1]) != NULL)
		heading.len--;
	for (size_t i = 0; i < heading.len; i++) {
		char c = heading.data[i];

		if (strchr("-_\t\n", c) != NULL)
			c = ' ';
		str_add_char(out, (char)tolower((unsigned char)c));
	}
}

enum adr_section
adr_section_name(struct span heading)
{
	enum adr_section is = ADR_OTHER;
	struct str folded = { 0 };

	fold_heading(&folded, heading);
	for (size_t i = 0; i < sizeof(section_names) / sizeof(*section_names);
	     i++)
		if (strcmp(str_text(&folded), section_names[i].name) == 0)
			is = section_names[i].is;
	str_clear(&folded);
	return is;
}

struct span
adr_trim(struct span text)
{
	while (text.len > 0 && isspace((unsigned char)text.data[text.len - 1]))
		text.len--;
	while (text.len > 0 && isspace((unsigned char)*text.data)) {
		text.data++;
		text.len--;
	}
	return text;
}

void
adr_add_line(struct str *out, struct span text)
{
	bool space = false;

	text = adr_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool is_space = isspace((unsigned char)text.data[i]) != 0;

		if (!is_space && space)
			str_add_char(out, ' ');
		if (!is_space)
			str_add_char(out, text.data[i]);
		space = is_space;
	}
}

void
adr_add_part(struct str *out, struct span text)
{
	struct span rest = text;

	while (rest.len > 0 && adr_trim(span_next_line(&rest)).len == 0)
		text = rest;
	while (text.len > 0 && isspace((unsigned char)text.data[text.len - 1]))
		text.len--;
	if (text.len == 0)
		return;
	if (out->len > 0)
		str_add(out, "\n\n");
	str_add_bytes(out, text.data, text.len);
}

bool
adr_is_text(struct span span, const char *text)
{
	return strlen(text) == span.len &&
	    strncasecmp(span.data, text, span.len) == 0;
}

bool
adr_is_word(char c)
{
	return isalnum((unsigned char)c) || ((unsigned char)c & 0x80) != 0;
}

static struct span
next_word(struct span *rest)
{
	struct span word;

	while (rest->len > 0 && !adr_is_word(*rest->data)) {
		rest->data++;
		rest->len--;
	}
	word = span_make(rest->data, 0);
	while (rest->len > 0 && adr_is_word(*rest->data)) {
		rest->data++;
		rest->len--;
		word.len++;
	}
	return word;
}

bool
adr_has_same_words(struct span a, struct span b)
{
	struct span word;

	do {
		word = next_word(&a);
		if (!span_equal(word, next_word(&b)))
			return false;
	} while (word.len > 0);
	return true;
}

void
adr_fold_lines(struct str *text)
{
	size_t from = 0, to = 0;

	if (text->len >= 3 && memcmp(text->data, "\xef\xbb\xbf", 3) == 0)
		from = 3;
	for (; from < text->len; from++) {
		char c = text->data[from];

		if (c == '\r' && from + 1 < text->len &&
		    text->data[from + 1] == '\n')
			continue;
		text->data[to++] = c == '\r' ? '\n' : c;
	}
	str_cut(text, to);
}

int
adr_check_text(const struct str *text)
{
	size_t bad = 0, line = 0, column = 0;
	char name[8];

	if (!utf8_is_valid(str_text(text), text->len, &bad)) {
		utf8_place(str_text(text), bad, &line, &column);
		return err_set_at(line, column, ERR_TEXT_NOT_UTF8, NULL);
	}
	for (bad = 0; bad < text->len; bad++) {
		unsigned char c = (unsigned char)text->data[bad];

		if ((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t')
			continue;
		utf8_place(text->data, bad, &line, &column);
		if (c == '\0')
			return err_set_at(line, column, ERR_TEXT_NUL, NULL);
		(void)snprintf(name, sizeof(name), "U+%04X", c);
		return err_set_at(line, column, ERR_TEXT_CONTROL, name, NULL);
	}
	return 0;
}
