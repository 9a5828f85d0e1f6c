/* Entities: names, numbers, and what is neither. */
#include "base/entity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
expect(const char *text, uint32_t point)
{
	uint32_t got = entity_decode(text, strlen(text));
	if (got != point)
		fail_msg("%s became U+%04X", text, got);
}

static void
test_names(void **state)
{
	(void)state;
	expect("&amp;", '&');
	expect("&lt;", '<');
	expect("&quot;", '"');
	expect("&hellip;", 0x2026);
	expect("&times;", 0xD7);
	expect("&AMP;", 0);
	expect("&am;", 0);
	expect("&ampx;", 0);
	expect("&;", 0);
	expect("&ClockwiseContourIntegral;", 0);
}

static void
test_numbers(void **state)
{
	(void)state;
	expect("&#65;", 'A');
	expect("&#x41;", 'A');
	expect("&#X2e;", '.');
	expect("&#27;", 0x1B);
	expect("&#1114111;", 0x10FFFF);
	expect("&#1114112;", 0xFFFD);
	expect("&#0;", 0xFFFD);
	expect("&#x0;", 0xFFFD);
	expect("&#xD800;", 0xFFFD);
	expect("&#xDFFF;", 0xFFFD);
	expect("&#xE000;", 0xE000);
	expect("&#;", 0xFFFD);
	expect("&#x;", 0xFFFD);
	expect("&#99999999999999999999;", 0xFFFD);
	expect("&#6x;", 0xFFFD);
	expect("&#6a;", 0xFFFD);
	expect("&#x4g;", 0xFFFD);
	expect("&# 65;", 0xFFFD);
	expect("&#-5;", 0xFFFD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_numbers),
	};
	return cmocka_run_group_tests_name("base_entity", tests, NULL, NULL);
}
