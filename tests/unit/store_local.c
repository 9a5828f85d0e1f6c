/*
 * The local tables: projects, members here, actions, outbox, arrivals,
 * drafts, settings, and the stamp by which their copy goes.
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

static void
expect_text(struct str *text, const char *expected)
{
	assert_string_equal(str_text(text), expected);
	str_clear(text);
}

static int
note_id(void *data, const struct id *id)
{
	str_add_format(data, "%d ", id->bytes[3]);
	return 0;
}

static void
expect_projects(struct desk *desk, const char *expected)
{
	struct str seen = { .len = 0 };

	ok(store_each_project(desk->store, note_id, &seen));
	expect_text(&seen, expected);
}

static void
test_projects_last_used_first(void **state)
{
	struct desk *desk = *state;
	struct id id;

	for (int n = 1; n <= 3; n++) {
		id = desk_id(n);
		ok(store_add_project(desk->store, &id));
	}
	expect_projects(desk, "3 2 1 ");
	id = desk_id(1);
	ok(store_use_project(desk->store, &id));
	expect_projects(desk, "1 3 2 ");
	id = desk_id(2);
	ok(store_add_project(desk->store, &id));
	expect_projects(desk, "1 3 2 ");
	id = desk_id(9);
	ok(store_use_project(desk->store, &id));
	expect_projects(desk, "1 3 2 ");
}

/* Using the one that was used last writes nothing. */
static void
test_using_the_same_project_again(void **state)
{
	struct desk *desk = *state;
	const struct id id = desk_id(1);

	ok(store_add_project(desk->store, &id));
	desk_commit(desk);
	int64_t before = desk_ask(desk->path, "SELECT used FROM project");
	desk_begin(desk);
	ok(store_use_project(desk->store, &id));
	assert_int_equal(sqlite3_changes(desk->store->db), 0);
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path, "SELECT used FROM project"),
	    before);
}

static int
note_me(void *data, const struct me_row *row)
{
	assert_int_equal(row->secret[63], 77);
	str_add_format(data, "%d:%d ", row->member.bytes[3], row->public[31]);
	return 0;
}

static void
test_members_here(void **state)
{
	struct desk *desk = *state;
	struct me_row row = { .project = desk_id(1), .member = desk_id(6) };
	struct me_row found;
	struct str seen = { .len = 0 };
	bool is_there = true;

	row.secret[63] = 77;
	ok(store_get_me(desk->store, &row.project, &row.member, &found,
	    &is_there));
	assert_false(is_there);
	ok(store_put_me(desk->store, &row));
	row.public[31] = 5;
	ok(store_put_me(desk->store, &row));
	ok(store_get_me(desk->store, &row.project, &row.member, &found,
	    &is_there));
	assert_true(is_there);
	assert_memory_equal(&found, &row, sizeof(row));
	row.member = desk_id(4);
	ok(store_put_me(desk->store, &row));
	ok(store_each_me(desk->store, &row.project, note_me, &seen));
	expect_text(&seen, "4:5 6:5 ");
	row.project = desk_id(2);
	ok(store_each_me(desk->store, &row.project, note_me, &seen));
	expect_text(&seen, "");
}

/* ------------------------------------------------------------- actions */

static int
note_action(void *data, const struct action_row *row)
{
	str_add_format(data, "%d:%s:%s:%d:%d:%d:%d:%d ", (int)row->number,
	    row->word, row->day, (int)row->at, row->is_kept, (int)row->undoes,
	    row->project.bytes[3], row->member.bytes[3]);
	return 0;
}

static int64_t
add_action(struct desk *desk, int member, const char *word, bool is_kept,
    int64_t undoes)
{
	const struct action_row row = { .project = desk_id(1),
		.member = member == 0 ? (struct id){ { 0 } } : desk_id(member),
		.word = word,
		.day = "2026-11-20",
		.at = 100,
		.is_kept = is_kept,
		.undoes = undoes };
	int64_t number = 0;

	ok(store_add_action(desk->store, &row, &number));
	return number;
}

static void
expect_last(struct desk *desk, int member, const char *expected)
{
	const struct id project = desk_id(1);
	const struct id id = desk_id(member);
	struct str seen = { .len = 0 };

	ok(store_get_last_action(desk->store, &project, &id, note_action,
	    &seen));
	expect_text(&seen, expected);
}

static void
test_actions(void **state)
{
	struct desk *desk = *state;
	struct str seen = { .len = 0 };
	const struct id project = desk_id(1);

	assert_int_equal(add_action(desk, 4, "save", true, 0), 1);
	assert_int_equal(add_action(desk, 4, "undo", true, 1), 2);
	assert_int_equal(add_action(desk, 4, "import", false, 0), 3);
	assert_int_equal(add_action(desk, 0, "repair", true, 0), 4);
	expect_last(desk, 4, "2:undo:2026-11-20:100:1:1:1:4 ");
	expect_last(desk, 5, "");
	ok(store_get_action(desk->store, 4, note_action, &seen));
	expect_text(&seen, "4:repair:2026-11-20:100:1:0:1:0 ");
	ok(store_get_action(desk->store, 5, note_action, &seen));
	expect_text(&seen, "");
	ok(store_each_unkept(desk->store, &project, note_action, &seen));
	expect_text(&seen, "3:import:2026-11-20:100:0:0:1:4 ");
	ok(store_keep_action(desk->store, 3));
	expect_last(desk, 4, "3:import:2026-11-20:100:1:0:1:4 ");
	ok(store_each_unkept(desk->store, &project, note_action, &seen));
	expect_text(&seen, "");
}

static int
note_vid(void *data, const struct vid *vid)
{
	str_add_format(data, "%d ", vid->bytes[3]);
	return 0;
}

static void
test_what_an_action_did(void **state)
{
	struct desk *desk = *state;
	const struct vid five = desk_vid(5);
	const struct vid three = desk_vid(3);
	struct str seen = { .len = 0 };
	int64_t action = 9;

	int64_t first = add_action(desk, 4, "save", true, 0);
	int64_t second = add_action(desk, 4, "repair", true, 0);
	ok(store_add_did(desk->store, second, &five));
	ok(store_add_did(desk->store, first, &five));
	ok(store_add_did(desk->store, first, &three));
	ok(store_add_did(desk->store, first, &three));
	ok(store_each_did(desk->store, first, note_vid, &seen));
	expect_text(&seen, "3 5 ");
	ok(store_get_doer(desk->store, &five, &action));
	assert_int_equal(action, first);
	ok(store_remove_action(desk->store, first));
	ok(store_get_doer(desk->store, &five, &action));
	assert_int_equal(action, second);
	ok(store_get_doer(desk->store, &three, &action));
	assert_int_equal(action, 0);
}

/* The last number is not given again, and what is pointed at stays. */
static void
test_numbers_and_references(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = { .action = 77,
		.project = desk_id(1),
		.vid = desk_vid(1),
		.bytes = "x",
		.len = 1 };

	assert_int_equal(store_add_outbox(desk->store, &row),
	    -ERR_STORE_FAILED);
	row.action = add_action(desk, 4, "save", true, 0);
	ok(store_add_outbox(desk->store, &row));
	assert_int_equal(store_add_outbox(desk->store, &row),
	    -ERR_STORE_FAILED); /* waits already */
	assert_int_equal(store_remove_action(desk->store, row.action),
	    -ERR_STORE_FAILED);
	ok(store_remove_outbox(desk->store, &row.vid));
	ok(store_remove_action(desk->store, row.action));
	assert_int_equal(add_action(desk, 4, "save", true, 0), row.action + 1);
}

/* -------------------------------------------------- outbox and arrivals */

static int
note_outbox(void *data, const struct outbox_row *row)
{
	assert_int_equal(row->project.bytes[3], 1);
	str_add_format(data, "%d:%d:%.*s ", (int)row->action, row->vid.bytes[3],
	    (int)row->len, row->bytes);
	return 0;
}

static void
expect_outbox(struct desk *desk, int64_t seq, size_t most, const char *expected)
{
	const struct seq_run run = { .project = desk_id(1),
		.seq = seq,
		.most = most };
	struct str seen = { .len = 0 };

	ok(store_each_outbox(desk->store, &run, note_outbox, &seen));
	expect_text(&seen, expected);
}

static void
test_outbox_of_kept_actions(void **state)
{
	struct desk *desk = *state;
	struct outbox_row row = { .project = desk_id(1), .bytes = "wait" };
	size_t count = 9;
	bool has = false;

	add_action(desk, 4, "save", true, 0);
	add_action(desk, 4, "import", false, 0);
	for (int n = 1; n <= 4; n++) {
		row.action = n == 3 ? 2 : 1;
		row.vid = desk_vid(10 - n);
		row.len = (size_t)n;
		ok(store_add_outbox(desk->store, &row));
	}
	expect_outbox(desk, 0, 0, "1:9:w 1:8:wa 1:6:wait ");
	expect_outbox(desk, 0, 2, "1:9:w 1:8:wa ");
	expect_outbox(desk, 2, 0, "1:6:wait ");
	ok(store_count_outbox(desk->store, &row.project, &count));
	assert_int_equal(count, 3);
	ok(store_keep_action(desk->store, 2));
	expect_outbox(desk, 1, 2, "1:8:wa 2:7:wai ");
	ok(store_remove_outbox(desk->store, &row.vid));
	ok(store_has_outbox(desk->store, &row.vid, &has));
	assert_false(has);
	row.vid = desk_vid(7);
	ok(store_has_outbox(desk->store, &row.vid, &has));
	assert_true(has);
}

static int
note_arrived(void *data, const struct arrived_row *row)
{
	str_add_format(data, "%d:%d:%d ", (int)row->seq, row->vid.bytes[3],
	    (int)row->at);
	return 0;
}

static void
test_arrivals_newest_first(void **state)
{
	struct desk *desk = *state;
	struct seq_run run = { .project = desk_id(1) };
	struct arrived_row found;
	struct str seen = { .len = 0 };
	struct vid vid;
	bool is_there = false;

	for (int n = 1; n <= 4; n++) {
		vid = desk_vid(n);
		ok(store_add_arrived(desk->store, &run.project, &vid,
		    1000 + n));
	}
	ok(store_add_arrived(desk->store, &run.project, &vid, 5));
	ok(store_each_arrived(desk->store, &run, note_arrived, &seen));
	expect_text(&seen, "4:4:1004 3:3:1003 2:2:1002 1:1:1001 ");
	run.seq = 4;
	run.most = 2;
	ok(store_each_arrived(desk->store, &run, note_arrived, &seen));
	expect_text(&seen, "3:3:1003 2:2:1002 ");
	ok(store_get_arrived(desk->store, &vid, &found, &is_there));
	assert_true(is_there);
	assert_int_equal(found.at, 1004);
	ok(store_remove_arrived(desk->store, &vid));
	ok(store_get_arrived(desk->store, &vid, &found, &is_there));
	assert_false(is_there);
}

static void
test_hidden_goes_in_pieces(void **state)
{
	struct desk *desk = *state;
	bool left = true;

	int64_t first = add_action(desk, 4, "import", false, 0);
	int64_t second = add_action(desk, 4, "import", false, 0);
	for (int n = 1; n <= 5; n++) {
		const struct id id = desk_id(n);

		ok(store_add_hidden(desk->store, &id, n == 5 ? second : first));
	}
	ok(store_remove_hidden(desk->store, first, 2, &left));
	assert_true(left);
	ok(store_remove_hidden(desk->store, first, 2, &left));
	assert_false(left);
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM hidden"),
	    1);
}

/* ------------------------------------------------- drafts and settings */

static int
note_draft(void *data, const struct draft_row *row)
{
	assert_int_equal(row->project.bytes[3], 1);
	assert_int_equal(row->member.bytes[3], 2);
	str_add_format(data, "%d:%s:%d:%s:%s:%s:%d ", (int)row->number,
	    row->kind, row->record.bytes[3], row->fields, row->body, row->why,
	    (int)row->at);
	return 0;
}

static void
test_drafts(void **state)
{
	struct desk *desk = *state;
	struct draft_row row = { .project = desk_id(1),
		.member = desk_id(2),
		.kind = "term",
		.fields = "{}",
		.body = "so far",
		.why = "kept",
		.at = 5 };
	struct str seen = { .len = 0 };
	int64_t number = 0;

	ok(store_put_draft(desk->store, &row, &number));
	assert_int_equal(number, 1);
	row.record = desk_id(8);
	ok(store_put_draft(desk->store, &row, &number));
	assert_int_equal(number, 2);
	row.number = 1;
	row.body = "more";
	ok(store_put_draft(desk->store, &row, &number));
	assert_int_equal(number, 1);
	ok(store_each_draft(desk->store, &row.project, &row.member, note_draft,
	    &seen));
	expect_text(&seen,
	    "1:term:8:{}:more:kept:5 2:term:8:{}:so far:kept:5 ");
	ok(store_remove_draft(desk->store, 1));
	ok(store_get_draft(desk->store, 1, note_draft, &seen));
	expect_text(&seen, "");
	/* Thrown away elsewhere, kept here. */
	memset(&row.record, 0, sizeof(row.record));
	ok(store_put_draft(desk->store, &row, &number));
	ok(store_get_draft(desk->store, 1, note_draft, &seen));
	expect_text(&seen, "1:term:0:{}:more:kept:5 ");
}

static void
test_settings(void **state)
{
	struct desk *desk = *state;
	char *value = NULL;

	ok(store_get_setting(desk->store, "a", &value));
	assert_null(value);
	ok(store_set_setting(desk->store, "a", "1"));
	ok(store_set_setting(desk->store, "a", "two"));
	ok(store_get_setting(desk->store, "a", &value));
	assert_string_equal(value, "two");
	free(value);
	ok(store_set_setting(desk->store, "a", NULL));
	ok(store_get_setting(desk->store, "a", &value));
	assert_null(value);
}

static int
note_piece(void *data, const void *bytes, size_t len)
{
	str_add_bytes(data, bytes, len);
	return 0;
}

static void
test_pieces_in_order(void **state)
{
	struct desk *desk = *state;
	const struct id id = desk_id(1);
	const struct id other = desk_id(2);
	struct str seen = { .len = 0 };

	ok(store_add_piece(desk->store, &id, 1, "cd", 2));
	ok(store_add_piece(desk->store, &id, 0, "ab", 2));
	ok(store_add_piece(desk->store, &other, 0, "z", 1));
	ok(store_each_piece(desk->store, &id, note_piece, &seen));
	expect_text(&seen, "abcd");
	ok(store_remove_pieces(desk->store));
	ok(store_each_piece(desk->store, &other, note_piece, &seen));
	expect_text(&seen, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_projects_last_used_first),
		TEST(test_using_the_same_project_again),
		TEST(test_members_here),
		TEST(test_actions),
		TEST(test_what_an_action_did),
		TEST(test_numbers_and_references),
		TEST(test_outbox_of_kept_actions),
		TEST(test_arrivals_newest_first),
		TEST(test_hidden_goes_in_pieces),
		TEST(test_drafts),
		TEST(test_settings),
		TEST(test_pieces_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
