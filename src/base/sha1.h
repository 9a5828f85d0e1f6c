/*
 * SHA-1 (FIPS 180-4), for what git's files end in: a checksum, no proof.
 * Whatever must not be forged is named by hash.h.
 */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include <stddef.h>
#include <stdint.h>

#define SHA1_SIZE 20

/* Of bytes that come one after another. */
struct sha1 {
	uint32_t state[5];
	uint64_t len; /* so far */
	unsigned char rest[64];
};
void sha1_begin(struct sha1 *sha1);
void sha1_add(struct sha1 *sha1, const void *bytes, size_t len);
void sha1_end(struct sha1 *sha1, unsigned char out[SHA1_SIZE]);

void sha1_bytes(unsigned char out[SHA1_SIZE], const void *bytes, size_t len);

#endif
