/*
 * A point in a project's history: the 20 bytes that name a commit. All zero:
 * none.
 */
#ifndef BASE_POINT_H
#define BASE_POINT_H

#include <stdbool.h>

#define POINT_TEXT_SIZE 41

struct point {
	unsigned char bytes[20];
};

bool point_is_none(const struct point *point);
bool point_equal(const struct point *a, const struct point *b);
int point_compare(const void *a, const void *b); /* for qsort */
void point_print(char out[POINT_TEXT_SIZE], const struct point *point);
/* 40 lower-case hexadecimal digits; false for anything else. */
bool point_parse(struct point *out, const char *text, unsigned long len);

#endif
