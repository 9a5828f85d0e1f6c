#include "base/random.h"

#include <sodium.h>

#ifdef WITHUS_TEST

#include "base/hash.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(HASH_SIZE == randombytes_SEEDBYTES, "a seed is a hash");

/* Each call is its own stream, named by the seed and its number. */
static void
fill_from_seed(void *out, size_t len, const char *seed)
{
	static uint64_t calls;
	calls++;
	struct hash_part parts[] = {
		{ .bytes = seed, .len = strlen(seed) },
		{ .bytes = &calls, .len = sizeof calls },
	};
	unsigned char stream[HASH_SIZE];
	hash_parts(stream, parts, 2);
	randombytes_buf_deterministic(out, len, stream);
}

#endif

void
random_bytes(void *out, size_t len)
{
#ifdef WITHUS_TEST
	const char *seed = getenv("WITHUS_TEST_SEED");
	if (seed != NULL) {
		fill_from_seed(out, len, seed);
		return;
	}
#endif
	randombytes_buf(out, len);
}
