/*
 * Memory that does not run out quietly.
 *
 * Every function returns usable memory or ends the process: what a person
 * saved is durable before anything else is done with it, so ending is safe,
 * and a program that limps on without memory is not.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* `size` zeroed bytes, to be given to free(). A size of 0 gives 1 byte. */
void *mem_new(size_t size) __attribute__((malloc, returns_nonnull));

/* `count` zeroed items of `size` bytes; dies where the product overflows. */
void *mem_new_array(size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));

/*
 * Makes room for at least `need` items of `size` bytes in a growing array
 * and returns where it now is; `*cap` is the room in items, and grows by
 * half. New room is zeroed. `items` may be NULL with `*cap` 0.
 */
void *mem_grow(void *items, size_t *cap, size_t need, size_t size)
    __attribute__((returns_nonnull));

/* A copy of `len` bytes with a NUL behind them. */
char *mem_dup(const void *bytes, size_t len) __attribute__((returns_nonnull));

/* A copy of a string; NULL for NULL. */
char *mem_dup_text(const char *text);

/* Called once before the process ends for want of memory, with status 1 (to
 * leave the terminal clean and to say why); NULL for none. */
void mem_on_exhaustion(void (*handler)(void));

#endif
