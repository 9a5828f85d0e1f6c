/* link: @build/sweep.wraps */
/* Recovering while what is below fails. */
#include "support/trials.h"

#include <withus/care.h>
#include <withus/project.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
prepare_copy(struct home *home)
{
	TRIAL_OK(journal_tend(home->journal));
}

static int
recover(struct home *home)
{
	struct journal_options options = { .home = home->path };
	struct care_result result;
	char *used = NULL;
	int err = care_recover(&options, &result, &used);

	free(used);
	return err;
}

static int
run_recover_lost(struct home *home)
{
	trial_rest(home);
	assert_int_equal(home_shell(home, "rm home/journal.db"), 0);
	return recover(home);
}

static int
run_recover_damaged(struct home *home)
{
	trial_rest(home);
	assert_int_equal(home_shell(home,
			     "dd if=/dev/zero of=home/journal.db bs=4096 "
			     "seek=1 count=400 conv=notrunc 2>/dev/null"),
	    0);
	return recover(home);
}

/* True if the home opens, is sound, and has its local tables. */
static bool
is_recovered(struct home *home)
{
	struct journal_options options = { .home = home->path };
	bool here = false;
	bool is_sound = journal_open(&home->journal, &options) == 0 &&
	    care_look(home->journal) == 0 &&
	    member_lives_here(home->journal, &home->writer.project,
		&home->writer.member, &here) == 0;

	trial_rest(home);
	return is_sound && here;
}

/* A copy that could not be read was passed over, and is there still. */
static void
recover_in_peace(struct home *home)
{
	if (is_recovered(home))
		return;
	assert_int_equal(home_shell(home, "rm -f home/journal.db"), 0);
	TRIAL_OK(recover(home));
}

static const struct trial trials[] = {
	{ .name = "recover a lost file",
	    .prepare = prepare_copy,
	    .run = run_recover_lost,
	    .mend = recover_in_peace,
	    .words = TRIAL_KEEP },
	{ .name = "recover a damaged file",
	    .prepare = prepare_copy,
	    .run = run_recover_damaged,
	    .mend = recover_in_peace,
	    .words = TRIAL_KEEP },
};

TRIALS_MAIN(trials)
