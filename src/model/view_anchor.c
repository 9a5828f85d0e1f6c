/*
 * A candidate has one place in every text. One run is increasing everywhere
 * if of any two of its candidates one lies before the other in all texts. The
 * longest run is found from behind: a run from here is one more than the
 * longest from any candidate that lies behind this one everywhere. That takes
 * n * n / 2 steps for each text.
 *
 * What lies in order with all others is in every longest run, so it parts the
 * work: only blocks between such candidates are looked at that way, and in
 * texts as people write them blocks are small.
 */
#include "model/view_anchor.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

struct search {
	size_t width; /* places of a candidate: the base's, then each text's */
	size_t *places; /* of all candidates, by place in the base */
	size_t count;
	bool *is_firm; /* in order with all others */
	size_t *run;   /* length of the longest run from here in its block */
};

/* Notes where each id is in a text: SIZE_MAX where it is not, or not once. */
static void
note_places(size_t *place, size_t id_count, const struct anchor_text *text)
{
	bool *is_seen = mem_new_array(id_count, sizeof *is_seen);

	for (size_t i = 0; i < id_count; i++)
		place[i] = SIZE_MAX;
	for (size_t p = 0; p < text->count; p++) {
		size_t id = text->ids[p];

		place[id] = is_seen[id] ? SIZE_MAX : p;
		is_seen[id] = true;
	}
	free(is_seen);
}

/* `place` has id_count entries for each text; the first are the base's. */
static bool
is_candidate(const struct search *search, const size_t *place, size_t id_count,
    size_t id)
{
	size_t width = search->width;

#if MUTANT == 27
	width = width > 2 ? 2 : width;
#endif
	for (size_t t = 0; t < width; t++)
		if (place[t * id_count + id] == SIZE_MAX)
			return false;
	return true;
}

static void
find_candidates(struct search *search, const struct anchor_text *base,
    const size_t *place, size_t id_count)
{
	search->places =
	    mem_new_array(base->count, search->width * sizeof(size_t));
	for (size_t p = 0; p < base->count; p++) {
		size_t id = base->ids[p];
		size_t *places = &search->places[search->count * search->width];

		if (!is_candidate(search, place, id_count, id))
			continue;
		for (size_t t = 0; t < search->width; t++)
			places[t] = place[t * id_count + id];
#if MUTANT == 27
		for (size_t t = 2; t < search->width; t++)
			if (places[t] == SIZE_MAX)
				places[t] = 0;
#endif
		search->count++;
	}
}

/* True if one candidate lies before another in every text. */
static bool
is_before(const struct search *search, size_t a, size_t b)
{
	const size_t *left = &search->places[a * search->width];
	const size_t *right = &search->places[b * search->width];

	for (size_t t = 0; t < search->width; t++)
		if (left[t] >= right[t])
			return false;
	return true;
}

/* A candidate is firm if it lies behind all before it and before all behind
 * it: in each text, behind the greatest place so far, and before the smallest
 * to come. */
static void
mark_firm(struct search *search)
{
	size_t width = search->width;

	for (size_t c = 0; c < search->count; c++)
		search->is_firm[c] = true;
	for (size_t t = 0; t < width; t++) {
		const size_t *places = &search->places[t];
		size_t greatest = 0, smallest = SIZE_MAX;

		for (size_t c = 0; c < search->count; c++) {
			if (c > 0 && places[c * width] < greatest)
				search->is_firm[c] = false;
			else
				greatest = places[c * width];
		}
		for (size_t c = search->count; c-- > 0;) {
			if (places[c * width] > smallest)
				search->is_firm[c] = false;
			else
				smallest = places[c * width];
		}
	}
}

static void
measure_runs(struct search *search, size_t first, size_t end)
{
	for (size_t c = end; c-- > first;) {
		search->run[c] = 1;
		for (size_t d = c + 1; d < end; d++)
			if (search->run[d] >= search->run[c] &&
			    is_before(search, c, d))
				search->run[c] = search->run[d] + 1;
	}
}

/* Moves a candidate to the place of the n-th anchor. */
static void
keep_anchor(struct search *search, size_t n, size_t candidate)
{
	for (size_t t = 0; t < search->width; t++)
		search->places[n * search->width + t] =
		    search->places[candidate * search->width + t];
}

/* Keeps the longest run of a block, from the front the first that still leads
 * to one. Anchors kept so far lie before the block, so nothing that is still
 * needed is overwritten. */
static size_t
keep_run(struct search *search, size_t first, size_t end, size_t kept)
{
	size_t want = 0, last = SIZE_MAX;

	for (size_t c = first; c < end; c++)
		if (search->run[c] > want)
			want = search->run[c];
	for (size_t c = first; c < end && want > 0; c++) {
		if (search->run[c] != want ||
		    (last != SIZE_MAX && !is_before(search, last, c)))
			continue;
		keep_anchor(search, kept, c);
		last = kept++;
		want--;
	}
	return kept;
}

static size_t
keep_anchors(struct search *search)
{
	size_t kept = 0, first = 0;

	while (first < search->count) {
		size_t end = first;

		while (end < search->count && !search->is_firm[end])
			end++;
		measure_runs(search, first, end);
		kept = keep_run(search, first, end, kept);
		if (end < search->count)
			keep_anchor(search, kept++, end++);
		first = end;
	}
	return kept;
}

size_t
view_anchor_find(const struct anchor_text *base,
    const struct anchor_text *texts, size_t text_count, size_t id_count,
    size_t **places)
{
	struct search search = { .width = text_count + 1 };
	size_t *place = mem_new_array(id_count, search.width * sizeof *place);
	size_t kept;

	note_places(place, id_count, base);
	for (size_t t = 0; t < text_count; t++)
		note_places(&place[(t + 1) * id_count], id_count, &texts[t]);
	find_candidates(&search, base, place, id_count);
	search.is_firm = mem_new_array(search.count, sizeof *search.is_firm);
	search.run = mem_new_array(search.count, sizeof *search.run);
	mark_firm(&search);
	kept = keep_anchors(&search);
	free(place);
	free(search.is_firm);
	free(search.run);
	*places = search.places;
	return kept;
}
