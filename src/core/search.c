/*
 * Searching: the index is asked for places, newest first and in pieces, and
 * for the words around them, which it gives cheaply while it passes; items
 * are made for those that are given. So fifty hits cost fifty records,
 * however many there are.
 *
 * For the best, the newest SEARCH_RANKED_MOST are weighed first; words are
 * looked for once more for those that are given.
 *
 * With older words there are two such runs of places, merged by place. A
 * record of which the words shown now are found too is given once, for those.
 */
#include <withus/search.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/derive.h"
#include "core/inside.h"
#include "core/item.h"
#include "core/search_text.h"
#include "core/version.h"
#include "model/sought.h"
#include "model/terms.h"
#include "store/search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Places are asked for in pieces of this many. */
#define SEARCH_PIECE ((size_t)64)

struct found {
	int64_t place;
	double score;
	bool has_words;
	struct search_text title; /* see struct search_hit */
	struct search_text text;
};

/* What one shelf has, a piece at a time. */
struct shelf {
	struct search_query query;
	struct found *found;
	size_t count;
	size_t cap;
	size_t at;
	bool is_done; /* the index has no more */
};

struct searching {
	struct item_context context;
	const struct search *search;
	char *match;
	char *again; /* for the words of a place that is known */
	struct shelf now;
	struct shelf old;
	struct map *seen; /* records of older words that were given */
	int (*each)(void *data, const struct search_hit *hit);
	void *data;
	struct search_result *result;
};

/* -------------------------------------------------- what is asked for */

static int
make_match(const struct search *search, char **out, char **again)
{
	struct terms terms = { .terms = NULL };
	struct str marks = { 0 };
	int err = 0;

	terms_parse(&terms, search->words, search->is_typing);
	sought_add_id(&marks, SOUGHT_PROJECT, &search->project);
	if (search->kind != NULL)
		sought_add_mark(&marks, SOUGHT_KIND, search->kind);
	if (!id_is_none(&search->by))
		sought_add_id(&marks, SOUGHT_BY, &search->by);
	if (!id_is_none(&search->about))
		sought_add_id(&marks, SOUGHT_LINK, &search->about);
	*out = terms_match(&terms, str_text(&marks));
	*again = terms_match_again(&terms);
	if (terms.count == 0)
		err = err_set(ERR_SEARCH_EMPTY, search->words, NULL);
	terms_clear(&terms);
	str_clear(&marks);
	return err;
}

static void
open_shelf(struct shelf *shelf, enum search_shelf which,
    const struct searching *searching)
{
	shelf->query.shelf = which;
	shelf->query.match = searching->match;
	store_search_places(&shelf->query, searching->search->since,
	    searching->search->until);
}

/* -------------------------------------------------- places */

/* Of the fields only where nothing was found in the body. */
static void
read_words(struct found *found, const struct search_words *words)
{
	struct search_text fields = { .runs = NULL };

	search_text_read(&found->title, words->title);
	search_text_read(&found->text, words->body);
	search_text_read(&fields, words->fields);
	if (!found->text.has_hit && fields.has_hit) {
		search_text_clear(&found->text);
		found->text = fields;
	} else {
		search_text_clear(&fields);
	}
	found->has_words = true;
}

static int
note_found(void *data, const struct search_found *from)
{
	struct shelf *shelf = data;
	struct found *found;

	shelf->found = mem_grow(shelf->found, &shelf->cap, shelf->count + 1,
	    sizeof(*shelf->found));
	found = &shelf->found[shelf->count++];
	*found = (struct found){ .place = from->place, .score = from->score };
	if (shelf->query.with_words)
		read_words(found, &from->words);
	return 0;
}

static void
empty_shelf(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->count; i++) {
		search_text_clear(&shelf->found[i].title);
		search_text_clear(&shelf->found[i].text);
	}
	shelf->count = shelf->at = 0;
}

static void
close_shelf(struct shelf *shelf)
{
	empty_shelf(shelf);
	free(shelf->found);
}

/* The least score is the best; of equal ones the newest comes first. */
static int
compare_scores(const void *a, const void *b)
{
	const struct found *left = a;
	const struct found *right = b;

	if (left->score < right->score)
		return -1;
	if (left->score > right->score)
		return 1;
	return (left->place < right->place) - (left->place > right->place);
}

static int
fill_ranked(struct store *store, struct shelf *shelf, bool *is_part)
{
	int err;

	shelf->query.is_scored = true;
	shelf->query.most = SEARCH_RANKED_MOST + 1;
	err = store_each_found(store, &shelf->query, note_found, shelf);
	*is_part = shelf->count > SEARCH_RANKED_MOST;
	if (*is_part)
		shelf->count = SEARCH_RANKED_MOST;
	if (shelf->count > 1)
		qsort(shelf->found, shelf->count, sizeof(*shelf->found),
		    compare_scores);
	shelf->is_done = true;
	return err;
}

static int
fill_piece(struct store *store, struct shelf *shelf, size_t most)
{
	int err;

	if (shelf->at > 0)
		shelf->query.greatest = shelf->found[shelf->at - 1].place - 1;
	empty_shelf(shelf);
	shelf->query.with_words = true;
	shelf->query.most =
	    most != 0 && most < SEARCH_PIECE ? most + 1 : SEARCH_PIECE;
	err = store_each_found(store, &shelf->query, note_found, shelf);
	shelf->is_done = shelf->count < shelf->query.most;
	return err;
}

/* Sees to it that the next place is there, if there is one. */
static int
fill_shelf(struct searching *searching, struct shelf *shelf)
{
	struct store *store = searching->context.journal->store;

	if (shelf->at < shelf->count || shelf->is_done)
		return 0;
	return searching->search->is_ranked ?
	    fill_ranked(store, shelf, &searching->result->is_part) :
	    fill_piece(store, shelf, searching->search->most);
}

static bool
has_next(const struct shelf *shelf)
{
	return shelf->at < shelf->count;
}

/* The shelf with the newest place; NULL where both are at their end. */
static int
choose_shelf(struct searching *searching, struct shelf **out)
{
	struct shelf *now = &searching->now;
	struct shelf *old = &searching->old;
	int err = fill_shelf(searching, now);

	if (err == 0)
		err = fill_shelf(searching, old);
	if (!has_next(old) ||
	    (has_next(now) &&
		now->found[now->at].place >= old->found[old->at].place))
		*out = has_next(now) ? now : NULL;
	else
		*out = old;
	return err;
}

/* -------------------------------------------------- one hit */

/* What a row says that a hit needs. */
struct place_row {
	int64_t place;
	struct id record;
	struct vid vid;
	char day[11];
	bool is_there;
};

static int
note_place(void *data, const struct search_row *row)
{
	struct place_row *place = data;

	place->place = row->place;
	place->record = row->record;
	place->vid = row->vid;
	place->is_there = true;
	for (size_t i = 0; i + 1 < sizeof(place->day) && row->day[i] != '\0';
	     i++)
		place->day[i] = row->day[i];
	return 0;
}

static int
note_there(void *data, const struct search_found *found)
{
	(void)found;
	*(bool *)data = true;
	return 0;
}

/* True if the words that are shown of a record are found as well. */
static int
is_found_now(struct searching *searching, const struct id *record, bool *out)
{
	struct store *store = searching->context.journal->store;
	struct search_query query = searching->now.query;
	struct place_row now = { .is_there = false };
	int err =
	    store_each_search(store, SEARCH_NOW, record, note_place, &now);

	*out = false;
	if (err != 0 || !now.is_there)
		return err;
	store_search_places(&query, searching->search->since,
	    searching->search->until);
	if (now.place < query.least || now.place > query.greatest)
		return 0;
	query.least = query.greatest = now.place;
	query.most = 1;
	query.with_words = false;
	return store_each_found(store, &query, note_there, out);
}

/* Whether older words are to be left out. */
static int
is_second(struct searching *searching, const struct id *record, bool *out)
{
	*out = map_put(searching->seen, record->bytes, sizeof(record->bytes),
		   searching) != NULL;
	return *out ? 0 : is_found_now(searching, record, out);
}

static int
number_version(const struct item_context *context,
    const struct place_row *place, size_t *out)
{
	struct lineage lineage = { 0 };
	int err = derive_lineage(context->journal->store, &place->record,
	    context->voices, &lineage);
	size_t index;

	if (err != 0)
		return err;
	index = lineage_find(&lineage, &place->vid);
	*out = index != SIZE_MAX ? version_number(&lineage, index) : 0;
	lineage_clear(&lineage);
	return 0;
}

static int
take_words(void *data, const struct search_found *found)
{
	read_words(data, &found->words);
	return 0;
}

/* Words that were not seen in passing. */
static int
find_words(struct searching *searching, const struct shelf *shelf,
    struct found *found)
{
	struct search_query query = shelf->query;

	if (found->has_words)
		return 0;
	if (searching->again != NULL)
		query.match = searching->again;
	return store_get_found(searching->context.journal->store, &query,
	    found->place, take_words, found);
}

static int
give(struct searching *searching, const struct shelf *shelf,
    struct found *found, const struct place_row *place)
{
	struct search_hit hit = { .day = place->day };
	struct item *item = NULL;
	int err = item_make(&searching->context, &place->record, &item);

	if (err == 0 && shelf->query.shelf == SEARCH_OLD)
		err = number_version(&searching->context, place, &hit.version);
	if (err == 0)
		err = find_words(searching, shelf, found);
	if (err == 0) {
		hit.item = item;
		hit.title = found->title;
		hit.text = found->text;
		searching->result->count++;
		err = searching->each(searching->data, &hit);
	}
	item_free(item);
	return err;
}

/* Gives the next place, if it is to be given: `*is_done` at the end. */
static int
give_next(struct searching *searching, bool *is_done)
{
	struct store *store = searching->context.journal->store;
	size_t most = searching->search->most;
	struct place_row place = { .is_there = false };
	struct shelf *shelf = NULL;
	struct found *found;
	bool is_left_out = false;
	int err = choose_shelf(searching, &shelf);

	*is_done = shelf == NULL;
	if (err != 0 || *is_done)
		return err;
	found = &shelf->found[shelf->at++];
	err = store_get_search(store, shelf->query.shelf, found->place,
	    note_place, &place);
	if (err != 0 || !place.is_there)
		return err;
	if (shelf == &searching->old)
		err = is_second(searching, &place.record, &is_left_out);
	if (err != 0 || is_left_out)
		return err;
	if (most != 0 && searching->result->count == most) {
		*is_done = searching->result->is_more = true;
		return 0;
	}
	return give(searching, shelf, found, &place);
}

int
search_find(struct journal *journal, const struct search *search,
    int (*each)(void *data, const struct search_hit *hit), void *data,
    struct search_result *out)
{
	struct searching searching = {
		.search = search,
		.each = each,
		.data = data,
		.result = out,
	};
	bool is_done = false;
	int err = make_match(search, &searching.match, &searching.again);

	assert(!(search->is_ranked && search->with_old));
	*out = (struct search_result){ .count = 0 };
	if (err == 0)
		err = item_context_open(&searching.context, journal,
		    &search->project);
	open_shelf(&searching.now, SEARCH_NOW, &searching);
	open_shelf(&searching.old, SEARCH_OLD, &searching);
	searching.old.is_done = !search->with_old;
	searching.seen = map_new();
	while (err == 0 && !is_done)
		err = give_next(&searching, &is_done);
	map_free(searching.seen);
	close_shelf(&searching.now);
	close_shelf(&searching.old);
	item_context_close(&searching.context);
	free(searching.match);
	free(searching.again);
	return err;
}

int
search_count(struct journal *journal, const struct search *search, size_t *out)
{
	struct searching searching = { .search = search };
	int err = make_match(search, &searching.match, &searching.again);

	open_shelf(&searching.now, SEARCH_NOW, &searching);
	if (err == 0)
		err = store_count_found(journal->store, &searching.now.query,
		    out);
	free(searching.match);
	free(searching.again);
	return err;
}
