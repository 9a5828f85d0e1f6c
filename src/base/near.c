#include "base/near.h"

#include <string.h>

#define WORD_MAX 31

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* True if the two letters before i and j are each other's swapped. */
static bool
is_swap(const char *a, const char *b, size_t i, size_t j)
{
	return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

/* The optimal string alignment distance: cell (i, j) is that of the first i
 * letters of one and the first j of the other. */
size_t
near_distance(const char *a, const char *b)
{
	size_t rows[WORD_MAX + 1][WORD_MAX + 1];
	size_t a_len = least(strlen(a), WORD_MAX);
	size_t b_len = least(strlen(b), WORD_MAX);
	for (size_t i = 0; i <= a_len; i++)
		rows[i][0] = i;
	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		for (size_t j = 1; j <= b_len; j++) {
			size_t change = a[i - 1] != b[j - 1];
			size_t cost = rows[i - 1][j - 1] + change;
			cost = least(cost, rows[i - 1][j] + 1);
			cost = least(cost, rows[i][j - 1] + 1);
			if (is_swap(a, b, i, j))
				cost = least(cost, rows[i - 2][j - 2] + 1);
			rows[i][j] = cost;
		}
	}
	return rows[a_len][b_len];
}

bool
near_is_likely(const char *a, const char *b)
{
	size_t len = strlen(a) > strlen(b) ? strlen(a) : strlen(b);
	size_t allowed = len < 3 ? 1 : len / 3;
	return near_distance(a, b) <= allowed && len > 1;
}
