/*
 * Every statement that there is: it can be prepared, and where somebody waits
 * for it SQLite's planner neither walks a table nor sorts.
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

enum heat {
	COLD,
	HOT
};

static const struct {
	const char *name;
	enum heat heat;
} rows[STMT_COUNT] = {
#define X(word, warmth, effect, sql) \
	[STMT_##word] = { .name = #word, .heat = warmth },
#include "store/stmt.def"
#undef X
};

struct fixture {
	struct desk desk;
	char *other;
};

/* Carrying wants another file beside ours. */
static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	desk_make(&f->desk);
	desk_open(&f->desk);
	f->other = place_path(&f->desk.place, "other.db");
	ok(store_copy(f->desk.store, f->other, true));
	struct str attach = { .len = 0 };
	str_add_format(&attach, "ATTACH '%s' AS other", f->other);
	sqlite3_limit(f->desk.store->db, SQLITE_LIMIT_ATTACHED, 1);
	assert_int_equal(sqlite3_exec(f->desk.store->db, str_text(&attach),
			     NULL, NULL, NULL),
	    SQLITE_OK);
	str_clear(&attach);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	desk_clear(&f->desk);
	free(f->other);
	free(f);
	return 0;
}

static void
test_every_statement_can_be_prepared(void **state)
{
	struct fixture *f = *state;

	for (enum stmt_name i = 0; i < STMT_COUNT; i++) {
		sqlite3_stmt *handle = NULL;

		if (sqlite3_prepare_v2(f->desk.store->db, stmt_sql(i), -1,
			&handle, NULL) != SQLITE_OK)
			fail_msg("%s: %s", rows[i].name,
			    sqlite3_errmsg(f->desk.store->db));
		sqlite3_finalize(handle);
	}
}

/* Nothing is composed when the program runs, so no statement is empty or
 * holds a quote that could not have come from stmt.def. */
static void
test_statements_are_single(void **state)
{
	(void)state;
	for (enum stmt_name i = 0; i < STMT_COUNT; i++) {
		assert_true(strlen(stmt_sql(i)) > 0);
		assert_null(strchr(stmt_sql(i), ';'));
	}
}

/* A question that FTS5 answers from its index, in the order of rows, is no
 * walk. Its plan is told as a number and letters: 32 in the number stands for
 * an order by rank, for which it sorts; M in the letters for MATCH. */
static bool
is_search_by_words(const char *detail)
{
	static const char begin[] = "VIRTUAL TABLE INDEX ";
	const char *plan = strstr(detail, begin);
	char *letters = NULL;

	if (plan == NULL)
		return false;
	long number = strtol(plan + sizeof(begin) - 1, &letters, 10);
	return (number & 32) == 0 && strchr(letters, 'M') != NULL;
}

/* All of a list that was given along is wanted. */
static bool
is_given(const char *detail)
{
	return strcmp(detail, "SCAN CONSTANT ROW") == 0 ||
	    strncmp(detail, "SCAN json_each VIRTUAL", 22) == 0;
}

static bool
is_slow(const char *detail)
{
	return (strncmp(detail, "SCAN ", 5) == 0 && !is_given(detail) &&
		   !is_search_by_words(detail)) ||
	    strstr(detail, "TEMP B-TREE") != NULL ||
	    strstr(detail, "AUTOMATIC") != NULL;
}

/* How many steps of a plan walk or sort; the first is said. */
static int
count_slow(sqlite3 *db, const char *sql, struct str *why)
{
	struct str explain = { .len = 0 };
	sqlite3_stmt *handle = NULL;
	int slow = 0;

	str_add_format(&explain, "EXPLAIN QUERY PLAN %s", sql);
	assert_int_equal(sqlite3_prepare_v2(db, str_text(&explain), -1, &handle,
			     NULL),
	    SQLITE_OK);
	while (sqlite3_step(handle) == SQLITE_ROW) {
		const char *detail =
		    (const char *)sqlite3_column_text(handle, 3);

		if (!is_slow(detail))
			continue;
		slow++;
		str_add_format(why, "%s; ", detail);
	}
	sqlite3_finalize(handle);
	str_clear(&explain);
	return slow;
}

static void
test_hot_statements_search(void **state)
{
	struct fixture *f = *state;
	struct str faults = { .len = 0 };

	for (enum stmt_name i = 0; i < STMT_COUNT; i++) {
		struct str why = { .len = 0 };

		if (rows[i].heat == HOT &&
		    count_slow(f->desk.store->db, stmt_sql(i), &why) > 0)
			str_add_format(&faults, "%s: %s\n", rows[i].name,
			    str_text(&why));
		str_clear(&why);
	}
	assert_string_equal(str_text(&faults), "");
	str_clear(&faults);
}

/* The judge itself: what walks and what sorts is seen. */
static void
test_walks_and_sorts_are_seen(void **state)
{
	static const char *const slow[] = {
		"SELECT * FROM version WHERE bytes = ?1",
		"SELECT * FROM version WHERE record = ?1 ORDER BY kind",
		"SELECT DISTINCT kind FROM version WHERE project = ?1",
		"DELETE FROM record WHERE title = ?1",
		"SELECT * FROM record WHERE project = ?1 ORDER BY title",
		"SELECT rowid FROM search ORDER BY rowid DESC",
		"SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank",
		"SELECT rowid FROM search WHERE title = ?1",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(slow) / sizeof(*slow); i++) {
		struct str why = { .len = 0 };

		assert_true(count_slow(f->desk.store->db, slow[i], &why) > 0);
		str_clear(&why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_statement_can_be_prepared),
		cmocka_unit_test(test_statements_are_single),
		cmocka_unit_test(test_hot_statements_search),
		cmocka_unit_test(test_walks_and_sorts_are_seen),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
