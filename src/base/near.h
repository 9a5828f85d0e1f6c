/* How near two words are: for "did you mean". */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include <stdbool.h>
#include <stddef.h>

/* How many letters must be put in, left out, changed or swapped with the
 * next to make one of the other; words are cut at 31 letters. */
size_t near_distance(const char *a, const char *b);

/* True if `b` may be meant by who typed `a`: at most a third of the letters
 * differ. */
bool near_is_likely(const char *a, const char *b);

#endif
