#include "base/utf8.h"

#include "base/mem.h"
#include "base/str.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#define POINT_MAX 0x10FFFF
#define POINT_REPLACEMENT 0xFFFD
/* Below lie the scripts in which marks may be left out when typing. */
#define POINT_SYRIAC 0x0700
/* Unicode's stream-safe format allows 30 marks in a row; nothing that people
 * write comes near. */
#define CLUSTER_POINTS_MAX 32
/* No character decomposes into more than 18 (U+FDFA). */
#define DECOMPOSED_MAX 32

static bool
is_scalar(uint32_t point)
{
	return point <= POINT_MAX && (point < 0xD800 || point > 0xDFFF);
}

/*
 * The first byte says how many follow and gives the top bits; a value that
 * would have fitted into fewer bytes is overlong, so refused.
 */
size_t
utf8_decode(uint32_t *point, const char *text, size_t len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *in = (const unsigned char *)text;
	if (len == 0)
		return 0;
	if (in[0] < 0x80) {
		*point = in[0];
		return 1;
	}
	size_t size = in[0] >= 0xF0 ? 4 : in[0] >= 0xE0 ? 3 : 2;
	if (in[0] < 0xC0 || in[0] > 0xF7 || len < size)
		return 0;
	uint32_t value = in[0] & (0x7FU >> size);
	for (size_t i = 1; i < size; i++) {
		if ((in[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (in[i] & 0x3F);
	}
	if (value < least[size] || !is_scalar(value))
		return 0;
	*point = value;
	return size;
}

size_t
utf8_encode(char out[4], uint32_t point)
{
	if (!is_scalar(point))
		point = POINT_REPLACEMENT;
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	size_t size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (point & 0x3F));
		point >>= 6;
	}
	out[0] = (char)(0xF00U >> size | point);
	return size;
}

bool
utf8_is_valid(const char *text, size_t len, size_t *bad)
{
	for (size_t at = 0; at < len;) {
		uint32_t point;
		size_t size = utf8_decode(&point, text + at, len - at);
		if (size == 0) {
			if (bad != NULL)
				*bad = at;
			return false;
		}
		at += size;
	}
	return true;
}

char *
utf8_to_nfc(const char *text, size_t len, size_t *out_len)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text,
	    (utf8proc_ssize_t)len, &mapped,
	    (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
	if (size >= 0) {
		*out_len = (size_t)size;
		return (char *)mapped;
	}
	/* For want of memory, which mem_dup then finds out too. */
	*out_len = len;
	return mem_dup(text, len);
}

size_t
utf8_cluster(const char *text, size_t len)
{
	uint32_t last;
	size_t at = utf8_decode(&last, text, len);
	if (at == 0)
		return len > 0 ? 1 : 0;
	utf8proc_int32_t state = 0;
	for (size_t points = 1; points < CLUSTER_POINTS_MAX; points++) {
		uint32_t point;
		size_t size = utf8_decode(&point, text + at, len - at);
		if (size == 0 ||
		    utf8proc_grapheme_break_stateful((utf8proc_int32_t)last,
			(utf8proc_int32_t)point, &state))
			break;
		at += size;
		last = point;
	}
	return at;
}

size_t
utf8_width(const char *text, size_t len)
{
	size_t cells = 0;
	for (size_t at = 0; at < len;) {
		uint32_t point = POINT_REPLACEMENT;
		size_t size = utf8_decode(&point, text + at, len - at);
		at += size > 0 ? size : 1;
		cells += (size_t)utf8_point_width(point);
	}
	return cells;
}

int
utf8_point_width(uint32_t point)
{
	if (point < 0x7F)
		return point >= 0x20 ? 1 : 0;
	if (utf8_point_class(point) == UTF8_CONTROL)
		return 0;
	/* A wchar_t is a code point in every locale of the C library, but
	 * only those with UTF-8 know the widths. */
	int width = -1;
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		width = wcwidth((wchar_t)point);
	if (width < 0)
		width = utf8proc_charwidth((utf8proc_int32_t)point);
	return width;
}

void
utf8_place(const char *text, size_t offset, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (size_t at = 0; at < offset;) {
		uint32_t point = POINT_REPLACEMENT;
		size_t size = utf8_decode(&point, text + at, offset - at);
		at += size > 0 ? size : 1;
		++*column;
		if (point == '\n') {
			++*line;
			*column = 1;
		}
	}
}

static void
add_point(struct str *out, uint32_t point)
{
	char bytes[4];
	str_add_bytes(out, bytes, utf8_encode(bytes, point));
}

static bool
is_loose_mark(uint32_t point)
{
	return point < POINT_SYRIAC && utf8_point_class(point) == UTF8_MARK;
}

char *
utf8_fold(const char *text, size_t len)
{
	/* One character at a time: utf8proc_map sorts marks in a time that
	 * grows with the square of their number. */
	const utf8proc_option_t options =
	    (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
		UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	struct str out = { 0 };
	for (size_t at = 0; at < len;) {
		uint32_t point = POINT_REPLACEMENT;
		size_t size = utf8_decode(&point, text + at, len - at);
		at += size > 0 ? size : 1;
		utf8proc_int32_t parts[DECOMPOSED_MAX];
		int bound = UTF8PROC_BOUNDCLASS_START;
		utf8proc_ssize_t count =
		    utf8proc_decompose_char((utf8proc_int32_t)point, parts,
			DECOMPOSED_MAX, options, &bound);
		for (utf8proc_ssize_t i = 0; i < count; i++)
			if (!is_loose_mark((uint32_t)parts[i]))
				add_point(&out, (uint32_t)parts[i]);
	}
	return str_take(&out);
}

enum utf8_class
utf8_point_class(uint32_t point)
{
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return UTF8_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return UTF8_MARK;
	case UTF8PROC_CATEGORY_CF:
		return UTF8_FORMAT;
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return UTF8_CONTROL;
	case UTF8PROC_CATEGORY_CO:
		return UTF8_PRIVATE;
	case UTF8PROC_CATEGORY_CN:
		return UTF8_UNASSIGNED;
	default:
		return UTF8_OTHER;
	}
}

bool
utf8_point_is_wordlike(uint32_t point)
{
	utf8proc_category_t category =
	    utf8proc_category((utf8proc_int32_t)point);

	return utf8_point_class(point) == UTF8_LETTER ||
	    category == UTF8PROC_CATEGORY_ND ||
	    category == UTF8PROC_CATEGORY_NL ||
	    category == UTF8PROC_CATEGORY_NO;
}

bool
utf8_point_is_pictograph(uint32_t point)
{
	const utf8proc_property_t *property =
	    utf8proc_get_property((utf8proc_int32_t)point);
	return property->boundclass ==
	    UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}
