/*
 * Output: everything that reaches the terminal goes through here, cleaned,
 * wrapped to the width (80 at most, what $COLUMNS or the terminal has if
 * that is less), without colour where NO_COLOR is set, --plain was given, or
 * it is not a terminal. Results go to standard output, all else to standard
 * error.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include "base/str.h"

#include <withus/err.h>

#include <stdbool.h>
#include <stddef.h>

enum out_style {
	OUT_PLAIN,
	OUT_TITLE,   /* bold */
	OUT_QUIET,   /* beside the point: not dim, but never alone */
	OUT_ADDED,   /* with {+ +} in any case */
	OUT_REMOVED, /* with [- -] in any case */
	OUT_FOUND,   /* bold, with [ ] in any case */
	OUT_NOTICE   /* a fault or a warning */
};

void out_open(bool plain);

/* How many cells a line has: 20 to 80. */
size_t out_width(void);
bool out_is_terminal(void);

/* Prose: a sentence or paragraphs, cleaned, wrapped after `indent` spaces. */
void out_prose(size_t indent, const char *text);
/* The same with a first line that begins with `lead` and the rest below what
 * follows it: "- ", "  --on DAY  ". */
void out_item(size_t indent, const char *lead, const char *text);
/* A body in Markdown, rendered for reading. */
void out_markdown(size_t indent, const char *body);
/* What a page or a part of it is called: wrapped, bold. */
void out_title(const char *text);
/* One line, cleaned and cut to the width. */
void out_line(enum out_style style, const char *text);
/* A sentence with "{1}" places, filled and wrapped: say_fill + out_prose. */
void out_say(const char *sentence, ...) __attribute__((sentinel));
void out_blank(void);
/* A question that is answered on the same line: no LF, and flushed. */
void out_prompt(const char *text);

/*
 * Words that stayed, went and came, or that were looked for, as one run of
 * prose: pieces are gathered by out_run, and out_runs_end wraps and prints
 * them. What went stands in [- -], what came in {+ +} and what was found in
 * [ ], with or without colour.
 */
struct out_runs {
	struct str text;
};
void out_run(struct out_runs *runs, enum out_style style, const char *text,
    size_t len);
void out_runs_end(struct out_runs *runs, size_t indent); /* frees it */

/*
 * Rows in columns: widths fit the longest cell, the last column takes what
 * is left and is wrapped; where the line is too narrow, columns marked
 * `may_go` stand below instead, the rightmost first. Cells are cleaned;
 * columns must live until the table is printed.
 */
struct out_column {
	bool may_go;
	bool right; /* numbers */
};
struct out_table; /* opaque */
struct out_table *out_table_new(const struct out_column *columns, size_t count);
void out_table_add(struct out_table *table, const char *const *cells);
void out_table_print(struct out_table *table); /* frees it */

/* Text that was made for a pipe or for JSON, as it is (already escaped). */
void out_raw(const char *text, size_t len);

/* Messages beside the result: standard error, cleaned and wrapped. */
void out_notice(const char *text);
/* A person's own words, cleaned but neither wrapped nor changed, to be copied
 * from the screen. */
void out_give_back(const char *text, size_t len);
void out_progress(const char *text); /* on a terminal alone; replaced by the
					next, wiped by the next output */
/* The message of a fault, as a notice. */
void out_fault(const struct err *err);

/* Flushes; -ERR_OUT_CLOSED where the reader has gone or the disk is full. */
int out_close(void);
/* True if what out_close found is only that nobody reads on: no message is
 * wanted then (`withus diary | head`). */
bool out_has_lost_reader(void);

#endif
