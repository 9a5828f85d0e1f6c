/* What is taken in from the history and from the outbox, and what of it was
 * damaged or taken away. */
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

/* A stranger's commit that takes files away, and brings none. */
static void
test_files_that_were_taken_away_are_put_back(void **state)
{
	struct home home;
	struct care_result result;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	assert_int_equal(
	    home_git(&home,
		"git --git-dir=$G ls-tree -r journal > before && "
		"T=$(git --git-dir=$G ls-tree journal | grep -v reflection | "
		"git --git-dir=$G mktree) && C=$(git --git-dir=$G -c "
		"user.name=x -c user.email=x commit-tree -p journal -m x $T) "
		"&& git --git-dir=$G update-ref refs/heads/journal $C"),
	    0);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_PUT_BACK));
	assert_int_equal(
	    home_git(&home,
		"git --git-dir=$G ls-tree -r journal | cmp - before"),
	    0);
	home_forget_events(&home);
	home_again(&home);
	assert_false(home_was_told(&home, EVENT_PUT_BACK));
	assert_int_equal(care_check(home.journal, false, &result), 0);
	home_close(&home);
}

/* One of two saves that wait is damaged in both places that hold it. */
static void
test_what_is_lost_twice_goes_aside_and_the_rest_go_on(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	assert_int_equal(home_git(&home, "echo $G > name && mv $G away"), 0);
	(void)home_reflect(&home, "One.");
	id = home_reflect(&home, "Two.");
	assert_int_equal(home_count_waiting(&home), 2);
	assert_int_equal(
	    home_shell(&home,
		"mv away $(cat name) && for t in version outbox; do sqlite3 "
		"home/journal.db \"UPDATE $t SET bytes = CAST(replace(CAST("
		"bytes AS TEXT), 'One.', '$t') AS BLOB)\"; done"),
	    0);
	assert_int_equal(care_check(home.journal, true, &result),
	    -ERR_UNMENDED);
	assert_int_equal(result.unmended, 1);
	assert_true(home_was_told(&home, EVENT_NOT_MENDED));
	assert_int_equal(home_count_waiting(&home), 0);
	assert_int_equal(
	    home_shell(&home,
		"cd home/projects/*.lost && test $(ls | wc -l) = 2 && "
		"grep -q outbox *[0-9a-z][0-9a-z][0-9a-z].md && "
		"grep -q version *.2.md"),
	    0);
	home_assert_text(&home, &id, "Two.\n");
	assert_int_equal(tree_count_versions(&home), 14);
	tree_assert_well(&home);
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
	assert_int_equal(home_git(&home, "echo $G > name && mv $G away"), 0);
	id = home_reflect(&home, "One.");
	assert_int_equal(home_count_waiting(&home), 1);
	journal_close(home.journal);
	home.journal = NULL;
	assert_int_equal(
	    home_shell(&home,
		"mv away $(cat name) && sqlite3 home/journal.db \"UPDATE "
		"version SET bytes = CAST(replace(CAST(bytes AS TEXT), 'One.', "
		"'Six.') AS BLOB) WHERE kind = 'reflection'\""),
	    0);
	home_again(&home);
	assert_int_equal(home_count_waiting(&home), 0);
	home_assert_text(&home, &id, "One.\n");
	assert_int_equal(tree_count_versions(&home), 14);
	tree_assert_well(&home);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_that_were_taken_away_are_put_back),
		cmocka_unit_test(
		    test_what_is_lost_twice_goes_aside_and_the_rest_go_on),
		cmocka_unit_test(
		    test_a_damaged_row_of_a_waiting_save_comes_from_the_outbox),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
