/*
 * md4c tells blocks without their places; but the words that it hands over lie
 * in the text that it was given, and so do the lines around them. What does
 * not lie there (a line break, a character that it puts in place of another)
 * is passed over.
 */
#include "base/outline.h"

#include "base/markdown.h"
#include "base/mem.h"

#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct outlining {
	const char *text;
	size_t len;
	struct outline *out;
	size_t depth; /* quotes, lists and items that are open */
	bool is_open; /* words now belong to the mark below */
	bool is_item;
	unsigned level;
	size_t first; /* offset of the first of its words; SIZE_MAX */
	size_t last;  /* behind the last of them */
};

static size_t
find_line(const struct outlining *outlining, size_t at)
{
	while (at > 0 && outlining->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t
find_line_end(const struct outlining *outlining, size_t at)
{
	while (at < outlining->len && outlining->text[at] != '\n')
		at++;
	return at;
}

static size_t
skip(const struct outlining *outlining, size_t at, const char *set)
{
	while (at < outlining->len && outlining->text[at] != '\0' &&
	    strchr(set, outlining->text[at]) != NULL)
		at++;
	return at;
}

/* Behind "## "; or `from` where the heading is one that is underlined. */
static size_t
skip_number_signs(const struct outlining *outlining, size_t from)
{
	size_t at = skip(outlining, from, " ");
	size_t end = skip(outlining, at, "#");

	if (end == at || end - at > 6 || end == outlining->len ||
	    strchr(" \t", outlining->text[end]) == NULL)
		return from;
	return skip(outlining, end, " \t");
}

/* Behind "- ", "12) "; or `from` where there is none. */
static size_t
skip_item_sign(const struct outlining *outlining, size_t from)
{
	size_t at = skip(outlining, from, " \t");
	size_t digits = skip(outlining, at, "0123456789");
	size_t end = digits;

	if (end < outlining->len &&
	    strchr(digits > at ? ".)" : "-+*", outlining->text[end]) != NULL)
		end++;
	if (end == digits || end == outlining->len ||
	    strchr(" \t", outlining->text[end]) == NULL)
		return from;
	return skip(outlining, end, " \t");
}

/* The line below an underlined heading; md4c has seen that there is one. */
static size_t
skip_underline(const struct outlining *outlining, size_t at)
{
	while (at < outlining->len) {
		size_t begin = skip(outlining, at, " ");
		size_t end = skip(outlining, begin, "=-");

		end = end > begin ? skip(outlining, end, " \t") : begin;
		at = find_line_end(outlining, at);
		if (end > begin && end == at)
			break;
		at += at < outlining->len;
	}
	return at;
}

/* "Words ##" ends at "Words". */
static size_t
cut_number_signs(const struct outlining *outlining, size_t from, size_t end)
{
	const char *text = outlining->text;
	size_t at;

	while (end > from && strchr(" \t", text[end - 1]) != NULL)
		end--;
	at = end;
	while (at > from && text[at - 1] == '#')
		at--;
	if (at == end || (at > from && strchr(" \t", text[at - 1]) == NULL))
		return end;
	while (at > from && strchr(" \t", text[at - 1]) != NULL)
		at--;
	return at;
}

static void
close_heading(const struct outlining *outlining, struct outline_mark *mark)
{
	size_t end = find_line_end(outlining, outlining->last);

	mark->text = skip_number_signs(outlining, mark->from);
	mark->end = end;
	if (mark->text > mark->from) {
		mark->end = cut_number_signs(outlining, mark->text, end);
		mark->to = end + (end < outlining->len);
		return;
	}
	end = skip_underline(outlining, end + (end < outlining->len));
	mark->to = end + (end < outlining->len);
}

static void
close_mark(struct outlining *outlining)
{
	struct outline *out = outlining->out;
	struct outline_mark *mark;

	if (!outlining->is_open)
		return;
	outlining->is_open = false;
	if (outlining->first == SIZE_MAX)
		return;
	out->marks = mem_grow(out->marks, &out->cap, out->count + 1,
	    sizeof(*out->marks));
	mark = &out->marks[out->count++];
	*mark = (struct outline_mark){
		.is_item = outlining->is_item,
		.level = outlining->level,
		.from = find_line(outlining, outlining->first),
	};
	if (!mark->is_item) {
		close_heading(outlining, mark);
		return;
	}
	mark->text = skip_item_sign(outlining, mark->from);
	mark->end = find_line_end(outlining, outlining->last);
	mark->to = mark->end + (mark->end < outlining->len);
}

static void
open_mark(struct outlining *outlining, bool is_item, unsigned level)
{
	outlining->is_open = true;
	outlining->is_item = is_item;
	outlining->level = level;
	outlining->first = SIZE_MAX;
	outlining->last = 0;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct outlining *outlining = data;

	if (type != MD_BLOCK_P)
		close_mark(outlining);
	if (type == MD_BLOCK_H && outlining->depth == 0)
		open_mark(outlining, false,
		    ((MD_BLOCK_H_DETAIL *)detail)->level);
	if (type == MD_BLOCK_LI && outlining->depth == 1)
		open_mark(outlining, true, 0);
	if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL ||
	    type == MD_BLOCK_OL || type == MD_BLOCK_LI)
		outlining->depth++;
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct outlining *outlining = data;

	(void)detail;
	close_mark(outlining);
	if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL ||
	    type == MD_BLOCK_OL || type == MD_BLOCK_LI)
		outlining->depth--;
	return 0;
}

static int
pass_span(MD_SPANTYPE type, void *detail, void *data)
{
	(void)type;
	(void)detail;
	(void)data;
	return 0;
}

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
	struct outlining *outlining = data;
	uintptr_t at = (uintptr_t)text - (uintptr_t)outlining->text;

	(void)type;
	if (!outlining->is_open ||
	    (uintptr_t)text < (uintptr_t)outlining->text ||
	    at > outlining->len || size > outlining->len - at)
		return 0;
	if (outlining->first == SIZE_MAX)
		outlining->first = at;
	if (outlining->last < at + size)
		outlining->last = at + size;
	return 0;
}

bool
outline_read(struct outline *out, const char *text, size_t len)
{
	struct outlining outlining = { .text = text, .len = len, .out = out };
	const MD_PARSER parser = {
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = pass_span,
		.leave_span = pass_span,
		.text = take_text,
	};

	if (!markdown_is_costly(text, len) &&
	    md_parse(text, (MD_SIZE)len, &parser, &outlining) == 0)
		return true;
	outline_clear(out);
	return false;
}

void
outline_clear(struct outline *outline)
{
	free(outline->marks);
	*outline = (struct outline){ .marks = NULL };
}
