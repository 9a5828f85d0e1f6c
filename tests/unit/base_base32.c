/* Names in base 32: one text for one number, and text order is number
 * order. */
#include "base/base32.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void
fill(unsigned char out[16], uint32_t *seed)
{
	for (size_t i = 0; i < 16; i++)
		out[i] = (unsigned char)(next_random(seed) >> 11);
}

static void
test_known_values(void **state)
{
	(void)state;
	static const struct {
		unsigned char bytes[16];
		const char *text;
	} known[] = {
		{ .text = "00000000000000000000000000" },
		{ .bytes = { [15] = 1 }, .text = "00000000000000000000000001" },
		{ .bytes = { [0] = 0x80 },
		    .text = "40000000000000000000000000" },
		{ .bytes = { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
		      255, 255, 255, 255, 255, 255 },
		    .text = "7zzzzzzzzzzzzzzzzzzzzzzzzz" },
		{ .bytes = { 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0,
		      0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10 },
		    .text = "0j6hb7h6nwvvrfxq5tk1v58cgg" },
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		char text[BASE32_DIGITS + 1];
		unsigned char bytes[16];
		base32_encode(text, known[i].bytes);
		assert_string_equal(text, known[i].text);
		assert_true(base32_decode(bytes, text, BASE32_DIGITS));
		assert_memory_equal(bytes, known[i].bytes, 16);
	}
}

static void
test_there_and_back_in_order(void **state)
{
	(void)state;
	uint32_t seed = 2463534242;
	for (size_t i = 0; i < 20000; i++) {
		unsigned char a[16];
		unsigned char b[16];
		unsigned char back[16];
		char text_a[BASE32_DIGITS + 1];
		char text_b[BASE32_DIGITS + 1];
		fill(a, &seed);
		memcpy(b, a, 16);
		/* Often alike but for one bit. */
		b[next_random(&seed) % 16] ^= (unsigned char)(1 << (i % 8));
		base32_encode(text_a, a);
		base32_encode(text_b, b);
		assert_int_equal(strspn(text_a, digits), BASE32_DIGITS);
		assert_int_equal(memcmp(a, b, 16) < 0,
		    strcmp(text_a, text_b) < 0);
		assert_true(base32_decode(back, text_a, BASE32_DIGITS));
		assert_memory_equal(back, a, 16);
	}
}

static void
test_only_the_canonical_form(void **state)
{
	(void)state;
	char text[] = "70000000000000000000000000";
	unsigned char out[16];
	assert_true(base32_decode(out, text, 26));
	assert_false(base32_decode(out, text, 25));
	assert_false(base32_decode(out, text, 27));
	text[0] = '8'; /* the 129th bit */
	assert_false(base32_decode(out, text, 26));
	text[0] = '0';
	for (int c = 0; c < 256; c++) {
		bool digit = c != 0 && strchr(digits, c) != NULL;
		for (size_t at = 1; at < 26; at += 6) {
			text[at] = (char)c;
			assert_int_equal(base32_decode(out, text, 26), digit);
			assert_int_equal(base32_is(text, 26), digit);
			text[at] = '0';
		}
	}
	assert_true(base32_is("", 0));
	assert_true(base32_is("8U", 1));
}

static void
test_folding(void **state)
{
	(void)state;
	for (const char *at = digits; *at != '\0'; at++)
		assert_int_equal(base32_fold(*at), *at);
	static const char from[] = "OoIiLlABCDEFGHJKMNPQRSTVWXYZ";
	static const char to[] = "001111abcdefghjkmnpqrstvwxyz";
	for (size_t i = 0; from[i] != '\0'; i++)
		assert_int_equal(base32_fold(from[i]), to[i]);
	for (int c = 0; c < 256; c++) {
		bool known = c != 0 &&
		    (strchr(digits, c) != NULL || strchr(from, c) != NULL);
		assert_int_equal(base32_fold((char)c) != 0, known);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_values),
		cmocka_unit_test(test_there_and_back_in_order),
		cmocka_unit_test(test_only_the_canonical_form),
		cmocka_unit_test(test_folding),
	};
	return cmocka_run_group_tests_name("base_base32", tests, NULL, NULL);
}
