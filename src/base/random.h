/*
 * Randomness. A test build takes it from a seed instead, where
 * WITHUS_TEST_SEED is set, so that runs can be repeated: each process draws
 * the same bytes in the same order, so two that write into one journal want
 * two seeds.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>

void random_bytes(void *out, size_t len);

#endif
