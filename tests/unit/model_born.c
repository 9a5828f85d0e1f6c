/* What `born` says where it decides whose key it is. */
#include "model/born.h"

#include "model/form.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MARK "00112233445566778899aabbccddeeff"
#define ID "00000000000000000000000001"

/* Which of the three forms a text has: mark, parent or adder. */
static int
read(const char *born)
{
	unsigned char mark[BORN_MARK_SIZE];
	struct id id;

	return (born_read_mark(mark, born) ? 1 : 0) |
	    (born_read_parent(&id, born) ? 2 : 0) |
	    (born_read_adder(&id, born) ? 4 : 0);
}

static void
test_forms(void **state)
{
	unsigned char mark[BORN_MARK_SIZE];
	struct id id, one = weave_id(1);

	(void)state;
	assert_int_equal(read(MARK), 1);
	assert_int_equal(read(ID), 2);
	assert_int_equal(read(ID " 1234567890123456"), 4);
	assert_true(born_read_mark(mark, MARK));
	assert_int_equal(mark[1], 0x11);
	assert_true(born_read_parent(&id, ID));
	assert_true(id_equal(&id, &one));
	assert_true(born_read_adder(&id, ID " 00112233445566ff"));
	assert_true(id_equal(&id, &one));
}

/* Born anew, after an erasure. */
static void
test_again(void **state)
{
	(void)state;
	assert_int_equal(read(MARK " 2"), 1);
	assert_int_equal(read(MARK " 10"), 1);
	assert_int_equal(read(MARK " 2147483647"), 1);
	assert_int_equal(read(ID " 2"), 2);
	assert_int_equal(read(ID " 1234567890123456 12"), 4);
}

static void
test_nonsense(void **state)
{
	static const char *const borns[] = { "", "2", " 2",
		"00112233445566778899aabbccddeef",
		"00112233445566778899AABBCCDDEEFF", MARK "e", MARK " 1",
		MARK " 0", MARK " 02", MARK " ", MARK " 2x", MARK "2",
		MARK " 2 3", MARK " 2147483648", ID " 1", ID "2",
		"0000000000000000000000000l", ID " 0011223344556677x",
		ID " 00112233445566g7", ID "-0011223344556677",
		ID " 001122334455667",
		"0000000000000000000000000l 0011223344556677",
		ID " 0011223344556677 1", ID " 2 3" };

	(void)state;
	for (size_t b = 0; b < sizeof borns / sizeof *borns; b++)
		assert_int_equal(read(borns[b]), 0);
}

static void
test_key(void **state)
{
	struct id member = weave_id(1);
	struct record *claim = weave_claim(&member, 5);
	unsigned char key[WEAVE_KEY_SIZE];

	(void)state;
	weave_key(key, 5);
	assert_true(born_is_key(claim->born, key));
	assert_true(born_fits_id(claim, true));
	assert_false(born_fits_id(claim, false));
	key[31] ^= 1;
	assert_false(born_is_key(claim->born, key));
	assert_false(born_is_key(ID, key));
	record_free(claim);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_nonsense),
		cmocka_unit_test(test_key),
	};
	return cmocka_run_group_tests_name("model_born", tests, NULL, NULL);
}
