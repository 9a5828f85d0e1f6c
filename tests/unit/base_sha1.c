/* SHA-1: the samples of the standard, and every length around a block. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"
#include "base/sha1.h"

static void
assert_sum(const char *bytes, size_t len, const char *expected)
{
	unsigned char sum[SHA1_SIZE];
	char digits[2 * SHA1_SIZE + 1];

	sha1_bytes(sum, bytes, len);
	hex_encode(digits, sum, sizeof sum);
	assert_string_equal(digits, expected);
}

static void
test_samples(void **state)
{
	static const char longer[] =
	    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

	(void)state;
	assert_sum("", 0, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	assert_sum("abc", 3, "a9993e364706816aba3e25717850c26c9cd0d89d");
	assert_sum(longer, sizeof longer - 1,
	    "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
}

static void
test_a_million(void **state)
{
	char *bytes = malloc(1000000);

	(void)state;
	memset(bytes, 'a', 1000000);
	assert_sum(bytes, 1000000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
	free(bytes);
}

/* The sum of the sums of 0 to 299 bytes. */
static void
test_lengths_around_blocks(void **state)
{
	enum {
		COUNT = 300
	};
	static unsigned char sums[COUNT * SHA1_SIZE];
	char bytes[COUNT];

	(void)state;
	memset(bytes, 'x', sizeof bytes);
	for (size_t i = 0; i < COUNT; i++)
		sha1_bytes(sums + i * SHA1_SIZE, bytes, i);
	assert_sum((const char *)sums, sizeof sums,
	    "4ee55c5e082bdd64918ce81e1c13898cfa230941");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_a_million),
		cmocka_unit_test(test_lengths_around_blocks),
	};
	return cmocka_run_group_tests_name("base_sha1", tests, NULL, NULL);
}
