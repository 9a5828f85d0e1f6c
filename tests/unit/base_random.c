/* Randomness; and that a seed gives the same bytes again. */
#include "support/child.h"

#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define DRAWS 4

static void
draw(unsigned char out[DRAWS][16])
{
	for (size_t i = 0; i < DRAWS; i++)
		random_bytes(out[i], 16);
}

/* What a fresh process draws with this seed. */
static void
draw_apart(unsigned char out[DRAWS][16], const char *seed)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t pid = child_fork();
	if (pid == 0) {
		(void)setenv("WITHUS_TEST_SEED", seed, 1);
		draw(out);
		_exit(write(ends[1], out, 16 * DRAWS) == 16 * DRAWS ? 0 : 1);
	}
	(void)close(ends[1]);
	assert_int_equal(read(ends[0], out, 16 * DRAWS), 16 * DRAWS);
	(void)close(ends[0]);
	assert_int_equal(child_wait(pid), 0);
}

static void
expect_all_different(unsigned char drawn[DRAWS][16])
{
	for (size_t i = 0; i < DRAWS; i++)
		for (size_t k = 0; k < i; k++)
			assert_memory_not_equal(drawn[i], drawn[k], 16);
}

static void
test_without_seed(void **state)
{
	(void)state;
	unsigned char a[DRAWS][16];
	unsigned char b[DRAWS][16];
	(void)unsetenv("WITHUS_TEST_SEED");
	draw(a);
	draw(b);
	expect_all_different(a);
	assert_memory_not_equal(a, b, sizeof a);
	/* Nothing past the end. */
	unsigned char edge[3] = { 1, 2, 3 };
	random_bytes(edge + 1, 0);
	assert_memory_equal(edge, "\1\2\3", 3);
}

static void
test_seed_repeats(void **state)
{
	(void)state;
	unsigned char a[DRAWS][16];
	unsigned char b[DRAWS][16];
	unsigned char c[DRAWS][16];
	draw_apart(a, "one");
	draw_apart(b, "one");
	draw_apart(c, "two");
	assert_memory_equal(a, b, sizeof a);
	assert_memory_not_equal(a, c, sizeof a);
	expect_all_different(a);
	/* Here as there: the coverage of this process counts too. */
	(void)setenv("WITHUS_TEST_SEED", "one", 1);
	draw(c);
	assert_memory_equal(a, c, sizeof a);
	(void)unsetenv("WITHUS_TEST_SEED");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_seed),
		cmocka_unit_test(test_seed_repeats),
	};
	return cmocka_run_group_tests_name("base_random", tests, NULL, NULL);
}
