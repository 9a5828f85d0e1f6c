/* link: @build/sweep.wraps */
/* Starts, daily copies, backups, and what an editor left lying, while what is
 * below fails. */
#include "support/busy.h"
#include "support/trial.h"

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

static const struct busy *busy;

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
	TRIAL_OK(busy_edit(home, &busy->ben, &busy->stage, "Ahead."));
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
	    busy->draft, NULL);

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
	    busy->draft, NULL));
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
	{ .name = "tend", .run = run_tend, .words = TRIAL_KEEP },
	{ .name = "backup", .run = run_backup, .words = TRIAL_KEEP },
	{ .name = "draft file", .run = run_draft_file, .words = TRIAL_KEEP },
	{ .name = "recover a draft",
	    .prepare = prepare_left_file,
	    .run = run_draft_recover,
	    .mend = recover_draft_in_peace,
	    .words = TRIAL_END },
};

static void
test_starting(void **state)
{
	busy = *state;
	for (size_t i = 0; i < sizeof(trials) / sizeof(*trials); i++)
		trial_run(&busy->home, &trials[i]);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_starting),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, busy_set_up, busy_tear_down);
}
