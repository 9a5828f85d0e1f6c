#include "base/base32.h"

#include <string.h>

static const char base32_digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* 0-31, or -1 where it is no canonical digit. */
static int
read_digit(char c)
{
	if (c == '\0')
		return -1;
	const char *at = strchr(base32_digits, c);
	return at != NULL ? (int)(at - base32_digits) : -1;
}

/*
 * 26 digits hold 130 bits: the number is led by two zero bits, so that the
 * first digit is 0-7. `rest` holds up to 4 bits that no digit took yet.
 */
void
base32_encode(char out[BASE32_DIGITS + 1], const unsigned char in[16])
{
	unsigned rest = 0;
	unsigned bits = 2;
	size_t at = 0;
	for (size_t i = 0; i < 16; i++) {
		rest = rest << 8 | in[i];
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			out[at++] = base32_digits[rest >> bits & 31];
		}
		rest &= (1U << bits) - 1;
	}
	out[at] = '\0';
}

bool
base32_decode(unsigned char out[16], const char *text, size_t len)
{
	if (len != BASE32_DIGITS || !base32_is(text, len))
		return false;
	if (read_digit(text[0]) > 7)
		return false;
	unsigned rest = 0;
	unsigned bits = 0;
	size_t at = 0;
	for (size_t i = 0; i < len; i++) {
		rest = rest << 5 | (unsigned)read_digit(text[i]);
		bits += i == 0 ? 3 : 5;
		if (bits < 8)
			continue;
		bits -= 8;
		out[at++] = (unsigned char)(rest >> bits);
		rest &= (1U << bits) - 1;
	}
	return true;
}

char
base32_fold(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'o')
		return '0';
	if (c == 'i' || c == 'l')
		return '1';
	if (read_digit(c) < 0)
		return '\0';
	return c;
}

bool
base32_is(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (read_digit(text[i]) < 0)
			return false;
	return true;
}
