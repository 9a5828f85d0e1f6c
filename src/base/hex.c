#include "base/hex.h"

static const char hex_digits[] = "0123456789abcdef";

/* 0-15, or -1 where it is no lower-case digit. */
static int
read_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

void
hex_encode(char *out, const void *bytes, size_t len)
{
	const unsigned char *in = bytes;
	for (size_t i = 0; i < len; i++) {
		out[2 * i] = hex_digits[in[i] >> 4];
		out[2 * i + 1] = hex_digits[in[i] & 15];
	}
	out[2 * len] = '\0';
}

bool
hex_decode(void *out, size_t len, const char *text, size_t text_len)
{
	if (text_len % 2 != 0 || text_len / 2 != len)
		return false;
	/* All is looked at first: `out` changes on success alone. */
	for (size_t i = 0; i < text_len; i++)
		if (read_digit(text[i]) < 0)
			return false;
	unsigned char *bytes = out;
	for (size_t i = 0; i < len; i++) {
		int high = read_digit(text[2 * i]);
		int low = read_digit(text[2 * i + 1]);
		bytes[i] = (unsigned char)(high * 16 + low);
	}
	return true;
}
