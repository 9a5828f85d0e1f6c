#include "ui/glyph.h"

#include "base/clean.h"
#include "base/str.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <wchar.h>

#define POINT_JOINER_LESS 0x200C
#define POINT_JOINER 0x200D
#define POINT_REPLACEMENT 0xFFFD
#define SELECTOR_FIRST 0xFE00
#define SELECTOR_LAST 0xFE0F

/* A printable byte that nothing combines with. */
static bool
is_simple(struct span text)
{
	unsigned char first = (unsigned char)text.data[0];
	return first >= ' ' && first < 0x7F &&
	    (text.len == 1 || (unsigned char)text.data[1] < 0x80);
}

static struct glyph_part *
add_part(struct glyph *glyph, uint32_t point, size_t cells)
{
	if (glyph->count == GLYPH_PARTS)
		return NULL;
	struct glyph_part *part = &glyph->part[glyph->count++];
	*part = (struct glyph_part){
		.point = { point },
		.count = 1,
		.cells = (uint8_t)cells,
	};
	glyph->cells += cells;
	return part;
}

/* What chooses how characters are drawn together, not which they are. */
static bool
is_left_out(const struct glyph *glyph, uint32_t point)
{
	if (point >= SELECTOR_FIRST && point <= SELECTOR_LAST)
		return true;
	return point == POINT_JOINER && glyph->count > 0 &&
	    utf8_point_is_pictograph(glyph->part[glyph->count - 1].point[0]);
}

static void
add_point(struct glyph *glyph, uint32_t point)
{
	if (is_left_out(glyph, point))
		return;
	int width = wcwidth((wchar_t)point);
	if (width < 0 || (width == 0 && glyph->count == 0)) {
		point = POINT_REPLACEMENT;
		width = 1;
	}
	if (width > 0) {
		(void)add_part(glyph, point, (size_t)width);
		return;
	}
	struct glyph_part *part = &glyph->part[glyph->count - 1];
	if (part->count < GLYPH_POINTS)
		part->point[part->count++] = point;
}

static bool
ends_in_joiner(struct span text)
{
	uint32_t point = 0;
	return text.len > 3 &&
	    utf8_decode(&point, text.data + text.len - 3, 3) == 3 &&
	    (point == POINT_JOINER || point == POINT_JOINER_LESS);
}

/*
 * Cleaning looks at a cluster alone, but for one thing: a joiner at its end
 * stays only before a letter, which begins the next one. So that letter goes
 * in too, and what came of it is taken off again.
 */
static void
clean_cluster(struct str *out, struct span cluster, struct span rest)
{
	uint32_t next = 0;
	size_t more = utf8_decode(&next, rest.data, rest.len);
	if (!ends_in_joiner(cluster) || more == 0 ||
	    utf8_point_class(next) != UTF8_LETTER) {
		clean_line(out, cluster.data, cluster.len);
		return;
	}
	clean_line(out, cluster.data, cluster.len + more);
	while ((out->data[out->len - 1] & 0xC0) == 0x80)
		str_cut(out, out->len - 1);
	str_cut(out, out->len - 1);
}

/*
 * Most words of most scripts are letters that need no cleaning. Left out are
 * the blocks where some letters are unseen, or drawn over the one before:
 * Hangul's parts, and what stands beyond its syllables.
 */
static bool
is_plain_letter(uint32_t point)
{
	return (point < 0x1100 || (point >= 0x3190 && point <= 0xD7A3)) &&
	    utf8_point_class(point) == UTF8_LETTER &&
	    wcwidth((wchar_t)point) > 0;
}

static void
read_cluster(struct glyph *glyph, struct span text)
{
	struct str clean = { 0 };
	struct span cluster = span_make(text.data, glyph->bytes);
	struct span rest =
	    span_make(text.data + glyph->bytes, text.len - glyph->bytes);
	clean_cluster(&clean, cluster, rest);
	for (size_t at = 0; at < clean.len;) {
		uint32_t point;
		at += utf8_decode(&point, clean.data + at, clean.len - at);
		add_point(glyph, point);
	}
	str_clear(&clean);
	if (glyph->count == 0)
		(void)add_part(glyph, POINT_REPLACEMENT, 1);
}

size_t
glyph_step(struct span text)
{
	if (text.len > 0 && (is_simple(text) || *text.data == '\r'))
		return 1;
	return utf8_cluster(text.data, text.len);
}

void
glyph_read(struct glyph *glyph, struct span text)
{
	glyph->cells = 0;
	glyph->count = 0;
	glyph->bytes = 1;
	if (text.data[0] == '\t') {
		for (size_t i = 0; i < GLYPH_TAB_CELLS; i++)
			(void)add_part(glyph, ' ', 1);
	} else if (is_simple(text)) {
		(void)add_part(glyph, (unsigned char)text.data[0], 1);
	} else {
		uint32_t point = 0;
		glyph->bytes = glyph_step(text);
		if (utf8_decode(&point, text.data, text.len) == glyph->bytes &&
		    is_plain_letter(point))
			(void)add_part(glyph, point,
			    (size_t)wcwidth((wchar_t)point));
		else
			read_cluster(glyph, text);
	}
}

size_t
glyph_measure(struct span text, size_t *cells)
{
	*cells = 1;
	if (is_simple(text))
		return 1;
	struct glyph glyph;
	glyph_read(&glyph, text);
	*cells = glyph.cells;
	return glyph.bytes;
}
