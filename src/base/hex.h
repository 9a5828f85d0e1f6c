/* Bytes as lower-case hexadecimal digits. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>

/* Writes 2 * len digits and a NUL to `out`. */
void hex_encode(char *out, const void *bytes, size_t len);

/* Reads exactly 2 * len lower-case digits; false for anything else. */
bool hex_decode(void *out, size_t len, const char *text, size_t text_len);

#endif
