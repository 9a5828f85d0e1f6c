#include "rng.h"

uint64_t
rng_next(struct rng *rng)
{
	uint64_t mixed = (rng->state += 0x9e3779b97f4a7c15u);
	mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
	return mixed ^ (mixed >> 31);
}

uint64_t
rng_below(struct rng *rng, uint64_t below)
{
	return below ? rng_next(rng) % below : 0;
}

static void
swap(unsigned char *a, unsigned char *b, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char kept = a[i];
		a[i] = b[i];
		b[i] = kept;
	}
}

void
rng_shuffle(struct rng *rng, void *items, size_t count, size_t size)
{
	unsigned char *bytes = items;
	for (size_t i = count; i > 1; i--)
		swap(bytes + (i - 1) * size, bytes + rng_below(rng, i) * size,
		    size);
}
