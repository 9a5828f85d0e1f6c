/* START: what a crash, a stranger's hand or a lost file may have left. */
#include "support/home.h"
#include "support/tree.h"

#include "base/file.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/item.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "$G" is the project's repository in a command. */
static int
git(const struct home *home, const char *command)
{
	struct str line = { 0 };
	int status;

	str_add(&line,
	    "G=$(echo home/projects/*.git) && "
	    "export GIT_CONFIG_GLOBAL=/dev/null && ");
	str_add(&line, command);
	status = home_shell(home, str_text(&line));
	str_clear(&line);
	return status;
}

static void
assert_well(struct home *home)
{
	struct care_result result;
	int err = care_check(home->journal, false, &result);

	if (err != 0)
		fail_msg("check: %s %s", err_name(err_last()->code),
		    err_last()->arg[0]);
	assert_int_equal(result.faults, 0);
	(void)tree_assert_law(home);
}

static void
assert_text(struct home *home, const struct id *id, const char *expected)
{
	char *text = home_text(home, id);

	assert_string_equal(text, expected);
	free(text);
}

static size_t
count_waiting(struct home *home)
{
	size_t waiting = 0;

	assert_int_equal(journal_count_waiting(home->journal,
			     &home->writer.project, &waiting),
	    0);
	return waiting;
}

static void
test_a_rewound_branch_loses_nothing(void **state)
{
	struct home home;
	struct id one;
	struct id two;

	(void)state;
	home_start(&home);
	one = home_reflect(&home, "One.");
	two = home_reflect(&home, "Two.");
	assert_int_equal(
	    git(&home,
		"git --git-dir=$G update-ref refs/heads/journal journal~2"),
	    0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_RECOVERED));
	assert_text(&home, &one, "One.\n");
	assert_text(&home, &two, "Two.\n");
	assert_int_equal(count_waiting(&home), 0);
	assert_int_equal(tree_count_versions(&home), 15);
	assert_well(&home);
	home_close(&home);
}

static void
test_a_branch_ahead_is_taken_in(void **state)
{
	struct home home;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	assert_int_equal(home_shell(&home, "cp home/journal.db before.db"), 0);
	(void)home_reflect(&home, "Two.");
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(home_shell(&home, "cp before.db home/journal.db"), 0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_TAKEN_IN));
	assert_int_equal(tree_count_versions(&home), 15);
	assert_text(&home, &id, "One.\n");
	assert_well(&home);
	home_close(&home);
}

static void
test_a_stale_lock_does_not_stop_saving(void **state)
{
	struct home home;

	(void)state;
	home_start(&home);
	assert_int_equal(git(&home, "touch $G/refs/heads/journal.lock"), 0);
	(void)home_reflect(&home, "One.");
	assert_int_equal(count_waiting(&home), 0);
	assert_well(&home);
	home_close(&home);
}

static void
test_without_a_history_words_wait_until_repair(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	assert_int_equal(git(&home, "mv $G away"), 0);
	id = home_reflect(&home, "One.");
	assert_int_equal(count_waiting(&home), 1);
	assert_text(&home, &id, "One.\n");
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_true(result.mended > 0);
	assert_int_equal(result.unmended, 0);
	assert_int_equal(tree_count_versions(&home), 14);
	assert_well(&home);
	home_close(&home);
}

static void
test_a_truncated_object_is_mended(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	assert_int_equal(git(&home,
			     "f=$(find $G/objects -type f | sort | head -1)"
			     " && chmod u+w $f && truncate -s 10 $f"),
	    0);
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_text(&home, &id, "One.\n");
	assert_well(&home);
	home_close(&home);
}

static void
test_a_changed_row_is_found_and_mended(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	assert_int_equal(
	    home_shell(&home,
		"sqlite3 home/journal.db \"UPDATE "
		"version SET bytes = CAST(replace(CAST(bytes AS TEXT), 'One.', "
		"'Six.') AS BLOB) WHERE kind = 'reflection'\""),
	    0);
	home_again(&home);
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_text(&home, &id, "One.\n");
	assert_well(&home);
	home_close(&home);
}

static void
test_a_lost_file_comes_back_from_copy_and_history(void **state)
{
	struct home home;
	struct care_result result;
	struct journal_options options = { 0 };
	struct id id;
	char *used = NULL;

	(void)state;
	home_start(&home);
	assert_int_equal(journal_tend(home.journal), 0);
	id = home_reflect(&home, "One.");
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(home_shell(&home, "rm home/journal.db"), 0);
	options.home = home.path;
	assert_int_equal(journal_open(&home.journal, &options),
	    -ERR_STORE_DAMAGED);
	home.journal = NULL;
	if (care_recover(&options, &result, &used) != 0)
		fail_msg("recover: %s", err_name(err_last()->code));
	assert_non_null(used);
	free(used);
	home_again(&home);
	assert_text(&home, &id, "One.\n");
	(void)home_reflect(&home, "Two.");
	assert_well(&home);
	home_close(&home);
}

static void
test_an_emptied_file_is_not_a_new_journal(void **state)
{
	struct home home;
	struct journal_options options = { 0 };
	struct journal *journal = NULL;

	(void)state;
	home_start(&home);
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(home_shell(&home, ": > home/journal.db"), 0);
	options.home = home.path;
	assert_int_equal(journal_open(&journal, &options), -ERR_STORE_DAMAGED);
	assert_int_equal(home_shell(&home, "rm home/journal.db"), 0);
	assert_true(journal_is_there(home.path));
	assert_int_equal(journal_open(&journal, &options), -ERR_STORE_DAMAGED);
	home_close(&home);
}

/* The branch was set back to where it was before a cut-off taking in. */
static void
test_a_cut_off_taking_in_is_not_forgotten(void **state)
{
	struct home home;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(git(&home,
			     "git --git-dir=$G update-ref refs/heads/journal "
			     "journal~1 && sqlite3 home/journal.db \"UPDATE "
			     "head SET point = zeroblob(20)\""),
	    0);
	home_again(&home);
	assert_text(&home, &id, "One.\n");
	assert_int_equal(tree_count_versions(&home), 14);
	assert_well(&home);
	home_close(&home);
}

static void
test_foreign_files_in_the_history_are_left_out(void **state)
{
	struct home home;
	struct care_result result;

	(void)state;
	home_start(&home);
	assert_int_equal(
	    git(&home,
		"B=$(echo hello | git --git-dir=$G "
		"hash-object -w --stdin) && T=$( (git --git-dir=$G ls-tree "
		"journal; printf '100644 blob %s\\tLICENSE\\n' $B) | git "
		"--git-dir=$G mktree) && C=$(git --git-dir=$G -c user.name=x "
		"-c user.email=x commit-tree -p journal -m x $T) && git "
		"--git-dir=$G update-ref refs/heads/journal $C"),
	    0);
	home_again(&home);
	(void)home_reflect(&home, "One.");
	assert_int_equal(care_rebuild(home.journal, NULL, &result), 0);
	assert_true(home_was_told(&home, EVENT_LEFT_OUT));
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_int_equal(care_check(home.journal, false, &result), 0);
	home_close(&home);
}

/* The outbox lets go of good bytes only for good bytes in the history. */
static void
test_a_damaged_row_of_a_waiting_save_comes_from_the_outbox(void **state)
{
	struct home home;
	struct id id;

	(void)state;
	home_start(&home);
	assert_int_equal(git(&home, "echo $G > name && mv $G away"), 0);
	id = home_reflect(&home, "One.");
	assert_int_equal(count_waiting(&home), 1);
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(
	    home_shell(&home,
		"mv away $(cat name) && sqlite3 home/journal.db \"UPDATE "
		"version SET bytes = CAST(replace(CAST(bytes AS TEXT), 'One.', "
		"'Six.') AS BLOB) WHERE kind = 'reflection'\""),
	    0);
	home_again(&home);
	assert_int_equal(count_waiting(&home), 0);
	assert_text(&home, &id, "One.\n");
	assert_int_equal(tree_count_versions(&home), 14);
	assert_well(&home);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_rewound_branch_loses_nothing),
		cmocka_unit_test(test_a_branch_ahead_is_taken_in),
		cmocka_unit_test(test_a_stale_lock_does_not_stop_saving),
		cmocka_unit_test(
		    test_without_a_history_words_wait_until_repair),
		cmocka_unit_test(test_a_truncated_object_is_mended),
		cmocka_unit_test(test_a_changed_row_is_found_and_mended),
		cmocka_unit_test(
		    test_a_lost_file_comes_back_from_copy_and_history),
		cmocka_unit_test(test_an_emptied_file_is_not_a_new_journal),
		cmocka_unit_test(test_a_cut_off_taking_in_is_not_forgotten),
		cmocka_unit_test(
		    test_foreign_files_in_the_history_are_left_out),
		cmocka_unit_test(
		    test_a_damaged_row_of_a_waiting_save_comes_from_the_outbox),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
