/* A small set of numbers, as bits. */
#ifndef SUPPORT_SIM_SET_H
#define SUPPORT_SIM_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_SET_WORDS 4
#define SIM_SET_BITS (SIM_SET_WORDS * 64)

struct sim_set {
	uint64_t words[SIM_SET_WORDS];
};

static inline bool
sim_set_has(const struct sim_set *set, uint32_t n)
{
	return (set->words[n / 64] >> n % 64 & 1) != 0;
}

static inline void
sim_set_add(struct sim_set *set, uint32_t n)
{
	set->words[n / 64] |= (uint64_t)1 << n % 64;
}

static inline void
sim_set_join(struct sim_set *set, const struct sim_set *other)
{
	for (size_t w = 0; w < SIM_SET_WORDS; w++)
		set->words[w] |= other->words[w];
}

static inline void
sim_set_keep(struct sim_set *set, const struct sim_set *other)
{
	for (size_t w = 0; w < SIM_SET_WORDS; w++)
		set->words[w] &= other->words[w];
}

static inline void
sim_set_drop(struct sim_set *set, const struct sim_set *other)
{
	for (size_t w = 0; w < SIM_SET_WORDS; w++)
		set->words[w] &= ~other->words[w];
}

static inline bool
sim_set_is_within(const struct sim_set *set, const struct sim_set *other)
{
	for (size_t w = 0; w < SIM_SET_WORDS; w++)
		if (set->words[w] & ~other->words[w])
			return false;
	return true;
}

static inline bool
sim_set_is_equal(const struct sim_set *a, const struct sim_set *b)
{
	return sim_set_is_within(a, b) && sim_set_is_within(b, a);
}

static inline bool
sim_set_is_empty(const struct sim_set *set)
{
	return sim_set_is_within(set, &(struct sim_set){ { 0 } });
}

#endif
