/*
 * Where a record points, as rows of its links. What the table holds already is
 * not written again: a rebuild, and most changes of a record, leave its links
 * as they are.
 */
#include "core/row.h"

#include "base/mem.h"
#include "store/shared.h"

#include <withus/kind.h>

#include <stdlib.h>
#include <string.h>

/* Links of one record. Its kind and day are the same in all of them, and
 * fields are named by the table of kinds. */
struct linking {
	const struct record *words;
	const char *day;
	struct link_row *rows;
	size_t count;
	size_t cap;
};

static void
add_link(struct linking *linking, const char *field, const char *text)
{
	struct link_row row = {
		.kind = linking->words->kind,
		.field = field,
		.day = linking->day,
		.record = linking->words->id,
	};

	if (!id_parse(&row.target, text, strlen(text)))
		return;
	linking->rows = mem_grow(linking->rows, &linking->cap,
	    linking->count + 1, sizeof(*linking->rows));
	linking->rows[linking->count++] = row;
}

static void
add_row_links(struct linking *linking, const struct kind_field *field,
    const struct row *row)
{
	for (size_t c = 1; c < row->count && (c == 1 || !field->names_first);
	     c++)
		add_link(linking, field->name, row->cells[c]);
}

static void
add_field_links(struct linking *linking, const struct kind_field *field,
    const struct value *value)
{
	if (value->shape == VALUE_ONE) {
		add_link(linking, field->name, value->text);
		return;
	}
	for (size_t i = 0; i < value->count; i++) {
		if (value->shape == VALUE_SET)
			add_link(linking, field->name, value->items[i]);
		else
			add_row_links(linking, field, &value->rows[i]);
	}
}

static void
gather_links(struct linking *linking)
{
	const struct record *words = linking->words;
	const struct kind *kind = kind_by_name(words->kind);

	for (size_t i = 0; kind != NULL && i < words->field_count; i++) {
		const struct kind_field *field =
		    kind_field(kind, words->fields[i].key);

		if (field != NULL &&
		    (field->form == FORM_RECORD || field->form == FORM_NAMES ||
			field->names_first))
			add_field_links(linking, field,
			    &words->fields[i].value);
	}
}

/* As store_each_link_of gives them. */
static int
compare_links(const void *a, const void *b)
{
	const struct link_row *left = a;
	const struct link_row *right = b;
	int order = id_compare(&left->target, &right->target);

	return order != 0 ? order : strcmp(left->field, right->field);
}

/* In order, each once. */
static void
sort_links(struct linking *linking)
{
	size_t kept = 0;

	if (linking->count > 1)
		qsort(linking->rows, linking->count, sizeof(*linking->rows),
		    compare_links);
	for (size_t i = 0; i < linking->count; i++)
		if (kept == 0 ||
		    compare_links(&linking->rows[kept - 1],
			&linking->rows[i]) != 0)
			linking->rows[kept++] = linking->rows[i];
	linking->count = kept;
}

/* The rows that are there beside those that are wanted. */
struct comparing {
	const struct linking *wanted;
	size_t found;
	bool is_other;
};

static int
compare_row(void *data, const struct link_row *row)
{
	struct comparing *comparing = data;
	const struct linking *wanted = comparing->wanted;
	size_t at = comparing->found++;

	comparing->is_other = at >= wanted->count ||
	    compare_links(row, &wanted->rows[at]) != 0 ||
	    strcmp(row->kind, wanted->words->kind) != 0 ||
	    strcmp(row->day, wanted->day) != 0;
	return comparing->is_other ? 1 : 0;
}

static int
put_links(struct store *store, const struct linking *linking)
{
	struct comparing comparing = { .wanted = linking };
	int err = store_each_link_of(store, &linking->words->id, compare_row,
	    &comparing);

	if (err < 0 ||
	    (!comparing.is_other && comparing.found == linking->count))
		return err < 0 ? err : 0;
	err = comparing.found > 0 ?
	    store_remove_links(store, &linking->words->id) :
	    0;
	for (size_t i = 0; err == 0 && i < linking->count; i++)
		err = store_add_link(store, &linking->rows[i]);
	return err;
}

int
row_store_links(struct store *store, const struct record *words,
    const char *day)
{
	struct linking linking = { .words = words, .day = day };
	int err;

	gather_links(&linking);
	sort_links(&linking);
	err = put_links(store, &linking);
	free(linking.rows);
	return err;
}
