/*
 * What changed between two versions, word by word. A text is taken apart
 * into words, the spaces between them, and line ends; the comparison itself
 * is repo/diff.h's.
 */
#include <withus/history.h>
#include <withus/write.h>

#include "base/mem.h"
#include "base/span.h"
#include "base/utf8.h"
#include "core/derive.h"
#include "core/inside.h"
#include "core/option.h"
#include "core/version.h"
#include "model/counting.h"
#include "model/view.h"
#include "repo/diff.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The two sides of a comparison, and where the runs go. */
struct comparing {
	struct journal *journal;
	const struct id *project;
	const struct record *before;
	const struct record *after;
	int (*each)(void *data, const struct change_run *run);
	void *data;
};

struct tokens {
	struct span *items;
	size_t count;
	size_t cap;
};

enum token_class {
	CLASS_WORD,
	CLASS_SPACE,
	CLASS_OTHER /* each cluster by itself: punctuation, scripts without
		       spaces */
};

static enum token_class
classify(const char *text, size_t len)
{
	uint32_t point = 0;

	if (utf8_decode(&point, text, len) == 0)
		return CLASS_OTHER;
	if (point == ' ' || point == '\t')
		return CLASS_SPACE;
	if (point < 0x80)
		return isalnum((int)point) || point == '\'' || point == '-' ?
		    CLASS_WORD :
		    CLASS_OTHER;
	/* Thai, Lao, Khmer, Chinese, Japanese: words are not parted. */
	if ((point >= 0x0e00 && point < 0x0f00) ||
	    (point >= 0x1780 && point < 0x1800) ||
	    (point >= 0x2e80 && point < 0xac00) || point >= 0xf900)
		return CLASS_OTHER;
	return CLASS_WORD;
}

static void
split_tokens(struct tokens *tokens, const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t begin = at;
		enum token_class class = classify(text + at, len - at);

		do {
			size_t step = utf8_cluster(text + at, len - at);

			at += step > 0 ? step : 1;
		} while (at < len && class != CLASS_OTHER &&
		    classify(text + at, len - at) == class);
		tokens->items = mem_grow(tokens->items, &tokens->cap,
		    tokens->count + 1, sizeof(*tokens->items));
		tokens->items[tokens->count++] =
		    span_make(text + begin, at - begin);
	}
}

/* One text's comparison on its way to the caller. */
struct running {
	const struct comparing *comparing;
	const struct tokens *before;
	const struct tokens *after;
	struct change_run run;
};

static const enum change_op ops[] = {
	[DIFF_SAME] = CHANGE_SAME,
	[DIFF_REMOVED] = CHANGE_REMOVED,
	[DIFF_ADDED] = CHANGE_ADDED,
};

static int
give_run(void *data, enum diff_op op, size_t first, size_t count)
{
	struct running *running = data;
	const struct tokens *side =
	    op == DIFF_ADDED ? running->after : running->before;
	const char *begin = side->items[first].data;
	const struct span *last = &side->items[first + count - 1];

	running->run.op = ops[op];
	running->run.text = begin;
	running->run.len = (size_t)(last->data + last->len - begin);
	return running->comparing->each(running->comparing->data,
	    &running->run);
}

static int
compare_texts(const struct comparing *comparing, const char *field,
    const char *before, const char *after)
{
	const struct kind *kind = kind_by_name(comparing->after->kind);
	struct tokens old = { 0 };
	struct tokens new = { 0 };
	struct running running = {
		.comparing = comparing, .before = &old, .after = &new,
		.run = {
			.field = field,
			.about = field != NULL && kind != NULL ?
			    kind_field(kind, field) : NULL,
		},
	};
	int err = 0;

	split_tokens(&old, before, strlen(before));
	split_tokens(&new, after, strlen(after));
	if (old.count > 0 || new.count > 0)
		err = diff_tokens(&(struct diff_list){ .items = old.items,
				      .count = old.count },
		    &(struct diff_list){ .items = new.items,
			.count = new.count },
		    give_run, &running);
	free(old.items);
	free(new.items);
	return err;
}

/* The first cell may be a name whatever the others are. */
static char *
print_cell(const struct comparing *comparing, const struct kind_field *field,
    const struct row *row, size_t index)
{
	struct kind_field named = { .name = NULL };

	if (field != NULL && field->names_first && index == 1) {
		named = *field;
		named.form = FORM_NAMES;
		field = &named;
	}
	return write_describe(comparing->journal, comparing->project, field,
	    row->cells[index]);
}

static void
print_row(const struct comparing *comparing, struct str *text,
    const struct kind_field *field, const struct row *row)
{
	for (size_t c = 1; c < row->count; c++) {
		char *cell = print_cell(comparing, field, row, c);

		str_add(text, c > 1 ? " | " : "");
		str_add(text, cell);
		free(cell);
	}
}

/* A value as words that can be compared; each item on a line. */
static char *
print_value(const struct comparing *comparing, const char *key,
    const struct value *value)
{
	const struct kind *kind = kind_by_name(comparing->after->kind);
	const struct kind_field *field =
	    kind != NULL ? kind_field(kind, key) : NULL;
	struct str text = { 0 };

	if (value == NULL)
		return mem_dup("", 0);
	if (field != NULL && field->form == FORM_ROW &&
	    value->shape == VALUE_ONE)
		return option_describe(comparing->journal,
		    &(struct option_asked){ .project = *comparing->project,
			.words = comparing->after,
			.field = field },
		    value->text);
	if (value->shape == VALUE_ONE)
		return write_describe(comparing->journal, comparing->project,
		    field, value->text);
	for (size_t i = 0; i < value->count; i++) {
		if (i > 0)
			str_add(&text, "\n");
		if (value->shape == VALUE_ROWS) {
			print_row(comparing, &text, field, &value->rows[i]);
		} else {
			char *item = write_describe(comparing->journal,
			    comparing->project, field, value->items[i]);

			str_add(&text, item);
			free(item);
		}
	}
	return str_take(&text);
}

static int
compare_field(const struct comparing *comparing, const char *key)
{
	const struct value *before = record_get(comparing->before, key);
	const struct value *after = record_get(comparing->after, key);
	char *old;
	char *new;
	int err;

	if (before != NULL && after != NULL && value_equal(before, after))
		return 0;
	old = print_value(comparing, key, before);
	new = print_value(comparing, key, after);
	err = compare_texts(comparing, key, old, new);
	free(old);
	free(new);
	return err;
}

/* The fields of both sides, in byte order, each once. */
static int
compare_fields(const struct comparing *comparing)
{
	const struct record *before = comparing->before;
	const struct record *after = comparing->after;
	size_t b = 0;
	size_t a = 0;
	int err = 0;

	while (
	    err == 0 && (b < before->field_count || a < after->field_count)) {
		int order;

		if (b == before->field_count)
			order = 1;
		else if (a == after->field_count)
			order = -1;
		else
			order =
			    strcmp(before->fields[b].key, after->fields[a].key);
		err = compare_field(comparing,
		    order <= 0 ? before->fields[b].key : after->fields[a].key);
		b += order <= 0;
		a += order >= 0;
	}
	return err;
}

static int
compare_records(const struct comparing *comparing)
{
	int err = compare_fields(comparing);

	if (err == 0 &&
	    strcmp(comparing->before->body, comparing->after->body) != 0)
		err = compare_texts(comparing, NULL, comparing->before->body,
		    comparing->after->body);
	return err;
}

/* The words of one side: a version's, or the combined ones. */
struct side {
	struct record *record; /* owned */
	size_t index;          /* SIZE_MAX: not one version */
};

static int
choose_after(const struct lineage *lineage, const char *typed, struct side *out)
{
	struct view *view;
	int err;

	if (typed != NULL) {
		err = version_find(lineage, typed, &out->index);
		if (err != 0)
			return err;
	} else {
		view = view_make(lineage);
		if (view != NULL && view->head_count > 1)
			out->record = record_copy(view->record);
		out->index = view != NULL && view->head_count == 1 ?
		    view->heads[0] :
		    SIZE_MAX;
		view_free(view);
	}
	if (out->index != SIZE_MAX) {
		out->record = record_copy(lineage->versions[out->index].record);
	}
	if (out->record == NULL)
		out->record = record_new(lineage->versions[0].record->kind);
	return 0;
}

/* Without a wish, what `after` follows: its first parent in number; for a
 * combined text the version that began the record. */
static int
choose_before(const struct lineage *lineage, const char *typed,
    const struct side *after, struct side *out)
{
	int err;

	out->index = SIZE_MAX;
	if (typed != NULL) {
		err = version_find(lineage, typed, &out->index);
		if (err != 0)
			return err;
	} else if (after->index == SIZE_MAX) {
		err = version_find(lineage, "1", &out->index);
		if (err != 0)
			return err;
	} else if (lineage->versions[after->index].parent_count > 0) {
		out->index = lineage->versions[after->index].parents[0];
	}
	if (out->index == SIZE_MAX) {
		out->record = record_new(lineage->versions[0].record->kind);
		return 0;
	}
	out->record = record_copy(lineage->versions[out->index].record);
	return 0;
}

/* The words that some versions make together. */
static int
choose_of(const struct lineage *lineage, const struct change_sides *sides,
    struct side *out)
{
	struct view *view =
	    counting_view(lineage, sides->from_of, sides->from_of_count);
	char vid[VID_TEXT_SIZE];

	out->index = SIZE_MAX;
	if (view == NULL) {
		vid_print(vid, &sides->from_of[0]);
		return version_refuse_typed(lineage, vid);
	}
	if (sides->from_of_count == 1)
		out->index = lineage_find(lineage, sides->from_of);
	out->record = record_copy(view->record);
	view_free(view);
	return 0;
}

static size_t
number_side(const struct lineage *lineage, const struct side *side)
{
	return side->index == SIZE_MAX ? 0 :
					 version_number(lineage, side->index);
}

static int
compare_sides(struct comparing *comparing, const struct lineage *lineage,
    struct change_sides *sides)
{
	struct side before = { 0 };
	struct side after = { 0 };
	int err = choose_after(lineage, sides->to, &after);

	if (err == 0 && sides->from_of_count > 0)
		err = choose_of(lineage, sides, &before);
	else if (err == 0)
		err = choose_before(lineage, sides->from, &after, &before);
	if (err == 0) {
		sides->from_number = number_side(lineage, &before);
		sides->to_number = number_side(lineage, &after);
	}
	comparing->before = before.record;
	comparing->after = after.record;
	if (err == 0)
		err = compare_records(comparing);
	record_free(before.record);
	record_free(after.record);
	return err;
}

int
read_changes(struct journal *journal, struct change_sides *sides,
    int (*each)(void *data, const struct change_run *run), void *data)
{
	struct voices *voices = NULL;
	struct lineage lineage = { 0 };
	struct comparing comparing = {
		.journal = journal,
		.project = &sides->project,
		.each = each,
		.data = data,
	};
	int err = derive_voices(journal->store, &sides->project, &voices);

	if (err == 0)
		err = derive_lineage(journal->store, &sides->record, voices,
		    &lineage);
	if (err == 0 && lineage.count == 0)
		err = version_refuse(&sides->record);
	if (err == 0)
		err = compare_sides(&comparing, &lineage, sides);
	lineage_clear(&lineage);
	voices_free(voices);
	return err;
}
