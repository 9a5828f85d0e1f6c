/* link: @build/sweep.wraps */
/* Mending a history while what is below fails: no word goes, and done again in
 * peace it ends as it should. */
#include "support/trials.h"

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

static const struct trial trials[] = {
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
	{ .name = "repair a tree",
	    .prepare = prepare_other_tree,
	    .run = run_repair,
	    .mend = repair_in_peace,
	    .words = TRIAL_END },
};

TRIALS_MAIN(trials)
