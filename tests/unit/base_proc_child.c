/* link: -Wl,--wrap=fork,--wrap=execvp,--wrap=_exit,--wrap=dup2,--wrap=write */
/* What happens between fork and exec, here in the process itself: fork says
 * that we are the child, exec and exit come back. */
#include "base/proc.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

extern char **environ;

static jmp_buf back;
static int exit_status;
static int told;       /* the errno that went to the parent */
static char steps[32]; /* "0": something became standard input … "x": exec */
static size_t step_count;
static int dup2_fails_at;
static const char *const *seen_env;
static bool pipe_was_ignored;
static bool no_more_open;
static struct rlimit usual;

pid_t __wrap_fork(void);
int __wrap_execvp(const char *file, char *const *argv);
_Noreturn void __wrap__exit(int status);
int __wrap_dup2(int from, int to);
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);

static void
note(char step)
{
	if (step_count < sizeof steps - 1)
		steps[step_count++] = step;
}

pid_t
__wrap_fork(void)
{
	struct rlimit few = { .rlim_cur = 3 };
	if (no_more_open) {
		assert_int_equal(getrlimit(RLIMIT_NOFILE, &usual), 0);
		few.rlim_max = usual.rlim_max;
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	}
	return 0;
}

int
__wrap_execvp(const char *file, char *const *argv)
{
	struct sigaction now;
	assert_string_equal(file, argv[0]);
	assert_int_equal(sigaction(SIGPIPE, NULL, &now), 0);
	pipe_was_ignored = now.sa_handler == SIG_IGN;
	seen_env = (const char *const *)environ;
	note('x');
	errno = ENOEXEC;
	return -1;
}

_Noreturn void
__wrap__exit(int status)
{
	exit_status = status;
	longjmp(back, 1);
}

int
__wrap_dup2(int from, int to)
{
	assert_true(from > STDERR_FILENO);
	note((char)('0' + to));
	if (--dup2_fails_at != 0)
		return to;
	errno = EBUSY;
	return -1;
}

ssize_t
__wrap_write(int fd, const void *bytes, size_t len)
{
	if (len != sizeof told || fd <= STDERR_FILENO)
		return __real_write(fd, bytes, len);
	memcpy(&told, bytes, len);
	return (ssize_t)len;
}

/* Runs into the child, and comes back from its end. */
static void
run_child(const struct proc_spec *spec, bool terminal)
{
	static int status;
	char **env = environ;
	memset(steps, 0, sizeof steps);
	step_count = 0;
	exit_status = -1;
	told = 0;
	if (setjmp(back) == 0) {
		if (terminal)
			(void)proc_run_terminal(spec->argv, &status);
		else
			(void)proc_run(spec, &status, NULL);
		fail_msg("the child went on");
	}
	environ = env;
	for (int fd = STDERR_FILENO + 1; fd < 64; fd++)
		(void)close(fd);
	assert_int_equal(exit_status, 127);
}

static void
test_steps_in_order(void **state)
{
	(void)state;
	const char *const argv[] = { "program", NULL };
	const char *const env[] = { "A=b", NULL };
	struct proc_spec spec = { .argv = argv };
	struct rlimit core;
	(void)signal(SIGPIPE, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_CORE, &core), 0);
	core.rlim_cur = core.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_CORE, &core), 0);
	run_child(&spec, false);
	assert_string_equal(steps, "012x");
	assert_int_equal(told, ENOEXEC);
	assert_false(pipe_was_ignored);
	assert_ptr_equal(seen_env, environ);
	assert_int_equal(getrlimit(RLIMIT_CORE, &core), 0);
	assert_int_equal(core.rlim_cur, 0);

	spec.dir = "/";
	spec.env = env;
	spec.limits.cpu_seconds = 1000;
	run_child(&spec, false);
	assert_string_equal(steps, "012x");
	assert_ptr_equal(seen_env, env);
	struct rlimit cpu;
	assert_int_equal(getrlimit(RLIMIT_CPU, &cpu), 0);
	assert_int_equal(cpu.rlim_cur, 1000);

	run_child(&spec, true);
	assert_string_equal(steps, "x");
	(void)signal(SIGPIPE, SIG_DFL);
}

/* The first step that fails is the last, and the parent hears why. */
static void
test_steps_that_fail(void **state)
{
	(void)state;
	static const char *const done[] = { "0", "01", "012" };
	const char *const argv[] = { "program", NULL };
	struct proc_spec spec = { .argv = argv };
	for (int at = 1; at <= 3; at++) {
		dup2_fails_at = at;
		run_child(&spec, false);
		assert_string_equal(steps, done[at - 1]);
		assert_int_equal(told, EBUSY);
	}
	dup2_fails_at = 0;
	spec.dir = "/withus-no-such-folder";
	run_child(&spec, false);
	assert_string_equal(steps, "012");
	assert_int_equal(told, ENOENT);
}

static void
test_nothing_to_read_from(void **state)
{
	(void)state;
	const char *const argv[] = { "program", NULL };
	struct proc_spec spec = { .argv = argv };
	no_more_open = true;
	run_child(&spec, false);
	no_more_open = false;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
	assert_string_equal(steps, "");
	assert_int_equal(told, EMFILE);
}

static int
close_all_else(void **state)
{
	(void)state;
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		(void)close(fd);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps_in_order),
		cmocka_unit_test(test_steps_that_fail),
		cmocka_unit_test(test_nothing_to_read_from),
	};
	return cmocka_run_group_tests_name("base_proc_child", tests,
	    close_all_else, NULL);
}
