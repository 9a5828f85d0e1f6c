/* Tidying behind an answer: packed, and as well as before. */
#include "support/home.h"

#include "base/file.h"
#include "core/inside.h"

#include <withus/care.h>
#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NONE_LOOSE "test -z \"$(find */projects/*/objects/?? -type f)\""
#define ONE_PACK "test $(ls */projects/*/objects/pack/*.idx | wc -l) = 1"

static int
set_up(void **state)
{
	struct home *home = malloc(sizeof *home);

	(void)setenv("WITHUS_TEST_PACK", "5", 1);
	home_start(home);
	*state = home;
	return 0;
}

static int
tear_down(void **state)
{
	home_close(*state);
	free(*state);
	return 0;
}

static void
tidy(struct home *home)
{
	journal_tidy(home->journal, &home->writer.project);
}

static void
test_all_is_packed_and_well(void **state)
{
	struct home *home = *state;
	struct care_result result;

	struct id id = home_reflect(home, "We listened to each other.");
	tidy(home);
	assert_int_equal(home_shell(home, NONE_LOOSE " && " ONE_PACK), 0);
	home_reflect(home, "And again.");
	home_again(home);
	assert_int_equal(care_check(home->journal, false, &result), 0);
	assert_int_equal(care_rebuild(home->journal, NULL, &result), 0);
	char *text = home_text(home, &id);
	assert_string_equal(text, "We listened to each other.\n");
	free(text);
}

static void
test_who_is_at_work_is_not_disturbed(void **state)
{
	struct home *home = *state;
	char *path = home_path_lock(home->path, &home->writer.project);
	int lock = -1;

	assert_int_equal(file_lock(&lock, path, 0), 0);
	err_clear();
	tidy(home);
	assert_int_not_equal(home_shell(home, NONE_LOOSE), 0);
	file_unlock(lock);
	tidy(home);
	assert_int_equal(home_shell(home, NONE_LOOSE), 0);
	free(path);
}

static void
test_failures_are_silent(void **state)
{
	struct home *home = *state;

	assert_int_equal(home_shell(home,
			     "rmdir */projects/*/objects/pack && "
			     "touch $(ls -d */projects/*/objects)/pack"),
	    0);
	home_forget_events(home);
	tidy(home);
	assert_int_equal(err_last()->code, ERR_NONE);
	assert_false(home_was_told(home, EVENT_FAULT));
	assert_int_not_equal(home_shell(home, NONE_LOOSE), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_all_is_packed_and_well,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_who_is_at_work_is_not_disturbed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_failures_are_silent,
		    set_up, tear_down),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests_name("core_tidy", tests, NULL, NULL);
}
