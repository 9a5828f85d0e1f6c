#include "support/home.h"

#include "base/file.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/history.h>
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

static void
assert_well(struct home *home)
{
	struct care_result result;
	int err = care_check(home->journal, false, &result);

	if (err != 0)
		fail_msg("check: %s %s", err_name(err_last()->code),
		    err_last()->arg[0]);
	assert_int_equal(result.faults, 0);
}

static int
count_moment(void *data, const struct moment *moment)
{
	(void)moment;
	++*(size_t *)data;
	return 0;
}

static size_t
count_history(struct home *home, const struct id *id)
{
	size_t count = 0;

	assert_int_equal(read_history(home->journal, &home->writer.project, id,
			     count_moment, &count),
	    0);
	return count;
}

static void
test_start_makes_stages_and_is_well(void **state)
{
	struct home home;
	struct query query = { .kind = "stage" };
	size_t count = 0;

	(void)state;
	home_start(&home);
	query.project = home.writer.project;
	assert_int_equal(read_count(home.journal, &query, &count), 0);
	assert_int_equal(count, 10);
	assert_well(&home);
	home_close(&home);
}

static void
test_words_come_back_after_reopening(void **state)
{
	struct home home;
	struct id id;
	char *text;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "We listened to each other.");
	home_again(&home);
	text = home_text(&home, &id);
	assert_string_equal(text, "We listened to each other.\n");
	free(text);
	assert_well(&home);
	home_close(&home);
}

static void
edit(struct home *home, const struct id *id, const char *text, int expected)
{
	struct item *item = NULL;
	struct write_edit edit = { .record = *id };
	struct written written;

	assert_int_equal(read_item(home->journal, &home->writer.project, id,
			     &item),
	    0);
	record_set_body(item->words, text, strlen(text));
	edit.words = item->words;
	edit.seen = item->heads;
	edit.seen_count = item->head_count;
	assert_int_equal(write_edit(home->journal, &home->writer, &edit,
			     &written),
	    expected);
	item_free(item);
}

static int
pass_undone(void *data, const struct undone *undone)
{
	(void)data;
	(void)undone;
	return 0;
}

static void
undo(struct home *home)
{
	bool in_history = false;
	int err = write_undo(home->journal, &home->writer, pass_undone, NULL,
	    &in_history);

	if (err != 0)
		fail_msg("undo: %s", err_name(err_last()->code));
	assert_true(in_history);
}

static void
test_edit_and_undo_keep_every_version(void **state)
{
	struct home home;
	struct id id;
	char *text;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.", 0);
	edit(&home, &id, "Two.", -ERR_NOTHING_CHANGED);
	assert_int_equal(count_history(&home, &id), 2);
	undo(&home);
	text = home_text(&home, &id);
	assert_string_equal(text, "One.\n");
	free(text);
	undo(&home);
	text = home_text(&home, &id);
	assert_string_equal(text, "Two.\n");
	free(text);
	assert_int_equal(count_history(&home, &id), 4);
	assert_well(&home);
	home_close(&home);
}

static void
test_undo_of_a_beginning_takes_it_back(void **state)
{
	struct home home;
	struct item *item = NULL;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	undo(&home);
	assert_int_equal(read_item(home.journal, &home.writer.project, &id,
			     &item),
	    0);
	assert_true(item->is_withdrawn);
	item_free(item);
	undo(&home);
	assert_int_equal(read_item(home.journal, &home.writer.project, &id,
			     &item),
	    0);
	assert_false(item->is_withdrawn);
	item_free(item);
	assert_well(&home);
	home_close(&home);
}

static void
test_rebuild_gives_the_same_answers(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;
	char *text;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.", 0);
	assert_int_equal(care_rebuild(home.journal, NULL, &result), 0);
	assert_int_equal(result.versions, 15);
	text = home_text(&home, &id);
	assert_string_equal(text, "Two.\n");
	free(text);
	assert_well(&home);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_start_makes_stages_and_is_well),
		cmocka_unit_test(test_words_come_back_after_reopening),
		cmocka_unit_test(test_edit_and_undo_keep_every_version),
		cmocka_unit_test(test_undo_of_a_beginning_takes_it_back),
		cmocka_unit_test(test_rebuild_gives_the_same_answers),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
