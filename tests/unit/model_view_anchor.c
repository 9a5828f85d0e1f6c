/* Anchors against what trying everything gives, and at full size. */
#include "model/view_anchor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LONGEST 9
#define TEXTS 4
#define ROUNDS 4000

struct sample {
	size_t ids[TEXTS + 1][LONGEST]; /* the base, then the texts */
	size_t count[TEXTS + 1];
	size_t texts;
};

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Where an id is, or SIZE_MAX where it is not there once. */
static size_t
find_once(const struct sample *sample, size_t text, size_t id)
{
	size_t place = SIZE_MAX;

	for (size_t i = 0; i < sample->count[text]; i++) {
		if (sample->ids[text][i] != id)
			continue;
		if (place != SIZE_MAX)
			return SIZE_MAX;
		place = i;
	}
	return place;
}

/* Whether the base positions in a set of bits are anchors together. */
static bool
is_run(const struct sample *sample, unsigned bits)
{
	size_t last[TEXTS + 1] = { 0 };
	bool is_first = true;

	for (size_t p = 0; p < sample->count[0]; p++) {
		if (!(bits >> p & 1))
			continue;
		for (size_t t = 0; t <= sample->texts; t++) {
			size_t place = find_once(sample, t, sample->ids[0][p]);

			if (place == SIZE_MAX ||
			    (!is_first && place <= last[t]))
				return false;
			last[t] = place;
		}
		is_first = false;
	}
	return true;
}

static size_t
count_bits(unsigned bits)
{
	size_t count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/* Of two runs of the same length, the one with smaller positions is the one
 * that has the lowest bit in which they differ. */
static unsigned
try_everything(const struct sample *sample)
{
	unsigned best = 0;

	for (unsigned bits = 1; bits < 1U << sample->count[0]; bits++) {
		unsigned lowest = (bits ^ best) & -(bits ^ best);

		if (!is_run(sample, bits) ||
		    count_bits(bits) < count_bits(best))
			continue;
		if (count_bits(bits) > count_bits(best) || (bits & lowest))
			best = bits;
	}
	return best;
}

static void
draw_sample(struct sample *sample, uint32_t *seed)
{
	sample->texts = next_random(seed) % (TEXTS + 1);
	for (size_t t = 0; t <= TEXTS; t++) {
		sample->count[t] = next_random(seed) % (LONGEST + 1);
		for (size_t i = 0; i < LONGEST; i++)
			sample->ids[t][i] = i;
		for (size_t i = LONGEST; i-- > 1;) {
			size_t j = next_random(seed) % (i + 1);
			size_t id = sample->ids[t][i];

			if (t == 0 || next_random(seed) % 3 > 0)
				continue;
			sample->ids[t][i] = sample->ids[t][j];
			sample->ids[t][j] = id;
		}
		if (next_random(seed) % 4 == 0)
			sample->ids[t][0] = sample->ids[t][LONGEST - 1];
	}
}

static size_t
find(const struct sample *sample, size_t **places)
{
	struct anchor_text texts[TEXTS + 1];

	for (size_t t = 0; t <= TEXTS; t++)
		texts[t] = (struct anchor_text){
			.ids = sample->ids[t],
			.count = sample->count[t],
		};
	return view_anchor_find(&texts[0], &texts[1], sample->texts, LONGEST,
	    places);
}

static void
test_like_trying_everything(void **state)
{
	uint32_t seed = 20261120;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct sample sample;
		size_t *places, count;
		unsigned bits = 0;

		draw_sample(&sample, &seed);
		count = find(&sample, &places);
		for (size_t a = 0; a < count; a++) {
			const size_t *place = &places[a * (sample.texts + 1)];

			bits |= 1U << place[0];
			for (size_t t = 1; t <= sample.texts; t++)
				assert_int_equal(sample.ids[t][place[t]],
				    sample.ids[0][place[0]]);
		}
		assert_int_equal(bits, try_everything(&sample));
		free(places);
	}
}

/* 2,000 paragraphs in eight texts, each in disorder of its own. */
static void
test_full_size(void **state)
{
	enum {
		LONG = 2000,
		MANY = 8
	};
	struct anchor_text texts[MANY + 1];
	size_t *ids = calloc((size_t)LONG * (MANY + 1), sizeof *ids);
	size_t *places, count;
	uint32_t seed = 1;

	(void)state;
	assert_non_null(ids);
	for (size_t t = 0; t <= MANY; t++) {
		size_t *own = &ids[t * LONG];

		for (size_t i = 0; i < LONG; i++)
			own[i] = t == 2 ? LONG - 1 - i : i;
		for (size_t i = 0; t > 0 && i + 9 < LONG; i += 10) {
			size_t j = i + next_random(&seed) % 10, id = own[i];

			own[i] = own[j];
			own[j] = id;
		}
		texts[t] = (struct anchor_text){ .ids = own, .count = LONG };
	}
	count = view_anchor_find(&texts[0], &texts[1], 1, LONG, &places);
	assert_true(count >= LONG / 10 * 9 - LONG / 10);
	free(places);
	count = view_anchor_find(&texts[0], &texts[1], MANY, LONG, &places);
	assert_true(count >= 1);
	free(places);
	free(ids);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_like_trying_everything),
		cmocka_unit_test(test_full_size),
	};
	return cmocka_run_group_tests_name("model_view_anchor", tests, NULL,
	    NULL);
}
