#include "base/entity.h"

#include "base/span.h"

#include <stdbool.h>

#define POINT_REPLACEMENT 0xFFFD

/* Common names; others stay as they are written. */
static const struct {
	const char *name;
	uint32_t point;
} entities[] = {
	{ .name = "amp", .point = '&' },
	{ .name = "apos", .point = '\'' },
	{ .name = "bull", .point = 0x2022 },
	{ .name = "copy", .point = 0xA9 },
	{ .name = "deg", .point = 0xB0 },
	{ .name = "euro", .point = 0x20AC },
	{ .name = "frac12", .point = 0xBD },
	{ .name = "gt", .point = '>' },
	{ .name = "hellip", .point = 0x2026 },
	{ .name = "laquo", .point = 0xAB },
	{ .name = "larr", .point = 0x2190 },
	{ .name = "ldquo", .point = 0x201C },
	{ .name = "lsquo", .point = 0x2018 },
	{ .name = "lt", .point = '<' },
	{ .name = "mdash", .point = 0x2014 },
	{ .name = "middot", .point = 0xB7 },
	{ .name = "nbsp", .point = 0xA0 },
	{ .name = "ndash", .point = 0x2013 },
	{ .name = "pound", .point = 0xA3 },
	{ .name = "quot", .point = '"' },
	{ .name = "raquo", .point = 0xBB },
	{ .name = "rarr", .point = 0x2192 },
	{ .name = "rdquo", .point = 0x201D },
	{ .name = "rsquo", .point = 0x2019 },
	{ .name = "sect", .point = 0xA7 },
	{ .name = "times", .point = 0xD7 },
};

/* 0-15, or 16 where it is no digit. */
static uint32_t
read_digit(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	c = (char)(c | 0x20); /* small letters */
	return c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : 16;
}

/* "8211" or "x2013", without the signs around it. */
static uint32_t
read_number(struct span text)
{
	bool hex = text.len > 0 && (text.data[0] | 0x20) == 'x';
	uint32_t base = hex ? 16 : 10;
	uint32_t point = 0;
	for (size_t i = hex ? 1 : 0; i < text.len; i++) {
		uint32_t digit = read_digit(text.data[i]);
		if (digit >= base)
			return POINT_REPLACEMENT;
		point = point * base + digit;
		if (point > 0x10FFFF)
			return POINT_REPLACEMENT;
	}
	bool surrogate = point >= 0xD800 && point <= 0xDFFF;
	return point == 0 || surrogate ? POINT_REPLACEMENT : point;
}

uint32_t
entity_decode(const char *text, size_t len)
{
	if (len > 2 && text[1] == '#')
		return read_number(span_make(text + 2, len - 3));
	struct span name = span_make(text + 1, len - 2);
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (span_is(name, entities[i].name))
			return entities[i].point;
	return 0;
}
