#include "core/row.h"

#include "base/mem.h"
#include "base/span.h"
#include "base/utf8.h"
#include "core/index.h"
#include "model/view.h"
#include "store/search.h"
#include "store/shared.h"

#include <withus/kind.h>

#include <stdlib.h>
#include <string.h>

static void
add_cut(struct str *out, struct span text)
{
	size_t len = 0;

	while (len < text.len) {
		size_t step = utf8_cluster(text.data + len, text.len - len);

		if (len + step > ROW_TITLE_MAX)
			break;
		len += step;
	}
	str_add_bytes(out, text.data, len);
}

void
row_title(struct str *out, const struct record *words)
{
	const struct kind *kind = kind_by_name(words->kind);
	const char *title = NULL;
	struct span body = span_make(words->body, words->body_len), line;

	if (kind != NULL && kind->title != NULL)
		title = record_get_text(words, kind->title);
	else if (kind == NULL)
		title = record_get_text(words, "title");
	line = span_of(title != NULL ? title : "");
	if (title != NULL)
		add_cut(out, span_next_line(&line));
	else if (body.len > 0)
		add_cut(out, span_next_line(&body));
}

const char *
row_day(const struct record *words, const char *first_made)
{
	const struct kind *kind = kind_by_name(words->kind);
	const char *day = NULL;

	if (kind != NULL && kind->day != NULL)
		day = record_get_text(words, kind->day);
	return day != NULL ? day : first_made;
}

const struct version *
row_first_version(const struct lineage *lineage)
{
	size_t *numbers = mem_new_array(lineage->count, sizeof(*numbers));
	const struct version *first;

	lineage_number(lineage, numbers);
	first = &lineage->versions[numbers[0]];
	free(numbers);
	return first;
}

/* Where the links of one record go. */
struct linking {
	struct store *store;
	struct link_row row;
};

static int
add_link(struct linking *linking, const char *text)
{
	if (!id_parse(&linking->row.target, text, strlen(text)))
		return 0;
	return store_add_link(linking->store, &linking->row);
}

static int
add_field_links(struct linking *linking, const struct kind_field *field,
    const struct value *value)
{
	int err = 0;

	if (value->shape == VALUE_ONE)
		return add_link(linking, value->text);
	for (size_t i = 0; err == 0 && i < value->count; i++) {
		if (value->shape == VALUE_SET) {
			err = add_link(linking, value->items[i]);
			continue;
		}
		for (size_t c = 1; err == 0 && c < value->rows[i].count &&
		     (c == 1 || !field->names_first);
		     c++)
			err = add_link(linking, value->rows[i].cells[c]);
	}
	return err;
}

static int
store_links(struct store *store, const struct record *words, const char *day)
{
	const struct kind *kind = kind_by_name(words->kind);
	struct linking linking = {
		.store = store,
		.row = { .kind = words->kind, .day = day, .record = words->id },
	};
	int err = 0;

	for (size_t i = 0; kind != NULL && err == 0 && i < words->field_count;
	     i++) {
		const struct kind_field *field =
		    kind_field(kind, words->fields[i].key);

		if (field == NULL ||
		    (field->form != FORM_RECORD && field->form != FORM_NAMES &&
			!field->names_first))
			continue;
		linking.row.field = field->name;
		err = add_field_links(&linking, field, &words->fields[i].value);
	}
	return err;
}

static size_t
count_aside(const struct lineage *lineage)
{
	size_t aside = 0;

	for (size_t i = 0; i < lineage->count; i++) {
		enum standing standing = lineage->versions[i].standing;

		aside += standing != STANDING_GOOD &&
		    standing != STANDING_EARLIER && standing != STANDING_PARTLY;
	}
	return aside;
}

/* Nothing has standing: the row says only that something lies aside. */
static int
store_aside_row(struct store *store, struct record_row *row,
    const struct lineage *lineage, const struct record *first)
{
	int err;

	row->kind = first->kind;
	row->by = first->by;
	row->day = first->made;
	row->title = "";
	err = store_put_record(store, row);
	return err == 0 ? index_store(store, lineage, NULL, row->day) : err;
}

static int
remove_row(struct store *store, const struct id *record)
{
	int err = store_remove_search_now(store, record);

	return err == 0 ? store_remove_record(store, record) : err;
}

static int
store_view_row(struct store *store, struct record_row *row,
    const struct lineage *lineage, const struct view *view,
    const char *first_made)
{
	struct str title = { 0 };
	int err;

	row_title(&title, view->record);
	row->kind = view->record->kind;
	row->by = view->record->by;
	row->day = row_day(view->record, first_made);
	row->title = str_text(&title);
	row->heads = (int)view->head_count;
	row->clashes = (int)view->clash_count;
	row->is_withdrawn = view->is_withdrawn;
	if (view->head_count == 1)
		row->shown = lineage->versions[view->heads[0]].vid;
	err = store_put_record(store, row);
	if (err == 0)
		err = store_links(store, view->record, row->day);
	if (err == 0)
		err = index_store(store, lineage, view, row->day);
	str_clear(&title);
	return err;
}

int
row_store(struct store *store, const struct id *project,
    const struct lineage *lineage)
{
	struct record_row row = { .id = lineage->id, .project = *project };
	const struct record *first;
	struct view *view;
	int err = store_remove_links(store, &lineage->id);

	if (err != 0)
		return err;
	if (lineage->count == 0)
		return remove_row(store, &lineage->id);
	first = row_first_version(lineage)->record;
	row.aside = (int)count_aside(lineage);
	view = view_make(lineage);
	if (view == NULL)
		err = store_aside_row(store, &row, lineage, first);
	else
		err = store_view_row(store, &row, lineage, view, first->made);
	view_free(view);
	return err;
}
