#include "base/hash.h"

#include <sodium.h>
#include <stdint.h>

_Static_assert(HASH_SIZE == crypto_generichash_BYTES, "BLAKE2b-256");
_Static_assert(HASH_SHORT_KEY == crypto_shorthash_KEYBYTES, "SipHash key");

void
hash_bytes(unsigned char out[HASH_SIZE], const void *bytes, size_t len)
{
	(void)crypto_generichash(out, HASH_SIZE, bytes, len, NULL, 0);
}

void
hash_parts(unsigned char out[HASH_SIZE], const struct hash_part *parts,
    size_t count)
{
	crypto_generichash_state state;
	(void)crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
	for (size_t i = 0; i < count; i++) {
		unsigned char len[8];
		for (size_t k = 0; k < sizeof len; k++)
			len[k] =
			    (unsigned char)((uint64_t)parts[i].len >> 8 * k);
		(void)crypto_generichash_update(&state, len, sizeof len);
		(void)crypto_generichash_update(&state, parts[i].bytes,
		    parts[i].len);
	}
	(void)crypto_generichash_final(&state, out, HASH_SIZE);
}

uint64_t
hash_short(const unsigned char key[HASH_SHORT_KEY], const void *bytes,
    size_t len)
{
	unsigned char out[crypto_shorthash_BYTES];
	(void)crypto_shorthash(out, bytes, len, key);
	uint64_t number = 0;
	for (size_t i = sizeof out; i > 0; i--)
		number = number << 8 | out[i - 1];
	return number;
}
