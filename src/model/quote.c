#include "model/quote.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Characters that have an escape of one letter, and the letter. */
static const char short_points[] = "\"\\\n\t";
static const char short_letters[] = "\"\\nt";

/* Characters that stand as \uXXXX: what YAML 1.2 does not count as
 * printable, and its line breaks of old. */
static bool
is_escaped(uint32_t point)
{
	return (point >= 0x7f && point <= 0x9f) || point == 0x2028 ||
	    point == 0x2029 || point == 0xfeff || point == 0xfffe ||
	    point == 0xffff;
}

static void
print_point(struct str *out, const char *text, size_t len, uint32_t point)
{
	const char *found = memchr(short_points, *text, 4);

	if (found) {
		str_add_char(out, '\\');
		str_add_char(out, short_letters[found - short_points]);
	} else if (is_escaped(point)) {
		str_add_format(out, "\\u%04x", (unsigned)point);
	} else {
		str_add_bytes(out, text, len);
	}
}

void
quote_print(struct str *out, const char *text)
{
	size_t left = strlen(text);

	str_add_char(out, '"');
	while (left > 0) {
		uint32_t point = 0;
		size_t len = utf8_decode(&point, text, left);

		/* What is not well-formed goes through as it is: admission of
		 * the finished file refuses it, with its place. */
		if (len == 0)
			len = 1;
		print_point(out, text, len, point);
		text += len;
		left -= len;
	}
	str_add_char(out, '"');
}

static bool
read_hex(uint32_t *out, const char *digits)
{
	static const char hex[] = "0123456789abcdef";

	*out = 0;
	for (size_t i = 0; i < 4; i++) {
		const char *found = memchr(hex, digits[i], 16);

		if (!found)
			return false;
		*out = *out << 4 | (uint32_t)(found - hex);
	}
	return true;
}

/* Reads an escape whose backslash is first; returns its length, 0 for none
 * that is canonical. */
static size_t
parse_escape(struct str *out, const char *text, size_t len)
{
	const char *found;
	uint32_t point;
	char bytes[4];

	if (len < 2)
		return 0;
	found = memchr(short_letters, text[1], 4);
	if (found) {
		str_add_char(out, short_points[found - short_letters]);
		return 2;
	}
	if (len < 6 || text[1] != 'u' || !read_hex(&point, text + 2) ||
	    !is_escaped(point))
		return 0;
	str_add_bytes(out, bytes, utf8_encode(bytes, point));
	return 6;
}

enum quote_fault
quote_parse(struct str *out, struct span text, size_t *at)
{
	for (++*at; *at < text.len;) {
		const char *here = text.data + *at;
		size_t left = text.len - *at;
		uint32_t point = 0;
		size_t len;

		if (*here == '"') {
			++*at;
			return QUOTE_GOOD;
		}
		if (*here == '\\') {
			len = parse_escape(out, here, left);
		} else {
			len = utf8_decode(&point, here, left);
			if (point < ' ' || is_escaped(point))
				len = 0;
			str_add_bytes(out, here, len);
		}
		if (len == 0)
			return QUOTE_ESCAPE;
		*at += len;
	}
	return QUOTE_OPEN;
}
