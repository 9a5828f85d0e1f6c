#include "support/trials.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct {
	const struct busy *busy;
	const struct trial *rows;
	size_t count;
} trials;

static void
test_trials(void **state)
{
	trials.busy = *state;
	for (size_t i = 0; i < trials.count; i++)
		trial_run(&trials.busy->home, &trials.rows[i]);
}

const struct busy *
trials_busy(void)
{
	return trials.busy;
}

int
trials_main(int argc, char **argv, const struct trial *rows, size_t count)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trials),
	};

	home_worker(argc, argv);
	trials.rows = rows;
	trials.count = count;
	return cmocka_run_group_tests(tests, busy_set_up, busy_tear_down);
}
