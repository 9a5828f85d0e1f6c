/* Points: forty digits, and order. */
#include "base/point.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "00ff10a0b1c2d3e4f5061728394a5b6c7d8e9f01";

static void
test_text(void **state)
{
	struct point point;
	char printed[POINT_TEXT_SIZE];

	(void)state;
	assert_true(point_parse(&point, text, 40));
	assert_int_equal(point.bytes[1], 0xff);
	point_print(printed, &point);
	assert_string_equal(printed, text);
	assert_false(point_parse(&point, text, 39));
	assert_false(point_parse(&point, text, 41));
	assert_false(point_parse(&point,
	    "00FF10a0b1c2d3e4f5061728394a5b6c7d8e9f01", 40));
}

static void
test_order(void **state)
{
	struct point a = { { 0 } }, b = { { 0 } };

	(void)state;
	assert_true(point_is_none(&a));
	assert_true(point_equal(&a, &b));
	b.bytes[19] = 1;
	assert_false(point_is_none(&b));
	assert_false(point_equal(&a, &b));
	assert_true(point_compare(&a, &b) < 0);
	a.bytes[0] = 1;
	assert_true(point_compare(&a, &b) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_order),
	};
	return cmocka_run_group_tests_name("base_point", tests, NULL, NULL);
}
