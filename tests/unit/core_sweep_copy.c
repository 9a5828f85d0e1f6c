/* link: @build/sweep.wraps */
/* Restoring while what is below fails. */
#include "support/trials.h"

#include "base/file.h"

#include <withus/care.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
run_backup(struct home *home)
{
	char *path = file_join(home->dir, "copy");
	int err = care_backup(home->journal, path);

	free(path);
	return err;
}

static void
prepare_backup(struct home *home)
{
	TRIAL_OK(run_backup(home));
}

static int
restore(struct home *home)
{
	struct journal_options options = { .home = home->path };
	struct care_result result;
	char *path = file_join(home->dir, "copy");
	int err = care_restore(&options, path, &result);

	free(path);
	return err;
}

static int
run_restore(struct home *home)
{
	trial_rest(home);
	assert_int_equal(home_shell(home, "rm -r home"), 0);
	return restore(home);
}

static void
restore_in_peace(struct home *home)
{
	if (!file_is_there(home->path))
		TRIAL_OK(restore(home));
}

static const struct trial trials[] = {
	{ .name = "restore",
	    .prepare = prepare_backup,
	    .run = run_restore,
	    .mend = restore_in_peace,
	    .words = TRIAL_KEEP },
};

TRIALS_MAIN(trials)
