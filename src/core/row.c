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
	if (err == 0)
		err = store_remove_links(store, &row->id);
	return err == 0 ? index_store(store, lineage, NULL, row->day) : err;
}

static int
remove_row(struct store *store, const struct id *record)
{
	int err = store_remove_links(store, record);

	if (err == 0)
		err = store_remove_search_now(store, record);
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
		err = row_store_links(store, view->record, row->day);
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
	int err;

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
