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
	home_assert_well(&home);
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
	home_assert_well(&home);
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
	home_assert_well(&home);
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
	home_assert_well(&home);
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
	home_assert_well(&home);
	home_close(&home);
}

/* Edits the record of Ben: sets or clears the day he left. */
static void
set_left(struct home *home, const struct writer *writer, const struct id *id,
    const char *day)
{
	struct item *item = NULL;
	struct write_edit edit = { .record = *id };
	struct written written;

	assert_int_equal(read_item(home->journal, &writer->project, id, &item),
	    0);
	record_set_text(item->words, "left", day);
	edit.words = item->words;
	if (write_edit(home->journal, writer, &edit, &written) != 0)
		fail_msg("edit: %s", err_name(err_last()->code));
	item_free(item);
}

static const char *
find_left(struct home *home, const struct id *id, struct item **item)
{
	assert_int_equal(read_item(home->journal, &home->writer.project, id,
			     item),
	    0);
	return record_get_text((*item)->words, "left");
}

/* What others say of a member counts in part: the member's next words follow
 * it too, or it could never be taken back. */
static void
test_a_member_can_clear_what_others_said_of_them(void **state)
{
	struct home home;
	struct record *words = record_new("member");
	struct item *item = NULL;
	struct writer ben;
	struct written written;

	(void)state;
	home_start(&home);
	record_set_text(words, "name", "Ben");
	assert_int_equal(member_add(home.journal, &home.writer, words, true,
			     &written),
	    0);
	ben = (struct writer){ .project = home.writer.project,
		.member = written.id };
	set_left(&home, &home.writer, &ben.member, "2026-11-01");
	assert_string_equal(find_left(&home, &ben.member, &item), "2026-11-01");
	item_free(item);
	set_left(&home, &ben, &ben.member, "");
	assert_null(find_left(&home, &ben.member, &item));
	item_free(item);
	home_assert_well(&home);
	record_free(words);
	home_close(&home);
}

static void
test_undo_of_a_lost_version_is_refused(void **state)
{
	struct home home;
	bool in_history = false;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	assert_int_equal(home_shell(&home,
			     "sqlite3 home/journal.db \"DELETE FROM version "
			     "WHERE kind = 'reflection'\""),
	    0);
	assert_int_equal(write_undo(home.journal, &home.writer, pass_undone,
			     NULL, &in_history),
	    -ERR_NOTHING_TO_UNDO);
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
		cmocka_unit_test(
		    test_a_member_can_clear_what_others_said_of_them),
		cmocka_unit_test(test_undo_of_a_lost_version_is_refused),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
