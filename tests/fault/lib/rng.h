/*
 * Numbers that look random and are the same in every run: splitmix64
 * (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * 2014).
 */
#ifndef FAULT_RNG_H
#define FAULT_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
	uint64_t state; /* the seed, at first */
};

uint64_t rng_next(struct rng *rng);
/* 0 to below - 1; 0 for 0. The bias at our sizes is below 2^-40. */
uint64_t rng_below(struct rng *rng, uint64_t below);
/* Puts `count` items of `size` bytes in random order. */
void rng_shuffle(struct rng *rng, void *items, size_t count, size_t size);

#endif
