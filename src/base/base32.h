/*
 * 128 bits as 26 digits of Crockford's base 32, lower case: a big-endian
 * number, so that text order is number order; the first digit is 0-7.
 * Source of the alphabet: Douglas Crockford, "Base 32".
 */
#ifndef BASE_BASE32_H
#define BASE_BASE32_H

#include <stdbool.h>
#include <stddef.h>

#define BASE32_DIGITS 26

/* Writes 26 digits and a NUL. */
void base32_encode(char out[BASE32_DIGITS + 1], const unsigned char in[16]);

/* Reads exactly 26 canonical lower-case digits; false for anything else. */
bool base32_decode(unsigned char out[16], const char *text, size_t len);

/* The canonical digit for a character as people type it (O is 0, I and L
 * are 1, capitals are small); 0 where it is none. */
char base32_fold(char c);

/* True if all `len` characters are canonical digits. */
bool base32_is(const char *text, size_t len);

#endif
