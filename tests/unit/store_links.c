/*
 * What else is derived: links and lists by them, what an import hides,
 * voices, heads, and forgetting a project in pieces.
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

/* A record that points to a target by some fields. */
static void
put_pointing(struct desk *desk, int id, const char *kind, const char *day,
    const char *fields)
{
	const struct record_row row = { .id = desk_id(id),
		.project = desk_id(1),
		.kind = kind,
		.by = desk_id(id % 2 == 0 ? 50 : 51),
		.day = day,
		.title = "" };
	struct link_row link = { .target = desk_id(100),
		.kind = kind,
		.day = day,
		.record = row.id };
	char word[2] = "";

	ok(store_put_record(desk->store, &row));
	link.field = word;
	for (; *fields != '\0'; fields++) {
		word[0] = *fields;
		ok(store_add_link(desk->store, &link));
	}
}

static void
put_some(struct desk *desk)
{
	put_pointing(desk, 1, "reflection", "2026-03-01", "ab");
	put_pointing(desk, 2, "reflection", "2026-01-01", "b");
	put_pointing(desk, 3, "reflection", "2026-02-01", "a");
	put_pointing(desk, 4, "said", "2026-02-15", "a");
	put_pointing(desk, 5, "reflection", "2026-02-20", "");
}

static int
note_record(void *data, const struct record_row *row)
{
	str_add_format(data, "%d ", row->id.bytes[3]);
	return 0;
}

static void
expect_list(struct desk *desk, const struct record_query *query,
    const char *expected)
{
	struct str seen = { .len = 0 };
	size_t count = 99;

	ok(store_each_record(desk->store, query, note_record, &seen));
	ok(store_count_records(desk->store, query, &count));
	assert_int_equal(count, strlen(expected) / 2);
	expect_text(&seen, expected);
}

static void
test_lists_by_target(void **state)
{
	struct desk *desk = *state;
	struct record_query query = { .project = desk_id(1),
		.kind = "reflection",
		.target = desk_id(100) };

	put_some(desk);
	expect_list(desk, &query, "1 3 2 "); /* 1 once, though by two fields */
	query.oldest_first = true;
	expect_list(desk, &query, "2 3 1 ");
	query.field = "b";
	expect_list(desk, &query, "2 1 ");
	query.oldest_first = false;
	expect_list(desk, &query, "1 2 ");
	query.by = desk_id(51);
	expect_list(desk, &query, "1 ");
	query.field = NULL;
	query.until = "2026-02-28";
	expect_list(desk, &query, "3 ");
	query.project = desk_id(2);
	expect_list(desk, &query, "");
}

static int
note_link(void *data, const struct link_row *row)
{
	assert_int_equal(row->target.bytes[3], 100);
	str_add_format(data, "%d%s%c ", row->record.bytes[3], row->field,
	    row->kind[0]);
	return 0;
}

static void
expect_links(struct desk *desk, const char *kind, const char *expected)
{
	const struct id target = desk_id(100);
	struct str seen = { .len = 0 };

	ok(store_each_link(desk->store, &target, kind, note_link, &seen));
	expect_text(&seen, expected);
}

static void
test_links_oldest_first(void **state)
{
	struct desk *desk = *state;
	const struct id first = desk_id(1);
	struct str seen = { .len = 0 };

	put_some(desk);
	put_some(desk); /* the same again is no link more */
	expect_links(desk, "reflection", "2br 3ar 1ar 1br ");
	expect_links(desk, "said", "4as ");
	expect_links(desk, NULL, "2br 3ar 4as 1ar 1br ");
	ok(store_each_link_of(desk->store, &first, note_link, &seen));
	expect_text(&seen, "1ar 1br ");
	ok(store_remove_links(desk->store, &first));
	expect_links(desk, NULL, "2br 3ar 4as ");
}

static int
note_nothing(void *data, const struct record_row *row)
{
	(void)row;
	++*(int *)data;
	return 0;
}

/* What is hidden by an action that is not kept, and seen with it. */
static void
expect_seen(struct desk *desk, const char *list, const char *by_target,
    const char *links)
{
	struct record_query query = { .project = desk_id(1),
		.kind = "reflection" };
	struct record_range range = { .project = desk_id(1),
		.least = desk_id(0),
		.greatest = desk_id(3) };
	struct str seen = { .len = 0 };

	expect_list(desk, &query, list);
	query.target = desk_id(100);
	expect_list(desk, &query, by_target);
	expect_links(desk, "reflection", links);
	ok(store_each_in_range(desk->store, &range, note_record, &seen));
	expect_text(&seen, list[0] == '1' ? "1 2 3 " : "2 3 ");
	range.kind = "reflection";
	ok(store_each_in_range(desk->store, &range, note_record, &seen));
	expect_text(&seen, list[0] == '1' ? "1 2 3 " : "2 3 ");
}

static void
test_unkept_is_hidden(void **state)
{
	struct desk *desk = *state;
	const struct action_row action = { .project = desk_id(1),
		.word = "import",
		.day = "2026-11-20" };
	const struct id first = desk_id(1);
	const struct id second = desk_id(2);
	struct neighbours near;
	int64_t number;
	int calls = 0;

	put_some(desk);
	ok(store_add_action(desk->store, &action, &number));
	ok(store_add_hidden(desk->store, &first, number));
	ok(store_add_hidden(desk->store, &first, number));
	expect_seen(desk, "5 3 2 ", "3 2 ", "2br 3ar ");
	ok(store_get_record(desk->store, &first, note_nothing, &calls));
	assert_int_equal(calls, 1);
	ok(store_get_neighbours(desk->store, &action.project, "reflection",
	    &second, &near));
	assert_int_equal(near.before.bytes[3], 1);
	ok(store_keep_action(desk->store, number));
	expect_seen(desk, "1 5 3 2 ", "1 3 2 ", "2br 3ar 1ar 1br ");
}

static int
note_voice(void *data, const struct voice_row *row)
{
	assert_int_equal(row->key[31], 0);
	str_add_format(data, "%d:%d:%d ", row->member.bytes[3], row->key[0],
	    row->grade);
	return 0;
}

static void
expect_voices(struct desk *desk, int project, const char *expected)
{
	const struct id id = desk_id(project);
	struct str seen = { .len = 0 };

	ok(store_each_voice(desk->store, &id, note_voice, &seen));
	expect_text(&seen, expected);
}

static void
test_voices(void **state)
{
	struct desk *desk = *state;
	const struct id project = desk_id(1);
	const struct id other = desk_id(2);
	struct voice_row row = { .member = desk_id(7),
		.key = { 5 },
		.grade = 2 };

	ok(store_put_voice(desk->store, &project, &row));
	ok(store_put_voice(desk->store, &other, &row));
	row.grade = 1;
	ok(store_put_voice(desk->store, &project, &row));
	row.key[0] = 3;
	ok(store_put_voice(desk->store, &project, &row));
	expect_voices(desk, 1, "7:3:1 7:5:1 ");
	ok(store_remove_voices(desk->store, &project));
	expect_voices(desk, 1, "");
	expect_voices(desk, 2, "7:5:2 ");
}

static void
test_heads(void **state)
{
	struct desk *desk = *state;
	const struct id project = desk_id(1);
	struct point point = { { 1, 2 } };
	struct point found = { { 9 } };

	ok(store_get_head(desk->store, &project, &found));
	assert_true(point_is_none(&found));
	ok(store_set_head(desk->store, &project, &point));
	point.bytes[19] = 7;
	ok(store_set_head(desk->store, &project, &point));
	ok(store_get_head(desk->store, &project, &found));
	assert_true(point_equal(&found, &point));
}

static void
test_lone_rows(void **state)
{
	struct desk *desk = *state;
	const struct id one = desk_id(1);
	size_t count = 0;

	put_some(desk);
	ok(desk_save(desk->store, 1, 3, 33, "words"));
	ok(store_count_lone(desk->store, &one, &count));
	assert_int_equal(count, 4);
	ok(store_remove_lone(desk->store, &one));
	ok(store_count_lone(desk->store, &one, &count));
	assert_int_equal(count, 0);
	expect_links(desk, NULL, "3ar ");
}

/* ---------------------------------------------------------- forgetting */

static void
fill_two_projects(struct desk *desk)
{
	const struct point point = { { 1 } };

	for (int project = 1; project <= 2; project++) {
		const struct id id = desk_id(project);
		const struct voice_row voice = { .member = id };

		for (int n = 10 * project; n < 10 * project + 5; n++) {
			struct link_row link = { .target = desk_id(n),
				.kind = "reflection",
				.field = "stages",
				.day = "2026-11-20",
				.record = desk_id(n) };

			ok(desk_save(desk->store, project, n, n, "words"));
			ok(store_add_link(desk->store, &link));
		}
		ok(store_put_voice(desk->store, &id, &voice));
		ok(store_set_head(desk->store, &id, &point));
	}
}

static void
test_forgetting_in_pieces(void **state)
{
	struct desk *desk = *state;
	const struct id one = desk_id(1);
	bool left = false;

	fill_two_projects(desk);
	for (int i = 0; i < 3; i++) {
		ok(store_forget_shared(desk->store, &one, 2, &left));
		assert_int_equal(left, i < 2);
		desk_commit(desk);
		assert_int_equal(desk_ask(desk->path,
				     "SELECT count(*) FROM version"),
		    i < 2 ? 8 - 2 * i : 5);
		desk_begin(desk);
	}
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path,
			     "SELECT (SELECT count(*) FROM version)"
			     " + (SELECT count(*) FROM record)"
			     " + (SELECT count(*) FROM link)"
			     " + (SELECT count(*) FROM voice)"
			     " + (SELECT count(*) FROM head)"),
	    17); /* all of the other project */
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM outbox"),
	    10);
}

static void
test_forgetting_at_once(void **state)
{
	struct desk *desk = *state;
	const struct id one = desk_id(1);
	bool left = true;

	fill_two_projects(desk);
	put_pointing(desk, 7, "said", "2026-03-01", "ab"); /* no version */
	ok(store_forget_shared(desk->store, &one, 0, &left));
	assert_false(left);
	desk_commit(desk);
	assert_int_equal(desk_ask(desk->path, "SELECT count(*) FROM link"), 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lists_by_target),
		TEST(test_links_oldest_first),
		TEST(test_unkept_is_hidden),
		TEST(test_voices),
		TEST(test_heads),
		TEST(test_lone_rows),
		TEST(test_forgetting_in_pieces),
		TEST(test_forgetting_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
