/*
 * Styles are put on after wrapping, so that they cannot change where a line
 * ends: wrapping puts in and takes out nothing but spaces and LF, so a part
 * of the text is known again by the number of other bytes before it, its
 * ink. A mark is such a part: from ink to ink.
 */
#include "page/lines.h"

#include "base/clean.h"
#include "base/markdown.h"
#include "base/mem.h"
#include "base/span.h"
#include "base/str.h"
#include "base/wrap.h"
#include "page/table.h"

#include <stdlib.h>
#include <string.h>

struct mark {
	size_t begin; /* ink before it */
	size_t end;
	enum page_style style;
};

struct marks {
	struct mark *all;
	size_t count;
	size_t cap;
	size_t seen; /* bytes of the text that were counted */
	size_t ink;  /* in those */
};

/* What stands around words of a style, so that colour alone never says it. */
struct signs {
	const char *begin;
	const char *end;
};

static const struct signs signs[] = {
	[PAGE_PLAIN] = { .begin = "", .end = "" },
	[PAGE_TITLE] = { .begin = "", .end = "" },
	[PAGE_QUIET] = { .begin = "", .end = "" },
	[PAGE_ADDED] = { .begin = "{+", .end = "+}" },
	[PAGE_REMOVED] = { .begin = "[-", .end = "-]" },
	[PAGE_FOUND] = { .begin = "[", .end = "]" },
	[PAGE_NOTICE] = { .begin = "", .end = "" },
};

void
lines_clear(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->all[i].text);
		free(lines->all[i].spans);
	}
	free(lines->all);
	*lines = (struct lines){ .all = NULL };
}

static struct page_line *
add_line(struct lines *lines, const char *text, size_t len)
{
	lines->all = mem_grow(lines->all, &lines->cap, lines->count + 1,
	    sizeof(*lines->all));
	struct page_line *line = &lines->all[lines->count++];
	*line = (struct page_line){ .text = mem_dup(text, len) };
	return line;
}

static void
add_span(struct page_line *line, const struct page_span *span)
{
	line->spans = mem_grow(line->spans, &line->span_cap,
	    line->span_count + 1, sizeof(*line->spans));
	line->spans[line->span_count++] = *span;
}

/* ------------------------------------------------------------ ink */

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

static size_t
count_ink(const char *text, size_t len)
{
	size_t ink = 0;
	for (size_t i = 0; i < len; i++)
		ink += !is_space(text[i]);
	return ink;
}

/* Where the byte stands that has so much ink before it. */
static size_t
find_ink(const char *text, size_t ink)
{
	size_t at = 0;
	while (is_space(text[at]) || ink > 0)
		ink -= !is_space(text[at++]);
	return at;
}

/* The ink of a text that only grows. */
static size_t
count_on(struct marks *marks, const struct str *text)
{
	marks->ink +=
	    count_ink(str_text(text) + marks->seen, text->len - marks->seen);
	marks->seen = text->len;
	return marks->ink;
}

static void
add_mark(struct marks *marks, const struct mark *mark)
{
	if (mark->style == PAGE_PLAIN || mark->begin == mark->end)
		return;
	marks->all = mem_grow(marks->all, &marks->cap, marks->count + 1,
	    sizeof(*marks->all));
	marks->all[marks->count++] = *mark;
}

/* The part of a mark that is on a line, which holds the ink from `first` up
 * to `last`. */
static void
put_mark(struct page_line *line, const struct mark *mark, size_t first,
    size_t last)
{
	size_t from = mark->begin > first ? mark->begin : first;
	size_t to = mark->end < last ? mark->end : last;
	if (to <= from)
		return;
	size_t begin = find_ink(line->text, from - first);
	size_t end = find_ink(line->text, to - 1 - first) + 1;
	const struct page_span span = {
		.begin = begin,
		.len = end - begin,
		.style = mark->style,
		.goes_on = mark->begin < first,
	};
	add_span(line, &span);
}

/* Rows that each end in LF, with the marks of their text. */
static void
add_marked(struct lines *out, const struct str *rows, const struct marks *marks)
{
	struct span rest = span_make(str_text(rows), rows->len);
	size_t ink = 0;
	size_t next = 0;
	while (rest.len > 0) {
		struct span row = span_next_line(&rest);
		size_t last = ink + count_ink(row.data, row.len);
		struct page_line *line = add_line(out, row.data, row.len);
		for (size_t i = next; i < marks->count; i++) {
			if (marks->all[i].begin >= last)
				break;
			put_mark(line, &marks->all[i], ink, last);
			next = marks->all[i].end <= last ? i + 1 : i;
		}
		ink = last;
	}
}

/* Rows without a style; takes their text. */
static void
add_rows(struct lines *out, struct str *rows)
{
	const struct marks none = { .all = NULL };
	add_marked(out, rows, &none);
	str_clear(rows);
}

/* ------------------------------------------------------------ blocks */

static void
lay_prose(struct lines *out, const struct paper_block *block, size_t cells)
{
	struct str clean = { 0 };
	struct str rows = { 0 };
	clean_text(&clean, block->text, strlen(block->text));
	wrap_text(&rows, str_text(&clean), block->indent, cells);
	add_rows(out, &rows);
	str_clear(&clean);
}

static void
lay_item(struct lines *out, const struct paper_block *block, size_t cells)
{
	struct str lead = { 0 };
	struct str clean = { 0 };
	struct str rows = { 0 };
	clean_line(&lead, block->lead, strlen(block->lead));
	clean_text(&clean, block->text, strlen(block->text));
	wrap_item(&rows, str_text(&lead), str_text(&clean), block->indent,
	    cells);
	add_rows(out, &rows);
	str_clear(&clean);
	str_clear(&lead);
}

static void
lay_markdown(struct lines *out, const struct paper_block *block, size_t cells)
{
	struct str rows = { 0 };
	markdown_print(&rows, block->text, block->indent, cells);
	add_rows(out, &rows);
}

static void
lay_title(struct lines *out, const struct paper_block *block, size_t cells)
{
	struct str clean = { 0 };
	struct str rows = { 0 };
	struct marks marks = { .all = NULL };
	clean_line(&clean, block->text, strlen(block->text));
	const struct mark whole = {
		.end = count_on(&marks, &clean),
		.style = PAGE_TITLE,
	};
	add_mark(&marks, &whole);
	wrap_text(&rows, str_text(&clean), 0, cells);
	add_marked(out, &rows, &marks);
	free(marks.all);
	str_clear(&rows);
	str_clear(&clean);
}

static void
lay_line(struct lines *out, const struct paper_block *block, size_t cells)
{
	const struct signs *around = &signs[block->style];
	size_t taken = strlen(around->begin) + strlen(around->end);
	struct str text = { 0 };
	str_add(&text, around->begin);
	clean_line_cut(&text, block->text, strlen(block->text),
	    cells > taken ? cells - taken : 0);
	str_add(&text, around->end);
	struct page_line *line = add_line(out, str_text(&text), text.len);
	const struct page_span whole = {
		.len = text.len,
		.style = block->style,
	};
	if (block->style != PAGE_PLAIN)
		add_span(line, &whole);
	str_clear(&text);
}

/* Signs stand against the words, with the spaces outside, so that wrapping
 * never parts them. */
static void
add_run(struct str *text, struct marks *marks, const struct paper_run *run)
{
	const struct signs *around = &signs[run->style];
	size_t begin = 0;
	size_t end = run->len;
	while (begin < end && is_space(run->text[begin]))
		begin++;
	while (end > begin && is_space(run->text[end - 1]))
		end--;
	clean_text(text, run->text, begin);
	struct mark mark = {
		.begin = count_on(marks, text),
		.style = run->style,
	};
	if (end > begin) {
		str_add(text, around->begin);
		clean_text(text, run->text + begin, end - begin);
		str_add(text, around->end);
	}
	mark.end = count_on(marks, text);
	add_mark(marks, &mark);
	clean_text(text, run->text + end, run->len - end);
}

static void
lay_runs(struct lines *out, const struct paper_block *block, size_t cells)
{
	struct str text = { 0 };
	struct str rows = { 0 };
	struct marks marks = { .all = NULL };
	for (size_t i = 0; i < block->run_count; i++)
		add_run(&text, &marks, &block->runs[i]);
	wrap_text(&rows, str_text(&text), block->indent, cells);
	add_marked(out, &rows, &marks);
	free(marks.all);
	str_clear(&rows);
	str_clear(&text);
}

/* Its rows are items, once it is known what has room. */
static void
lay_table(struct lines *out, const struct paper_block *block, size_t cells)
{
	struct paper rows = { .blocks = NULL };
	table_spread(&rows, block, cells);
	lines_lay(out, &rows, cells);
	paper_clear(&rows);
}

static void
lay_blank(struct lines *out, const struct paper_block *block, size_t cells)
{
	(void)block;
	(void)cells;
	add_line(out, "", 0);
}

typedef void lay_block(struct lines *out, const struct paper_block *block,
    size_t cells);

static lay_block *const layers[] = {
	[PAPER_PROSE] = lay_prose,
	[PAPER_ITEM] = lay_item,
	[PAPER_MARKDOWN] = lay_markdown,
	[PAPER_TITLE] = lay_title,
	[PAPER_LINE] = lay_line,
	[PAPER_RUNS] = lay_runs,
	[PAPER_TABLE] = lay_table,
	[PAPER_BLANK] = lay_blank,
};

void
lines_lay(struct lines *out, const struct paper *paper, size_t cells)
{
	for (size_t i = 0; i < paper->count; i++) {
		const struct paper_block *block = &paper->blocks[i];
		size_t at = out->count;
		layers[block->form](out, block, cells);
		for (; at < out->count; at++)
			out->all[at].block = i;
	}
}
