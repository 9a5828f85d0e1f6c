/* The last fault: what is kept of it, and that the table is whole. */
#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_set_and_last(void **state)
{
	(void)state;
	err_clear();
	assert_int_equal(err_last()->code, ERR_NONE);
	assert_int_equal(err_set(ERR_FILE_READ, "a/b", "why", NULL),
	    -ERR_FILE_READ);
	const struct err *last = err_last();
	assert_int_equal(last->code, ERR_FILE_READ);
	assert_int_equal(last->arg_count, 2);
	assert_string_equal(last->arg[0], "a/b");
	assert_string_equal(last->arg[1], "why");
	assert_int_equal(last->line + last->column, 0);
	assert_int_equal(err_set_at(3, 14, ERR_FORM_KEY, "title", NULL),
	    -ERR_FORM_KEY);
	assert_int_equal(last->line, 3);
	assert_int_equal(last->column, 14);
	assert_int_equal(last->arg_count, 1);
	assert_string_equal(last->arg[1], "");
	assert_int_equal(err_set(ERR_STOPPED, NULL), -ERR_STOPPED);
	assert_int_equal(last->arg_count, 0);
	err_clear();
	assert_int_equal(last->code, ERR_NONE);
}

/* A fault may be made of the one before it. */
static void
test_arguments_of_the_last(void **state)
{
	(void)state;
	(void)err_set(ERR_FILE_READ, "path", "why", NULL);
	(void)err_set(ERR_CHILD_FAILED, err_last()->arg[1], err_last()->arg[0],
	    NULL);
	assert_string_equal(err_last()->arg[0], "why");
	assert_string_equal(err_last()->arg[1], "path");
}

static void
test_restore(void **state)
{
	(void)state;
	(void)err_set_at(1, 2, ERR_FORM_KEY, "kept", NULL);
	struct err copy = *err_last();
	(void)err_set(ERR_STOPPED, NULL);
	assert_int_equal(err_restore(&copy), -ERR_FORM_KEY);
	assert_memory_equal(err_last(), &copy, sizeof copy);
	assert_int_equal(err_restore(err_last()), -ERR_FORM_KEY);
	assert_memory_equal(err_last(), &copy, sizeof copy);
}

/* Cut at a whole character, whatever falls on the edge. */
static void
test_long_arguments_are_cut(void **state)
{
	(void)state;
	static const char *const characters[] = { "a", "é", "€", "😀" };
	char text[2 * ERR_ARG_SIZE];
	for (size_t i = 0; i < 4; i++) {
		size_t size = strlen(characters[i]);
		for (size_t shift = 0; shift < size + 2; shift++) {
			memset(text, 'x', shift);
			size_t len = shift;
			for (; len + size < sizeof text; len += size)
				memcpy(text + len, characters[i], size);
			text[len] = '\0';
			(void)err_set(ERR_STORE_BUSY, text, NULL);
			size_t kept = strlen(err_last()->arg[0]);
			assert_in_range(kept, ERR_ARG_SIZE - size,
			    ERR_ARG_SIZE - 1);
			assert_int_equal((kept - shift) % size, 0);
			assert_memory_equal(err_last()->arg[0], text, kept);
		}
	}
	memset(text, 'x', sizeof text);
	text[ERR_ARG_SIZE - 1] = '\0';
	(void)err_set(ERR_STORE_BUSY, text, NULL);
	assert_string_equal(err_last()->arg[0], text);
	memset(text, '\x80', sizeof text);
	text[sizeof text - 1] = '\0';
	(void)err_set(ERR_STORE_BUSY, text, NULL);
	assert_int_equal(strlen(err_last()->arg[0]), ERR_ARG_SIZE - 4);
}

static void
test_the_table_is_whole(void **state)
{
	(void)state;
	for (int i = ERR_NONE + 1; i < ERR_COUNT; i++) {
		enum err_code code = (enum err_code)i;
		const char *name = err_name(code);
		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-8"),
		    strlen(name));
		assert_in_range(strlen(name), 4, 32);
		assert_in_range(err_status(code), STATUS_COULD_NOT,
		    STATUS_DAMAGE);
		assert_in_range(err_arg_count(code), 0, ERR_ARGS_MAX);
		for (int k = ERR_NONE; k < i; k++)
			assert_string_not_equal(err_name((enum err_code)k),
			    name);
	}
	assert_string_equal(err_name(ERR_NONE), "none");
	assert_int_equal(err_status(ERR_NONE), STATUS_DONE);
	assert_int_equal(err_arg_count(ERR_NONE), 0);
	assert_string_equal(err_name(ERR_DISK_FULL), "disk-full");
	assert_int_equal(err_status(ERR_CODE_NOT_THERE), STATUS_NOT_THERE);
	assert_int_equal(err_arg_count(ERR_CODE_KIND), 3);
}

static void
test_a_detail_is_what_a_library_said(void **state)
{
	(void)state;
	(void)err_set(ERR_STORE_DAMAGED, "a.db", "page 4 is never used", NULL);
	assert_string_equal(err_detail(err_last()), "page 4 is never used");
	(void)err_set(ERR_STORE_DAMAGED, "a.db", NULL);
	assert_null(err_detail(err_last()));
	(void)err_set(ERR_FILE_READ, "a", "no such file", NULL);
	assert_null(err_detail(err_last()));
	err_clear();
	assert_null(err_detail(err_last()));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_and_last),
		cmocka_unit_test(test_arguments_of_the_last),
		cmocka_unit_test(test_restore),
		cmocka_unit_test(test_long_arguments_are_cut),
		cmocka_unit_test(test_a_detail_is_what_a_library_said),
		cmocka_unit_test(test_the_table_is_whole),
	};
	return cmocka_run_group_tests_name("base_err", tests, NULL, NULL);
}
