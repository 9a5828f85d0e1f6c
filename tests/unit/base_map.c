/* link: -Wl,--wrap=getentropy */
/* The map against a plain list, through growth and every kind of removal. */
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEYS 600

static bool no_entropy;

int __real_getentropy(void *bytes, size_t len);
int __wrap_getentropy(void *bytes, size_t len);

int
__wrap_getentropy(void *bytes, size_t len)
{
	return no_entropy ? -1 : __real_getentropy(bytes, len);
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void
test_empty(void **state)
{
	(void)state;
	struct map *map = map_new();
	assert_int_equal(map_count(map), 0);
	assert_null(map_get(map, "a", 1));
	assert_null(map_remove(map, "a", 1));
	map_free(map);
	map_free(NULL);
}

static void
test_keys_are_bytes(void **state)
{
	(void)state;
	struct map *map = map_new();
	char values[4];
	char key[] = "a";
	assert_null(map_put(map, key, 1, &values[0]));
	key[0] = 'b'; /* the map has its own copy */
	assert_null(map_put(map, "a\0", 2, &values[1]));
	assert_null(map_put(map, "", 0, &values[2]));
	assert_ptr_equal(map_put(map, NULL, 0, &values[3]), &values[2]);
	assert_ptr_equal(map_get(map, "a", 1), &values[0]);
	assert_ptr_equal(map_get(map, "a\0", 2), &values[1]);
	assert_ptr_equal(map_get(map, "", 0), &values[3]);
	assert_null(map_get(map, "b", 1));
	assert_int_equal(map_count(map), 3);
	assert_ptr_equal(map_put(map, "a", 1, &values[2]), &values[0]);
	assert_int_equal(map_count(map), 3);
	assert_ptr_equal(map_remove(map, "a", 1), &values[2]);
	assert_null(map_remove(map, "a", 1));
	assert_int_equal(map_count(map), 2);
	map_free(map);
}

struct walk {
	const int *base;
	int seen[KEYS];
	size_t count;
};

static int
see(void *data, const void *key, size_t len, void *value)
{
	struct walk *walk = data;
	uint32_t number;
	assert_int_equal(len, sizeof number);
	memcpy(&number, key, sizeof number);
	assert_ptr_equal(value, walk->base + number);
	walk->seen[number]++;
	walk->count++;
	return 0;
}

/* Random puts, gets and removals; each state is compared whole now and
 * then. With few keys runs are long and removals move others about. */
static void
play(size_t keys, size_t rounds, uint32_t seed)
{
	static const int values[KEYS];
	bool there[KEYS] = { false };
	size_t count = 0;
	struct map *map = map_new();
	for (size_t i = 0; i < rounds; i++) {
		uint32_t key = next_random(&seed) % (uint32_t)keys;
		const void *old = there[key] ? &values[key] : NULL;
		void *value = (void *)(uintptr_t)&values[key];
		if (next_random(&seed) % 2 == 0) {
			assert_ptr_equal(map_put(map, &key, sizeof key, value),
			    old);
			count += !there[key];
			there[key] = true;
		} else {
			assert_ptr_equal(map_remove(map, &key, sizeof key),
			    old);
			count -= there[key];
			there[key] = false;
		}
		assert_int_equal(map_count(map), count);
		for (uint32_t k = 0; i % 97 == 0 && k < keys; k++)
			assert_ptr_equal(map_get(map, &k, sizeof k),
			    there[k] ? &values[k] : NULL);
	}
	struct walk walk = { .base = values };
	assert_int_equal(map_each(map, see, &walk), 0);
	assert_int_equal(walk.count, count);
	for (size_t k = 0; k < keys; k++)
		assert_int_equal(walk.seen[k], there[k]);
	map_free(map);
}

static void
test_like_a_list(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 40; seed++) {
		play(5 + seed, 400, seed * 7919);
		play(KEYS, 3000, seed * 104729);
	}
}

static int
stop_at_third(void *data, const void *key, size_t len, void *value)
{
	int *count = data;
	(void)key;
	(void)len;
	(void)value;
	return ++*count == 3 ? -42 : 0;
}

static void
test_walk_stops(void **state)
{
	(void)state;
	struct map *map = map_new();
	int count = 0;
	assert_int_equal(map_each(map, stop_at_third, &count), 0);
	for (uint32_t i = 0; i < 10; i++)
		(void)map_put(map, &i, sizeof i, &count);
	assert_int_equal(map_each(map, stop_at_third, &count), -42);
	assert_int_equal(count, 3);
	map_free(map);
}

static void
test_without_entropy(void **state)
{
	(void)state;
	no_entropy = true;
	play(50, 500, 4711);
	no_entropy = false;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_keys_are_bytes),
		cmocka_unit_test(test_like_a_list),
		cmocka_unit_test(test_walk_stops),
		cmocka_unit_test(test_without_entropy),
	};
	return cmocka_run_group_tests_name("base_map", tests, NULL, NULL);
}
