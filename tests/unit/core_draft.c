#include "support/home.h"

#include "base/file.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct record *
make_words(const char *text)
{
	struct record *words = record_new("reflection");
	const char *tags[] = { "garden", "listening" };
	char name[] = "k7f3";
	char what[] = "A drawing";
	char where[] = "";
	char *cells[] = { name, what, where };
	struct row row = { .cells = cells, .count = 3 };

	record_set_text(words, "readers", "team");
	record_set_text(words, "day", "2026-11-20");
	record_set_items(words, "tags", tags, 2);
	record_set_rows(words, "goes-with", &row, 1);
	record_set_body(words, text, strlen(text));
	return words;
}

static int64_t
keep(struct home *home, const char *text, const char *why)
{
	struct draft draft = { .words = make_words(text), .why = why };
	int64_t number = 0;

	assert_int_equal(draft_keep(home->journal, &home->writer, &draft,
			     &number),
	    0);
	record_free(draft.words);
	assert_true(number > 0);
	return number;
}

static int
count_draft(void *data, const struct draft *draft)
{
	assert_non_null(draft->words);
	++*(size_t *)data;
	return 0;
}

static size_t
count_drafts(struct home *home)
{
	size_t count = 0;

	assert_int_equal(draft_each(home->journal, &home->writer, count_draft,
			     &count),
	    0);
	return count;
}

static void
test_a_draft_comes_back_as_it_was(void **state)
{
	struct home home;
	struct draft *draft = NULL;
	struct record *words = make_words("Not yet.");
	int64_t number;

	(void)state;
	home_start(&home);
	number = keep(&home, "Not yet.", "kept");
	home_again(&home);
	assert_int_equal(draft_get(home.journal, &home.writer, number, &draft),
	    0);
	assert_true(record_same_words(draft->words, words));
	assert_string_equal(draft->why, "kept");
	draft_free(draft);
	assert_int_equal(count_drafts(&home), 1);
	record_free(words);
	home_close(&home);
}

static void
test_finishing_saves_and_wipes(void **state)
{
	struct home home;
	struct record *words = make_words("Now.");
	struct written written;
	int64_t number;
	char *text;

	(void)state;
	home_start(&home);
	number = keep(&home, "uniquewordofthedraft", "kept");
	assert_int_equal(draft_finish(home.journal, &home.writer, number, words,
			     &written),
	    0);
	assert_int_equal(count_drafts(&home), 0);
	text = home_text(&home, &written.id);
	assert_string_equal(text, "Now.\n");
	free(text);
	/* Wiped: not a byte of it is left in the file. */
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(home_shell(&home,
			     "grep -c uniquewordofthedraft home/journal.db "
			     "> /dev/null"),
	    1);
	record_free(words);
	home_close(&home);
}

static void
test_finishing_an_edit_follows_the_record(void **state)
{
	struct home home;
	struct draft draft = { .why = "stopped" };
	struct written written;
	int64_t number = 0;
	char *text;

	(void)state;
	home_start(&home);
	draft.record = home_reflect(&home, "One.");
	draft.words = make_words("Two.");
	assert_int_equal(draft_keep(home.journal, &home.writer, &draft,
			     &number),
	    0);
	assert_int_equal(draft_finish(home.journal, &home.writer, number,
			     draft.words, &written),
	    0);
	assert_true(id_equal(&written.id, &draft.record));
	text = home_text(&home, &draft.record);
	assert_string_equal(text, "Two.\n");
	free(text);
	assert_int_equal(count_drafts(&home), 0);
	record_free(draft.words);
	home_close(&home);
}

static void
test_a_draft_is_changed_and_dropped(void **state)
{
	struct home home;
	struct draft draft = { .why = "kept" };
	struct draft *read = NULL;

	(void)state;
	home_start(&home);
	draft.number = keep(&home, "One.", "kept");
	draft.words = make_words("Two.");
	assert_int_equal(draft_keep(home.journal, &home.writer, &draft,
			     &draft.number),
	    0);
	assert_int_equal(count_drafts(&home), 1);
	assert_int_equal(draft_drop(home.journal, &home.writer, draft.number),
	    0);
	assert_int_equal(count_drafts(&home), 0);
	assert_int_equal(draft_get(home.journal, &home.writer, draft.number,
			     &read),
	    -ERR_DRAFT_NOT_THERE);
	assert_int_equal(draft_drop(home.journal, &home.writer, draft.number),
	    -ERR_DRAFT_NOT_THERE);
	record_free(draft.words);
	home_close(&home);
}

static void
test_an_editor_file_is_private_and_goes(void **state)
{
	struct home home;
	struct draft_file *file = NULL;
	char *text = NULL;
	size_t len = 0;
	int64_t number;

	(void)state;
	home_start(&home);
	number = keep(&home, "One.", "kept");
	assert_int_equal(draft_file_open(&file, home.journal, &home.writer,
			     number, NULL),
	    0);
	assert_int_equal(home_shell(&home,
			     "test $(stat -c %a home/withus-edit-*) = 700 && "
			     "test $(stat -c %a home/withus-edit-*/text.md) = "
			     "600 && echo Two. | tee -a "
			     "home/withus-edit-*/text.md >/dev/null"),
	    0);
	assert_int_equal(draft_file_read(file, &text, &len), 0);
	assert_string_equal(text, "One.\nTwo.\n");
	free(text);
	draft_file_close(file);
	assert_int_equal(home_shell(&home, "! ls -d home/withus-edit-*"), 0);
	home_close(&home);
}

static void
test_text_of_a_killed_editor_is_found(void **state)
{
	struct home home;
	struct draft *draft = NULL;
	struct draft_file *held = NULL;
	size_t count = 0;
	int64_t number;

	(void)state;
	home_start(&home);
	number = keep(&home, "One.", "kept");
	assert_int_equal(draft_file_open(&held, home.journal, &home.writer,
			     number, NULL),
	    0);
	/* Held by a living editor: left alone. */
	assert_int_equal(draft_recover(home.journal, NULL, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(home_shell(&home,
			     "cp -r home/withus-edit-* home/withus-edit-dead "
			     "&& echo Two. > home/withus-edit-dead/text.md"),
	    0);
	assert_int_equal(draft_recover(home.journal, home.dir, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(draft_get(home.journal, &home.writer, number, &draft),
	    0);
	assert_string_equal(draft->words->body, "Two.\n");
	assert_string_equal(draft->why, "found");
	draft_free(draft);
	/* Its draft is gone by now: the text becomes one of its own. */
	assert_int_equal(home_shell(&home,
			     "cp -r home/withus-edit-* more && mv more "
			     "withus-edit-dead && echo Three. > "
			     "withus-edit-dead/text.md"),
	    0);
	assert_int_equal(draft_drop(home.journal, &home.writer, number), 0);
	assert_int_equal(draft_recover(home.journal, home.dir, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(count_drafts(&home), 1);
	draft_file_close(held);
	home_close(&home);
}

/* Editors empty a file before they write it. */
static void
test_an_empty_file_of_a_killed_editor_costs_nothing(void **state)
{
	struct home home;
	struct draft *draft = NULL;
	struct draft_file *held = NULL;
	size_t count = 0;
	int64_t number;

	(void)state;
	home_start(&home);
	number = keep(&home, "One.", "kept");
	assert_int_equal(draft_file_open(&held, home.journal, &home.writer,
			     number, NULL),
	    0);
	assert_int_equal(home_shell(&home,
			     "cp -r home/withus-edit-* home/withus-edit-dead "
			     "&& : > home/withus-edit-dead/text.md"),
	    0);
	assert_int_equal(draft_recover(home.journal, NULL, &count), 0);
	assert_int_equal(draft_get(home.journal, &home.writer, number, &draft),
	    0);
	assert_string_equal(draft->words->body, "One.\n");
	draft_free(draft);
	draft_file_close(held);
	home_close(&home);
}

/* The number of a draft is no right to it. */
static void
test_a_draft_of_somebody_else_stays(void **state)
{
	struct home home;
	struct draft draft = { .why = "kept" };
	struct draft *kept = NULL;
	struct writer other;
	int64_t theirs;
	int64_t number;

	(void)state;
	home_start(&home);
	theirs = number = keep(&home, "Mine.", "kept");
	other = home.writer;
	other.member.bytes[0] ^= 1;
	draft.words = make_words("Theirs.");
	draft.number = number;
	assert_int_equal(draft_keep(home.journal, &other, &draft, &number), 0);
	assert_int_not_equal(number, theirs);
	assert_int_equal(draft_get(home.journal, &home.writer, theirs, &kept),
	    0);
	assert_string_equal(kept->words->body, "Mine.\n");
	draft_free(kept);
	assert_int_equal(draft_get(home.journal, &other, number, &kept), 0);
	assert_string_equal(kept->words->body, "Theirs.\n");
	draft_free(kept);
	record_free(draft.words);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_draft_comes_back_as_it_was),
		cmocka_unit_test(test_finishing_saves_and_wipes),
		cmocka_unit_test(test_finishing_an_edit_follows_the_record),
		cmocka_unit_test(test_a_draft_is_changed_and_dropped),
		cmocka_unit_test(test_a_draft_of_somebody_else_stays),
		cmocka_unit_test(test_an_editor_file_is_private_and_goes),
		cmocka_unit_test(test_text_of_a_killed_editor_is_found),
		cmocka_unit_test(
		    test_an_empty_file_of_a_killed_editor_costs_nothing),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
