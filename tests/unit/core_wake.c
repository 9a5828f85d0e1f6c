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
	    home_git(&home,
		"git --git-dir=$G update-ref refs/heads/journal journal~2"),
	    0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_RECOVERED));
	home_assert_text(&home, &one, "One.\n");
	home_assert_text(&home, &two, "Two.\n");
	assert_int_equal(home_count_waiting(&home), 0);
	assert_int_equal(tree_count_versions(&home), 15);
	tree_assert_well(&home);
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
	home_assert_text(&home, &id, "One.\n");
	tree_assert_well(&home);
	home_close(&home);
}

static void
test_a_stale_lock_does_not_stop_saving(void **state)
{
	struct home home;

	(void)state;
	home_start(&home);
	assert_int_equal(home_git(&home, "touch $G/refs/heads/journal.lock"),
	    0);
	(void)home_reflect(&home, "One.");
	assert_int_equal(home_count_waiting(&home), 0);
	tree_assert_well(&home);
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
	assert_int_equal(home_git(&home, "mv $G away"), 0);
	id = home_reflect(&home, "One.");
	assert_int_equal(home_count_waiting(&home), 1);
	home_assert_text(&home, &id, "One.\n");
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_true(result.mended > 0);
	assert_int_equal(result.unmended, 0);
	assert_int_equal(tree_count_versions(&home), 14);
	tree_assert_well(&home);
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
	assert_int_equal(home_git(&home,
			     "f=$(find $G/objects -type f | sort | head -1)"
			     " && chmod u+w $f && truncate -s 10 $f"),
	    0);
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	home_assert_text(&home, &id, "One.\n");
	tree_assert_well(&home);
	home_close(&home);
}

/* "$F" is the tree that a save builds on, "$G" as in git. */
static int
shell_at_tree(const struct home *home, const char *command)
{
	struct str line = { 0 };
	int status;

	str_add(&line,
	    "cd home/projects && G=$(echo *.git) && "
	    "o=$(cat ../../tree 2>/dev/null || git --git-dir=$G rev-parse "
	    "journal^{tree} | tee ../../tree) && "
	    "F=$G/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-) && ");
	str_add(&line, command);
	status = home_shell(home, str_text(&line));
	str_clear(&line);
	return status;
}

/* Nobody's crash: a disk that lost the end of a file while nothing ran. A
 * save must neither hang nor lose its words, whatever it still holds. */
static void
test_words_wait_where_the_history_is_cut_off(void **state)
{
	static const char *const lens[] = { "0", "1", "2", "9", "40",
		"$(($(stat -c %s ../../whole) - 4))",
		"$(($(stat -c %s ../../whole) - 1))" };
	size_t count = sizeof(lens) / sizeof(*lens);
	struct home home;
	struct str command = { 0 };

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	assert_int_equal(shell_at_tree(&home, "cp $F ../../whole"), 0);
	for (size_t i = 0; i < count; i++) {
		str_cut(&command, 0);
		str_add_format(&command,
		    "rm -f $F && head -c %s ../../whole >$F", lens[i]);
		assert_int_equal(shell_at_tree(&home, str_text(&command)), 0);
		home_forget_events(&home);
		home_again(&home);
		(void)home_reflect(&home, "Words.");
		assert_int_equal(home_count_waiting(&home), i + 1);
	}
	assert_int_equal(shell_at_tree(&home, "rm -f $F && cp ../../whole $F"),
	    0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_RECOVERED));
	assert_int_equal(home_count_waiting(&home), 0);
	assert_int_equal(tree_count_versions(&home), 14 + count);
	tree_assert_well(&home);
	str_clear(&command);
	home_close(&home);
}

/* What waits says that an export may have been cut off by a power cut: the
 * next start has git look for torn objects before it writes any. */
static void
test_torn_objects_go_aside_where_saves_wait(void **state)
{
	struct home home;

	(void)state;
	home_start(&home);
	assert_int_equal(
	    home_git(&home,
		"mkdir -p $G/objects/ab && echo torn "
		">$G/objects/ab/cdefabcdefabcdefabcdefabcdefabcdefabcd"),
	    0);
	home_again(&home);
	assert_int_equal(home_git(&home, "test ! -e $G/corrupt && mv $G away"),
	    0);
	(void)home_reflect(&home, "One.");
	assert_int_equal(home_count_waiting(&home), 1);
	assert_int_equal(home_shell(&home,
			     "mv away/ $(ls home/projects/*.lock | "
			     "sed s/lock$/git/)"),
	    0);
	home_again(&home);
	assert_int_equal(home_count_waiting(&home), 0);
	assert_int_equal(home_git(&home, "test $(ls $G/corrupt | wc -l) = 1"),
	    0);
	tree_assert_well(&home);
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
	home_assert_text(&home, &id, "One.\n");
	tree_assert_well(&home);
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
	home_assert_text(&home, &id, "One.\n");
	(void)home_reflect(&home, "Two.");
	tree_assert_well(&home);
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
	assert_int_equal(home_git(&home,
			     "git --git-dir=$G update-ref refs/heads/journal "
			     "journal~1 && sqlite3 home/journal.db \"UPDATE "
			     "head SET point = zeroblob(20)\""),
	    0);
	home_again(&home);
	home_assert_text(&home, &id, "One.\n");
	assert_int_equal(tree_count_versions(&home), 14);
	tree_assert_well(&home);
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
	    home_git(&home,
		"B=$(echo hello | git --git-dir=$G "
		"hash-object -w --stdin) && T=$( (git --git-dir=$G ls-tree "
		"journal; printf '100644 blob %s\\tLICENSE\\n' $B) | git "
		"--git-dir=$G mktree) && C=$(git --git-dir=$G -c user.name=x "
		"-c user.email=x commit-tree -p journal -m x $T) && git "
		"--git-dir=$G update-ref refs/heads/journal $C"),
	    0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_LEFT_OUT));
	(void)home_reflect(&home, "One.");
	assert_int_equal(care_rebuild(home.journal, NULL, &result), 0);
	assert_int_equal(care_check(home.journal, false, &result), 0);
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
		cmocka_unit_test(test_words_wait_where_the_history_is_cut_off),
		cmocka_unit_test(test_torn_objects_go_aside_where_saves_wait),
		cmocka_unit_test(test_a_changed_row_is_found_and_mended),
		cmocka_unit_test(
		    test_a_lost_file_comes_back_from_copy_and_history),
		cmocka_unit_test(test_an_emptied_file_is_not_a_new_journal),
		cmocka_unit_test(test_a_cut_off_taking_in_is_not_forgotten),
		cmocka_unit_test(
		    test_foreign_files_in_the_history_are_left_out),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
