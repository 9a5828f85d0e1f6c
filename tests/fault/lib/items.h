/*
 * Just enough of JSON to see which items of an answer hold a word.
 */
#ifndef FAULT_ITEMS_H
#define FAULT_ITEMS_H

#include <stdbool.h>
#include <stddef.h>

#define ITEMS_CODE_SIZE 64

/* In how many items of the answer the word stands, however often in each.
 * An answer without "items" is one item. */
size_t items_count_word(const char *json, const char *word);

/* The first "code" of an answer; false where there is none. */
bool items_find_code(char out[ITEMS_CODE_SIZE], const char *json);

#endif
