/*
 * UTF-8, strictly: what is not well-formed is refused or replaced, never
 * guessed. Normal forms and clusters by utf8proc, widths by wcwidth, which
 * is what terminals and ncurses go by.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes one character; returns its length in bytes (1-4) and sets
 * `*point`, or returns 0 where the bytes are not well-formed (overlong,
 * surrogate, past U+10FFFF, cut short) or len is 0.
 */
size_t utf8_decode(uint32_t *point, const char *text, size_t len);

/* Writes a code point as 1-4 bytes, no NUL; returns how many. */
size_t utf8_encode(char out[4], uint32_t point);

/* True if all of it is well-formed; else `*bad` (may be NULL) is the offset
 * of the first byte that is not. */
bool utf8_is_valid(const char *text, size_t len, size_t *bad);

/* Normal form C of well-formed text, NUL-ended, to be freed; `*out_len`
 * bytes. */
char *utf8_to_nfc(const char *text, size_t len, size_t *out_len);

/* Length in bytes of the first extended grapheme cluster; 0 at the end. A
 * byte that is not well-formed is one by itself; after 32 characters one
 * ends, so that no text can make this slow. */
size_t utf8_cluster(const char *text, size_t len);

/* Cells that well-formed, printable text takes up. */
size_t utf8_width(const char *text, size_t len);

/*
 * Cells of one code point: 0, 1 or 2. By wcwidth where the locale (LC_CTYPE,
 * which the program sets) has UTF-8, else, and for what the locale does not
 * know, by utf8proc; what neither knows takes 1.
 */
int utf8_point_width(uint32_t point);

/* Line and column (1-based, in characters) of a byte offset. */
void utf8_place(const char *text, size_t offset, size_t *line, size_t *column);

/* Case-folded and decomposed, the marks of Latin, Greek, Cyrillic, Hebrew and
 * Arabic letters taken off (in other scripts they are vowels): for comparing
 * names as people type them. NUL-ended, to be freed. */
char *utf8_fold(const char *text, size_t len);

enum utf8_class {
	UTF8_OTHER,
	UTF8_LETTER,
	UTF8_MARK,      /* combining, spacing or not */
	UTF8_FORMAT,    /* Cf: no shape of its own, steers that of others */
	UTF8_CONTROL,   /* C0, DEL, C1, line and paragraph separator */
	UTF8_PRIVATE,   /* private use */
	UTF8_UNASSIGNED /* as far as utf8proc knows */
};

enum utf8_class utf8_point_class(uint32_t point);

/* True for letters, digits and other numbers: what makes a word. */
bool utf8_point_is_wordlike(uint32_t point);

/* True for what can begin an emoji sequence (Extended_Pictographic). */
bool utf8_point_is_pictograph(uint32_t point);

#endif
