/* link: @build/sweep.wraps */
/* Looking and mending while what is below fails: no word goes, and done again
 * in peace it ends as it should. */
#include "support/busy.h"
#include "support/trial.h"

#include <withus/care.h>
#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
run_check(struct home *home)
{
	struct care_result result;

	return care_check(home->journal, false, &result);
}

static int
run_look(struct home *home)
{
	return care_look(home->journal);
}

static int
run_repair(struct home *home)
{
	struct care_result result;

	return care_check(home->journal, true, &result);
}

static void
repair_in_peace(struct home *home)
{
	trial_open(home);
	TRIAL_OK(run_repair(home));
	trial_rest(home);
}

static void
prepare_no_history(struct home *home)
{
	assert_int_equal(home_shell(home, "rm -r home/projects/*.git"), 0);
}

static void
prepare_short_object(struct home *home)
{
	assert_int_equal(home_shell(home,
			     "f=$(find home/projects/*.git/objects -type f | "
			     "sort | head -1) && chmod u+w $f && truncate -s "
			     "10 $f"),
	    0);
}

static void
prepare_other_row(struct home *home)
{
	assert_int_equal(
	    home_shell(home,
		"sqlite3 home/journal.db \"UPDATE version SET bytes = CAST("
		"replace(CAST(bytes AS TEXT), 'Fewer', 'Other') AS BLOB)\""),
	    0);
}

static void
prepare_other_table(struct home *home)
{
	assert_int_equal(home_shell(home,
			     "sqlite3 home/journal.db \"UPDATE record SET "
			     "title = 'x'; DELETE FROM link; DELETE FROM "
			     "voice; INSERT INTO link (target, kind, field, "
			     "day, record) SELECT id, kind, 'to', day, project "
			     "FROM record LIMIT 1\""),
	    0);
}

static void
prepare_other_tree(struct home *home)
{
	assert_int_equal(
	    home_shell(home,
		"G=\"git --git-dir=$(echo home/projects/*.git) -c "
		"user.name=x -c user.email=x\" && export "
		"GIT_CONFIG_GLOBAL=/dev/null && T=$($G ls-tree journal | grep "
		"-v reply | $G mktree) && C=$($G commit-tree -p journal -m x "
		"$T) && $G update-ref refs/heads/journal $C"),
	    0);
}

static int
run_rebuild(struct home *home)
{
	struct care_result result;

	return care_rebuild(home->journal, NULL, &result);
}

static const struct trial trials[] = {
	{ .name = "check", .run = run_check, .words = TRIAL_KEEP },
	{ .name = "look", .run = run_look },
	{ .name = "repair a lost history",
	    .prepare = prepare_no_history,
	    .run = run_repair,
	    .mend = repair_in_peace,
	    .words = TRIAL_END },
	{ .name = "repair a short object",
	    .prepare = prepare_short_object,
	    .run = run_repair,
	    .mend = repair_in_peace,
	    .words = TRIAL_END },
	{ .name = "repair a changed row",
	    .prepare = prepare_other_row,
	    .run = run_repair,
	    .mend = repair_in_peace,
	    .words = TRIAL_END },
	{ .name = "repair what was derived",
	    .prepare = prepare_other_table,
	    .run = run_repair,
	    .mend = repair_in_peace,
	    .words = TRIAL_END },
	{ .name = "repair a tree",
	    .prepare = prepare_other_tree,
	    .run = run_repair,
	    .mend = repair_in_peace,
	    .words = TRIAL_END },
	{ .name = "rebuild", .run = run_rebuild, .words = TRIAL_KEEP },
};

static void
test_care(void **state)
{
	const struct busy *busy = *state;

	for (size_t i = 0; i < sizeof(trials) / sizeof(*trials); i++)
		trial_run(&busy->home, &trials[i]);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_care),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, busy_set_up, busy_tear_down);
}
