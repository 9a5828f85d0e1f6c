/*
 * A paper: what is to be read of something, block by block, before anybody
 * knows how wide it is shown, and where. Commands print it, the screen draws
 * it; lines.h lays it out for a width. Texts are put in as they are, with
 * whatever people wrote: they are cleaned when they are laid out.
 */
#ifndef PAGE_PAPER_H
#define PAGE_PAPER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

enum page_style {
	PAGE_PLAIN,
	PAGE_TITLE,
	PAGE_QUIET,   /* beside the point: not dim, but never alone */
	PAGE_ADDED,   /* with {+ +} in any case */
	PAGE_REMOVED, /* with [- -] in any case */
	PAGE_FOUND,   /* with [ ] in any case */
	PAGE_NOTICE   /* a fault or a warning */
};

enum paper_form {
	PAPER_PROSE,    /* text, after indent */
	PAPER_ITEM,     /* the same with a first line that begins with lead */
	PAPER_MARKDOWN, /* text as CommonMark, after indent */
	PAPER_TITLE,    /* text */
	PAPER_LINE,     /* text, in style, cut at the edge */
	PAPER_RUNS,     /* runs as one text, after indent */
	PAPER_TABLE,    /* cells in columns */
	PAPER_BLANK     /* an empty line */
};

struct paper_run {
	enum page_style style;
	char *text;
	size_t len;
};

struct paper_column {
	bool may_go; /* may stand below where the line is too narrow */
	bool right;  /* numbers */
};

/* What its form says has a meaning; all else is zero. */
struct paper_block {
	enum paper_form form;
	enum page_style style;
	size_t indent; /* cells */
	char *lead;
	char *text;
	struct paper_run *runs;
	size_t run_count;
	size_t run_cap;
	struct paper_column *columns;
	size_t column_count;
	char **cells; /* row by row */
	size_t cell_count;
	size_t cell_cap;
};

/* Zeroed it is empty and valid. All in it is its own: what is put in is
 * copied. */
struct paper {
	struct paper_block *blocks;
	size_t count;
	size_t cap;
};
void paper_clear(struct paper *paper);

/* A sentence or paragraphs. */
void paper_prose(struct paper *paper, size_t indent, const char *text);
/* The same with a first line that begins with `lead` and the rest below what
 * follows it: "- ", "R-7kq4  ". */
void paper_item(struct paper *paper, size_t indent, const char *lead,
    const char *text);
/* A body in Markdown. */
void paper_markdown(struct paper *paper, size_t indent, const char *body);
/* What a page or a part of it is called. */
void paper_title(struct paper *paper, const char *text);
/* One line, cut where it is too long. */
void paper_line(struct paper *paper, enum page_style style, const char *text);
void paper_blank(struct paper *paper);

/* Prose of a sentence with "{1}" places, translated, and at most nine texts
 * that fill them, ended by NULL. */
void paper_say(struct paper *paper, size_t indent, const char *sentence, ...)
    __attribute__((sentinel));
void paper_say_list(struct paper *paper, size_t indent, const char *sentence,
    va_list list);

/*
 * Words that stayed, went and came, or that were looked for, as one run of
 * prose: paper_runs begins it, and each paper_run adds a piece to it before
 * any other block is added. What went will stand in [- -], what came in
 * {+ +}, and what was found in [ ].
 */
void paper_runs(struct paper *paper, size_t indent);
void paper_run(struct paper *paper, enum page_style style, const char *text,
    size_t len);

/*
 * Rows in columns: paper_table begins them, and each paper_row adds one, with
 * a cell for each column, before any other block is added. Widths fit the
 * longest cell; the last column takes what is left.
 */
void paper_table(struct paper *paper, const struct paper_column *columns,
    size_t count);
void paper_row(struct paper *paper, const char *const *cells);

#endif
