/*
 * Bodies are merged by paragraphs: runs of lines that are not blank (a line
 * of spaces and tabs alone is blank too). A body that only one head changed
 * is taken byte for byte; a combined one has its paragraphs parted by one
 * empty line each.
 *
 * Anchors hold the text in place (view_anchor.c). In the gap before, between
 * and behind them each head may say something else: that is one choice among
 * what the heads have there. Where there is no base, or where it would be too
 * much, the whole bodies are the one gap.
 */
#include "model/view_anchor.h"
#include "model/view_parts.h"

#include "base/mem.h"
#include "base/span.h"
#include "base/str.h"

#include <stdlib.h>

/* A body in paragraphs. */
struct text {
	struct span *paragraphs;
	size_t count;
	size_t cap;
	size_t *ids; /* the same for equal paragraphs of all texts */
};

struct merge {
	struct view *view;
	const struct view_bodies *from;
	bool has_base;
	struct text *texts; /* the base's, then the different ones of heads */
	size_t count;
	size_t *text_of; /* of each head */
	size_t id_count;
	struct value *wrapped; /* what each text has in a gap */
	struct str body;       /* the combined one so far */
	size_t paragraphs;     /* in it */
};

static bool
is_blank(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.data[i] != ' ' && line.data[i] != '\t')
			return false;
	return true;
}

static void
add_paragraph(struct text *text, const char *start, const char *end)
{
	text->paragraphs = mem_grow(text->paragraphs, &text->cap,
	    text->count + 1, sizeof *text->paragraphs);
	text->paragraphs[text->count++] =
	    span_make(start, (size_t)(end - start));
}

static void
split_text(struct text *text, struct span rest)
{
	const char *start = NULL, *end = NULL;

	for (struct span line = span_next_line(&rest); line.data != NULL;
	     line = span_next_line(&rest)) {
		if (start && is_blank(line)) {
			add_paragraph(text, start, end);
			start = NULL;
		}
		if (is_blank(line))
			continue;
		if (start == NULL)
			start = line.data;
		end = line.data + line.len;
	}
	if (start)
		add_paragraph(text, start, end);
}

/* A paragraph where it was found. */
struct found {
	struct span span;
	size_t *id; /* where its number is to be written */
};

static int
compare_found(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	return span_compare(left->span, right->span);
}

/* Numbers the different paragraphs of all texts. */
static void
number_paragraphs(struct merge *merge)
{
	size_t count = 0;
	struct found *found;

	for (size_t t = 0; t < merge->count; t++)
		count += merge->texts[t].count;
	found = mem_new_array(count, sizeof *found);
	count = 0;
	for (size_t t = 0; t < merge->count; t++) {
		struct text *text = &merge->texts[t];

		text->ids = mem_new_array(text->count, sizeof *text->ids);
		for (size_t p = 0; p < text->count; p++)
			found[count++] = (struct found){
				.span = text->paragraphs[p],
				.id = &text->ids[p],
			};
	}
	qsort(found, count, sizeof *found, compare_found);
	for (size_t f = 0; f < count; f++) {
		if (f == 0 || !span_equal(found[f - 1].span, found[f].span))
			merge->id_count++;
		*found[f].id = merge->id_count - 1;
	}
	free(found);
}

/* The paragraphs of a text from one to another, parted by empty lines. */
static void
join_paragraphs(struct str *out, const struct text *text, size_t first,
    size_t end)
{
	for (size_t p = first; p < end; p++) {
		if (out->len > 0)
			str_add(out, "\n\n");
		str_add_bytes(out, text->paragraphs[p].data,
		    text->paragraphs[p].len);
	}
}

/* What a text has in a gap; NULL where that is nothing. */
static const struct value *
wrap_gap(struct merge *merge, size_t t, size_t first, size_t end)
{
	struct str words = { 0 };

	merge->wrapped[t] = (struct value){ .shape = VALUE_ONE, .count = 1 };
	if (first >= end)
		return NULL;
	join_paragraphs(&words, &merge->texts[t], first, end);
	merge->wrapped[t].text = str_take(&words);
	return &merge->wrapped[t];
}

static void
add_words(struct merge *merge, const struct value *words)
{
	struct text text = { 0 };

	if (words == NULL)
		return;
	split_text(&text, span_of(words->text));
	join_paragraphs(&merge->body, &text, 0, text.count);
	merge->paragraphs += text.count;
	free(text.paragraphs);
}

static void
clear_wrapped(struct merge *merge)
{
	for (size_t t = 0; t < merge->count; t++)
		value_clear(&merge->wrapped[t]);
}

/* Variants one after the other, or what stands where there are none. */
static void
add_variants(struct merge *merge, const struct view_variant *variants,
    size_t count, const struct value *base)
{
#if MUTANT == 28
	count = count > 1 ? 1 : count;
#endif
	if (count == 0)
		add_words(merge, base);
	for (size_t v = 0; v < count; v++)
		if (!variants[v].is_absent)
			add_words(merge, &variants[v].value);
}

/* The choice in one gap, which in each text runs from `first` to `end`. */
static void
merge_gap(struct merge *merge, const size_t *first, const size_t *end)
{
	const struct view_bodies *from = merge->from;
	const struct value **gaps =
	    mem_new_array(merge->count, sizeof(const struct value *));
	const struct value **values =
	    mem_new_array(from->head_count, sizeof(const struct value *));
	struct view_choice choice = {
		.values = values,
		.heads = from->heads,
		.count = from->head_count,
		.has_base = merge->has_base,
	};
	struct view_variant *variants;
	size_t count, at = merge->paragraphs;

	for (size_t t = 0; t < merge->count; t++)
		gaps[t] = wrap_gap(merge, t, first[t], end[t]);
	for (size_t h = 0; h < from->head_count; h++)
		values[h] = gaps[merge->text_of[h]];
	choice.base = gaps[0];
	count = view_choose(&variants, &choice);
	add_variants(merge, variants, count, choice.base);
	if (count > 1)
		view_add_clash(merge->view, NULL, NULL, variants, count)->at =
		    at;
	else
		view_variants_free(variants, count);
	clear_wrapped(merge);
	free(gaps);
	free(values);
}

static bool
is_too_much(const struct merge *merge)
{
	for (size_t t = 0; t < merge->count; t++)
		if (merge->texts[t].count > VIEW_PARAGRAPHS_MAX)
			return true;
	return merge->view->word_count > VIEW_HEADS_MAX;
}

static size_t
find_anchors(struct merge *merge, size_t **places)
{
	struct anchor_text *texts = mem_new_array(merge->count, sizeof *texts);
	size_t count;

	number_paragraphs(merge);
	for (size_t t = 0; t < merge->count; t++)
		texts[t] = (struct anchor_text){
			.ids = merge->texts[t].ids,
			.count = merge->texts[t].count,
		};
	count = view_anchor_find(&texts[0], &texts[1], merge->count - 1,
	    merge->id_count, places);
	free(texts);
	return count;
}

/* Gap, anchor, gap, anchor, … gap. */
static void
merge_paragraphs(struct merge *merge)
{
	size_t *first = mem_new_array(merge->count, sizeof *first);
	size_t *end = mem_new_array(merge->count, sizeof *end);
	size_t *places = NULL;
	size_t count = 0;

	if (merge->has_base && !is_too_much(merge))
		count = find_anchors(merge, &places);
	for (size_t a = 0; a < count; a++) {
		const size_t *anchor = &places[a * merge->count];

		merge_gap(merge, first, anchor);
		join_paragraphs(&merge->body, &merge->texts[0], anchor[0],
		    anchor[0] + 1);
		merge->paragraphs++;
		for (size_t t = 0; t < merge->count; t++)
			first[t] = anchor[t] + 1;
	}
	for (size_t t = 0; t < merge->count; t++)
		end[t] = merge->texts[t].count;
	merge_gap(merge, first, end);
	free(first);
	free(end);
	free(places);
}

/* A head's body, for finding those that are the same. */
struct headed {
	struct span body;
	size_t head;
};

static int
compare_headed(const void *a, const void *b)
{
	const struct headed *left = a, *right = b;

	return span_compare(left->body, right->body);
}

/* Splits what the heads have, each different body once. */
static void
split_heads(struct merge *merge)
{
	const struct view_bodies *from = merge->from;
	struct headed *headed = mem_new_array(from->head_count, sizeof *headed);

	for (size_t h = 0; h < from->head_count; h++)
		headed[h] = (struct headed){
			.body = span_make(from->records[h]->body,
			    from->records[h]->body_len),
			.head = h,
		};
	qsort(headed, from->head_count, sizeof *headed, compare_headed);
	for (size_t h = 0; h < from->head_count; h++) {
		if (h == 0 || !span_equal(headed[h - 1].body, headed[h].body))
			split_text(&merge->texts[merge->count++],
			    headed[h].body);
		merge->text_of[headed[h].head] = merge->count - 1;
	}
	free(headed);
}

static void
split_base(struct merge *merge)
{
	const struct view_bodies *from = merge->from;

	merge->count = 1;
	if (merge->has_base && from->base_count > 0)
		split_text(&merge->texts[0],
		    span_make(from->bases[0]->body, from->bases[0]->body_len));
}

static void
merge_texts(struct merge *merge)
{
	size_t heads = merge->from->head_count;

	merge->texts = mem_new_array(heads + 1, sizeof *merge->texts);
	merge->wrapped = mem_new_array(heads + 1, sizeof *merge->wrapped);
	merge->text_of = mem_new_array(heads, sizeof *merge->text_of);
	split_base(merge);
	split_heads(merge);
	merge_paragraphs(merge);
	record_set_body(merge->view->record, str_text(&merge->body),
	    merge->body.len);
	for (size_t t = 0; t < merge->count; t++) {
		free(merge->texts[t].paragraphs);
		free(merge->texts[t].ids);
	}
	free(merge->texts);
	free(merge->wrapped);
	free(merge->text_of);
	str_clear(&merge->body);
}

static bool
has_same_body(const struct record *a, const struct record *b)
{
	return span_equal(span_make(a->body, a->body_len),
	    span_make(b->body, b->body_len));
}

/* The one body that differs from the base, or the base's; NULL where several
 * do. */
static const struct record *
find_only_body(const struct merge *merge)
{
	const struct view_bodies *from = merge->from;
	const struct record *only = NULL;

	for (size_t h = 0; h < from->head_count; h++) {
		const struct record *record = from->records[h];

		if (merge->has_base &&
		    (from->base_count > 0 ?
			    has_same_body(record, from->bases[0]) :
			    record->body_len == 0))
			continue;
		if (only && !has_same_body(only, record))
			return NULL;
		only = record;
	}
	return only ? only : from->records[0];
}

void
view_merge_body(struct view *view, const struct view_bodies *bodies)
{
	struct merge merge = {
		.view = view,
		.from = bodies,
		.has_base = true,
	};
	const struct record *only;

	for (size_t b = 1; b < bodies->base_count; b++)
		if (!has_same_body(bodies->bases[0], bodies->bases[b]))
			merge.has_base = false;
	only = find_only_body(&merge);
	if (only)
		record_set_body(view->record, only->body, only->body_len);
	else
		merge_texts(&merge);
}
