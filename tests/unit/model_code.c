/* Short codes: printed, read kindly, told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/code.h"

#include <withus/err.h>

static struct id
id_of(const char *text)
{
	struct id id;

	assert_true(id_parse(&id, text, strlen(text)));
	return id;
}

/* ------------------------------------------------------------ printing */

static void
codes_have_letter_and_digits(void **state)
{
	struct id id = id_of("7kq4m2hx9a3cwd5n8v0r1tbyze");
	char text[CODE_SIZE];

	(void)state;
	code_print(text, "stage", &id, 4);
	assert_string_equal(text, "S-7kq4");
	code_print(text, "reflection", &id, CODE_DIGITS_PAPER);
	assert_string_equal(text, "R-7kq4m2");
	code_print(text, "not-a-kind", &id, 5);
	assert_string_equal(text, "?-7kq4m");
	code_print(text, "stage", &id, 26);
	assert_string_equal(text, "S-7kq4m2hx9a3cwd5n8v0r1tbyze");
	code_print(text, "stage", &id, 40);
	assert_string_equal(text, "S-7kq4m2hx9a3cwd5n8v0r1tbyze");
}

static void
neighbours_decide_how_many_digits(void **state)
{
	struct id id = id_of("7kq4m2hx9a3cwd5n8v0r1tbyze");
	struct id far = id_of("0000000000000000000000000a");
	struct id near = id_of("7kq4000000000000000000000a");
	struct id nearer = id_of("7kq4m2zzzzzzzzzzzzzzzzzzzz");
	struct id nearest = id_of("7kq4m2hx9a3cwd5n8v0r1tbyzf");

	(void)state;
	assert_int_equal(code_digits(&id, NULL, NULL), 4);
	assert_int_equal(code_digits(&id, &far, NULL), 4);
	assert_int_equal(code_digits(&id, &near, NULL), 5);
	assert_int_equal(code_digits(&id, &near, &nearer), 7);
	assert_int_equal(code_digits(&id, NULL, &nearest), 26);
	assert_int_equal(code_digits(&id, &id, NULL), 26);
}

/* ------------------------------------------------------------ reading */

static void
codes_are_read_kindly(void **state)
{
	static const struct {
		const char *typed;
		char letter;
		const char *digits;
	} cases[] = {
		{ .typed = "D-7kq4", .letter = 'D', .digits = "7kq4" },
		{ .typed = "d-7KQ4", .letter = 'D', .digits = "7kq4" },
		{ .typed = "7kq4", .letter = 0, .digits = "7kq4" },
		{ .typed = "d7kq4", .letter = 'D', .digits = "7kq4" },
		{ .typed = "D7KQ4", .letter = 'D', .digits = "7kq4" },
		{ .typed = "u0ab0", .letter = 'U', .digits = "0ab0" },
		{ .typed = "L7kq4", .letter = 0, .digits = "17kq4" },
		{ .typed = "?-7kq4", .letter = 0, .digits = "7kq4" },
		{ .typed = "s-OIL0", .letter = 'S', .digits = "0110" },
		{ .typed = "lo1o", .letter = 0, .digits = "1010" },
		{ .typed = "Z-7kq4m2hx9a3cwd5n8v0r1tbyze",
		    .letter = 'Z',
		    .digits = "7kq4m2hx9a3cwd5n8v0r1tbyze" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct code_typed typed;

		assert_int_equal(code_parse(&typed, cases[i].typed), 0);
		assert_int_equal(typed.letter, cases[i].letter);
		assert_string_equal(typed.digits, cases[i].digits);
	}
}

static void
what_is_no_code_is_refused(void **state)
{
	static const char *const cases[] = { "", "-", "D-", "d8kq4", "D_7kq4",
		"?7kq4", "dd7kq4", "DD-7kq4", "D--7kq4", "D-7ku4", "D-7kq4 ",
		"8kq4", "4-7kq4", "D-7kq4m2hx9a3cwd5n8v0r1tbyze0", "Analysis",
		"D-7kq\xc3\xa9", "[-7kq4", "`-7kq4", "{-7kq4", "@-7kq4" };
	struct code_typed typed;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(code_parse(&typed, cases[i]), -ERR_CODE_FORM);
		assert_string_equal(err_last()->arg[0], cases[i]);
	}
	assert_int_equal(code_parse(&typed, "D-7kq"), -ERR_CODE_SHORT);
	assert_int_equal(code_parse(&typed, "7kq"), -ERR_CODE_SHORT);
	assert_int_equal(code_parse(&typed, "D-z"), -ERR_CODE_SHORT);
	assert_int_equal(code_parse(&typed, "D-zkq4"), -ERR_CODE_NOT_THERE);
}

static void
a_range_holds_what_begins_so(void **state)
{
	struct code_typed typed;
	struct id least, greatest, low, high;

	(void)state;
	assert_int_equal(code_parse(&typed, "7kq4"), 0);
	code_range(&least, &greatest, &typed);
	low = id_of("7kq40000000000000000000000");
	high = id_of("7kq4zzzzzzzzzzzzzzzzzzzzzz");
	assert_true(id_equal(&least, &low));
	assert_true(id_equal(&greatest, &high));
	assert_int_equal(code_parse(&typed, "7kq4m2hx9a3cwd5n8v0r1tbyze"), 0);
	code_range(&least, &greatest, &typed);
	assert_true(id_equal(&least, &greatest));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_have_letter_and_digits),
		cmocka_unit_test(neighbours_decide_how_many_digits),
		cmocka_unit_test(codes_are_read_kindly),
		cmocka_unit_test(what_is_no_code_is_refused),
		cmocka_unit_test(a_range_holds_what_begins_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
