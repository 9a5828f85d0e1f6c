/*
 * SHA-1 (FIPS 180-4), for what git's files end in: a checksum, no proof.
 * Whatever must not be forged is named by hash.h.
 */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include <stddef.h>

#define SHA1_SIZE 20

void sha1_bytes(unsigned char out[SHA1_SIZE], const void *bytes, size_t len);

#endif
