/*
 * A hash map from runs of bytes to pointers. It has no order: who walks
 * keys sorts them first, so that nothing ever depends on hashing.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>

struct map; /* opaque */

struct map *map_new(void) __attribute__((returns_nonnull));

/* Frees the map and its own copies of the keys, not the values. */
void map_free(struct map *map);

/* The value under this key, or NULL. */
void *map_get(const struct map *map, const void *key, size_t len);

/* Puts a value (not NULL) under a key, which is copied; returns the value
 * that stood there before, or NULL. */
void *map_put(struct map *map, const void *key, size_t len, void *value);

/* Takes a key out; returns the value that stood there, or NULL. */
void *map_remove(struct map *map, const void *key, size_t len);

size_t map_count(const struct map *map);

/* Calls `each` for every entry in no particular order; a result other than 0
 * stops the walk and is returned. The map must not change meanwhile. */
int map_each(const struct map *map,
    int (*each)(void *data, const void *key, size_t len, void *value),
    void *data);

#endif
