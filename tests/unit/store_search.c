/*
 * The indexes for searching: where texts stand, that they come and go without
 * a trace, and that their places are a function of which texts there are,
 * whatever the order in which they came.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "model/terms.h"
#include "store/search.h"
#include "support/desk.h"

#include <withus/err.h>

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	desk_make(desk);
	desk_open(desk);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	desk_clear(*state);
	free(*state);
	return 0;
}

/* An id that differs from others in its last bits alone: beyond those that a
 * place holds. */
static struct id
near_id(int n)
{
	struct id id = { { 0x12, 0x34 } };

	id.bytes[14] = (unsigned char)(n >> 8);
	id.bytes[15] = (unsigned char)n;
	return id;
}

/* A text with a body of its own. */
static void
put(struct desk *desk, const struct id *id, const char *day, const char *body)
{
	struct search_row row = {
		.record = *id,
		.day = day,
		.title = "",
		.fields = "",
		.marks = "p1",
		.body = body,
		.length = strlen(body),
	};

	struct version_row version = {
		.record = *id,
		.kind = "reflection",
		.bytes = "",
	};
	bool is_new;

	memcpy(version.vid.bytes, id->bytes, sizeof(id->bytes));
	ok(store_add_version(desk->store, &version, &is_new));
	ok(store_put_search(desk->store, SEARCH_NOW, &row));
}

static int
note_place(void *data, const struct search_found *found)
{
	str_add_format(data, "%lld ", (long long)found->place);
	return 0;
}

static int
note_record(void *data, const struct search_row *row)
{
	str_add_format(data, "%s:%d ", row->day,
	    row->record.bytes[14] << 8 | row->record.bytes[15]);
	return 0;
}

/* Places of what is found, newest first; to be freed. */
static char *
find_places(struct desk *desk, const char *words)
{
	struct terms terms = { .terms = NULL };
	struct str out = { .len = 0 };

	terms_parse(&terms, words, false);
	char *match = terms_match(&terms, "p1");
	struct search_query query = { .match = match };
	store_search_places(&query, NULL, NULL);
	ok(store_each_found(desk->store, &query, note_place, &out));
	free(match);
	terms_clear(&terms);
	return str_take(&out);
}

/* "DAY:NUMBER DAY:NUMBER " of what is found; to be freed. */
static char *
find(struct desk *desk, const char *words)
{
	char *places = find_places(desk, words);
	struct str out = { .len = 0 };

	for (char *p = strtok(places, " "); p != NULL; p = strtok(NULL, " "))
		ok(store_get_search(desk->store, SEARCH_NOW, atoll(p),
		    note_record, &out));
	free(places);
	return str_take(&out);
}

static void
finds(struct desk *desk, const char *words, const char *wanted)
{
	char *found = find(desk, words);

	assert_string_equal(found, wanted);
	free(found);
}

static void
is_sound(struct desk *desk)
{
	ok(store_check_search(desk->store));
}

static void
test_newest_first_by_day_and_id(void **state)
{
	struct desk *desk = *state;
	struct id one = near_id(1);
	struct id two = near_id(2);
	struct id far = { { 0xff } };

	desk_begin(desk);
	put(desk, &two, "2026-05-03", "tea");
	put(desk, &far, "0001-01-01", "tea");
	put(desk, &one, "9999-12-31", "tea");
	finds(desk, "tea", "9999-12-31:1 2026-05-03:2 0001-01-01:0 ");
	put(desk, &two, "0001-01-01", "tea");
	finds(desk, "tea", "9999-12-31:1 0001-01-01:0 0001-01-01:2 ");
	desk_commit(desk);
}

static void
test_days_bound_places(void **state)
{
	struct desk *desk = *state;
	struct search_query query = { .match = "" };

	(void)desk;
	store_search_places(&query, "2026-05-03", "2026-05-03");
	assert_true(query.least < query.greatest);
	int64_t end = query.greatest;
	store_search_places(&query, "2026-05-04", NULL);
	assert_int_equal(query.least, end + 1);
}

/* Every order of coming, and of going, gives the same places. */
static void
test_places_hang_on_nothing_else(void **state)
{
	static const int orders[][6] = { { 1, 2, 3, 4, 5, 6 },
		{ 6, 5, 4, 3, 2, 1 }, { 3, 6, 1, 5, 2, 4 },
		{ 4, 2, 6, 1, 3, 5 } };
	struct desk *desk = *state;
	char *first = NULL;

	for (size_t o = 0; o < 4; o++) {
		desk_begin(desk);
		for (size_t i = 0; i < 6; i++) {
			struct id id = near_id(orders[o][i]);

			put(desk, &id, "2026-05-03", "tea room");
			is_sound(desk);
		}
		char *places = find_places(desk, "tea");
		if (first == NULL)
			first = places;
		else
			assert_string_equal(places, first);
		if (places != first)
			free(places);
		finds(desk, "room",
		    "2026-05-03:6 2026-05-03:5 2026-05-03:4 2026-05-03:3 "
		    "2026-05-03:2 2026-05-03:1 ");
		for (size_t i = 0; i < 6; i++) {
			struct id id = near_id(orders[3 - o][i]);

			ok(store_remove_search_now(desk->store, &id));
			is_sound(desk);
		}
		finds(desk, "tea", "");
		desk_commit(desk);
	}
	free(first);
}

/* One whose own number is the place that others were pushed to. */
static void
test_who_is_pushed_on_comes_back(void **state)
{
	struct desk *desk = *state;
	struct id one = near_id(1);
	struct id two = near_id(2);
	struct id next = near_id(1);

	next.bytes[2] = 0x01; /* the last bit that a place holds */
	next.bytes[15] = 9;
	desk_begin(desk);
	put(desk, &next, "2026-05-03", "tea");
	char *alone = find_places(desk, "tea");
	put(desk, &two, "2026-05-03", "tea");
	put(desk, &one, "2026-05-03", "tea");
	finds(desk, "tea", "2026-05-03:9 2026-05-03:2 2026-05-03:1 ");
	ok(store_remove_search_now(desk->store, &one));
	ok(store_remove_search_now(desk->store, &two));
	is_sound(desk);
	char *again = find_places(desk, "tea");
	assert_string_equal(again, alone);
	desk_commit(desk);
	free(again);
	free(alone);
}

static void
test_what_is_replaced_is_found_no_more(void **state)
{
	struct desk *desk = *state;
	struct id one = near_id(1);

	desk_begin(desk);
	put(desk, &one, "2026-05-03", "hospital garden");
	put(desk, &one, "2026-05-03", "library garden");
	finds(desk, "hospital", "");
	finds(desk, "library garden", "2026-05-03:1 ");
	is_sound(desk);
	desk_commit(desk);
}

/* The body is read from the version, and may be of any length. */
static void
test_the_body_is_the_end_of_the_version(void **state)
{
	struct desk *desk = *state;
	struct search_row row = {
		.record = desk_id(2),
		.vid = desk_vid(7),
		.day = "2026-05-03",
		.title = "café",
		.fields = "",
		.marks = "p1",
		.length = strlen("garden"),
	};

	desk_begin(desk);
	ok(desk_save(desk->store, 1, 2, 7, "head garden"));
	ok(store_put_search(desk->store, SEARCH_NOW, &row));
	ok(store_put_search(desk->store, SEARCH_OLD, &row));
	is_sound(desk);
	char *found = find_places(desk, "garden CAFE");
	assert_true(strlen(found) > 0);
	free(found);
	finds(desk, "head", "");
	/* Other words, just as long. */
	ok(desk_save(desk->store, 1, 2, 8, "head kettle"));
	row.vid = desk_vid(8);
	ok(store_put_search(desk->store, SEARCH_NOW, &row));
	finds(desk, "garden", "");
	found = find_places(desk, "kettle");
	assert_true(strlen(found) > 0);
	free(found);
	row.length = 0;
	ok(store_put_search(desk->store, SEARCH_NOW, &row));
	finds(desk, "kettle", "");
	is_sound(desk);
	struct vid vid = desk_vid(7);
	ok(store_remove_version(desk->store, &vid));
	is_sound(desk);
	vid = desk_vid(8);
	ok(store_remove_version(desk->store, &vid));
	finds(desk, "cafe", "");
	is_sound(desk);
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path,
			     "SELECT (SELECT count(*) FROM search_row)"
			     " + (SELECT count(*) FROM search_old_row)"),
	    0);
}

/* Words that left the texts behind the index's back are seen, and mended. */
static void
test_an_index_that_is_wrong_is_seen(void **state)
{
	struct desk *desk = *state;
	struct id one = near_id(1);

	desk_begin(desk);
	ok(desk_save(desk->store, 1, 2, 7, "head garden"));
	struct search_row row = {
		.record = desk_id(2),
		.vid = desk_vid(7),
		.day = "2026-05-03",
		.title = "",
		.fields = "",
		.marks = "p1",
		.length = 6,
	};
	ok(store_put_search(desk->store, SEARCH_NOW, &row));
	desk_commit(desk);
	desk_run(desk->path, "UPDATE search_row SET title = 'other'");
	desk_begin(desk);
	assert_int_equal(store_check_search(desk->store), -ERR_STORE_DAMAGED);
	ok(store_rebuild_search(desk->store));
	is_sound(desk);
	put(desk, &one, "2026-05-03", "lone");
	desk_commit(desk);
	desk_run(desk->path,
	    "DELETE FROM version WHERE kind = 'reflection'"
	    " AND bytes = x''");
	desk_begin(desk);
	assert_int_equal(store_check_search(desk->store), -ERR_STORE_DAMAGED);
	ok(store_remove_lone_search(desk->store));
	is_sound(desk);
	desk_commit(desk);
}

static int
note_words(void *data, const struct search_found *found)
{
	str_add_format(data, "%s|%s|%s", found->words.title, found->words.body,
	    found->words.fields);
	return 0;
}

static void
test_words_around_are_marked(void **state)
{
	struct desk *desk = *state;
	struct str out = { .len = 0 };
	struct search_row row = {
		.record = near_id(1),
		.day = "2026-05-03",
		.title = "Tea room",
		.fields = "green tea\n",
		.marks = "p1 tea",
		.body = "No tea today",
		.length = 12,
	};
	struct search_query query = {
		.match = "marks : p1 AND {title body fields} : \"tea\"",
	};

	desk_begin(desk);
	ok(store_put_search(desk->store, SEARCH_NOW, &row));
	desk_commit(desk);
	char *place = find_places(desk, "tea");
	ok(store_get_found(desk->store, &query, atoll(place), note_words,
	    &out));
	assert_string_equal(str_text(&out),
	    "\001Tea\002 room|No \001tea\002 today|green \001tea\002\n");
	free(place);
	str_clear(&out);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_newest_first_by_day_and_id),
		TEST(test_days_bound_places),
		TEST(test_places_hang_on_nothing_else),
		TEST(test_who_is_pushed_on_comes_back),
		TEST(test_what_is_replaced_is_found_no_more),
		TEST(test_the_body_is_the_end_of_the_version),
		TEST(test_an_index_that_is_wrong_is_seen),
		TEST(test_words_around_are_marked),
	};
#undef TEST

	return cmocka_run_group_tests(tests, NULL, NULL);
}
