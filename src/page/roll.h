/* People in a row, by name. */
#ifndef PAGE_ROLL_H
#define PAGE_ROLL_H

#include "base/str.h"

#include <withus/item.h>

/* Adds one: ", Ben" behind others. */
void roll_add(struct str *out, const struct person *person);

/* "Ben, Rosa"; of more than `most` the first, and how many there are beside
 * them. `most` 0: all. To be freed. */
char *roll_list(const struct person *people, size_t count, size_t most);

/* The names by letter, capitals and marks aside: sorts them in place. To be
 * freed. */
char *roll_sort(char **names, size_t count);

#endif
