/* link: @build/sweep.wraps */
/* Looking, and building anew, while what is below fails: no word goes. */
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
run_rebuild(struct home *home)
{
	struct care_result result;

	return care_rebuild(home->journal, NULL, &result);
}

static const struct trial trials[] = {
	{ .name = "check", .run = run_check, .words = TRIAL_KEEP },
	{ .name = "look", .run = run_look },
	{ .name = "rebuild", .run = run_rebuild, .words = TRIAL_KEEP },
};

TRIALS_MAIN(trials)
