/* link: @build/sweep.wraps */
/* Mending tables while what is below fails: no word goes, and done again in
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

static const struct trial trials[] = {
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
};

TRIALS_MAIN(trials)
