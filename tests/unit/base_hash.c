/* Hashes against known values: names of records hang on them. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"

static void
expect(const unsigned char hash[HASH_SIZE], const char *digits)
{
	char text[2 * HASH_SIZE + 1];
	hex_encode(text, hash, HASH_SIZE);
	assert_string_equal(text, digits);
}

/* By the hashlib of Python: BLAKE2b with a digest of 32 bytes. */
static void
test_known_hashes(void **state)
{
	(void)state;
	unsigned char hash[HASH_SIZE];
	hash_bytes(hash, "", 0);
	expect(hash,
	    "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	hash_bytes(hash, NULL, 0);
	expect(hash,
	    "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	hash_bytes(hash, "abc", 3);
	expect(hash,
	    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void
test_parts_after_their_lengths(void **state)
{
	(void)state;
	char many[300];
	memset(many, 'x', sizeof many);
	const struct hash_part parts[] = {
		{ .bytes = "abc", .len = 3 },
		{ .bytes = NULL, .len = 0 },
		{ .bytes = many, .len = sizeof many },
	};
	unsigned char hash[HASH_SIZE];
	hash_parts(hash, parts, 3);
	expect(hash,
	    "25b7914a645510853c624fc477f2f3ccfde37c85f032582809c2798da0ef10da");
	hash_parts(hash, NULL, 0);
	expect(hash,
	    "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

/* Moving a byte from one part to the next is another message. */
static void
test_parts_do_not_run_together(void **state)
{
	(void)state;
	unsigned char seen[5][HASH_SIZE];
	for (size_t cut = 0; cut < 5; cut++) {
		const struct hash_part parts[] = {
			{ .bytes = "aaaa", .len = cut },
			{ .bytes = "aaaa", .len = 4 - cut },
		};
		hash_parts(seen[cut], parts, 2);
		for (size_t i = 0; i < cut; i++)
			assert_memory_not_equal(seen[i], seen[cut], HASH_SIZE);
	}
}

/* From the paper: key 00 to 0f, message 00 to 0e. */
static void
test_short_hash(void **state)
{
	(void)state;
	unsigned char key[HASH_SHORT_KEY];
	unsigned char message[15];
	for (size_t i = 0; i < sizeof key; i++)
		key[i] = (unsigned char)i;
	memcpy(message, key, sizeof message);
	assert_true(hash_short(key, message, sizeof message) ==
	    UINT64_C(0xa129ca6149be45e5));
	key[0] ^= 1;
	assert_false(hash_short(key, message, sizeof message) ==
	    UINT64_C(0xa129ca6149be45e5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_hashes),
		cmocka_unit_test(test_parts_after_their_lengths),
		cmocka_unit_test(test_parts_do_not_run_together),
		cmocka_unit_test(test_short_hash),
	};
	return cmocka_run_group_tests_name("base_hash", tests, NULL, NULL);
}
