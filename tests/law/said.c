/*
 * What was said of a record, held against the laws: whoever had the words of
 * now before them said it to these; whatever the order of arrival and the
 * clocks; words that come back are the same words; what does not count
 * changes nothing; and who should be involved only grows. LAWS says how many
 * lineages ("full": 100,000).
 */
#include "model/counting.h"
#include "model/ledger.h"

#include "base/mem.h"
#include "support/laws.h"
#include "support/sim_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FEW 2000

static unsigned long rounds;
static struct words words;

static int
begin(void **state)
{
	(void)state;
	rounds = laws_rounds(FEW);
	return 0;
}

/* The words of an imagined record as those of a decision. */
static void
dress(struct lineage *lineage)
{
	static const char *const keys[][2] = { { "a", "title" },
		{ "b", "means" }, { "rows", "options" }, { "set", "involve" } };

	for (size_t v = 0; v < lineage->count; v++) {
		struct record *record = lineage->versions[v].record;

		strcpy(record->kind, "decision");
		for (size_t k = 0; k < 4; k++) {
			const struct value *value =
			    record_get(record, keys[k][0]);
			struct value copy;

			if (value == NULL)
				continue;
			value_copy(&copy, value);
			record_remove(record, keys[k][0]);
			record_set_value(record, keys[k][1], &copy);
			value_clear(&copy);
		}
	}
}

static char *
print_now(const struct lineage *lineage)
{
	struct view *view = view_make(lineage);
	char *now = counting_print(view);

	view_free(view);
	return now;
}

/* Who has all heads before them has the words of now. */
static void
check_heads(const struct lineage *lineage, unsigned long seed)
{
	size_t heads[WORDS_VERSIONS];
	size_t count = lineage_view_heads(lineage, heads);
	struct vid of[WORDS_VERSIONS];
	char *now = print_now(lineage);

	for (size_t h = 0; h < count; h++)
		of[count - 1 - h] = lineage->versions[heads[h]].vid;
	if (count > 0 &&
	    counting_compare(lineage, now, of, count) != COUNTING_SAME)
		fail_msg("words of now are others: seed %lu", seed);
	free(now);
}

/* Each version and each two, in any order of arrival, by any clock. */
static void
check_same(const struct lineage *lineage, unsigned long seed)
{
	struct lineage other = { 0 };
	char *now = print_now(lineage), *again;

	words_build(&words, &other);
	dress(&other);
	for (size_t v = 0; v < other.count; v++) {
		struct record *record = other.versions[v].record;

		(void)snprintf(record->made, sizeof record->made, "2036-01-01");
		record->rev = 1 + (uint32_t)(other.count - v);
	}
	again = print_now(&other);
	if (strcmp(now, again) != 0)
		fail_msg("other words by another clock: seed %lu", seed);
	for (size_t v = 0; v < lineage->count; v++) {
		size_t w = words_random(&words, (uint32_t)lineage->count);
		const struct vid of[] = { lineage->versions[v].vid,
			lineage->versions[w].vid };
		const struct vid back[] = { of[1], of[0] };

		if (counting_compare(lineage, now, of, 2) !=
		    counting_compare(&other, again, back, 2))
			fail_msg("said to other words: seed %lu", seed);
	}
	free(now);
	free(again);
	lineage_clear(&other);
}

/* Adds a version that follows all heads, with these words. */
static void
add_version(struct lineage *lineage, const struct record *record,
    unsigned char mark)
{
	static const unsigned char no_key[32];
	size_t heads[WORDS_VERSIONS + 3];
	size_t count = lineage_view_heads(lineage, heads);
	struct record *copy = record_copy(record);
	struct vid vid = { { 0xee, mark } };

	free(copy->follows);
	copy->follows = mem_new_array(count, sizeof *copy->follows);
	copy->follow_count = count;
	for (size_t h = 0; h < count; h++)
		copy->follows[h] = lineage->versions[heads[h]].vid;
	free(copy->confirmed);
	copy->confirmed = NULL;
	copy->typed_by = (struct id){ { 0 } };
	lineage_add(lineage, &vid, copy, no_key);
	lineage_link(lineage);
}

static void
demand(const struct lineage *lineage, const struct vid *of,
    enum counting_words wanted, unsigned long seed)
{
	char *now = print_now(lineage);

	if (counting_compare(lineage, now, of, 1) != wanted)
		fail_msg("words that %s: seed %lu",
		    wanted == COUNTING_SAME ? "came back are not the same" :
					      "changed are the same",
		    seed);
	free(now);
}

/* Somebody said it to one version; the words come back to it, are marked in
 * a way that does not count, and are changed. */
static void
check_return(struct lineage *lineage, unsigned long seed)
{
	size_t at = words_random(&words, (uint32_t)lineage->count);
	struct vid of = lineage->versions[at].vid;
	struct view *view = counting_view(lineage, &of, 1);

	if (view && !view->is_withdrawn && view->head_count == 1 &&
	    vid_equal(&of, &lineage->versions[at].vid)) {
		add_version(lineage, view->record, 1);
		demand(lineage, &of, COUNTING_SAME, seed);
		record_set_text(view->record, "means", "by lot");
		record_set_text(view->record, "until", "2027-01-01");
		add_version(lineage, view->record, 2);
		demand(lineage, &of, COUNTING_SAME, seed);
		record_set_text(view->record, "why", "so");
		add_version(lineage, view->record, 3);
		demand(lineage, &of, COUNTING_CHANGED, seed);
	}
	view_free(view);
}

/* What several versions make together is not known before all that they
 * descend from is here. */
static void
check_missing(const struct lineage *lineage, unsigned long seed)
{
	size_t heads[WORDS_VERSIONS];
	size_t count = lineage_view_heads(lineage, heads);
	struct lineage part = { 0 };
	struct vid of[WORDS_VERSIONS];
	struct view *view;
	bool *is_in = mem_new_array(lineage->count, sizeof *is_in);

	for (size_t h = 0; h < count; h++) {
		is_in[heads[h]] = true;
		of[h] = lineage->versions[heads[h]].vid;
	}
	for (size_t v = 0; v < lineage->count; v++)
		if (is_in[v])
			lineage_add(&part, &lineage->versions[v].vid,
			    record_copy(lineage->versions[v].record),
			    lineage->versions[v].key);
	lineage_link(&part);
	view = count > 1 ? counting_view(&part, of, count) : NULL;
	for (size_t v = 0; view && v < part.count; v++)
		if (view->head_count > 1 &&
		    part.versions[v].record->follow_count > 0)
			fail_msg("words of what is not here: seed %lu", seed);
	view_free(view);
	lineage_clear(&part);
	free(is_in);
}

/* What the versions before one said of who should be involved, all say. */
static void
check_growing(const struct lineage *lineage, unsigned long seed)
{
	struct ledger_names all;

	ledger_gather(&all, lineage);
	for (size_t v = 0; v < lineage->count; v++) {
		const struct version *version = &lineage->versions[v];
		const struct value *value =
		    record_get(version->record, "involve");
		bool does_count = version->standing == STANDING_GOOD &&
		    !record_is_withdrawn(version->record);

		if (does_count && value == NULL && !all.is_all)
			fail_msg("everyone became some: seed %lu", seed);
		for (size_t i = 0; does_count && value && i < value->count; i++)
			if (!value_has(&all.named, value->items[i]))
				fail_msg("a name was dropped: seed %lu", seed);
	}
	ledger_names_clear(&all);
}

static void
play(unsigned long seed, size_t most)
{
	struct lineage lineage = { 0 };

	words_make(&words, seed, most);
	words_build(&words, &lineage);
	dress(&lineage);
	check_heads(&lineage, seed);
	check_same(&lineage, seed);
	check_missing(&lineage, seed);
	check_growing(&lineage, seed);
	check_return(&lineage, seed);
	lineage_clear(&lineage);
	words_clear(&words);
}

static void
test_small(void **state)
{
	(void)state;
	for (unsigned long i = 0; i < rounds / 2; i++)
		play(i, 6);
}

static void
test_large(void **state)
{
	(void)state;
	for (unsigned long i = rounds / 2; i < rounds; i++)
		play(i, WORDS_VERSIONS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_large),
	};
	return cmocka_run_group_tests_name("law_said", tests, begin, NULL);
}
