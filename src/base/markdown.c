/*
 * md4c finds the blocks and calls us; a block's words are gathered as they
 * are, entities decoded, and cleaned only when the block is complete: "&#27;"
 * is harmless until it is decoded.
 *
 * Rows begin with a prefix, the marks of all open quotes and the space of
 * all open items ("> " and "  "), except for the first row of an item, which
 * begins with a lead in its place ("> - "). A gap is the blank row that is
 * owed before the next row, with the part of the prefix that both share.
 *
 * Three things of md4c 0.4.8 take more than linear time: marks within one
 * long paragraph (looked up one by one over its lines), containers (each
 * line is held against all that are open) and references (each looks
 * through its address). markdown_is_costly() bounds them before.
 */
#include "base/markdown.h"

#include "base/clean.h"
#include "base/entity.h"
#include "base/mem.h"
#include "base/span.h"
#include "base/utf8.h"
#include "base/wrap.h"

#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Longer bodies are shown as they are: no record is longer. */
#define BODY_MAX ((size_t)16 << 20)
/* Most steps that md4c may be made to take, some nanoseconds each. */
#define COST_MAX ((uint64_t)256 << 20)
#define CODE_PREFIX "    "

/* An open quote, list or item. */
struct level {
	size_t prefix_len; /* of the prefix outside of it */
	unsigned number;   /* of the next item; only in numbered lists */
	char mark;         /* '.' or ')' after a number; '\0': no number */
	bool tight;        /* its items have no blank rows in between */
};

struct page {
	struct str *out;
	size_t start; /* where our rows begin in it */
	size_t indent;
	size_t cells;
	struct str prefix;
	struct str lead;
	bool has_lead;
	bool has_gap;
	size_t gap_len;  /* bytes of the prefix that a gap shows */
	struct str text; /* of the block so far */
	struct level *levels;
	size_t level_count;
	size_t level_cap;
	size_t *spans; /* where the text of open links and images starts */
	size_t span_count;
	size_t span_cap;
	size_t address_left; /* bytes that addresses may still take */
};

/* ----------------------------------------------------------------- rows */

static void
put_row(struct page *page, const char *start, size_t start_len,
    struct span text)
{
	str_add_repeat(page->out, ' ', page->indent);
	str_add_bytes(page->out, start, start_len);
	str_add_bytes(page->out, text.data, text.len);
	while (page->out->len > 0 && page->out->data[page->out->len - 1] == ' ')
		str_cut(page->out, page->out->len - 1);
	str_add_char(page->out, '\n');
}

static void
put_text_row(struct page *page, struct span text)
{
	if (page->has_gap)
		put_row(page, str_text(&page->prefix), page->gap_len,
		    span_of(""));
	page->has_gap = false;
	const struct str *start = page->has_lead ? &page->lead : &page->prefix;
	put_row(page, str_text(start), start->len, text);
	page->has_lead = false;
}

/* Not before the first row. */
static void
owe_gap(struct page *page)
{
	page->has_gap = page->out->len > page->start;
	page->gap_len = page->prefix.len;
}

/* Cells that text may take; marks are ASCII. */
static size_t
count_room(const struct page *page)
{
	size_t taken = page->indent + page->prefix.len;
	return page->cells > taken ? page->cells - taken : 1;
}

/* Puts out the block's words. */
static void
flush_text(struct page *page)
{
	if (page->text.len == 0)
		return;
	struct str cleaned = { 0 };
	struct str rows = { 0 };
	clean_text(&cleaned, page->text.data, page->text.len);
	wrap_text(&rows, str_text(&cleaned), 0, count_room(page));
	struct span rest = span_make(str_text(&rows), rows.len);
	while (rest.len > 0)
		put_text_row(page, span_next_line(&rest));
	str_clear(&rows);
	str_clear(&cleaned);
	str_cut(&page->text, 0);
}

/* --------------------------------------------------------------- levels */

/* Opens a level; its first row begins with `first`, the others with as many
 * cells of `rest`. */
static struct level *
push_level(struct page *page, const char *first, const char *rest)
{
	page->levels = mem_grow(page->levels, &page->level_cap,
	    page->level_count + 1, sizeof *page->levels);
	struct level *level = &page->levels[page->level_count++];
	*level = (struct level){ .prefix_len = page->prefix.len };
	size_t taken = page->indent + page->prefix.len + strlen(rest);
	if (taken > page->cells / 2)
		return level;
	if (!page->has_lead && strcmp(first, rest) != 0) {
		str_cut(&page->lead, 0);
		str_add_bytes(&page->lead, str_text(&page->prefix),
		    page->prefix.len);
		page->has_lead = true;
	}
	if (page->has_lead)
		str_add(&page->lead, first);
	str_add(&page->prefix, rest);
	return level;
}

static void
pop_level(struct page *page)
{
	/* An item without words still is one. */
	if (page->has_lead)
		put_text_row(page, span_of(""));
	page->level_count--;
	str_cut(&page->prefix, page->levels[page->level_count].prefix_len);
	if (page->gap_len > page->prefix.len)
		page->gap_len = page->prefix.len;
}

static void
open_item(struct page *page)
{
	char first[16] = "- ";
	char rest[16];
	struct level *list = &page->levels[page->level_count - 1];
	if (list->mark != '\0') {
		struct str number = { 0 };
		str_add_format(&number, "%u%c ", list->number % 1000000000,
		    list->mark);
		memcpy(first, number.data, number.len + 1);
		str_clear(&number);
		list->number++;
	}
	size_t len = strlen(first);
	memset(rest, ' ', len);
	rest[len] = '\0';
	bool tight = list->tight;
	push_level(page, first, rest)->tight = tight;
}

/* True inside of an item whose list has no blank rows. */
static bool
is_tight(const struct page *page)
{
	return page->level_count > 0 &&
	    page->levels[page->level_count - 1].tight;
}

/* --------------------------------------------------------------- blocks */

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct page *page = data;
	flush_text(page);
	if (type == MD_BLOCK_QUOTE) {
		push_level(page, "> ", "> ");
	} else if (type == MD_BLOCK_UL) {
		const MD_BLOCK_UL_DETAIL *list = detail;
		push_level(page, "", "")->tight = list->is_tight != 0;
	} else if (type == MD_BLOCK_OL) {
		const MD_BLOCK_OL_DETAIL *list = detail;
		struct level *level = push_level(page, "", "");
		level->tight = list->is_tight != 0;
		level->number = list->start;
		level->mark = list->mark_delimiter;
	} else if (type == MD_BLOCK_LI) {
		open_item(page);
	} else if (type == MD_BLOCK_CODE) {
		push_level(page, CODE_PREFIX, CODE_PREFIX);
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct page *page = data;
	(void)detail;
	if (type == MD_BLOCK_HR)
		str_add(&page->text, "---");
	flush_text(page);
	switch (type) {
	case MD_BLOCK_QUOTE:
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
	case MD_BLOCK_CODE:
		pop_level(page);
		owe_gap(page);
		break;
	case MD_BLOCK_LI:
		pop_level(page);
		break;
	default:
		owe_gap(page);
		break;
	}
	/* Within an item of a list without blank rows none is owed. */
	if (is_tight(page))
		page->has_gap = false;
	return 0;
}

/* ---------------------------------------------------------------- words */

/* Adds words of one sort; MD_TEXT_NORMAL for those as they stand. */
static void
add_words(struct str *out, MD_TEXTTYPE type, const char *text, size_t len)
{
	uint32_t point = ' ';
	switch (type) {
	case MD_TEXT_BR:
		point = '\n';
		break;
	case MD_TEXT_SOFTBR:
		break;
	case MD_TEXT_ENTITY:
		point = entity_decode(text, len);
		/* Only markup makes a new row. */
		if (point == '\n')
			point = ' ';
		break;
	default:
		point = 0;
		break;
	}
	if (point == 0) {
		str_add_bytes(out, text, len);
		return;
	}
	char bytes[4];
	str_add_bytes(out, bytes, utf8_encode(bytes, point));
}

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
	struct page *page = data;
	add_words(&page->text, type, text, size);
	return 0;
}

/* ---------------------------------------------------------------- links */

static void
add_attribute(struct str *out, const MD_ATTRIBUTE *attribute)
{
	for (size_t i = 0; attribute->substr_offsets[i] < attribute->size;
	     i++) {
		MD_OFFSET from = attribute->substr_offsets[i];
		MD_OFFSET to = attribute->substr_offsets[i + 1];
		add_words(out, attribute->substr_types[i],
		    attribute->text + from, to - from);
	}
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct page *page = data;
	(void)detail;
	if (type != MD_SPAN_A && type != MD_SPAN_IMG)
		return 0;
	page->spans = mem_grow(page->spans, &page->span_cap,
	    page->span_count + 1, sizeof *page->spans);
	page->spans[page->span_count++] = page->text.len;
	return 0;
}

/* True where the words of a link are its address already. */
static bool
shows_address(struct span words, struct span address)
{
	static const char mail[] = "mailto:";
	size_t len = sizeof mail - 1;
	if (span_equal(words, address))
		return true;
	return address.len > len && memcmp(address.data, mail, len) == 0 &&
	    span_equal(words, span_make(address.data + len, address.len - len));
}

static void
put_address(struct page *page, const MD_ATTRIBUTE *where, size_t start)
{
	/* A few references to one long address would fill any screen. */
	if (where->size > page->address_left) {
		str_add(&page->text, " (…)");
		return;
	}
	page->address_left -= where->size;
	struct str address = { 0 };
	add_attribute(&address, where);
	struct span words =
	    span_make(str_text(&page->text) + start, page->text.len - start);
	if (!shows_address(words, span_make(str_text(&address), address.len))) {
		str_add(&page->text, words.len > 0 ? " (" : "(");
		str_add_bytes(&page->text, str_text(&address), address.len);
		str_add_char(&page->text, ')');
	}
	str_clear(&address);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct page *page = data;
	if (type == MD_SPAN_A) {
		const MD_SPAN_A_DETAIL *link = detail;
		put_address(page, &link->href, page->spans[--page->span_count]);
	} else if (type == MD_SPAN_IMG) {
		const MD_SPAN_IMG_DETAIL *image = detail;
		put_address(page, &image->src, page->spans[--page->span_count]);
	}
	return 0;
}

/* ----------------------------------------------------------------- whole */

struct cost {
	uint64_t lines;
	uint64_t lead;    /* longest run of container marks at a line's start */
	uint64_t marks;   /* characters that may be markup */
	uint64_t run;     /* bytes of the paragraph so far */
	uint64_t longest; /* of all paragraphs */
};

static void
count_line(struct cost *cost, struct span line)
{
	size_t lead = 0;
	while (lead < line.len &&
	    memchr(" \t>*+-.)0123456789", line.data[lead], 18) != NULL)
		lead++;
	for (size_t i = 0; i < line.len; i++)
		if (memchr("[]<>`*_\\&", line.data[i], 9) != NULL)
			cost->marks++;
	cost->lines++;
	cost->run = lead < line.len ? cost->run + line.len + 1 : 0;
	if (cost->lead < lead)
		cost->lead = lead;
	if (cost->longest < cost->run)
		cost->longest = cost->run;
}

bool
markdown_is_costly(const char *body, size_t len)
{
	struct cost cost = { .lines = 0 };
	struct span rest = span_make(body, len);
	if (len > BODY_MAX)
		return true;
	while (rest.len > 0)
		count_line(&cost, span_next_line(&rest));
	return cost.lines * cost.lead > COST_MAX ||
	    cost.marks * cost.longest > COST_MAX;
}

static int
parse(struct page *page, const char *body, size_t len)
{
	const MD_PARSER parser = {
		.flags = MD_FLAG_NOHTML,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = take_text,
	};
	return md_parse(body, (MD_SIZE)len, &parser, page);
}

void
markdown_print(struct str *out, const char *body, size_t indent, size_t cells)
{
	size_t len = strlen(body);
	struct page page = {
		.out = out,
		.start = out->len,
		.indent = indent,
		.cells = cells,
		.address_left = len,
	};
	bool plain = markdown_is_costly(body, len);
	if (!plain && parse(&page, body, len) != 0) {
		/* For want of memory: what is there is not all. */
		str_cut(out, page.start);
		plain = true;
	}
	if (plain) {
		struct str cleaned = { 0 };
		clean_text(&cleaned, body, len);
		wrap_text(out, str_text(&cleaned), indent, cells);
		str_clear(&cleaned);
	}
	free(page.spans);
	free(page.levels);
	str_clear(&page.text);
	str_clear(&page.lead);
	str_clear(&page.prefix);
}
