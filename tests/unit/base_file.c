/* link: -Wl,--wrap=flock,--wrap=statfs,--wrap=readdir */
/* Files, folders and locks where nothing fails but what may fail anyway. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <withus/err.h>

#include <cmocka.h>

static char home[] = "/tmp/withus-file-XXXXXX";
static int flock_calls;
static int flock_error;
static int let_go_at; /* call of flock before which `held` is let go */
static int held = -1;
static uint32_t statfs_type;
static int readdir_error;

int __real_flock(int fd, int operation);
int __wrap_flock(int fd, int operation);
int __wrap_statfs(const char *path, struct statfs *out);
struct dirent *__real_readdir(DIR *dir);
struct dirent *__wrap_readdir(DIR *dir);

int
__wrap_flock(int fd, int operation)
{
	flock_calls++;
	if (flock_error != 0) {
		errno = flock_error;
		return -1;
	}
	if (flock_calls == let_go_at)
		file_unlock(held);
	return __real_flock(fd, operation);
}

int
__wrap_statfs(const char *path, struct statfs *out)
{
	if (strcmp(path, "gone") == 0)
		return -1;
	memset(out, 0, sizeof *out);
	memcpy(&out->f_type, &statfs_type, sizeof statfs_type);
	return 0;
}

struct dirent *
__wrap_readdir(DIR *dir)
{
	if (readdir_error != 0) {
		errno = readdir_error;
		return NULL;
	}
	return __real_readdir(dir);
}

static void
expect_fault(int result, enum err_code code, const char *path)
{
	assert_int_equal(result, -(int)code);
	assert_int_equal(err_last()->code, code);
	assert_int_equal(err_last()->arg_count, err_arg_count(code));
	assert_string_equal(err_last()->arg[0], path);
}

static void
expect_content(const char *path, const char *bytes, size_t len)
{
	struct str text = { 0 };
	assert_int_equal(file_read(&text, path, 1 << 20), 0);
	assert_int_equal(text.len, len);
	assert_memory_equal(str_text(&text), bytes, len);
	str_clear(&text);
}

static void
test_write_and_read(void **state)
{
	(void)state;
	struct stat what;
	assert_int_equal(file_write("a", "one\0two", 7), 0);
	expect_content("a", "one\0two", 7);
	assert_int_equal(stat("a", &what), 0);
	assert_int_equal(what.st_mode & 07777, 0600);
	/* Over what is there, and nothing at all. */
	assert_int_equal(file_write("a", "", 0), 0);
	expect_content("a", "", 0);
	size_t len = 300000;
	char *much = malloc(len);
	assert_non_null(much);
	for (size_t i = 0; i < len; i++)
		much[i] = (char)(i * 31 >> 4);
	char *path = file_join(home, "a");
	assert_int_equal(file_write(path, much, len), 0);
	expect_content("a", much, len);
	free(path);
	free(much);
	expect_fault(file_write("no/such", "x", 1), ERR_FILE_WRITE, "no/such");
	assert_int_equal(unlink("a"), 0);
}

static void
test_reading_has_a_limit(void **state)
{
	(void)state;
	struct str text = { 0 };
	str_add(&text, "before");
	assert_int_equal(file_write("a", "12345", 5), 0);
	expect_fault(file_read(&text, "a", 4), ERR_FILE_TOO_LARGE, "a");
	assert_string_equal(err_last()->arg[1], "4");
	assert_string_equal(text.data, "before");
	assert_int_equal(file_read(&text, "a", 5), 0);
	assert_string_equal(text.data, "before12345");
	expect_fault(file_read(&text, "b", 5), ERR_FILE_READ, "b");
	expect_fault(file_read(&text, ".", 5), ERR_FILE_READ, ".");
	assert_string_equal(text.data, "before12345");
	str_clear(&text);
	assert_int_equal(unlink("a"), 0);
}

static void
test_reading_standard_input(void **state)
{
	(void)state;
	int before = dup(STDIN_FILENO);
	assert_int_equal(file_write("in", "typed", 5), 0);
	assert_non_null(freopen("in", "r", stdin));
	expect_content("-", "typed", 5);
	/* It stays open, and is at its end. */
	expect_content("-", "", 0);
	if (before >= 0) {
		assert_true(dup2(before, STDIN_FILENO) >= 0);
		assert_int_equal(close(before), 0);
	}
	assert_int_equal(unlink("in"), 0);
}

static void
test_making_folders(void **state)
{
	(void)state;
	struct stat what;
	char *path = file_join(home, "p/q//r/");
	assert_int_equal(file_make_dirs(path), 0);
	assert_int_equal(file_make_dirs(path), 0);
	assert_int_equal(stat("p/q/r", &what), 0);
	assert_int_equal(what.st_mode & 07777, 0700);
	free(path);
	assert_int_equal(file_make_dirs("p/s/t"), 0);
	assert_true(file_is_dir("p/s/t"));
	assert_int_equal(file_make_dirs("/"), 0);
	assert_int_equal(file_make_dirs("."), 0);
	expect_fault(file_make_dirs(""), ERR_FILE_WRITE, "");
	assert_int_equal(file_write("p/f", "", 0), 0);
	expect_fault(file_make_dirs("p/f"), ERR_FILE_WRITE, "p/f");
	expect_fault(file_make_dirs("p/f/g"), ERR_FILE_WRITE, "p/f");
	assert_int_equal(file_remove_all("p"), 0);
}

static void
test_what_is_there(void **state)
{
	(void)state;
	assert_int_equal(file_write("f", "", 0), 0);
	assert_true(file_is_there("f"));
	assert_false(file_is_dir("f"));
	assert_true(file_is_there("."));
	assert_true(file_is_dir("."));
	assert_false(file_is_there("g"));
	assert_false(file_is_dir("g"));
	assert_int_equal(unlink("f"), 0);
}

/* A link in the folder goes, what it points to stays. */
static void
test_removing_follows_no_link(void **state)
{
	(void)state;
	assert_int_equal(file_make_dirs("keep/in"), 0);
	assert_int_equal(file_write("keep/in/f", "x", 1), 0);
	assert_int_equal(file_make_dirs("go/a/b/c"), 0);
	assert_int_equal(file_write("go/a/f", "x", 1), 0);
	assert_int_equal(symlink("../../keep", "go/a/link"), 0);
	assert_int_equal(symlink("../keep/in/f", "go/link"), 0);
	assert_int_equal(symlink("nowhere", "go/dangling"), 0);
	assert_int_equal(file_remove_all("go"), 0);
	assert_false(file_is_there("go"));
	expect_content("keep/in/f", "x", 1);
	/* Also where the thing itself is a link, or a file. */
	assert_int_equal(symlink("keep", "link"), 0);
	assert_int_equal(file_remove_all("link"), 0);
	assert_false(file_is_there("link"));
	expect_content("keep/in/f", "x", 1);
	assert_int_equal(file_remove_all("keep/in/f"), 0);
	assert_int_equal(file_remove_all("keep"), 0);
	assert_false(file_is_there("keep"));
	assert_int_equal(file_remove_all("keep"), 0);
}

static void
test_what_cannot_be_removed(void **state)
{
	(void)state;
	assert_int_equal(file_make_dirs("d"), 0);
	assert_int_equal(file_write("f", "", 0), 0);
	expect_fault(file_remove_all("d/."), ERR_FILE_WRITE, "d/.");
	expect_fault(file_remove_all("f/x"), ERR_FILE_WRITE, "f/x");
	assert_true(file_is_dir("d"));
	assert_int_equal(file_remove_all("d"), 0);
	assert_int_equal(file_remove_all("f"), 0);
}

static void
test_locking(void **state)
{
	(void)state;
	int second = 99;
	struct stat what;
	assert_int_equal(file_lock(&held, "lock", 0), 0);
	assert_true(held >= 0);
	assert_int_equal(stat("lock", &what), 0);
	assert_int_equal(what.st_mode & 07777, 0600);
	assert_int_equal(file_lock(&second, "lock", 0), 0);
	assert_int_equal(second, -1);
	flock_calls = 0;
	assert_int_equal(file_lock(&second, "lock", 25), 0);
	assert_int_equal(second, -1);
	assert_in_range(flock_calls, 2, 5);

	/* Given up by the other while we wait. */
	flock_calls = 0;
	let_go_at = 3;
	assert_int_equal(file_lock(&second, "lock", 60000), 0);
	let_go_at = 0;
	assert_true(second >= 0);
	assert_int_equal(flock_calls, 3);
	file_unlock(second);
	file_unlock(-1);
	assert_int_equal(file_lock(&held, "lock", 0), 0);
	assert_true(held >= 0);
	file_unlock(held);
	assert_int_equal(unlink("lock"), 0);
}

static void
test_locking_fails(void **state)
{
	(void)state;
	int lock = 99;
	expect_fault(file_lock(&lock, "no/lock", 0), ERR_FILE_WRITE, "no/lock");
	assert_int_equal(lock, -1);
	assert_int_equal(symlink("elsewhere", "lock"), 0);
	expect_fault(file_lock(&lock, "lock", 0), ERR_FILE_WRITE, "lock");
	assert_false(file_is_there("elsewhere"));
	assert_int_equal(unlink("lock"), 0);
	flock_error = ENOLCK;
	expect_fault(file_lock(&lock, "lock", 60000), ERR_FILE_WRITE, "lock");
	flock_error = 0;
	assert_int_equal(lock, -1);
	assert_int_equal(unlink("lock"), 0);
}

static void
test_joining(void **state)
{
	(void)state;
	static const char *const cases[][3] = { { "a", "b", "a/b" },
		{ "a/", "b", "a/b" }, { "/", "b", "/b" }, { "", "b", "b" },
		{ "a/b", "c/d", "a/b/c/d" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *path = file_join(cases[i][0], cases[i][1]);
		assert_string_equal(path, cases[i][2]);
		free(path);
	}
}

static int
gather(void *data, const char *name)
{
	struct str *names = data;
	str_add(names, name);
	str_add_char(names, ' ');
	return strcmp(name, "stop") == 0 ? -77 : 0;
}

static void
test_names_in_order(void **state)
{
	(void)state;
	static const char *const made[] = { "b", "B", "aa", "a", "é", ".x",
		"10", "9" };
	struct str names = { 0 };
	assert_int_equal(file_make_dirs("d/sub"), 0);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		char *path = file_join("d", made[i]);
		assert_int_equal(file_write(path, "", 0), 0);
		free(path);
	}
	assert_int_equal(file_each("d", gather, &names), 0);
	assert_string_equal(str_text(&names), ".x 10 9 B a aa b sub é ");
	str_cut(&names, 0);
	assert_int_equal(file_each("d/sub", gather, &names), 0);
	assert_string_equal(str_text(&names), "");
	assert_int_equal(file_write("d/stop", "", 0), 0);
	assert_int_equal(file_each("d", gather, &names), -77);
	assert_string_equal(str_text(&names), ".x 10 9 B a aa b stop ");
	str_cut(&names, 0);
	expect_fault(file_each("none", gather, &names), ERR_FILE_READ, "none");
	readdir_error = EIO;
	expect_fault(file_each("d", gather, &names), ERR_FILE_READ, "d");
	readdir_error = 0;
	assert_string_equal(str_text(&names), "");
	str_clear(&names);
	assert_int_equal(file_remove_all("d"), 0);
}

static void
test_file_systems(void **state)
{
	(void)state;
	const char *name = NULL;
	statfs_type = 0xEF53; /* ext4 */
	assert_false(file_is_on_network(".", &name));
	assert_false(file_is_on_fuse("."));
	assert_null(name);
	statfs_type = 0x6969;
	assert_true(file_is_on_network(".", &name));
	assert_string_equal(name, "NFS");
	assert_false(file_is_on_network("gone", &name));
	statfs_type = 0xFE534D42; /* more than a signed 32 bit number */
	assert_true(file_is_on_network(".", &name));
	assert_string_equal(name, "SMB2");
	statfs_type = 0x65735546;
	assert_false(file_is_on_network(".", &name));
	assert_true(file_is_on_fuse("."));
	assert_false(file_is_on_fuse("gone"));
}

static int
enter_home(void **state)
{
	(void)state;
	return mkdtemp(home) != NULL ? chdir(home) : -1;
}

/* Nothing but the folder itself may be left. */
static int
leave_home(void **state)
{
	(void)state;
	return chdir("/") == 0 ? rmdir(home) : -1;
}

/* A pipe would be waited on for ever, and a link leads elsewhere. */
static void
test_reading_own_files_alone(void **state)
{
	struct str text = { 0 };

	(void)state;
	assert_int_equal(file_mark("own"), 0);
	assert_int_equal(file_mark("own"), 0);
	assert_int_equal(file_read_own(&text, "own", 10), 0);
	assert_int_equal(text.len, 0);
	assert_int_equal(symlink("own", "own-link"), 0);
	assert_int_equal(mkfifo("own-pipe", 0600), 0);
	assert_int_equal(file_read_own(&text, "own-link", 10), -ERR_FILE_READ);
	assert_int_equal(file_read_own(&text, "own-pipe", 10), -ERR_FILE_READ);
	assert_int_equal(file_read_own(&text, "own-none", 10), -ERR_FILE_READ);
	assert_int_equal(file_mark("no/own"), -ERR_FILE_WRITE);
	assert_int_equal(unlink("own"), 0);
	assert_int_equal(unlink("own-link"), 0);
	assert_int_equal(unlink("own-pipe"), 0);
	str_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading_own_files_alone),
		cmocka_unit_test(test_write_and_read),
		cmocka_unit_test(test_reading_has_a_limit),
		cmocka_unit_test(test_reading_standard_input),
		cmocka_unit_test(test_making_folders),
		cmocka_unit_test(test_what_is_there),
		cmocka_unit_test(test_removing_follows_no_link),
		cmocka_unit_test(test_what_cannot_be_removed),
		cmocka_unit_test(test_locking),
		cmocka_unit_test(test_locking_fails),
		cmocka_unit_test(test_joining),
		cmocka_unit_test(test_names_in_order),
		cmocka_unit_test(test_file_systems),
	};
	return cmocka_run_group_tests_name("base_file", tests, enter_home,
	    leave_home);
}
