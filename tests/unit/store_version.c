/*
 * Versions, and what holds for every walk through rows.
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

/* ---------------------------------------------------------- versions */

static void
put_version(struct desk *desk, int record, int n, const char *kind)
{
	const struct version_row row = { .vid = desk_vid(n),
		.project = desk_id(1),
		.record = desk_id(record),
		.kind = kind,
		.key = { (unsigned char)record },
		.standing = n % 3,
		.bytes = "a\0b",
		.len = 3 };
	bool is_new = false;

	ok(store_add_version(desk->store, &row, &is_new));
	assert_true(is_new);
}

/* Adds what it meets to a text, as "n " each. */
static int
note_version(void *data, const struct version_row *row)
{
	str_add_format(data, "%d ", number_of(row->vid.bytes));
	return 0;
}

static void
expect_text(struct str *text, const char *expected)
{
	assert_string_equal(str_text(text), expected);
	str_clear(text);
}

static int
look_at_version(void *data, const struct version_row *row)
{
	const struct vid vid = desk_vid(5);
	const struct id project = desk_id(1);
	const struct id record = desk_id(9);

	assert_memory_equal(&row->vid, &vid, sizeof(vid));
	assert_memory_equal(&row->project, &project, sizeof(project));
	assert_memory_equal(&row->record, &record, sizeof(record));
	assert_string_equal(row->kind, "term");
	assert_int_equal(row->key[0], 9);
	assert_int_equal(row->key[31], 0);
	assert_int_equal(row->len, 3);
	assert_memory_equal(row->bytes, "a\0b", 3);
	*(int *)data = row->standing;
	return 0;
}

static void
test_version_comes_back(void **state)
{
	struct desk *desk = *state;
	const struct vid vid = desk_vid(5);
	const struct vid other = desk_vid(6);
	int standing = -1;
	bool has = false;

	put_version(desk, 9, 5, "term");
	ok(store_get_version(desk->store, &vid, look_at_version, &standing));
	assert_int_equal(standing, 2);
	ok(store_has_version(desk->store, &vid, &has));
	assert_true(has);
	standing = -1;
	ok(store_get_version(desk->store, &other, look_at_version, &standing));
	assert_int_equal(standing, -1);
	ok(store_has_version(desk->store, &other, &has));
	assert_false(has);
}

static void
test_version_is_put_once(void **state)
{
	struct desk *desk = *state;
	const struct version_row row = { .vid = desk_vid(5),
		.project = desk_id(2),
		.record = desk_id(3),
		.kind = "stage",
		.bytes = "other",
		.len = 5 };
	bool is_new = true;
	int standing = -1;

	put_version(desk, 9, 5, "term");
	ok(store_add_version(desk->store, &row, &is_new));
	assert_false(is_new);
	ok(store_get_version(desk->store, &row.vid, look_at_version,
	    &standing));
}

static void
test_version_changes(void **state)
{
	struct desk *desk = *state;
	const struct vid vid = desk_vid(5);
	const struct id project = desk_id(1);
	struct version_row row = {
		.vid = vid,
		.project = project,
		.record = desk_id(8),
		.kind = "stage",
		.key = { 9 },
	};
	size_t count = 9;
	int standing = -1;

	put_version(desk, 9, 5, "term");
	ok(store_set_version(desk->store, &row));
	ok(store_set_standing(desk->store, &vid, 4));
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path,
			     "SELECT standing * 10 + length(bytes)"
			     " FROM version"),
	    40);
	desk_begin(desk);
	assert_int_equal(desk_ask(desk->path,
			     "SELECT count(*) FROM version WHERE kind = 'stage'"
			     " AND substr(key, 1, 1) = x'09'"),
	    1);
	row.record = desk_id(9);
	row.kind = "term";
	row.bytes = "a\0b";
	row.len = 3;
	ok(store_set_version(desk->store, &row));
	ok(store_get_version(desk->store, &vid, look_at_version, &standing));
	assert_int_equal(standing, 4);
	ok(store_count_versions(desk->store, &project, &count));
	assert_int_equal(count, 1);
	ok(store_remove_version(desk->store, &vid));
	ok(store_count_versions(desk->store, &project, &count));
	assert_int_equal(count, 0);
}

static void
test_versions_of_a_record_are_in_order(void **state)
{
	struct desk *desk = *state;
	const struct id record = desk_id(9);
	struct str seen = { .len = 0 };

	put_version(desk, 9, 70, "term");
	put_version(desk, 8, 40, "term");
	put_version(desk, 9, 30, "term");
	put_version(desk, 9, 50, "term");
	ok(store_each_version(desk->store, &record, note_version, &seen));
	expect_text(&seen, "30 50 70 ");
}

static void
test_voice_versions_are_the_three_kinds(void **state)
{
	struct desk *desk = *state;
	const struct id project = desk_id(1);
	struct str seen = { .len = 0 };

	put_version(desk, 1, 1, "member");
	put_version(desk, 2, 2, "term");
	put_version(desk, 3, 3, "key");
	put_version(desk, 4, 4, "vouch");
	ok(store_each_voice_version(desk->store, &project, note_version,
	    &seen));
	/* In no order that is promised. */
	assert_int_equal(seen.len, strlen("1 3 4 "));
	assert_non_null(strstr(str_text(&seen), "1 "));
	assert_non_null(strstr(str_text(&seen), "3 "));
	assert_non_null(strstr(str_text(&seen), "4 "));
	str_clear(&seen);
}

static void
test_versions_of_a_project_in_pieces(void **state)
{
	struct desk *desk = *state;
	const struct vid fourth = desk_vid(40);
	struct version_run run = { .project = desk_id(1), .most = 2 };
	struct str seen = { .len = 0 };

	for (int n = 50; n >= 10; n -= 10)
		put_version(desk, n % 3, n, "term");
	ok(desk_save(desk->store, 2, 5, 45, "other"));
	ok(store_each_project_version(desk->store, &run, note_version, &seen));
	expect_text(&seen, "10 20 ");
	run.after = &fourth;
	ok(store_each_project_version(desk->store, &run, note_version, &seen));
	expect_text(&seen, "50 ");
	run.after = NULL;
	run.most = 0;
	ok(store_each_project_version(desk->store, &run, note_version, &seen));
	expect_text(&seen, "10 20 30 40 50 ");
}

static int
note_id(void *data, const struct id *id)
{
	str_add_format(data, "%d ", number_of(id->bytes));
	return 0;
}

static void
test_records_of_a_key_once_each(void **state)
{
	struct desk *desk = *state;
	const struct id project = desk_id(1);
	const unsigned char key[32] = { 9 };
	struct str seen = { .len = 0 };

	put_version(desk, 9, 1, "term");
	put_version(desk, 9, 2, "term");
	put_version(desk, 8, 3, "term");
	ok(store_each_record_of_key(desk->store, &project, key, note_id,
	    &seen));
	expect_text(&seen, "9 ");
}

/* --------------------------------------------------------- callbacks */

static int
stop_at_second(void *data, const struct version_row *row)
{
	(void)row;
	return ++*(int *)data == 2 ? 17 : 0;
}

static void
test_callback_stops_a_walk(void **state)
{
	struct desk *desk = *state;
	const struct version_run run = { .project = desk_id(1) };
	int count = 0;

	for (int n = 1; n < 5; n++)
		put_version(desk, n, n, "term");
	assert_int_equal(store_each_project_version(desk->store, &run,
			     stop_at_second, &count),
	    17);
	assert_int_equal(count, 2);
	desk_commit(desk); /* nothing is left open */
}

struct nesting {
	struct store *store;
	struct str seen;
	int depth;
};

/* The same statement inside itself, twice. */
static int
nest(void *data, const struct version_row *row)
{
	struct nesting *nesting = data;
	const struct version_run run = { .project = row->project, .most = 2 };
	int err = 0;

	str_add_format(&nesting->seen, "%d", number_of(row->vid.bytes));
	if (nesting->depth < 2) {
		nesting->depth++;
		str_add_char(&nesting->seen, '(');
		err = store_each_project_version(nesting->store, &run, nest,
		    nesting);
		str_add_char(&nesting->seen, ')');
		nesting->depth--;
	}
	return err;
}

static void
test_callback_uses_the_same_statement(void **state)
{
	struct desk *desk = *state;
	const struct version_run run = { .project = desk_id(1), .most = 2 };
	struct nesting nesting = { .store = desk->store };

	put_version(desk, 1, 1, "term");
	put_version(desk, 2, 2, "term");
	put_version(desk, 3, 3, "term");
	ok(store_each_project_version(desk->store, &run, nest, &nesting));
	expect_text(&nesting.seen, "1(1(12)2(12))2(1(12)2(12))");
	desk_commit(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_version_comes_back),
		TEST(test_version_is_put_once),
		TEST(test_version_changes),
		TEST(test_versions_of_a_record_are_in_order),
		TEST(test_voice_versions_are_the_three_kinds),
		TEST(test_versions_of_a_project_in_pieces),
		TEST(test_records_of_a_key_once_each),
		TEST(test_callback_stops_a_walk),
		TEST(test_callback_uses_the_same_statement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
