/*
 * Records: lists by kind, by writer and by day, page by page, and ids.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "store/stmt.h"
#include "support/desk.h"

static int
set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	desk_make(desk);
	desk_open(desk);
	desk_begin(desk);
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

static int
number_of(const unsigned char *bytes)
{
	return bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static void
expect_text(struct str *text, const char *expected)
{
	assert_string_equal(str_text(text), expected);
	str_clear(text);
}

struct made {
	int id;
	const char *kind;
	int by;
	const char *day;
	bool is_withdrawn;
};

static void
put_record(struct desk *desk, const struct made *made)
{
	const struct record_row row = { .id = desk_id(made->id),
		.project = desk_id(1),
		.kind = made->kind,
		.by = desk_id(made->by),
		.day = made->day,
		.title = "A title",
		.shown = desk_vid(made->id),
		.heads = 1,
		.is_withdrawn = made->is_withdrawn };

	ok(store_put_record(desk->store, &row));
}

static void
put_some_records(struct desk *desk)
{
	static const struct made some[] = {
		{ .id = 4, .kind = "term", .by = 7, .day = "2026-02-01" },
		{ .id = 2, .kind = "term", .by = 8, .day = "2026-02-01" },
		{ .id = 3, .kind = "term", .by = 7, .day = "2026-01-15" },
		{ .id = 1, .kind = "term", .by = 7, .day = "2026-03-09" },
		{ .id = 5, .kind = "term", .by = 7, .day = "" },
		{ .id = 6, .kind = "said", .by = 7, .day = "2026-02-01" },
		{ .id = 9,
		    .kind = "term",
		    .by = 7,
		    .day = "2026-02-02",
		    .is_withdrawn = true },
	};

	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++)
		put_record(desk, &some[i]);
}

static int
note_record(void *data, const struct record_row *row)
{
	str_add_format(data, "%d ", number_of(row->id.bytes));
	return 0;
}

static void
expect_list(struct desk *desk, const struct record_query *query,
    const char *expected)
{
	struct str seen = { .len = 0 };

	ok(store_each_record(desk->store, query, note_record, &seen));
	expect_text(&seen, expected);
}

static int
look_at_record(void *data, const struct record_row *row)
{
	const struct id by = desk_id(7);

	assert_int_equal(number_of(row->id.bytes), 4);
	assert_int_equal(number_of(row->project.bytes), 1);
	assert_memory_equal(&row->by, &by, sizeof(by));
	assert_string_equal(row->kind, "term");
	assert_string_equal(row->day, "2026-02-01");
	assert_string_equal(row->title, "A title");
	assert_int_equal(number_of(row->shown.bytes), 4);
	assert_int_equal(row->heads, 1);
	assert_int_equal(row->clashes + row->aside, 0);
	assert_false(row->is_withdrawn);
	++*(int *)data;
	return 0;
}

static int
look_at_changed(void *data, const struct record_row *row)
{
	assert_true(vid_is_none(&row->shown));
	assert_true(id_is_none(&row->by));
	assert_string_equal(row->title, "");
	assert_int_equal(row->heads, 2);
	assert_int_equal(row->clashes, 3);
	assert_int_equal(row->aside, 4);
	assert_true(row->is_withdrawn);
	++*(int *)data;
	return 0;
}

static void
test_record_comes_back_and_changes(void **state)
{
	struct desk *desk = *state;
	const struct record_row row = { .id = desk_id(4),
		.project = desk_id(1),
		.kind = "term",
		.day = "2026-02-01",
		.title = "",
		.heads = 2,
		.clashes = 3,
		.aside = 4,
		.is_withdrawn = true };
	int calls = 0;

	put_some_records(desk);
	ok(store_get_record(desk->store, &row.id, look_at_record, &calls));
	assert_int_equal(calls, 1);
	ok(store_put_record(desk->store, &row));
	ok(store_get_record(desk->store, &row.id, look_at_changed, &calls));
	assert_int_equal(calls, 2);
	ok(store_remove_record(desk->store, &row.id));
	ok(store_get_record(desk->store, &row.id, look_at_changed, &calls));
	assert_int_equal(calls, 2);
}

static void
test_lists_by_kind(void **state)
{
	struct desk *desk = *state;
	struct record_query query = { .project = desk_id(1), .kind = "term" };

	put_some_records(desk);
	expect_list(desk, &query, "1 4 2 3 5 ");
	query.oldest_first = true;
	expect_list(desk, &query, "5 3 2 4 1 ");
	query.with_withdrawn = true;
	expect_list(desk, &query, "5 3 2 4 9 1 ");
	query.most = 2;
	expect_list(desk, &query, "5 3 ");
	query.oldest_first = false;
	expect_list(desk, &query, "1 9 ");
	query.kind = "meeting";
	expect_list(desk, &query, "");
	query.kind = "term";
	query.project = desk_id(2);
	expect_list(desk, &query, "");
}

static void
test_lists_by_writer(void **state)
{
	struct desk *desk = *state;
	struct record_query query = { .project = desk_id(1),
		.kind = "term",
		.by = desk_id(7) };

	put_some_records(desk);
	expect_list(desk, &query, "1 4 3 5 ");
	query.oldest_first = true;
	query.since = "2026-01-15";
	query.until = "2026-02-28";
	expect_list(desk, &query, "3 4 ");
	query.by = desk_id(99);
	expect_list(desk, &query, "");
}

static void
test_lists_between_days(void **state)
{
	struct desk *desk = *state;
	struct record_query query = { .project = desk_id(1),
		.kind = "term",
		.since = "2026-02-01" };

	put_some_records(desk);
	expect_list(desk, &query, "1 4 2 ");
	query.until = "2026-02-01";
	expect_list(desk, &query, "4 2 ");
	query.since = NULL;
	expect_list(desk, &query, "4 2 3 5 ");
	query.oldest_first = true;
	expect_list(desk, &query, "5 3 2 4 ");
}

/* Reads a list one row at a time, each behind the one before. */
struct turning {
	struct record_row last;
	char day[16];
	struct str seen;
	int count;
};

static int
turn(void *data, const struct record_row *row)
{
	struct turning *turning = data;

	turning->last = *row;
	memcpy(turning->day, row->day, strlen(row->day) + 1);
	turning->last.day = turning->day;
	turning->count++;
	return note_record(&turning->seen, row);
}

static void
turn_pages(struct desk *desk, struct record_query *query, const char *expected)
{
	struct turning turning = { .count = 1 };

	query->most = 1;
	query->after = NULL;
	while (turning.count == 1 && turning.seen.len < 100) {
		turning.count = 0;
		ok(store_each_record(desk->store, query, turn, &turning));
		query->after = &turning.last;
	}
	expect_text(&turning.seen, expected);
}

static void
test_lists_go_on_behind_a_row(void **state)
{
	struct desk *desk = *state;
	struct record_query query = { .project = desk_id(1), .kind = "term" };

	put_some_records(desk);
	turn_pages(desk, &query, "1 4 2 3 5 ");
	query.oldest_first = true;
	turn_pages(desk, &query, "5 3 2 4 1 ");
	query.by = desk_id(7);
	turn_pages(desk, &query, "5 3 4 1 ");
	query.until = "2026-02-01";
	turn_pages(desk, &query, "5 3 4 ");
}

/* A row to go on behind does not open days that were not asked for. */
static void
test_row_outside_the_days_changes_nothing(void **state)
{
	struct desk *desk = *state;
	const struct record_row late = { .id = desk_id(1),
		.day = "2026-12-31" };
	const struct record_row early = { .id = desk_id(1), .day = "" };
	struct record_query query = { .project = desk_id(1),
		.kind = "term",
		.since = "2026-01-15",
		.until = "2026-02-01",
		.after = &late };

	put_some_records(desk);
	expect_list(desk, &query, "4 2 3 ");
	query.oldest_first = true;
	query.after = &early;
	expect_list(desk, &query, "3 2 4 ");
}

static void
test_counting(void **state)
{
	struct desk *desk = *state;
	const struct record_row row = { .id = desk_id(2), .day = "2026-02-01" };
	struct record_query query = { .project = desk_id(1),
		.kind = "term",
		.most = 1,
		.after = &row };
	size_t count = 0;

	put_some_records(desk);
	ok(store_count_records(desk->store, &query, &count));
	assert_int_equal(count, 5);
	query.with_withdrawn = true;
	query.since = "2026-02-01";
	ok(store_count_records(desk->store, &query, &count));
	assert_int_equal(count, 4);
	query.by = desk_id(8);
	ok(store_count_records(desk->store, &query, &count));
	assert_int_equal(count, 1);
}

static void
expect_count(struct desk *desk, const char *kind, size_t shown, size_t all)
{
	struct record_query query = { .project = desk_id(1), .kind = kind };
	size_t count = 99;

	ok(store_count_records(desk->store, &query, &count));
	assert_int_equal(count, shown);
	query.with_withdrawn = true;
	ok(store_count_records(desk->store, &query, &count));
	assert_int_equal(count, all);
}

/* A whole kind is not counted, but tallied: whatever happens to a record. */
static void
test_tallies(void **state)
{
	struct desk *desk = *state;
	struct made four = { .id = 4, .kind = "term", .by = 7, .day = "" };
	const struct id five = desk_id(5);
	const struct id nine = desk_id(9);

	put_some_records(desk);
	expect_count(desk, "term", 5, 6);
	expect_count(desk, "said", 1, 1);
	expect_count(desk, "meeting", 0, 0);
	put_record(desk, &four); /* another day: as many as before */
	expect_count(desk, "term", 5, 6);
	four.is_withdrawn = true;
	put_record(desk, &four);
	expect_count(desk, "term", 4, 6);
	four.kind = "said";
	put_record(desk, &four);
	expect_count(desk, "term", 4, 5);
	expect_count(desk, "said", 1, 2);
	ok(store_remove_record(desk->store, &five));
	ok(store_remove_record(desk->store, &nine));
	ok(store_remove_record(desk->store, &nine));
	expect_count(desk, "term", 3, 3);
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path,
			     "SELECT count(*) FROM tally WHERE records < 1"),
	    0);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM tally"), 3);
}

/* A tally that is wrong, and one that is missing, are damage; so is one of
 * what is not there. */
static void
test_wrong_tallies(void **state)
{
	struct desk *desk = *state;
	const struct id one = desk_id(1);
	size_t right = 0;
	size_t count = 0;

	put_some_records(desk);
	ok(desk_save(desk->store, 1, 20, 20, "words"));
	ok(desk_save(desk->store, 2, 21, 21, "words"));
	ok(store_count_lone(desk->store, &one, &right));
	desk_commit(desk);
	desk_run(desk->path,
	    "UPDATE tally SET records = 7 WHERE kind = 'term';"
	    "DELETE FROM tally WHERE kind = 'said';"
	    "INSERT INTO tally SELECT project, 'none', 0, 1 FROM record"
	    " WHERE kind = 'term' LIMIT 1");
	desk_begin(desk);
	ok(store_count_lone(desk->store, &one, &count));
	assert_int_equal(count, right + 2 + 2 + 1 + 1);
	ok(store_remove_lone(desk->store, &one));
	ok(store_count_lone(desk->store, &one, &count));
	assert_int_equal(count, 0);
	expect_count(desk, "term", 0, 0);
	expect_count(desk, "none", 0, 0);
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM tally"), 2);
}

static void
test_range_of_ids(void **state)
{
	struct desk *desk = *state;
	struct record_range range = { .project = desk_id(1),
		.least = desk_id(2),
		.greatest = desk_id(6) };
	struct str seen = { .len = 0 };

	put_some_records(desk);
	ok(store_each_in_range(desk->store, &range, note_record, &seen));
	expect_text(&seen, "2 3 4 5 6 ");
	range.kind = "term";
	range.most = 3;
	ok(store_each_in_range(desk->store, &range, note_record, &seen));
	expect_text(&seen, "2 3 4 ");
	memset(&range.least, 0, sizeof(range.least));
	memset(&range.greatest, 0xff, sizeof(range.greatest));
	range.kind = "said";
	ok(store_each_in_range(desk->store, &range, note_record, &seen));
	expect_text(&seen, "6 ");
}

static void
test_neighbours(void **state)
{
	struct desk *desk = *state;
	const struct id project = desk_id(1);
	const struct id four = desk_id(4);
	const struct id nine = desk_id(9);
	struct neighbours near;

	put_some_records(desk);
	ok(store_get_neighbours(desk->store, &project, "term", &four, &near));
	assert_int_equal(number_of(near.before.bytes), 3);
	assert_int_equal(number_of(near.after.bytes), 5);
	ok(store_get_neighbours(desk->store, &project, "term", &nine, &near));
	assert_int_equal(number_of(near.before.bytes), 5);
	assert_true(id_is_none(&near.after));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_record_comes_back_and_changes),
		TEST(test_lists_by_kind),
		TEST(test_lists_by_writer),
		TEST(test_lists_between_days),
		TEST(test_lists_go_on_behind_a_row),
		TEST(test_row_outside_the_days_changes_nothing),
		TEST(test_counting),
		TEST(test_tallies),
		TEST(test_wrong_tallies),
		TEST(test_range_of_ids),
		TEST(test_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
