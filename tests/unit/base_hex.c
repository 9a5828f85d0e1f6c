/* Hexadecimal digits: there and back, and nothing but the canonical form. */
#include "base/hex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_there_and_back(void **state)
{
	(void)state;
	unsigned char bytes[256];
	unsigned char back[256];
	char text[513];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)i;
	hex_encode(text, bytes, sizeof bytes);
	assert_int_equal(strlen(text), 512);
	assert_memory_equal(text, "000102030405060708090a0b0c0d0e0f10", 34);
	assert_string_equal(text + 500, "fafbfcfdfeff");
	assert_true(hex_decode(back, sizeof back, text, 512));
	assert_memory_equal(back, bytes, sizeof bytes);
	hex_encode(text, NULL, 0);
	assert_string_equal(text, "");
	assert_true(hex_decode(back, 0, "", 0));
}

static void
test_nothing_else(void **state)
{
	(void)state;
	unsigned char out[2] = { 7, 7 };
	static const char *const refused[] = { "", "0", "000", "00000", "0A00",
		"000g", "000/", "000:", "000`", " 000", "0x00", "-000" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		if (hex_decode(out, 2, refused[i], strlen(refused[i])))
			fail_msg("taken: %s", refused[i]);
		assert_int_equal(out[0] * 256 + out[1], 7 * 256 + 7);
	}
	assert_false(hex_decode(out, 2, "00\0", 4));
	assert_false(hex_decode(out, 2, "000000", 6));
	assert_true(hex_decode(out, 2, "00ffXX", 4));
	assert_int_equal(out[0] * 256 + out[1], 255);
}

/* Every byte in either place of a pair. */
static void
test_every_character(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		unsigned char out;
		char high[] = { (char)c, '0' };
		char low[] = { '0', (char)c };
		bool digit = c != 0 && strchr("0123456789abcdef", c) != NULL;
		assert_int_equal(hex_decode(&out, 1, high, 2), digit);
		assert_int_equal(hex_decode(&out, 1, low, 2), digit);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_nothing_else),
		cmocka_unit_test(test_every_character),
	};
	return cmocka_run_group_tests_name("base_hex", tests, NULL, NULL);
}
