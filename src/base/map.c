/*
 * Open addressing: an entry lies in the first free slot from the one that
 * its hash names. A removal moves later entries of the run back into the gap
 * where their hash allows it, so that there are no markers of the dead and a
 * search may stop at the first free slot. Never more than three quarters
 * full. The hash is keyed with fresh random bytes for each map, because some
 * keys are words that others chose.
 */
#include "base/map.h"

#include "base/hash.h"
#include "base/mem.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLOTS_MIN 16

struct slot {
	char *key; /* own copy; NULL: free */
	size_t len;
	uint64_t hash;
	void *value;
};

struct map {
	struct slot *slots;
	size_t size; /* of slots: a power of two, or 0 */
	size_t count;
	unsigned char hash_key[HASH_SHORT_KEY];
};

struct map *
map_new(void)
{
	struct map *map = mem_new(sizeof *map);
	/* Without entropy the address must do: a map still works then. */
	uintptr_t address = (uintptr_t)map;
	if (getentropy(map->hash_key, sizeof map->hash_key) != 0)
		memcpy(map->hash_key, &address, sizeof address);
	return map;
}

void
map_free(struct map *map)
{
	if (map == NULL)
		return;
	for (size_t i = 0; i < map->size; i++)
		free(map->slots[i].key);
	free(map->slots);
	free(map);
}

/* The slot that holds the key, or the free one where it would go. */
static struct slot *
find_slot(const struct map *map, uint64_t hash, const void *key, size_t len)
{
	size_t at = (size_t)hash & (map->size - 1);
	for (;;) {
		struct slot *slot = &map->slots[at];
		if (slot->key == NULL)
			return slot;
		if (slot->hash == hash && slot->len == len &&
		    (len == 0 || memcmp(slot->key, key, len) == 0))
			return slot;
		at = (at + 1) & (map->size - 1);
	}
}

static void
grow_slots(struct map *map)
{
	struct map grown = *map;
	grown.size = map->size > 0 ? map->size * 2 : SLOTS_MIN;
	grown.slots = mem_new_array(grown.size, sizeof *grown.slots);
	for (size_t i = 0; i < map->size; i++) {
		const struct slot *old = &map->slots[i];
		if (old->key != NULL)
			*find_slot(&grown, old->hash, old->key, old->len) =
			    *old;
	}
	free(map->slots);
	*map = grown;
}

void *
map_get(const struct map *map, const void *key, size_t len)
{
	if (map->count == 0)
		return NULL;
	uint64_t hash = hash_short(map->hash_key, key, len);
	return find_slot(map, hash, key, len)->value;
}

void *
map_put(struct map *map, const void *key, size_t len, void *value)
{
	assert(value != NULL);
	if (map->count >= map->size / 4 * 3)
		grow_slots(map);
	uint64_t hash = hash_short(map->hash_key, key, len);
	struct slot *slot = find_slot(map, hash, key, len);
	void *before = slot->value;
	if (slot->key == NULL) {
		slot->key = mem_dup(key, len);
		slot->len = len;
		slot->hash = hash;
		map->count++;
	}
	slot->value = value;
	return before;
}

/* True if the way from slot `home` on to slot `at` passes the gap. */
static bool
passes_gap(size_t home, size_t gap, size_t at)
{
	if (home <= at)
		return home <= gap && gap < at;
	return home <= gap || gap < at;
}

static void
close_gap(struct map *map, size_t gap)
{
	size_t mask = map->size - 1;
	for (size_t at = (gap + 1) & mask; map->slots[at].key != NULL;
	     at = (at + 1) & mask) {
		size_t home = (size_t)map->slots[at].hash & mask;
		if (!passes_gap(home, gap, at))
			continue;
		map->slots[gap] = map->slots[at];
		gap = at;
	}
	map->slots[gap] = (struct slot){ .key = NULL };
}

void *
map_remove(struct map *map, const void *key, size_t len)
{
	if (map->count == 0)
		return NULL;
	uint64_t hash = hash_short(map->hash_key, key, len);
	struct slot *slot = find_slot(map, hash, key, len);
	if (slot->key == NULL)
		return NULL;
	void *before = slot->value;
	free(slot->key);
	map->count--;
	close_gap(map, (size_t)(slot - map->slots));
	return before;
}

size_t
map_count(const struct map *map)
{
	return map->count;
}

int
map_each(const struct map *map,
    int (*each)(void *data, const void *key, size_t len, void *value),
    void *data)
{
	for (size_t i = 0; i < map->size; i++) {
		const struct slot *slot = &map->slots[i];
		if (slot->key == NULL)
			continue;
		int result = each(data, slot->key, slot->len, slot->value);
		if (result != 0)
			return result;
	}
	return 0;
}
