/* link: -Wl,--wrap=calloc,--wrap=realloc */
/* Memory is zeroed, grows, and ends the process when it runs out. */
#include "support/child.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static bool exhausted;
static jmp_buf back;

void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

void *
__wrap_calloc(size_t count, size_t size)
{
	return exhausted ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *old, size_t size)
{
	return exhausted ? NULL : __real_realloc(old, size);
}

static void
leap_back(void)
{
	exhausted = false;
	longjmp(back, 1);
}

static bool
is_zero(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static void
test_new_is_zeroed(void **state)
{
	(void)state;
	for (size_t size = 0; size < 200; size++) {
		char *bytes = mem_new(size);
		assert_true(is_zero(bytes, size));
		memset(bytes, 0xAA, size);
		free(bytes);
		bytes = mem_new_array(size, 3);
		assert_true(is_zero(bytes, size * 3));
		memset(bytes, 0xAA, size * 3);
		free(bytes);
	}
	free(mem_new_array(3, 0));
}

static void
test_grow_keeps_and_zeroes(void **state)
{
	(void)state;
	int *items = NULL;
	size_t cap = 0;
	size_t moves = 0;
	for (size_t need = 1; need <= 5000; need++) {
		size_t before = cap;
		items = mem_grow(items, &cap, need, sizeof *items);
		assert_true(cap >= need);
		moves += cap != before;
		assert_true(is_zero((char *)(items + before),
		    (cap - before) * sizeof *items));
		items[need - 1] = (int)need;
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(items[i], i + 1);
	/* By half: not one block for each item. */
	assert_true(moves < 30);
	size_t same = cap;
	assert_ptr_equal(mem_grow(items, &cap, 1, sizeof *items), items);
	assert_int_equal(cap, same);
	free(items);
}

/* What `*cap` says means nothing without items. */
static void
test_grow_from_nothing(void **state)
{
	(void)state;
	size_t cap = 1000;
	char *items = mem_grow(NULL, &cap, 3, 1);
	assert_in_range(cap, 3, 1000);
	assert_true(is_zero(items, cap));
	free(items);
	cap = 0;
	free(mem_grow(NULL, &cap, 0, 1));
	cap = 0;
	items = mem_grow(NULL, &cap, 100, 1);
	assert_int_equal(cap, 100);
	free(items);
}

static void
test_dup(void **state)
{
	(void)state;
	static const char bytes[] = { 'a', '\0', 'b' };
	char *copy = mem_dup(bytes, sizeof bytes);
	assert_memory_equal(copy, "a\0b", 4);
	free(copy);
	copy = mem_dup(NULL, 0);
	assert_string_equal(copy, "");
	free(copy);
	copy = mem_dup_text("words");
	assert_string_equal(copy, "words");
	free(copy);
	assert_null(mem_dup_text(NULL));
}

static void *
ask_new(void)
{
	return mem_new(1);
}

static void *
ask_array(void)
{
	exhausted = false;
	return mem_new_array(SIZE_MAX / 2, 3);
}

static void *
ask_grow(void)
{
	size_t cap = 0;
	return mem_grow(NULL, &cap, 1, 1);
}

static void *
ask_grow_too_far(void)
{
	size_t cap = 0;
	exhausted = false;
	return mem_grow(NULL, &cap, SIZE_MAX / 4, 8);
}

static void *
ask_dup(void)
{
	return mem_dup("", SIZE_MAX);
}

static void
test_exhaustion_calls_the_handler(void **state)
{
	(void)state;
	static void *(*const asks[])(
	    void) = { ask_new, ask_array, ask_grow, ask_grow_too_far, ask_dup };
	mem_on_exhaustion(leap_back);
	for (volatile size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		if (setjmp(back) != 0)
			continue;
		exhausted = true;
		free(asks[i]());
		exhausted = false;
		fail_msg("case %zu returned", (size_t)i);
	}
	mem_on_exhaustion(NULL);
}

static void
test_exhaustion_ends_the_process(void **state)
{
	(void)state;
	pid_t pid = child_fork();
	if (pid == 0) {
		exhausted = true;
		free(mem_new(1));
		_exit(0);
	}
	int status = child_wait(pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new_is_zeroed),
		cmocka_unit_test(test_grow_keeps_and_zeroes),
		cmocka_unit_test(test_grow_from_nothing),
		cmocka_unit_test(test_dup),
		cmocka_unit_test(test_exhaustion_calls_the_handler),
		cmocka_unit_test(test_exhaustion_ends_the_process),
	};
	return cmocka_run_group_tests_name("base_mem", tests, NULL, NULL);
}
