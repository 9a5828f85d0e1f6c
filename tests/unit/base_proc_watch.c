/* Watching a child: how long it takes, and who watches no more. */
#include "support/child.h"

#include "base/proc.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <withus/err.h>

/* What the child says first: its number. */
static int
pass_number(void *data, const char *bytes, size_t len)
{
	return write(*(int *)data, bytes, len) == (ssize_t)len ? 0 : 1;
}

/* Who starts a child and is killed leaves nobody at work. */
static void
test_a_child_ends_with_its_parent(void **state)
{
#ifdef __linux__
	int ends[2];
	char text[32] = "";
	int status = 0;

	(void)state;
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
	assert_int_equal(pipe(ends), 0);
	pid_t parent = child_fork();
	if (parent == 0) {
		const char *const argv[] = { "sh", "-c",
			"echo $$; exec sleep 1000", NULL };
		struct proc_spec spec = {
			.argv = argv,
			.take = pass_number,
			.data = &ends[1],
		};
		(void)proc_run(&spec, &status, NULL);
		_exit(0);
	}
	assert_true(read(ends[0], text, sizeof(text) - 1) > 0);
	pid_t child = (pid_t)atoi(text);
	assert_true(child > 1);
	child_kill(parent);
	(void)alarm(20); /* else this would wait for ever */
	assert_int_equal(waitpid(child, &status, 0), child);
	(void)alarm(0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
	(void)close(ends[0]);
	(void)close(ends[1]);
#else
	(void)state;
	skip();
#endif
}

static void
note_seconds(void *data, size_t seconds)
{
	size_t *last = data;
	assert_true(seconds > *last);
	*last = seconds;
}

static void
test_seconds_are_told(void **state)
{
	const char *const argv[] = { "sleep", "1000", NULL };
	size_t last = 0;
	int status = -1;
	struct proc_spec spec = {
		.argv = argv,
		.limits = { .wall_ms = 30000 },
		.tick = note_seconds,
		.data = &last,
	};

	(void)state;
	assert_int_equal(setenv("WITHUS_TEST_HASTE", "1000", 1), 0);
	assert_int_equal(proc_run(&spec, &status, NULL), -ERR_CHILD_HUNG);
	assert_int_equal(unsetenv("WITHUS_TEST_HASTE"), 0);
	assert_true(last > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_child_ends_with_its_parent),
		cmocka_unit_test(test_seconds_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
