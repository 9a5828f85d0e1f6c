/*
 * One pass over the code points of a text. What becomes of one is decided
 * from itself, from what has been put out before it, and, for the two
 * joiners, from the next one of the input: only where the next is a
 * character that will certainly stay. So a cleaned text, cleaned again,
 * meets the same decisions: cleaning is idempotent.
 *
 * Precedents for each rule: terminal escapes in logs (CWE-150), bidi
 * overrides in source code (CVE-2021-42574), text smuggled in tags and in
 * runs of variation selectors.
 */
#include "base/clean.h"

#include "base/utf8.h"

#include <stdint.h>

#define TAB_CELLS 8
#define MARKS_MAX 4

#define POINT_DEL 0x7F
#define POINT_JOINER_LESS 0x200C /* ZWNJ */
#define POINT_JOINER 0x200D      /* ZWJ */
#define POINT_PICTURES 0x2400    /* of the C0 controls, in their order */
#define POINT_EMOJI_STYLE 0xFE0F
#define POINT_REPLACEMENT 0xFFFD
#define POINT_BAD UINT32_MAX /* stands for a byte that is not UTF-8 */

struct range {
	uint32_t first;
	uint32_t last;
};

/*
 * Characters that nobody sees, or that stand for nothing, beyond those of
 * the classes control, format and private: fillers, joiners of graphemes,
 * Khmer vowels without a shape, the tags and all of their plane's start.
 */
static const struct range unseen[] = {
	{ .first = 0x034F, .last = 0x034F },
	{ .first = 0x115F, .last = 0x1160 },
	{ .first = 0x17B4, .last = 0x17B5 },
	{ .first = 0x2060, .last = 0x206F },
	{ .first = 0x3164, .last = 0x3164 },
	{ .first = 0xFDD0, .last = 0xFDEF },
	{ .first = 0xFFA0, .last = 0xFFA0 },
	{ .first = 0xFFF0, .last = 0xFFFB },
	{ .first = 0xE0000, .last = 0xE0FFF },
};

/* Format characters that have a shape: signs written around a number. */
static const struct range shaped[] = {
	{ .first = 0x0600, .last = 0x0605 },
	{ .first = 0x06DD, .last = 0x06DD },
	{ .first = 0x0890, .last = 0x0891 },
	{ .first = 0x08E2, .last = 0x08E2 },
	{ .first = 0x110BD, .last = 0x110BD },
	{ .first = 0x110CD, .last = 0x110CD },
};

/* Characters that choose a shape of the one before them. */
static const struct range selectors[] = {
	{ .first = 0x180B, .last = 0x180D },
	{ .first = 0x180F, .last = 0x180F },
	{ .first = 0xFE00, .last = 0xFE0F },
};

/* Blocks whose letters join, so that joiners mean something in between. */
static const struct range arabic[] = {
	{ .first = 0x0600, .last = 0x074F }, /* and Syriac */
	{ .first = 0x0750, .last = 0x077F },
	{ .first = 0x0860, .last = 0x08FF },
	{ .first = 0xFB50, .last = 0xFDFF },
	{ .first = 0xFE70, .last = 0xFEFC },
};

static const struct range indic[] = {
	{ .first = 0x0900, .last = 0x0DFF }, /* Devanagari to Sinhala */
	{ .first = 0x0F00, .last = 0x109F }, /* Tibetan, Burmese */
	{ .first = 0x1780, .last = 0x17FF }, /* Khmer */
	{ .first = 0x1CD0, .last = 0x1CFF },
	{ .first = 0xA8E0, .last = 0xA8FF },
	{ .first = 0x11000, .last = 0x1137F },
};

static const struct range skin_tones[] = {
	{ .first = 0x1F3FB, .last = 0x1F3FF },
};

/* Vowels and finals of Hangul that are drawn into the syllable before. */
static const struct range hangul_parts[] = {
	{ .first = 0x1161, .last = 0x11FF },
	{ .first = 0xD7B0, .last = 0xD7FB },
};

/* Signs that take the vowel from the letter before them: a joiner after one
 * chooses how both are written, also at the end of a word. */
static const uint32_t viramas[] = { 0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D,
	0x0BCD, 0x0C4D, 0x0CCD, 0x0D4D, 0x0DCA };

#define IS_IN(ranges, point) \
	is_in_ranges(ranges, sizeof ranges / sizeof *ranges, point)

static bool
is_in_ranges(const struct range *ranges, size_t count, uint32_t point)
{
	for (size_t i = 0; i < count; i++)
		if (point >= ranges[i].first && point <= ranges[i].last)
			return true;
	return false;
}

/* What has been put out so far, as far as the next decision needs it. */
struct cleaner {
	struct str *out; /* NULL: only count */
	size_t column;   /* cells since the last LF */
	uint32_t base;   /* the last character that marks can sit on; 0: none */
	uint32_t last;   /* the last character; 0: none, or LF */
	size_t marks;    /* put out since `base` */
	size_t hidden;   /* characters that did not go out as they came */
	bool one_line;
};

static bool
is_joiner(uint32_t point)
{
	return point == POINT_JOINER || point == POINT_JOINER_LESS;
}

/* True for what is drawn over the character before it. */
static bool
is_stacked(uint32_t point)
{
	return utf8_point_class(point) == UTF8_MARK ||
	    IS_IN(hangul_parts, point);
}

static bool
is_virama(uint32_t point)
{
	for (size_t i = 0; i < sizeof viramas / sizeof *viramas; i++)
		if (point == viramas[i])
			return true;
	return false;
}

/* In a word whose letters join, between two of them. A mark counts as a
 * letter where it will certainly stay. */
static bool
joins_letters(const struct cleaner *cleaner, uint32_t next)
{
	enum utf8_class class = utf8_point_class(next);
	bool stays = class == UTF8_LETTER ||
	    (class == UTF8_MARK && cleaner->marks < MARKS_MAX);
	if (utf8_point_class(cleaner->base) != UTF8_LETTER ||
	    is_joiner(cleaner->last) || IS_IN(unseen, next))
		return false;
	if (IS_IN(arabic, cleaner->base))
		return stays && IS_IN(arabic, next);
	if (!IS_IN(indic, cleaner->base))
		return false;
	return is_virama(cleaner->last) || (stays && IS_IN(indic, next));
}

static bool
joins_pictographs(const struct cleaner *cleaner, uint32_t next)
{
	if (!utf8_point_is_pictograph(cleaner->base) ||
	    !utf8_point_is_pictograph(next))
		return false;
	return cleaner->last == cleaner->base ||
	    cleaner->last == POINT_EMOJI_STYLE ||
	    IS_IN(skin_tones, cleaner->last);
}

/* Directly after a character that has shapes to choose from. */
static bool
selects_shape(const struct cleaner *cleaner)
{
	return cleaner->base != 0 && cleaner->last == cleaner->base &&
	    cleaner->base != ' ' && cleaner->base != POINT_REPLACEMENT;
}

static bool
is_unseen(uint32_t point)
{
	/* The last two of each plane are noncharacters. */
	if (IS_IN(unseen, point) || (point & 0xFFFE) == 0xFFFE)
		return true;
	switch (utf8_point_class(point)) {
	case UTF8_CONTROL:
	case UTF8_PRIVATE:
		return true;
	case UTF8_FORMAT:
		return !IS_IN(shaped, point);
	default:
		return false;
	}
}

/* What goes out for a character: itself, another one, or 0 for nothing. */
static uint32_t
judge_point(const struct cleaner *cleaner, uint32_t point, uint32_t next)
{
	if (is_joiner(point)) {
		bool stays = joins_letters(cleaner, next) ||
		    (point == POINT_JOINER && joins_pictographs(cleaner, next));
		return stays ? point : POINT_REPLACEMENT;
	}
	if (point < ' ')
		return POINT_PICTURES + point;
	if (point < POINT_DEL)
		return point;
	if (point == POINT_BAD || is_unseen(point))
		return POINT_REPLACEMENT;
	if (IS_IN(selectors, point))
		return selects_shape(cleaner) ? point : POINT_REPLACEMENT;
	if (!is_stacked(point))
		return point;
	/* With nothing to sit on it would sit on our own words. */
	if (cleaner->base == 0)
		return POINT_REPLACEMENT;
	return cleaner->marks < MARKS_MAX ? point : 0;
}

static void
put_point(struct cleaner *cleaner, uint32_t point)
{
	char bytes[4];
	size_t size = utf8_encode(bytes, point);
	if (cleaner->out != NULL)
		str_add_bytes(cleaner->out, bytes, size);
	cleaner->column += (size_t)utf8_point_width(point);
	cleaner->last = point;
	if (is_stacked(point)) {
		cleaner->marks++;
	} else if (!is_joiner(point) && !IS_IN(skin_tones, point)) {
		cleaner->base = point;
		cleaner->marks = 0;
	}
}

static void
end_line(struct cleaner *cleaner)
{
	if (cleaner->out != NULL)
		str_add_char(cleaner->out, '\n');
	cleaner->column = 0;
	cleaner->base = 0;
	cleaner->last = 0;
	cleaner->marks = 0;
}

static void
clean_point(struct cleaner *cleaner, uint32_t point, uint32_t next)
{
	if (cleaner->one_line && (point == '\n' || point == '\t'))
		point = ' ';
	if (point == '\n') {
		end_line(cleaner);
		return;
	}
	if (point == '\t') {
		size_t count = TAB_CELLS - cleaner->column % TAB_CELLS;
		for (size_t i = 0; i < count; i++)
			put_point(cleaner, ' ');
		return;
	}
	uint32_t judged = judge_point(cleaner, point, next);
	cleaner->hidden += judged != point;
	if (judged != 0)
		put_point(cleaner, judged);
}

/* The character at the front, 0 at the end; returns its bytes. */
static size_t
read_point(uint32_t *point, const char *text, size_t len)
{
	*point = 0;
	if (len == 0)
		return 0;
	size_t size = utf8_decode(point, text, len);
	if (size > 0)
		return size;
	*point = POINT_BAD;
	return 1;
}

/* Cleans until the end, or until the line is wider than `cells`. */
static void
run_cleaner(struct cleaner *cleaner, const char *text, size_t len, size_t cells)
{
	while (len > 0 && cleaner->column <= cells) {
		uint32_t point;
		uint32_t next;
		size_t size = read_point(&point, text, len);
		text += size;
		len -= size;
		(void)read_point(&next, text, len);
		clean_point(cleaner, point, next);
	}
}

void
clean_text(struct str *out, const char *text, size_t len)
{
	struct cleaner cleaner = { .out = out };
	run_cleaner(&cleaner, text, len, SIZE_MAX);
}

void
clean_line(struct str *out, const char *text, size_t len)
{
	struct cleaner cleaner = { .out = out, .one_line = true };
	run_cleaner(&cleaner, text, len, SIZE_MAX);
}

void
clean_line_cut(struct str *out, const char *text, size_t len, size_t cells)
{
	struct str line = { 0 };
	struct cleaner cleaner = { .out = &line, .one_line = true };
	run_cleaner(&cleaner, text, len, cells);
	if (cleaner.column <= cells) {
		str_add_bytes(out, str_text(&line), line.len);
		str_clear(&line);
		return;
	}
	size_t at = 0;
	for (size_t width = 0; cells > 0;) {
		size_t size = utf8_cluster(line.data + at, line.len - at);
		width += utf8_width(line.data + at, size);
		if (width >= cells)
			break;
		at += size;
	}
	str_add_bytes(out, str_text(&line), at);
	if (cells > 0)
		str_add(out, "…");
	str_clear(&line);
}

size_t
clean_count_hidden(const char *text, size_t len)
{
	struct cleaner cleaner = { .out = NULL };
	run_cleaner(&cleaner, text, len, SIZE_MAX);
	return cleaner.hidden;
}
