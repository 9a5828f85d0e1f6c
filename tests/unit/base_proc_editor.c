/* An editor: its command line as people put it into $EDITOR, and its run on
 * our own terminal. */
#include "base/proc.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <withus/err.h>

#include <cmocka.h>

/* The words, each in <>; "none" where the line is refused. */
static void
expect_words(const char *line, const char *wanted)
{
	struct str got = { 0 };
	char **words = proc_split(line);
	if (words == NULL)
		str_add(&got, "none");
	for (size_t i = 0; words != NULL && words[i] != NULL; i++)
		str_add_format(&got, "<%s>", words[i]);
	assert_string_equal(str_text(&got), wanted);
	str_clear(&got);
	free(words);
}

static void
test_known_lines(void **state)
{
	(void)state;
	expect_words("vi", "<vi>");
	expect_words("  code  --wait\t-n ", "<code><--wait><-n>");
	expect_words("'my editor' \"two words\"", "<my editor><two words>");
	expect_words("a'b c'd", "<ab cd>");
	expect_words("a\\ b \\'x \\\\", "<a b><'x><\\>");
	expect_words("'a\\b' \"a\\b\" \"a\\\"b\" \"a\\\\b\"",
	    "<a\\b><a\\b><a\"b><a\\b>");
	expect_words("'\"' \"'\"", "<\"><'>");
	expect_words("x '' \"\"", "<x><><>");
	expect_words("''", "<>");
	expect_words("$HOME/*.sh; rm `x`", "<$HOME/*.sh;><rm><`x`>");
	expect_words("é 漢", "<é><漢>");
}

static void
test_refused_lines(void **state)
{
	(void)state;
	expect_words("", "none");
	expect_words(" \t ", "none");
	expect_words("'", "none");
	expect_words("a 'b", "none");
	expect_words("a \"b", "none");
	expect_words("a \"b\\\"", "none");
	expect_words("a\\", "none");
	expect_words("\"\\", "none");
	expect_words("'a\" b", "none");
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* A character in one of the three ways to write it. */
static void
add_quoted(struct str *line, char c, uint32_t way)
{
	if (way % 3 == 0 && c != '\'')
		str_add_format(line, "'%c'", c);
	else if (way % 3 == 1 && (c == '"' || c == '\\'))
		str_add_format(line, "\"\\%c\"", c);
	else if (way % 3 == 1)
		str_add_format(line, "\"%c\"", c);
	else
		str_add_format(line, "\\%c", c);
}

/* Any words, however quoted, come out again. */
static void
test_quoting_is_undone(void **state)
{
	(void)state;
	static const char letters[] = "ab '\"\\\t$";
	uint32_t seed = 362436069;
	for (size_t round = 0; round < 20000; round++) {
		struct str line = { 0 };
		struct str wanted = { 0 };
		size_t count = 1 + next_random(&seed) % 5;
		for (size_t i = 0; i < count; i++) {
			str_add(&wanted, "<");
			str_add(&line, i > 0 ? " \t" : "");
			size_t len = 1 + next_random(&seed) % 6;
			for (size_t k = 0; k < len; k++) {
				char c = letters[next_random(&seed) % 8];
				str_add_char(&wanted, c);
				add_quoted(&line, c, next_random(&seed));
			}
			str_add(&wanted, ">");
		}
		expect_words(line.data, wanted.data);
		str_clear(&line);
		str_clear(&wanted);
	}
}

static void
test_on_the_terminal(void **state)
{
	(void)state;
	const char *argv[] = { "sh", "-c", "exit 4", NULL };
	int status = -1;
	assert_int_equal(proc_run_terminal(argv, &status), 0);
	assert_int_equal(status, 4);
	/* Ctrl-C is for the program, not for us. */
	argv[2] = "kill -INT $PPID; kill -QUIT $PPID; kill -INT $$; exit 5";
	assert_int_equal(proc_run_terminal(argv, &status), 0);
	assert_int_equal(status, 130);
	struct sigaction now;
	assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
	assert_true(now.sa_handler == SIG_DFL);
	assert_int_equal(sigaction(SIGQUIT, NULL, &now), 0);
	assert_true(now.sa_handler == SIG_DFL);
	/* Our own streams. */
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "hello\n", 6), 6);
	(void)close(ends[1]);
	int input = dup(STDIN_FILENO);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	argv[2] = "read word; [ \"$word\" = hello ]";
	assert_int_equal(proc_run_terminal(argv, &status), 0);
	assert_int_equal(status, 0);
	(void)close(ends[0]);
	if (input >= 0) {
		assert_int_equal(dup2(input, STDIN_FILENO), STDIN_FILENO);
		(void)close(input);
	}
	argv[0] = "withus-there-is-no-such-program";
	assert_int_equal(proc_run_terminal(argv, &status), -ERR_CHILD_START);
	assert_int_equal(sigaction(SIGINT, NULL, &now), 0);
	assert_true(now.sa_handler == SIG_DFL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_lines),
		cmocka_unit_test(test_refused_lines),
		cmocka_unit_test(test_quoting_is_undone),
		cmocka_unit_test(test_on_the_terminal),
	};
	return cmocka_run_group_tests_name("base_proc_editor", tests, NULL,
	    NULL);
}
