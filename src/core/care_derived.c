/*
 * Looking at what was derived. Each record is derived anew inside a
 * transaction that is then rolled back, and a hash of its rows before is held
 * against one after: the same functions that a save uses say what is right.
 */
#include "core/care_inside.h"

#include "base/hash.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/pieces.h"
#include "store/search.h"
#include "store/shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that is derived from one record, laid end to end for hashing. */
static void
add_part(struct str *text, const void *bytes, size_t len)
{
	str_add_format(text, "%zu:", len);
	if (len > 0)
		str_add_bytes(text, bytes, len);
}

static int
add_record(void *data, const struct record_row *row)
{
	struct str *text = data;

	add_part(text, row->project.bytes, sizeof(row->project.bytes));
	add_part(text, row->kind, strlen(row->kind));
	add_part(text, row->by.bytes, sizeof(row->by.bytes));
	add_part(text, row->day, strlen(row->day));
	add_part(text, row->title, strlen(row->title));
	add_part(text, row->shown.bytes, sizeof(row->shown.bytes));
	str_add_format(text, "%d %d %d %d;", row->heads, row->clashes,
	    row->aside, row->is_withdrawn ? 1 : 0);
	return 0;
}

static int
add_link(void *data, const struct link_row *row)
{
	struct str *text = data;

	add_part(text, row->target.bytes, sizeof(row->target.bytes));
	add_part(text, row->kind, strlen(row->kind));
	add_part(text, row->field, strlen(row->field));
	add_part(text, row->day, strlen(row->day));
	return 0;
}

static int
add_standing(void *data, const struct version_row *row)
{
	struct str *text = data;

	add_part(text, row->kind, strlen(row->kind));
	add_part(text, row->key, sizeof(row->key));
	str_add_format(text, "%d;", row->standing);
	return 0;
}

static int
add_search(void *data, const struct search_row *row)
{
	struct str *text = data;

	add_part(text, row->vid.bytes, sizeof(row->vid.bytes));
	add_part(text, row->day, strlen(row->day));
	add_part(text, row->title, strlen(row->title));
	add_part(text, row->fields, strlen(row->fields));
	add_part(text, row->marks, strlen(row->marks));
	if (row->body != NULL)
		add_part(text, row->body, strlen(row->body));
	str_add_format(text, "%lld %zu;", (long long)row->place, row->length);
	return 0;
}

static int
digest_record(struct store *store, const struct id *id,
    unsigned char out[HASH_SIZE])
{
	struct str text = { 0 };
	int err = store_get_record(store, id, add_record, &text);

	if (err == 0)
		err = store_each_link_of(store, id, add_link, &text);
	if (err == 0)
		err = store_each_version(store, id, add_standing, &text);
	if (err == 0)
		err =
		    store_each_search(store, SEARCH_NOW, id, add_search, &text);
	if (err == 0)
		err =
		    store_each_search(store, SEARCH_OLD, id, add_search, &text);
	hash_bytes(out, str_text(&text), text.len);
	str_clear(&text);
	return err;
}

static int
compare_record(struct caring *caring, const struct id *id,
    const struct voices *voices, size_t *wrong)
{
	struct store *store = caring->journal->store;
	unsigned char before[HASH_SIZE];
	unsigned char after[HASH_SIZE];
	struct hurt hurt = { { 0 } };
	int err = digest_record(store, id, before);

	if (err == 0)
		err = derive_record(store, caring->project, id, voices, &hurt);
	if (err == 0)
		err = digest_record(store, id, after);
	if (err == 0 && memcmp(before, after, sizeof(before)) != 0)
		++*wrong;
	return err;
}

static int
compare_piece(struct caring *caring, const struct touched *all, size_t first,
    const struct voices *voices, size_t *wrong)
{
	int err = store_begin(caring->journal->store);

	if (err != 0)
		return err;
	for (size_t i = first;
	     err == 0 && i < first + CORE_PIECE && i < all->count; i++)
		err = compare_record(caring, &all->ids[i], voices, wrong);
	store_rollback(caring->journal->store);
	return err;
}

/* Voice rows that differ touch records: none may be touched. */
static int
compare_voices(struct caring *caring, const struct voices *voices,
    size_t *wrong)
{
	struct touched touched = { 0 };
	int err = store_begin(caring->journal->store);

	if (err == 0)
		err = derive_voice_rows(caring->journal->store, caring->project,
		    voices, &touched);
	store_rollback(caring->journal->store);
	*wrong += touched.count;
	touched_clear(&touched);
	return err;
}

static int
compare_all(struct caring *caring, const struct touched *all, size_t *wrong)
{
	struct voices *voices = NULL;
	int err =
	    derive_voices(caring->journal->store, caring->project, &voices);

	if (err == 0)
		err = store_count_lone(caring->journal->store, caring->project,
		    wrong);
	if (err == 0)
		err = compare_voices(caring, voices, wrong);
	for (size_t i = 0; err == 0 && i < all->count; i += CORE_PIECE)
		err = compare_piece(caring, all, i, voices, wrong);
	voices_free(voices);
	return err;
}

/* Deriving parses every version: with damaged ones it waits for mending. */
int
care_check_derived(struct caring *caring)
{
	struct touched all = { 0 };
	size_t wrong = 0;
	char count[24];
	int err;

	if (caring->needs_tables || caring->journal->read_only)
		return 0;
	err = pieces_each_version(caring->journal->store, caring->project,
	    touched_add_row, &all);
	if (err == 0)
		err = compare_all(caring, &all, &wrong);
	touched_clear(&all);
	if (err == 0 && wrong > 0) {
		(void)snprintf(count, sizeof(count), "%zu", wrong);
		(void)err_set(ERR_DERIVED, count, NULL);
		caring->needs_tables = true;
		care_fault(caring, "lists");
	}
	return err;
}
