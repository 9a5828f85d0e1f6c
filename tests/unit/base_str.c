/* link: -Wl,--wrap=free */
/* The growing string; and that wiped bytes are really gone. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"

/* The block that the next free() should find overwritten. */
static const void *watched;
static size_t watched_len;
static size_t found_words;

void __real_free(void *block);
void __wrap_free(void *block);

void
__wrap_free(void *block)
{
	const char *bytes = block;
	for (size_t i = 0; block != NULL && block == watched && i < watched_len;
	     i++)
		found_words += bytes[i] == 'w';
	__real_free(block);
}

static void
test_empty(void **state)
{
	(void)state;
	struct str str = { 0 };
	assert_string_equal(str_text(&str), "");
	str_cut(&str, 0);
	assert_null(str.data);
	str_clear(&str);
	str_wipe(&str);
	char *text = str_take(&str);
	assert_string_equal(text, "");
	free(text);
	str_add_bytes(&str, NULL, 0);
	assert_string_equal(str_text(&str), "");
	str_clear(&str);
	assert_null(str.data);
	assert_int_equal(str.len + str.cap, 0);
}

static void
test_adding(void **state)
{
	(void)state;
	struct str str = { 0 };
	str_add(&str, "one");
	str_add_char(&str, ' ');
	str_add_bytes(&str, "twoXXX", 3);
	str_add_repeat(&str, '!', 3);
	str_add_repeat(&str, '?', 0);
	str_add_format(&str, " %d-%s%%", -7, "seven");
	str_add_format(&str, "%s", "");
	assert_string_equal(str_text(&str), "one two!!! -7-seven%");
	assert_int_equal(str.len, strlen(str.data));
	str_cut(&str, 3);
	assert_string_equal(str.data, "one");
	str_add_bytes(&str, "\0z", 2);
	assert_int_equal(str.len, 5);
	assert_memory_equal(str.data, "one\0z", 6);
	char *text = str_take(&str);
	assert_memory_equal(text, "one\0z", 6);
	assert_null(str.data);
	assert_int_equal(str.len + str.cap, 0);
	free(text);
}

/* Against a plain array, with every sort of addition, over every edge of
 * growth. */
static void
test_growth_keeps_all(void **state)
{
	(void)state;
	static char model[70000];
	size_t len = 0;
	struct str str = { 0 };
	for (size_t i = 0; len < 60000; i++) {
		char c = (char)('a' + i % 26);
		size_t count = i % 37;
		if (i % 3 == 0) {
			str_add_char(&str, c);
			count = 1;
		} else if (i % 3 == 1) {
			str_add_repeat(&str, c, count);
		} else {
			str_add_format(&str, "%0*d", (int)count + 1, 0);
			count++;
			c = '0';
		}
		memset(model + len, c, count);
		len += count;
		assert_int_equal(str.len, len);
		assert_true(str.cap > str.len);
		assert_int_equal(str.data[len], '\0');
	}
	assert_memory_equal(str.data, model, len);
	str_clear(&str);
}

static void
watch(const struct str *str)
{
	watched = str->data;
	watched_len = str->len;
	found_words = 0;
}

static jmp_buf back;

static void
leap_back(void)
{
	longjmp(back, 1);
}

static void
test_too_much_ends(void **state)
{
	(void)state;
	struct str str = { 0 };
	str_add(&str, "kept");
	mem_on_exhaustion(leap_back);
	static const size_t lens[] = { SIZE_MAX, SIZE_MAX - 4, SIZE_MAX - 5,
		SIZE_MAX / 2 };
	for (volatile size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
		if (setjmp(back) != 0)
			continue;
		str_add_repeat(&str, 'x', lens[i]);
		fail_msg("length %zu was added", lens[i]);
	}
	mem_on_exhaustion(NULL);
	assert_string_equal(str.data, "kept");
	str_clear(&str);
}

static void
test_wipe_leaves_nothing(void **state)
{
	(void)state;
	struct str str = { 0 };
	str_add_repeat(&str, 'w', 100);
	str_cut(&str, 50); /* what was cut off counts too */
	watch(&str);
	watched_len = 100;
	str_wipe(&str);
	assert_int_equal(found_words, 0);
	assert_null(str.data);

	/* Nor does a block that was outgrown. */
	str_add_repeat(&str, 'w', 20);
	watch(&str);
	str_add_repeat(&str, 'w', 1000);
	assert_ptr_not_equal(str.data, watched);
	assert_int_equal(found_words, 0);

	/* The watch itself works. */
	watch(&str);
	str_clear(&str);
	assert_int_equal(found_words, 1020);
	watched = NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_adding),
		cmocka_unit_test(test_growth_keeps_all),
		cmocka_unit_test(test_too_much_ends),
		cmocka_unit_test(test_wipe_leaves_nothing),
	};
	return cmocka_run_group_tests_name("base_str", tests, NULL, NULL);
}
