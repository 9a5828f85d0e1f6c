#include "core/index.h"

#include "model/sought.h"
#include "store/search.h"

static int
put_words(struct store *store, enum search_shelf shelf, struct search_row *row,
    const struct record *record, const struct sought *sought)
{
	row->title = str_text(&sought->title);
	row->fields = str_text(&sought->fields);
	row->marks = str_text(&sought->marks);
	row->length = record->body_len;
	return store_put_search(store, shelf, row);
}

/* Combined words are in no version: they go along. */
static int
store_now(struct store *store, const struct lineage *lineage,
    const struct view *view, const char *day)
{
	struct search_row row = { .record = lineage->id, .day = day };
	struct sought sought = { .title = { 0 } };
	int err;

	if (view != NULL && !view->is_withdrawn)
		sought_gather(&sought, view->record);
	if (view == NULL || view->is_withdrawn ||
	    !sought_has_any(&sought, view->record)) {
		sought_clear(&sought);
		return store_remove_search_now(store, &lineage->id);
	}
	if (view->head_count == 1)
		row.vid = lineage->versions[view->heads[0]].vid;
	else
		row.body = view->record->body;
	err = put_words(store, SEARCH_NOW, &row, view->record, &sought);
	sought_clear(&sought);
	return err;
}

static bool
has_standing(const struct version *version)
{
	return version->standing == STANDING_GOOD ||
	    version->standing == STANDING_EARLIER ||
	    version->standing == STANDING_PARTLY;
}

static bool
is_shown(const struct lineage *lineage, const struct view *view, size_t index)
{
	return view != NULL && view->head_count == 1 &&
	    &lineage->versions[view->heads[0]] == &lineage->versions[index];
}

/* A version with words goes on the shelf, another off it. */
static int
store_old(struct store *store, const struct version *version, bool wanted)
{
	struct search_row row = {
		.record = version->record->id,
		.vid = version->vid,
		.day = version->record->made,
	};
	struct sought sought = { .title = { 0 } };
	int err = 0;

	if (wanted)
		sought_gather(&sought, version->record);
	if (wanted && sought_has_any(&sought, version->record))
		err = put_words(store, SEARCH_OLD, &row, version->record,
		    &sought);
	else
		err = store_remove_search_old(store, &version->vid);
	sought_clear(&sought);
	return err;
}

int
index_store(struct store *store, const struct lineage *lineage,
    const struct view *view, const char *day)
{
	int err = store_now(store, lineage, view, day);

	for (size_t i = 0; err == 0 && i < lineage->count; i++) {
		const struct version *version = &lineage->versions[i];

		err = store_old(store, version,
		    has_standing(version) &&
			!record_is_withdrawn(version->record) &&
			!is_shown(lineage, view, i));
	}
	return err;
}
