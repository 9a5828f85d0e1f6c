/*
 * A rebuild from git alone gives the store it came from: the same rows in
 * the order of their primary keys, for every history.
 */
#include "support/home.h"
#include "support/tree.h"

#include "base/file.h"
#include "base/mem.h"

#include <withus/care.h>
#include <withus/carry.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* All shared rows as text; to be freed. */
static char *
dump_shared(struct home *home)
{
	struct str text = { 0 };
	char *path = file_join(home->dir, "rows");

	assert_int_equal(home_shell(home,
			     "sqlite3 home/journal.db"
			     " 'SELECT * FROM head ORDER BY project'"
			     " 'SELECT * FROM version ORDER BY vid'"
			     " 'SELECT * FROM record ORDER BY id'"
			     " 'SELECT * FROM tally ORDER BY project, kind,"
			     " withdrawn'"
			     " 'SELECT * FROM link ORDER BY target, kind,"
			     " field, day, record' 'SELECT * FROM voice "
			     "ORDER BY project, member, key'"
			     " 'SELECT * FROM search_row ORDER BY place'"
			     " 'SELECT * FROM search_old_row ORDER BY place'"
			     " > rows"),
	    0);
	assert_int_equal(file_read(&text, path, (size_t)1 << 28), 0);
	free(path);
	return str_take(&text);
}

static void
assert_rebuild_equal(struct home *home)
{
	struct care_result result;
	char *before;
	char *after;

	/* The head of the last save is noted. */
	assert_int_equal(care_check(home->journal, false, &result), 0);
	journal_close(home->journal);
	home->journal = NULL;
	before = dump_shared(home);
	home_again(home);
	assert_int_equal(care_rebuild(home->journal, NULL, &result), 0);
	journal_close(home->journal);
	home->journal = NULL;
	after = dump_shared(home);
	assert_string_equal(before, after);
	/* And from nothing at all but git. */
	assert_int_equal(home_shell(home,
			     "sqlite3 home/journal.db 'DELETE FROM link' "
			     "'DELETE FROM record' 'DELETE FROM version' "
			     "'DELETE FROM voice' 'DELETE FROM head' "
			     "'DELETE FROM search_row' "
			     "'DELETE FROM search_old_row' "
			     "'INSERT INTO search (search) "
			     "VALUES (\"delete-all\")' "
			     "'INSERT INTO search_old (search_old) "
			     "VALUES (\"delete-all\")'"),
	    0);
	home_again(home);
	journal_close(home->journal);
	home->journal = NULL;
	free(after);
	after = dump_shared(home);
	assert_string_equal(before, after);
	home_again(home);
	free(before);
	free(after);
}

static void
edit(struct home *home, const struct id *id, const char *text)
{
	struct item *item = NULL;
	struct write_edit edit = { .record = *id };
	struct written written;

	assert_int_equal(read_item(home->journal, &home->writer.project, id,
			     &item),
	    0);
	record_set_body(item->words, text, strlen(text));
	edit.words = item->words;
	assert_int_equal(write_edit(home->journal, &home->writer, &edit,
			     &written),
	    0);
	item_free(item);
}

static void
test_after_ordinary_saves(void **state)
{
	struct home home;
	struct record *words = record_new("member");
	struct written written;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.");
	record_set_text(words, "name", "Ben");
	assert_int_equal(member_add(home.journal, &home.writer, words, true,
			     &written),
	    0);
	assert_int_equal(write_withdraw(home.journal, &home.writer, &id,
			     &written),
	    0);
	assert_rebuild_equal(&home);
	record_free(words);
	home_close(&home);
}

/* Saves that wait while the history is away come in as one action each. */
static void
test_after_two_saves_before_one_export(void **state)
{
	struct home home;
	struct id id;
	size_t waiting = 0;

	(void)state;
	home_start(&home);
	assert_int_equal(home_shell(&home, "mv home/projects/*.git away"), 0);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.");
	assert_int_equal(journal_count_waiting(home.journal,
			     &home.writer.project, &waiting),
	    0);
	assert_int_equal(waiting, 2);
	assert_int_equal(home_shell(&home,
			     "mv away home/projects/$(basename $(ls -d "
			     "home/projects/*.lock) .lock).git"),
	    0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_RECOVERED));
	assert_int_equal(tree_count_versions(&home), 15);
	(void)tree_assert_law(&home);
	assert_rebuild_equal(&home);
	home_close(&home);
}

static void
test_after_a_full_import_and_a_repair(void **state)
{
	struct home home;
	struct home other;
	struct carry_result result;
	struct care_result care;
	struct id id;
	char *path;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.");
	home_open(&other);
	path = file_join(other.dir, "out");
	assert_int_equal(carry_export_json(home.journal, &home.writer.project,
			     path, &result),
	    0);
	assert_int_equal(carry_import_json(other.journal, path, NULL, &result),
	    0);
	other.writer.project = result.project;
	assert_rebuild_equal(&other);
	assert_int_equal(home_shell(&other, "rm -rf home/projects/*.git"), 0);
	assert_int_equal(care_check(other.journal, true, &care), 0);
	(void)tree_assert_law(&other);
	assert_rebuild_equal(&other);
	free(path);
	home_close(&other);
	home_close(&home);
}

static void
test_an_import_larger_than_one_piece(void **state)
{
	struct home home;
	struct carry_result result;
	struct carry_jrnl task = { .readers = "team", .by_year = true };
	char *path;

	(void)state;
	home_start(&home);
	assert_int_equal(home_shell(&home,
			     "i=0; while [ $i -lt 450 ]; do printf "
			     "'[1660-01-%02d 09:00] Entry %d.\\n' "
			     "$((i % 28 + 1)) $i; i=$((i + 1)); done > d"),
	    0);
	path = file_join(home.dir, "d");
	task.writer = &home.writer;
	task.file = path;
	assert_int_equal(carry_import_jrnl(home.journal, &task, NULL, &result),
	    0);
	assert_int_equal(result.kept, 450);
	assert_true(result.in_history);
	assert_rebuild_equal(&home);
	free(path);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_after_ordinary_saves),
		cmocka_unit_test(test_after_two_saves_before_one_export),
		cmocka_unit_test(test_after_a_full_import_and_a_repair),
		cmocka_unit_test(test_an_import_larger_than_one_piece),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
