/* link: @build/sweep.wraps */
/* Carrying words in and out while what is below fails. */
#include "support/busy.h"
#include "support/trial.h"

#include "base/file.h"

#include <withus/carry.h>
#include <withus/err.h>
#include <withus/project.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct busy *busy;

static int
run_import_json(struct home *home)
{
	struct carry_result result;
	char *path = file_join(home->dir, "news");
	int err = carry_import_json(home->journal, path, NULL, &result);

	free(path);
	return err;
}

/* A fault of one version costs the others nothing: once more, and all are
 * there. */
static void
import_in_peace(struct home *home)
{
	trial_open(home);
	TRIAL_OK(run_import_json(home));
	trial_rest(home);
}

static int
run_import_whole(struct home *home)
{
	struct carry_options options = { .all_or_nothing = true };
	struct carry_result result;
	char *path = file_join(home->dir, "news");
	int err = carry_import_json(home->journal, path, &options, &result);

	free(path);
	return err;
}

static int
import_jrnl(struct home *home, const char *name, bool by_year)
{
	struct carry_options options = { .all_or_nothing = true };
	struct carry_result result;
	char *path = file_join(home->dir, name);
	struct carry_jrnl task = {
		.writer = &home->writer,
		.file = path,
		.readers = "team",
		.by_year = by_year,
	};
	int err = carry_import_jrnl(home->journal, &task, &options, &result);

	free(path);
	return err;
}

static int
run_import_jrnl(struct home *home)
{
	return import_jrnl(home, "diary", true);
}

/* More entries than one transaction takes. */
static void
prepare_long_diary(struct home *home)
{
	assert_int_equal(home_shell(home,
			     "for i in 1 2 3 4 5 6; do sed \"s/office/office "
			     "$i/\" diary; done > long"),
	    0);
}

static int
run_import_long(struct home *home)
{
	return import_jrnl(home, "long", false);
}

static int
run_export_json(struct home *home)
{
	struct carry_result result;
	char *path = file_join(home->dir, "out");
	int err = carry_export_json(home->journal, &home->writer.project, path,
	    &result);

	free(path);
	return err;
}

static const struct trial trials[] = {
	{ .name = "JSON in",
	    .run = run_import_json,
	    .mend = import_in_peace,
	    .words = TRIAL_END },
	{ .name = "all of JSON in",
	    .run = run_import_whole,
	    .words = TRIAL_TURN },
	{ .name = "JSON out", .run = run_export_json, .words = TRIAL_KEEP },
	{ .name = "a diary in", .run = run_import_jrnl, .words = TRIAL_TURN },
	{ .name = "a long diary in",
	    .prepare = prepare_long_diary,
	    .run = run_import_long,
	    .words = TRIAL_TURN },
};

static void
test_carrying(void **state)
{
	busy = *state;
	for (size_t i = 0; i < sizeof(trials) / sizeof(*trials); i++)
		trial_run(&busy->home, &trials[i]);
}

/* A project that comes to a home that has none. */
static void
test_carrying_into_nothing(void **state)
{
	static const struct trial trial = { .name = "JSON into nothing",
		.run = run_import_whole,
		.words = TRIAL_TURN };
	struct home home;
	struct str copy = { 0 };

	busy = *state;
	home_open(&home);
	trial_rest(&home);
	str_add_format(&copy, "cp -a '%s/news' .", busy->home.dir);
	assert_int_equal(home_shell(&home, str_text(&copy)), 0);
	str_clear(&copy);
	trial_run(&home, &trial);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_carrying),
		cmocka_unit_test(test_carrying_into_nothing),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, busy_set_up, busy_tear_down);
}
