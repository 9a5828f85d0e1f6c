/* Hashing by libsodium: BLAKE2b for names, SHA-512 for SSH signatures. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_SIZE 32

/* BLAKE2b-256 of some bytes. */
void hash_bytes(unsigned char out[HASH_SIZE], const void *bytes, size_t len);

/* BLAKE2b-256 over parts, each after its length as 8 bytes little-endian. */
struct hash_part {
	const void *bytes;
	size_t len;
};
void hash_parts(unsigned char out[HASH_SIZE], const struct hash_part *parts,
    size_t count);

#define HASH_SHORT_KEY 16

/* SipHash-2-4: for tables in memory alone, where who chooses the bytes but
 * does not know the key cannot choose what they collide with. */
uint64_t hash_short(const unsigned char key[HASH_SHORT_KEY], const void *bytes,
    size_t len);

#endif
