/* link: -Wl,--wrap=fork,--wrap=pipe */
/* Children that do well, do badly, hang, or cannot be started. */
#include "base/proc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <withus/err.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW true
#endif
#endif
#ifndef HAS_SHADOW
#define HAS_SHADOW false
#endif

static bool fork_fails;
static int pipe_fails_at;

pid_t __real_fork(void);
pid_t __wrap_fork(void);
int __real_pipe(int ends[2]);
int __wrap_pipe(int ends[2]);

pid_t
__wrap_fork(void)
{
	if (!fork_fails)
		return __real_fork();
	errno = EAGAIN;
	return -1;
}

int
__wrap_pipe(int ends[2])
{
	if (--pipe_fails_at != 0)
		return __real_pipe(ends);
	errno = EMFILE;
	return -1;
}

static int
gather(void *data, const char *bytes, size_t len)
{
	str_add_bytes(data, bytes, len);
	return 0;
}

/* A shell with this script; `out` gathers what it prints. */
static struct proc_spec
spec_of(const char *argv[4], const char *script, struct str *out)
{
	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] = script;
	argv[3] = NULL;
	return (struct proc_spec){ .argv = argv, .take = gather, .data = out };
}

static int
count_open(void)
{
	int count = 0;
	DIR *dir = opendir("/proc/self/fd");
	assert_non_null(dir);
	while (readdir(dir) != NULL)
		count++;
	(void)closedir(dir);
	return count;
}

static void
expect_run(const char *script, int wanted, const char *wanted_out,
    const char *wanted_errors)
{
	const char *argv[4];
	struct str out = { 0 };
	struct str errors = { 0 };
	struct proc_spec spec = spec_of(argv, script, &out);
	int status = -1;
	int before = count_open();
	assert_int_equal(proc_run(&spec, &status, &errors), 0);
	assert_int_equal(count_open(), before);
	assert_string_equal(str_text(&out), wanted_out);
	assert_string_equal(str_text(&errors), wanted_errors);
	assert_int_equal(status, wanted);
	str_clear(&out);
	str_clear(&errors);
}

static void
test_ends(void **state)
{
	(void)state;
	expect_run("exit 0", 0, "", "");
	expect_run("printf out; printf err >&2; exit 3", 3, "out", "err");
	expect_run("kill -9 $$", 137, "", "");
	expect_run("kill -TERM $$", 143, "", "");
	/* Nothing to read. */
	expect_run("cat; echo done", 0, "done\n", "");
	/* No descriptor of ours comes along. */
	expect_run("for n in 3 4 5 6 7 8 9 10 11; do "
		   "[ -e /proc/$$/fd/$n ] && echo $n; done; exit 0",
	    0, "", "");
	/* It closes its streams and lives on. */
	expect_run("exec >&- 2>&-; cat </dev/null; exit 7", 7, "", "");
	expect_run("exec >&- 2>&-; i=0; while [ $i -lt 9999 ]; do "
		   "i=$((i+1)); done; exit 7",
	    7, "", "");
}

static void
test_nobody_listens(void **state)
{
	(void)state;
	const char *argv[4];
	struct proc_spec spec =
	    spec_of(argv, "echo out; echo err >&2; exit 2", NULL);
	int status = -1;
	spec.take = NULL;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_int_equal(status, 2);
}

/* All of the output, the first 64 KiB of the errors. */
static void
test_much_is_said(void **state)
{
	(void)state;
	const char *argv[4];
	struct str out = { 0 };
	struct str errors = { 0 };
	struct proc_spec spec = spec_of(argv,
	    "printf first >&2; head -c 3000000 /dev/zero | tr '\\0' o; "
	    "head -c 200000 /dev/zero | tr '\\0' e >&2",
	    &out);
	int status = -1;
	str_add(&errors, "kept");
	assert_int_equal(proc_run(&spec, &status, &errors), 0);
	assert_int_equal(status, 0);
	assert_int_equal(out.len, 3000000);
	assert_int_equal(strspn(out.data, "o"), out.len);
	assert_int_equal(errors.len, 4 + 64 * 1024);
	assert_memory_equal(errors.data, "keptfirste", 10);
	str_clear(&out);
	str_clear(&errors);
}

static void
test_place_and_environment(void **state)
{
	(void)state;
	const char *argv[4];
	static const char *const env[] = { "PATH=/usr/bin:/bin", "WORD=a b",
		NULL };
	struct str out = { 0 };
	struct proc_spec spec =
	    spec_of(argv, "pwd; echo \"$WORD$WITHUS_MINE\"", &out);
	int status = -1;
	(void)setenv("WITHUS_MINE", "!", 1);
	spec.dir = "/";
	spec.env = env;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_string_equal(str_text(&out), "/\na b\n");
	str_cut(&out, 0);
	spec.env = NULL;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_string_equal(str_text(&out), "/\n!\n");
	str_clear(&out);
	(void)unsetenv("WITHUS_MINE");
}

static void
test_limits(void **state)
{
	(void)state;
	const char *argv[4];
	struct str out = { 0 };
	struct proc_spec spec =
	    spec_of(argv, "ulimit -c; ulimit -v; ulimit -t", &out);
	int status = -1;
	spec.limits.memory = (uint64_t)512 << 20;
	spec.limits.cpu_seconds = 33;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_string_equal(str_text(&out),
	    HAS_SHADOW ? "0\nunlimited\n33\n" : "0\n524288\n33\n");
	str_clear(&out);
}

static void
test_signals_are_usual(void **state)
{
	(void)state;
	sigset_t term;
	sigset_t before;
	(void)sigemptyset(&term);
	(void)sigaddset(&term, SIGTERM);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)sigprocmask(SIG_BLOCK, &term, &before);
	expect_run("kill -PIPE $$; echo alive", 141, "", "");
	expect_run("kill -TERM $$; echo alive", 143, "", "");
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	/* With its exit thrown away by the system. */
	(void)signal(SIGCHLD, SIG_IGN);
	expect_run("exit 3", 255, "", "");
	(void)signal(SIGCHLD, SIG_DFL);
}

static void
expect_hung(const char *script, int wanted_status, const char *wanted_out)
{
	const char *argv[4];
	struct str out = { 0 };
	struct proc_spec spec = spec_of(argv, script, &out);
	int status = -1;
	int before = count_open();
	spec.limits.wall_ms = 100;
	assert_int_equal(proc_run(&spec, &status, NULL), -ERR_CHILD_HUNG);
	assert_string_equal(err_last()->arg[0], "sh");
	assert_int_equal(err_last()->arg_count, 1);
	assert_int_equal(status, wanted_status);
	assert_int_equal(count_open(), before);
	assert_string_equal(str_text(&out), wanted_out);
	str_clear(&out);
}

static void
test_the_clock(void **state)
{
	(void)state;
	expect_hung("echo first; exec sleep 1000", 143, "first\n");
	expect_hung("exec sleep 1000 >&- 2>&-", 143, "");
	/* Who does not listen is killed. */
	expect_hung("trap '' TERM; exec sleep 1000", 137, "");
	/* Not even who has a lot to say goes on for ever. */
	const char *argv[4];
	struct proc_spec spec = spec_of(argv, "exec yes", NULL);
	int status = -1;
	spec.take = NULL;
	spec.limits.wall_ms = 50;
	assert_int_equal(proc_run(&spec, &status, NULL), -ERR_CHILD_HUNG);
	assert_int_equal(status, 143);
	/* In time. */
	spec = spec_of(argv, "exit 6", NULL);
	spec.limits.wall_ms = 60000;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_int_equal(status, 6);
}

static int
refuse(void *data, const char *bytes, size_t len)
{
	(void)bytes;
	*(size_t *)data += len;
	return -ERR_STOPPED;
}

static void
test_the_taker_stops_it(void **state)
{
	(void)state;
	const char *argv[4];
	size_t taken = 0;
	struct proc_spec spec = spec_of(argv, "exec yes", NULL);
	int status = -1;
	spec.take = refuse;
	spec.data = &taken;
	assert_int_equal(proc_run(&spec, &status, NULL), -ERR_STOPPED);
	assert_int_equal(status, 143);
	assert_in_range(taken, 1, 64 * 1024);
}

struct late {
	struct str out;
	int go; /* the child waits until we write here */
};

/* Comes back only when the child has ended. */
static int
take_late(void *data, const char *bytes, size_t len)
{
	struct late *late = data;
	siginfo_t info;
	bool first = late->out.len == 0;
	str_add_bytes(&late->out, bytes, len);
	if (!first)
		return 0;
	assert_int_equal(write(late->go, "\n", 1), 1);
	assert_int_equal(waitid(P_ALL, 0, &info, WEXITED | WNOWAIT), 0);
	return 0;
}

/* What lies in the pipe when the child has ended already still counts. */
static void
test_last_words(void **state)
{
	(void)state;
	const char *argv[4];
	int ends[2];
	struct late late = { .go = -1 };
	struct proc_spec spec = spec_of(argv,
	    "printf first; read go <&9; printf last; exit 4", NULL);
	int status = -1;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(dup2(ends[0], 9), 9);
	late.go = fcntl(ends[1], F_DUPFD_CLOEXEC, 20);
	spec.take = take_late;
	spec.data = &late;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_int_equal(status, 4);
	assert_string_equal(str_text(&late.out), "firstlast");
	str_clear(&late.out);
	(void)close(late.go);
	(void)close(9);
	(void)close(ends[0]);
	(void)close(ends[1]);
}

/* A helper that the child leaves behind holds both pipes. */
static void
test_a_helper_stays(void **state)
{
	(void)state;
	const char *argv[4];
	struct str out = { 0 };
	struct proc_spec spec =
	    spec_of(argv, "sleep 1000 & echo $!; exit 5", &out);
	int status = -1;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_int_equal(status, 5);
	long helper = strtol(str_text(&out), NULL, 10);
	assert_true(helper > 1);
	assert_int_equal(kill((pid_t)helper, SIGKILL), 0);
	str_clear(&out);
}

static void
expect_no_start(const struct proc_spec *spec, int reason)
{
	int status = -1;
	int before = count_open();
	assert_int_equal(proc_run(spec, &status, NULL), -ERR_CHILD_START);
	assert_string_equal(err_last()->arg[0], spec->argv[0]);
	assert_string_equal(err_last()->arg[1], strerror(reason));
	assert_int_equal(count_open(), before);
	assert_int_equal(status, -1);
}

static void
test_it_cannot_start(void **state)
{
	(void)state;
	const char *argv[] = { "withus-there-is-no-such-program", NULL };
	struct proc_spec spec = { .argv = argv };
	expect_no_start(&spec, ENOENT);
	argv[0] = "/";
	expect_no_start(&spec, EACCES);
	argv[0] = "true";
	spec.dir = "/withus-no-such-folder";
	expect_no_start(&spec, ENOENT);
	spec.dir = NULL;
	fork_fails = true;
	expect_no_start(&spec, EAGAIN);
	fork_fails = false;
	for (int at = 1; at <= 3; at++) {
		pipe_fails_at = at;
		expect_no_start(&spec, EMFILE);
	}
	int status = -1;
	assert_int_equal(proc_run(&spec, &status, NULL), 0);
	assert_int_equal(status, 0);
}

/* One descriptor more each time, until there are enough. */
static void
test_descriptors_run_out(void **state)
{
	(void)state;
	const char *argv[] = { "true", NULL };
	struct proc_spec spec = { .argv = argv };
	struct rlimit usual;
	int status = -1;
	int failures = 0;
	int before = count_open();
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &usual), 0);
	int next = dup(STDERR_FILENO);
	assert_true(next >= 0);
	(void)close(next);
	for (int more = 0; more < 12; more++) {
		struct rlimit few = usual;
		few.rlim_cur = (rlim_t)(next + more);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		int result = proc_run(&spec, &status, NULL);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &usual), 0);
		assert_true(result == 0 || result == -ERR_CHILD_START);
		failures += result != 0;
		assert_int_equal(count_open(), before);
	}
	assert_in_range(failures, 4, 10);
}

/* With the standard streams closed, no pipe takes their place. */
static void
test_closed_streams(void **state)
{
	(void)state;
	const char *argv[4];
	struct str out = { 0 };
	struct str errors = { 0 };
	struct proc_spec spec =
	    spec_of(argv, "cat; printf out; printf err >&2", &out);
	int status = -1;
	int kept[3];
	for (int fd = 0; fd < 3; fd++)
		kept[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 20);
	for (int fd = 0; fd < 3; fd++)
		(void)close(fd);
	int result = proc_run(&spec, &status, &errors);
	for (int fd = 0; fd < 3; fd++) {
		(void)dup2(kept[fd], fd);
		(void)close(kept[fd]);
	}
	assert_int_equal(result, 0);
	assert_int_equal(status, 0);
	assert_string_equal(str_text(&out), "out");
	assert_string_equal(str_text(&errors), "err");
	str_clear(&out);
	str_clear(&errors);
}

/* What whoever started us left open is not ours to answer for. */
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
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_nobody_listens),
		cmocka_unit_test(test_much_is_said),
		cmocka_unit_test(test_place_and_environment),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_signals_are_usual),
		cmocka_unit_test(test_the_clock),
		cmocka_unit_test(test_the_taker_stops_it),
		cmocka_unit_test(test_last_words),
		cmocka_unit_test(test_a_helper_stays),
		cmocka_unit_test(test_it_cannot_start),
		cmocka_unit_test(test_descriptors_run_out),
		cmocka_unit_test(test_closed_streams),
	};
	return cmocka_run_group_tests_name("base_proc", tests, close_all_else,
	    NULL);
}
