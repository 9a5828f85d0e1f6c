/* link: -Wl,--wrap=fsync,--wrap=write,--wrap=read,--wrap=close,--wrap=rename */
/* The order in which files are made to last, and each call failing once. */
#include "base/file.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <withus/err.h>

#include <cmocka.h>

static char home[] = "/tmp/withus-faults-XXXXXX";

/* The calls so far, a letter each: write, Fsync of a file, Dir's fsync,
 * close, rename, (i) a read. */
static char calls[256];
static size_t call_count;
/* The call of this letter that fails, counted from 1, and with what. */
static char failing;
static int failing_at;
static int failing_with;
static size_t write_most; /* bytes that one write takes; 0: all */

int __real_fsync(int fd);
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __real_read(int fd, void *bytes, size_t len);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_fsync(int fd);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_read(int fd, void *bytes, size_t len);
int __wrap_close(int fd);
int __wrap_rename(const char *from, const char *to);

static bool
note(char call)
{
	if (call_count < sizeof calls - 1)
		calls[call_count++] = call;
	if (call != failing || --failing_at != 0)
		return true;
	errno = failing_with;
	return false;
}

int
__wrap_fsync(int fd)
{
	struct stat what;
	assert_int_equal(fstat(fd, &what), 0);
	char call = S_ISDIR(what.st_mode) ? 'D' : 'F';
	return note(call) ? __real_fsync(fd) : -1;
}

ssize_t
__wrap_write(int fd, const void *bytes, size_t len)
{
	if (!note('w'))
		return -1;
	if (write_most > 0 && len > write_most)
		len = write_most;
	return __real_write(fd, bytes, len);
}

ssize_t
__wrap_read(int fd, void *bytes, size_t len)
{
	return note('i') ? __real_read(fd, bytes, len) : -1;
}

/* As in Linux: the descriptor is closed even where it fails. */
int
__wrap_close(int fd)
{
	bool well = note('c');
	int reason = errno;
	int result = __real_close(fd);
	if (well)
		return result;
	errno = reason;
	return -1;
}

int
__wrap_rename(const char *from, const char *to)
{
	return note('r') ? __real_rename(from, to) : -1;
}

static void
fail_call(char call, int at, int with)
{
	memset(calls, 0, sizeof calls);
	call_count = 0;
	failing = call;
	failing_at = at;
	failing_with = with;
}

static void
expect_fault(int result, enum err_code code, const char *path)
{
	assert_int_equal(result, -(int)code);
	assert_int_equal(err_last()->code, code);
	assert_int_equal(err_last()->arg_count, err_arg_count(code));
	assert_string_equal(err_last()->arg[0], path);
	if (err_arg_count(code) == 2)
		assert_string_equal(err_last()->arg[1], strerror(failing_with));
}

static int
count_name(void *data, const char *name)
{
	(void)name;
	++*(int *)data;
	return 0;
}

/* The file holds this, and nothing lies beside it. */
static void
expect_alone(const char *wanted)
{
	int count = 0;
	struct str text = { 0 };
	fail_call('\0', 0, 0);
	assert_int_equal(file_each(".", count_name, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(file_read(&text, "f", 100), 0);
	assert_string_equal(str_text(&text), wanted);
	str_clear(&text);
}

static void
test_the_order_of_writing(void **state)
{
	(void)state;
	fail_call('\0', 0, 0);
	assert_int_equal(file_write("f", "old", 3), 0);
	assert_string_equal(calls, "wFcrDc");
	expect_alone("old");
	write_most = 2;
	assert_int_equal(file_write("f", "older", 5), 0);
	write_most = 0;
	expect_alone("older");
	fail_call('w', 1, EINTR);
	assert_int_equal(file_write("f", "old", 3), 0);
	assert_string_equal(calls, "wwFcrDc");
	expect_alone("old");
}

/* Each fault leaves the old file and no other; none is tried again. */
static void
test_faults_of_writing(void **state)
{
	(void)state;
	static const struct {
		char call;
		int with;
		enum err_code code;
		const char *calls;
	} faults[] = {
		{ .call = 'w',
		    .with = EIO,
		    .code = ERR_FILE_WRITE,
		    .calls = "wc" },
		{ .call = 'w',
		    .with = ENOSPC,
		    .code = ERR_DISK_FULL,
		    .calls = "wc" },
		{ .call = 'w',
		    .with = EDQUOT,
		    .code = ERR_DISK_FULL,
		    .calls = "wc" },
		{ .call = 'F',
		    .with = EIO,
		    .code = ERR_FILE_SYNC,
		    .calls = "wFc" },
		{ .call = 'F',
		    .with = EINTR,
		    .code = ERR_FILE_SYNC,
		    .calls = "wFc" },
		{ .call = 'F',
		    .with = ENOSPC,
		    .code = ERR_DISK_FULL,
		    .calls = "wFc" },
		{ .call = 'F',
		    .with = EDQUOT,
		    .code = ERR_DISK_FULL,
		    .calls = "wFc" },
		{ .call = 'c',
		    .with = EIO,
		    .code = ERR_FILE_WRITE,
		    .calls = "wFc" },
		{ .call = 'r',
		    .with = EACCES,
		    .code = ERR_FILE_WRITE,
		    .calls = "wFcr" },
	};
	fail_call('\0', 0, 0);
	assert_int_equal(file_write("f", "old", 3), 0);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		fail_call(faults[i].call, 1, faults[i].with);
		expect_fault(file_write("f", "new", 3), faults[i].code, "f");
		assert_string_equal(calls, faults[i].calls);
		expect_alone("old");
	}
	/* Both fail: the first one counts. */
	fail_call('w', 1, ENOSPC);
	expect_fault(file_write("f", "new", 3), ERR_DISK_FULL, "f");
}

/* The name may not last, but what is there is whole: the new one. */
static void
test_fault_of_the_last_fsync(void **state)
{
	(void)state;
	fail_call('D', 1, EIO);
	expect_fault(file_write("f", "new", 3), ERR_FILE_SYNC, ".");
	assert_string_equal(calls, "wFcrDc");
	expect_alone("new");
	fail_call('D', 1, EIO);
	expect_fault(file_sync_dir(home), ERR_FILE_SYNC, home);
	fail_call('D', 1, EINVAL);
	assert_int_equal(file_sync_dir(home), 0);
	failing_with = ENOENT;
	expect_fault(file_sync_dir("none"), ERR_FILE_SYNC, "none");
	failing_with = ENOTDIR;
	expect_fault(file_sync_dir("f"), ERR_FILE_SYNC, "f");
}

static void
test_faults_of_reading(void **state)
{
	(void)state;
	struct str text = { 0 };
	fail_call('i', 1, EINTR);
	assert_int_equal(file_read(&text, "f", 10), 0);
	assert_string_equal(str_text(&text), "new");
	assert_string_equal(calls, "iiic");
	fail_call('i', 2, EIO);
	expect_fault(file_read(&text, "f", 10), ERR_FILE_READ, "f");
	assert_string_equal(str_text(&text), "new");
	assert_string_equal(calls, "iic");
	str_clear(&text);
}

/* Each new folder in its parent, also the topmost; old ones not again. */
static void
test_fsyncs_of_new_folders(void **state)
{
	(void)state;
	fail_call('\0', 0, 0);
	assert_int_equal(file_make_dirs("a/b/c"), 0);
	assert_string_equal(calls, "DcDcDc");
	fail_call('\0', 0, 0);
	assert_int_equal(file_make_dirs("a/b/c"), 0);
	assert_string_equal(calls, "");
	assert_int_equal(file_make_dirs("a/b/d"), 0);
	assert_string_equal(calls, "Dc");
	fail_call('D', 2, EIO);
	expect_fault(file_make_dirs("a/x/y/z"), ERR_FILE_SYNC, "a/x");
	assert_false(file_is_there("a/x/y/z"));
	fail_call('\0', 0, 0);
	assert_int_equal(file_remove_all("a"), 0);
}

static int
enter_home(void **state)
{
	(void)state;
	return mkdtemp(home) != NULL ? chdir(home) : -1;
}

static int
leave_home(void **state)
{
	(void)state;
	fail_call('\0', 0, 0);
	if (file_remove_all("f") != 0 || chdir("/") != 0)
		return -1;
	return rmdir(home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_order_of_writing),
		cmocka_unit_test(test_faults_of_writing),
		cmocka_unit_test(test_fault_of_the_last_fsync),
		cmocka_unit_test(test_faults_of_reading),
		cmocka_unit_test(test_fsyncs_of_new_folders),
	};
	return cmocka_run_group_tests_name("base_file_faults", tests,
	    enter_home, leave_home);
}
