/* link: @build/sweep.wraps */
/* Starts while what is below fails. */
#include "support/trials.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
prepare_rewound(struct home *home)
{
	assert_int_equal(home_shell(home,
			     "GIT_CONFIG_GLOBAL=/dev/null git --git-dir=$(echo "
			     "home/projects/*.git) update-ref "
			     "refs/heads/journal journal~3"),
	    0);
}

/* The tables as they were before the last saves. */
static void
prepare_ahead(struct home *home)
{
	assert_int_equal(home_shell(home, "cp home/journal.db before.db"), 0);
	TRIAL_OK(busy_edit(home, &trials_busy()->ben, &trials_busy()->stage,
	    "Ahead."));
	trial_rest(home);
	assert_int_equal(home_shell(home, "cp before.db home/journal.db"), 0);
	trial_open(home);
}

static void
prepare_new_tables(struct home *home)
{
	assert_int_equal(home_shell(home,
			     "sqlite3 home/journal.db 'DELETE FROM link' "
			     "'DELETE FROM record' 'DELETE FROM version' "
			     "'DELETE FROM voice' 'DELETE FROM head' && touch "
			     "home/projects/$(basename $(ls -d "
			     "home/projects/*.lock) .lock).dirty"),
	    0);
}

static int
run_wake(struct home *home)
{
	return journal_wake(home->journal, &home->writer.project);
}

static const struct trial trials[] = {
	{ .name = "wake a branch set back",
	    .prepare = prepare_rewound,
	    .run = run_wake,
	    .words = TRIAL_END },
	{ .name = "wake a branch ahead",
	    .prepare = prepare_ahead,
	    .run = run_wake,
	    .words = TRIAL_END },
	{ .name = "wake new tables",
	    .prepare = prepare_new_tables,
	    .run = run_wake,
	    .words = TRIAL_END },
};

TRIALS_MAIN(trials)
