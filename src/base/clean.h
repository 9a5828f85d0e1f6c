/*
 * The one sanitiser: it stands between every string from outside and the
 * terminal. What could steer a terminal, hide, or pose as something else is
 * made visible or dropped; letters of every script stay.
 */
#ifndef BASE_CLEAN_H
#define BASE_CLEAN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Adds text of several lines, cleaned: LF stays, TAB becomes spaces to the
 * next multiple of 8; other C0 become their pictures (U+2400 + c); DEL, C1,
 * bad bytes, bidi controls, tags, noncharacters, private use and invisible
 * characters become U+FFFD, except ZWJ and ZWNJ inside Arabic, Indic and
 * emoji sequences, and variation selectors after a base; of combining marks
 * at most 4 stay on one base (Indic, Thai and Arabic marks are letters'
 * parts and count the same), and a mark with nothing to sit on becomes
 * U+FFFD. The same text twice cleaned is the same. Any bytes may come in;
 * what goes out is well-formed UTF-8.
 */
void clean_text(struct str *out, const char *text, size_t len);

/* The same for places of one line: LF and TAB become a space. */
void clean_line(struct str *out, const char *text, size_t len);

/* A line cut to at most `cells` cells, whole clusters, ending in "…" where
 * something was left out. */
void clean_line_cut(struct str *out, const char *text, size_t len,
    size_t cells);

/* How many characters clean_text would not show as they are. */
size_t clean_count_hidden(const char *text, size_t len);

#endif
