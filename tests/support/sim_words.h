/*
 * Random lineages with words in them: people who write on top of what they
 * see, of something older, or of a combined text, with some versions that
 * have no standing, were typed, or withdraw. For laws about what people see.
 */
#ifndef SUPPORT_SIM_WORDS_H
#define SUPPORT_SIM_WORDS_H

#include "model/lineage.h"
#include "model/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORDS_VERSIONS 24

struct words_version {
	struct vid vid;
	struct record *record;
	enum standing standing;
	bool is_typed_away;
};

struct words {
	uint64_t seed;
	struct words_version versions[WORDS_VERSIONS];
	size_t count;
	unsigned next_row; /* names of rows are never used again */
	unsigned next_paragraph;
};

uint32_t words_random(struct words *words, uint32_t below);

/* A lineage of up to `most` versions. */
void words_make(struct words *words, uint64_t seed, size_t most);
void words_clear(struct words *words);

/* Puts the versions into a lineage in a random order, some twice, links it
 * and gives each its standing. The caller clears it. */
void words_build(struct words *words, struct lineage *lineage);

#endif
