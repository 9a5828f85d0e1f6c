/*
 * Words from files, pipes and standard input, and what is none of them.
 */
#include "support/child.h"
#include "support/place.h"

#include "base/file.h"
#include "base/input.h"

#include <withus/err.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMIT ((size_t)1 << 20)
/* More than a pipe holds at once. */
#define LONG ((size_t)300000)

struct fixture {
	struct place place;
	char *path; /* of "words" */
	struct str out;
};

static int
set_up(void **state)
{
	static struct fixture f;

	memset(&f, 0, sizeof(f));
	place_make(&f.place);
	f.path = place_path(&f.place, "words");
	str_add(&f.out, "before ");
	*state = &f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	free(f->path);
	str_clear(&f->out);
	place_clear(&f->place);
	return 0;
}

static void
expect_refused(struct fixture *f, const char *path, enum err_code code)
{
	assert_int_equal(input_read(&f->out, path, LIMIT), -(int)code);
	assert_string_equal(err_last()->arg[0], path);
	assert_string_equal(str_text(&f->out), "before ");
}

static void
test_a_file_is_added_whole(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(file_write(f->path, "One.\0Two.", 9), 0);
	assert_int_equal(input_read(&f->out, f->path, 9), 0);
	assert_int_equal(f->out.len, 16);
	assert_memory_equal(f->out.data, "before One.\0Two.", 16);
}

static void
test_a_file_that_is_too_large_is_not_read(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(file_write(f->path, "12345", 5), 0);
	assert_int_equal(input_read(&f->out, f->path, 4), -ERR_FILE_TOO_LARGE);
	assert_string_equal(err_last()->arg[0], f->path);
	assert_string_equal(err_last()->arg[1], "4");
	assert_string_equal(str_text(&f->out), "before ");
	/* One that says it is larger than anything is refused at once. */
	assert_int_equal(truncate(f->path, (off_t)1 << 40), 0);
	expect_refused(f, f->path, ERR_FILE_TOO_LARGE);
}

static void
test_what_is_neither_file_nor_pipe(void **state)
{
	struct fixture *f = *state;
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	expect_refused(f, f->path, ERR_FILE_READ);
	expect_refused(f, "/dev/zero", ERR_USAGE_NO_FILE);
	expect_refused(f, "/", ERR_USAGE_NO_FILE);
	assert_true(strlen(f->path) < sizeof(name.sun_path));
	strcpy(name.sun_path, f->path);
	assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof(name)), 0);
	expect_refused(f, f->path, ERR_USAGE_NO_FILE);
	close(fd);
}

/* A child that writes `len` bytes into a descriptor and ends. */
static pid_t
start_writer(int fd, size_t len)
{
	pid_t pid = child_fork();

	if (pid != 0)
		return pid;
	for (size_t i = 0; i < len; i++)
		if (write(fd, "w", 1) != 1)
			_exit(1);
	_exit(0);
}

static void
end_writer(pid_t pid, int expected)
{
	assert_int_equal(child_wait(pid), expected);
}

static void
test_a_pipe_without_a_writer_is_not_waited_for(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mkfifo(f->path, 0600), 0);
	assert_int_equal(input_read(&f->out, f->path, LIMIT), 0);
	assert_string_equal(str_text(&f->out), "before ");
}

/* The writer has the pipe open before it is read, and cannot have ended. */
static void
test_a_pipe_is_read_to_its_end(void **state)
{
	struct fixture *f = *state;
	pid_t pid;
	int fd;

	assert_int_equal(mkfifo(f->path, 0600), 0);
	fd = open(f->path, O_RDWR);
	assert_true(fd >= 0);
	pid = start_writer(fd, LONG);
	close(fd);
	assert_int_equal(input_read(&f->out, f->path, LIMIT), 0);
	end_writer(pid, 0);
	assert_int_equal(f->out.len, strlen("before ") + LONG);
	assert_int_equal(f->out.data[f->out.len - 1], 'w');
}

static void
test_a_pipe_with_too_much_adds_nothing(void **state)
{
	struct fixture *f = *state;
	pid_t pid;
	int fd;

	assert_int_equal(mkfifo(f->path, 0600), 0);
	fd = open(f->path, O_RDWR);
	assert_true(fd >= 0);
	pid = start_writer(fd, LONG);
	assert_int_equal(input_read(&f->out, f->path, 1000),
	    -ERR_FILE_TOO_LARGE);
	assert_string_equal(str_text(&f->out), "before ");
	assert_int_equal(kill(pid, SIGKILL), 0);
	end_writer(pid, SIGKILL);
	close(fd);
}

/* Reads standard input from a pipe that a child writes `len` bytes into. */
static int
read_piped(struct fixture *f, size_t len, size_t limit)
{
	int before = dup(STDIN_FILENO);
	int ends[2];
	pid_t pid;
	int result;

	assert_int_equal(pipe(ends), 0);
	pid = start_writer(ends[1], len);
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	result = input_read_piped(&f->out, "what came", limit);
	assert_true(dup2(before, STDIN_FILENO) >= 0);
	close(before);
	/* It holds the pipe's other end too, and would wait for ever. */
	(void)kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return result;
}

static void
test_what_was_piped_in_stays_after_a_fault(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(read_piped(f, 5, 5), 0);
	assert_string_equal(str_text(&f->out), "before wwwww");
	assert_int_equal(read_piped(f, LONG, 3), -ERR_FILE_TOO_LARGE);
	assert_string_equal(err_last()->arg[0], "what came");
	assert_string_equal(str_text(&f->out), "before wwwwwwww");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_file_is_added_whole),
		TEST(test_a_file_that_is_too_large_is_not_read),
		TEST(test_what_is_neither_file_nor_pipe),
		TEST(test_a_pipe_without_a_writer_is_not_waited_for),
		TEST(test_a_pipe_is_read_to_its_end),
		TEST(test_a_pipe_with_too_much_adds_nothing),
		TEST(test_what_was_piped_in_stays_after_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
