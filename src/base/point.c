#include "base/point.h"

#include "base/hex.h"

#include <string.h>

bool
point_is_none(const struct point *point)
{
	static const struct point none;

	return point_equal(point, &none);
}

bool
point_equal(const struct point *a, const struct point *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

int
point_compare(const void *a, const void *b)
{
	const struct point *left = a, *right = b;

	return memcmp(left->bytes, right->bytes, sizeof left->bytes);
}

void
point_print(char out[POINT_TEXT_SIZE], const struct point *point)
{
	hex_encode(out, point->bytes, sizeof point->bytes);
}

bool
point_parse(struct point *out, const char *text, unsigned long len)
{
	return hex_decode(out->bytes, sizeof out->bytes, text, len);
}
