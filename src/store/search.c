/*
 * Places.
 *
 * A text stands at a place, a number, so that newest first is the order of
 * places and a search needs no sort. The upper bits of a place are the day,
 * the lower ones the start of the id (of an old text: of the hash of its
 * version), so order is by (day, id), as in every list:
 *
 *	  45         24   23                       0
 *	| day from 1 on | first 24 bits of the name |
 *
 * More bits would make every list of the index longer: it holds the steps
 * from one place to the next.
 *
 * Two texts of one day may begin alike by chance, or because somebody tried
 * for it. Each text has its own place then: it is the least that is free, by
 * going through all texts in order of (day, name):
 *
 *	place of a text = the greater of its number as above
 *	                  and the place of the text before it + 1
 *
 * That is a function of which texts there are, and of nothing else; order is
 * kept, and nobody is left out. Who comes takes the place that is theirs and
 * pushes those behind on by one, up to the first gap; who goes lets those
 * behind move up, as far as their own number. Both are loops that nearly
 * always end at once.
 */
#include "store/search.h"

#include "base/date.h"
#include "base/mem.h"
#include "store/fresh.h"
#include "store/search_inside.h"
#include "store/stmt.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BITS 24
#define NAME_BYTES 3 /* which hold that many */

/* The statements of a shelf. */
struct shelf {
	enum stmt_name unindex, add, move, remove;
	enum stmt_name check, rebuild;
};

#define SHELF(NAME)                                                         \
	{                                                                   \
		.unindex = STMT_##NAME##_UNINDEX, .add = STMT_##NAME##_ADD, \
		.move = STMT_##NAME##_MOVE, .remove = STMT_##NAME##_REMOVE, \
		.check = STMT_##NAME##_CHECK,                               \
		.rebuild = STMT_##NAME##_REBUILD,                           \
	}
static const struct shelf shelves[] = {
	[SEARCH_NOW] = SHELF(SEARCH),
	[SEARCH_OLD] = SHELF(SEARCH_OLD),
};
#undef SHELF

/* -------------------------------------------------- places */

/* Days from 1 on; 0 for what is none. */
static int64_t
number_day(const char *day)
{
	static const struct date first = { .year = 1, .month = 1, .day = 1 };
	struct date date;

	if (!date_parse(&date, day, strlen(day)))
		return 0;
	return date_to_days(date) - date_to_days(first) + 1;
}

static int64_t
number_row(enum search_shelf shelf, const struct search_row *row)
{
	const unsigned char *name =
	    shelf == SEARCH_NOW ? row->record.bytes : row->vid.bytes;
	uint64_t bits = 0;

	for (size_t i = 0; i < NAME_BYTES; i++)
		bits = bits << 8 | name[i];
	return (int64_t)((uint64_t)number_day(row->day) << NAME_BITS | bits);
}

/* Order of texts; negative where `a` is older. */
static int
compare_rows(enum search_shelf shelf, const struct search_row *a,
    const struct search_row *b)
{
	int64_t day_a = number_day(a->day);
	int64_t day_b = number_day(b->day);

	if (day_a != day_b)
		return day_a < day_b ? -1 : 1;
	return shelf == SEARCH_NOW ? id_compare(&a->record, &b->record) :
				     vid_compare(&a->vid, &b->vid);
}

void
store_search_places(struct search_query *query, const char *since,
    const char *until)
{
	query->least = since == NULL ? 0 : number_day(since) << NAME_BITS;
	query->greatest = until == NULL ?
	    INT64_MAX :
	    ((number_day(until) + 1) << NAME_BITS) - 1;
}

/* -------------------------------------------------- moving */

static int
run_at(struct store *store, enum stmt_name name, int64_t place)
{
	struct stmt stmt;

	stmt_open(&stmt, store, name);
	stmt_bind_int(&stmt, place);
	return stmt_run(&stmt);
}

/* What stands at a place. */
struct standing_at {
	enum search_shelf shelf;
	const struct search_row *than; /* NULL: not compared */
	bool is_there;
	bool is_newer;  /* than that */
	int64_t number; /* where it would like to stand */
};

static int
note_at(void *data, const struct search_row *row)
{
	struct standing_at *at = data;

	at->is_there = true;
	at->number = number_row(at->shelf, row);
	at->is_newer =
	    at->than != NULL && compare_rows(at->shelf, row, at->than) > 0;
	return 0;
}

static int
look_at(struct store *store, struct standing_at *at, int64_t place)
{
	at->is_there = false;
	return store_get_search(store, at->shelf, place, note_at, at);
}

/* What leaves the index must have come to it. */
static int
unindex(struct store *store, enum search_shelf shelf, int64_t place)
{
	int err = fresh_tell(store);

	return err == 0 ? run_at(store, shelves[shelf].unindex, place) : err;
}

static int
move(struct store *store, enum search_shelf shelf, int64_t from, int64_t to)
{
	struct stmt stmt;
	int err = unindex(store, shelf, from);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, shelves[shelf].move);
	stmt_bind_int(&stmt, from);
	stmt_bind_int(&stmt, to);
	err = stmt_run(&stmt);
	return err == 0 ? fresh_add(store, shelf, to) : err;
}

/* Pushes what stands from `place` on by one, the last first. */
static int
make_room(struct store *store, enum search_shelf shelf, int64_t place)
{
	struct standing_at at = { .shelf = shelf };
	int64_t gap = place;
	int err = look_at(store, &at, gap);

	while (err == 0 && at.is_there)
		err = look_at(store, &at, ++gap);
	for (; err == 0 && gap > place; gap--)
		err = move(store, shelf, gap - 1, gap);
	return err;
}

/* Finds the place that is a new text's, and makes room there. */
static int
find_place(struct store *store, enum search_shelf shelf,
    const struct search_row *row, int64_t *out)
{
	struct standing_at at = { .shelf = shelf, .than = row };
	int64_t place = number_row(shelf, row);
	int err = look_at(store, &at, place);

	while (err == 0 && at.is_there && !at.is_newer)
		err = look_at(store, &at, ++place);
	if (err == 0 && at.is_there)
		err = make_room(store, shelf, place);
	*out = place;
	return err;
}

/* Lets those behind a gap move up. */
static int
close_gap(struct store *store, enum search_shelf shelf, int64_t gap)
{
	struct standing_at at = { .shelf = shelf };
	int err = look_at(store, &at, gap + 1);

	while (err == 0 && at.is_there && at.number <= gap) {
		err = move(store, shelf, gap + 1, gap);
		gap++;
		if (err == 0)
			err = look_at(store, &at, gap + 1);
	}
	return err;
}

static int
remove_at(struct store *store, enum search_shelf shelf, int64_t place)
{
	int err = unindex(store, shelf, place);

	if (err == 0)
		err = run_at(store, shelves[shelf].remove, place);
	if (err == 0)
		err = close_gap(store, shelf, place);
	return err;
}

/* -------------------------------------------------- coming and going */

static int
add_row(struct store *store, enum search_shelf shelf,
    const struct search_row *row)
{
	struct stmt stmt;
	int64_t place = 0;
	int err = find_place(store, shelf, row, &place);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, shelves[shelf].add);
	stmt_bind_int(&stmt, place);
	stmt_bind_id(&stmt, &row->record);
	stmt_bind_vid_or_null(&stmt, &row->vid);
	stmt_bind_text(&stmt, row->day);
	stmt_bind_text(&stmt, row->title);
	stmt_bind_text(&stmt, row->fields);
	stmt_bind_text(&stmt, row->marks);
	stmt_bind_int(&stmt, (int64_t)row->length);
	stmt_bind_text(&stmt, row->body);
	err = stmt_run(&stmt);
	return err == 0 ? fresh_add(store, shelf, place) : err;
}

static bool
is_same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* A new text beside the one that stands in its stead. */
struct replacing {
	const struct search_row *row;
	int64_t place;
	bool is_there;
	bool is_same;
};

static int
compare_row(void *data, const struct search_row *row)
{
	struct replacing *replacing = data;
	const struct search_row *wanted = replacing->row;

	replacing->is_there = true;
	replacing->place = row->place;
	replacing->is_same = id_equal(&row->record, &wanted->record) &&
	    vid_equal(&row->vid, &wanted->vid) &&
	    is_same_text(row->day, wanted->day) &&
	    is_same_text(row->title, wanted->title) &&
	    is_same_text(row->fields, wanted->fields) &&
	    is_same_text(row->marks, wanted->marks) &&
	    row->length == wanted->length &&
	    is_same_text(row->body, wanted->body);
	return 0;
}

int
store_put_search(struct store *store, enum search_shelf shelf,
    const struct search_row *row)
{
	struct replacing replacing = { .row = row };
	int err = shelf == SEARCH_NOW ?
	    store_each_search(store, shelf, &row->record, compare_row,
		&replacing) :
	    search_each_of_vid(store, shelf, &row->vid, compare_row,
		&replacing);

	if (err != 0 || replacing.is_same)
		return err;
	if (replacing.is_there)
		err = remove_at(store, shelf, replacing.place);
	return err == 0 ? add_row(store, shelf, row) : err;
}

/* Places of texts that are to go, collected first: going moves others. So
 * each is looked for again, the last first: what moves up stood behind. */
struct leaving {
	int64_t *places;
	size_t count;
	size_t cap;
};

static int
note_leaving(void *data, const struct search_row *row)
{
	struct leaving *leaving = data;

	leaving->places = mem_grow(leaving->places, &leaving->cap,
	    leaving->count + 1, sizeof(*leaving->places));
	leaving->places[leaving->count++] = row->place;
	return 0;
}

static int
compare_places(const void *a, const void *b)
{
	const int64_t *left = a;
	const int64_t *right = b;

	return (*left > *right) - (*left < *right);
}

static int
remove_all(struct store *store, enum search_shelf shelf,
    struct leaving *leaving, int err)
{
	if (leaving->count > 1)
		qsort(leaving->places, leaving->count, sizeof(*leaving->places),
		    compare_places);
	for (size_t i = leaving->count; err == 0 && i-- > 0;)
		err = remove_at(store, shelf, leaving->places[i]);
	free(leaving->places);
	return err;
}

int
store_remove_search_now(struct store *store, const struct id *record)
{
	struct leaving leaving = { .places = NULL };
	int err = store_each_search(store, SEARCH_NOW, record, note_leaving,
	    &leaving);

	return remove_all(store, SEARCH_NOW, &leaving, err);
}

static int
remove_of_vid(struct store *store, enum search_shelf shelf,
    const struct vid *vid)
{
	struct leaving leaving = { .places = NULL };
	int err = search_each_of_vid(store, shelf, vid, note_leaving, &leaving);

	return remove_all(store, shelf, &leaving, err);
}

int
store_remove_search_old(struct store *store, const struct vid *vid)
{
	return remove_of_vid(store, SEARCH_OLD, vid);
}

int
store_remove_search_of(struct store *store, const struct vid *vid)
{
	int err = remove_of_vid(store, SEARCH_NOW, vid);

	return err == 0 ? remove_of_vid(store, SEARCH_OLD, vid) : err;
}

int
store_forget_search(struct store *store, const struct id *project, size_t most)
{
	int err = 0;

	for (enum search_shelf shelf = SEARCH_NOW;
	     err == 0 && shelf <= SEARCH_OLD; shelf++) {
		struct leaving leaving = { .places = NULL };
		const struct search_some some = {
			.project = *project,
			.most = most,
		};

		err = search_each_of_some(store, shelf, &some, note_leaving,
		    &leaving);
		err = remove_all(store, shelf, &leaving, err);
	}
	return err;
}

int
store_remove_lone_search(struct store *store)
{
	int err = 0;

	for (enum search_shelf shelf = SEARCH_NOW;
	     err == 0 && shelf <= SEARCH_OLD; shelf++) {
		struct leaving leaving = { .places = NULL };

		err = search_each_lone(store, shelf, note_leaving, &leaving);
		err = remove_all(store, shelf, &leaving, err);
	}
	return err;
}

/* -------------------------------------------------- the indexes whole */

static int
refuse_lone(void *data, const struct search_row *row)
{
	const struct store *store = data;

	(void)row;
	return err_set(ERR_STORE_DAMAGED, store->path,
	    "a text to be found belongs to nothing", NULL);
}

int
store_check_search(struct store *store)
{
	int err = fresh_tell(store);

	for (enum search_shelf shelf = SEARCH_NOW;
	     err == 0 && shelf <= SEARCH_OLD; shelf++) {
		err = search_each_lone(store, shelf, refuse_lone, store);
		if (err == 0)
			err = stmt_steer(store, shelves[shelf].check);
	}
	return err;
}

int
store_rebuild_search(struct store *store)
{
	int err = store_remove_lone_search(store);

	if (err == 0)
		err = fresh_tell(store);
	for (enum search_shelf shelf = SEARCH_NOW;
	     err == 0 && shelf <= SEARCH_OLD; shelf++)
		err = stmt_steer(store, shelves[shelf].rebuild);
	return err;
}
