/* link: @build/sweep.wraps */
/* Daily copies, backups, and what an editor left lying, while what is below
 * fails. */
#include "support/trials.h"

#include "base/file.h"

#include <withus/care.h>
#include <withus/draft.h>
#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
run_tend(struct home *home)
{
	return journal_tend(home->journal);
}

static int
run_backup(struct home *home)
{
	char *path = file_join(home->dir, "copy");
	int err = care_backup(home->journal, path);

	free(path);
	return err;
}

static int
run_draft_file(struct home *home)
{
	struct draft_file *file = NULL;
	char *text = NULL;
	size_t len = 0;
	int err = draft_file_open(&file, home->journal, &home->writer,
	    trials_busy()->draft, NULL);

	if (err == 0)
		err = draft_file_read(file, &text, &len);
	draft_file_close(file);
	free(text);
	return err;
}

/* What a killed editor left. */
static void
prepare_left_file(struct home *home)
{
	struct draft_file *file = NULL;

	TRIAL_OK(draft_file_open(&file, home->journal, &home->writer,
	    trials_busy()->draft, NULL));
	assert_int_equal(home_shell(home,
			     "echo More. | tee -a home/withus-edit-*/text.md "
			     ">/dev/null"),
	    0);
	draft_file_leave(file);
}

static int
run_draft_recover(struct home *home)
{
	size_t count = 0;

	return draft_recover(home->journal, NULL, &count);
}

static void
recover_draft_in_peace(struct home *home)
{
	trial_open(home);
	TRIAL_OK(run_draft_recover(home));
	trial_rest(home);
}

static const struct trial trials[] = {
	{ .name = "tend", .run = run_tend, .words = TRIAL_KEEP },
	{ .name = "backup", .run = run_backup, .words = TRIAL_KEEP },
	{ .name = "draft file", .run = run_draft_file, .words = TRIAL_KEEP },
	{ .name = "recover a draft",
	    .prepare = prepare_left_file,
	    .run = run_draft_recover,
	    .mend = recover_draft_in_peace,
	    .words = TRIAL_END },
};

TRIALS_MAIN(trials)
