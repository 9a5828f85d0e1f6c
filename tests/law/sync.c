/*
 * Scenarios of imagined computers: whatever happens to them, once left in
 * peace they come to rest, all have the same, and nothing is lost. LAWS says
 * how many scenarios in all ("full": 100,000).
 */
#include "support/laws.h"
#include "support/sim.h"

#include "base/mem.h"

#include <withus/kind.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FEW 1500
#define GROUPS 12

static struct sim *sim;
static unsigned long scenarios;

static int
begin(void **state)
{
	(void)state;
	scenarios = (laws_rounds(FEW) + GROUPS - 1) / GROUPS;
	sim = mem_new(sizeof *sim);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	free(sim->commits);
	free(sim);
	return 0;
}

/* Plays one; `tree` (may be NULL) is the tree that all have in the end. */
static unsigned
play(uint64_t seed, const struct sim_rules *rules, struct sim_tree *tree)
{
	uint32_t head;

	sim_init(sim, seed, rules);
	sim_play(sim);
	if (sim->broken)
		fail_msg("%s: layout %d, seed %lu", sim->broken,
		    (int)rules->layout, (unsigned long)seed);
	head = sim->homes[0].disk.ref;
	if (tree && head != SIM_NONE) {
		*tree = sim->commits[head].tree;
		sim->commits[head].tree = (struct sim_tree){ 0 };
	}
	sim_clear(sim);
	return sim->rounds;
}

/* Some scenarios under these rules, of growing length: in their layout, or
 * in all of them by turns. */
static void
play_all(uint64_t first, struct sim_rules rules, bool is_everywhere)
{
	unsigned most = 0;

	for (unsigned long i = 0; i < scenarios; i++) {
		unsigned long n = is_everywhere ? i / SIM_LAYOUTS : i;
		unsigned rounds;

		if (is_everywhere)
			rules.layout = (enum sim_layout)(i % SIM_LAYOUTS);
		rules.actions = 5 + (unsigned)(n % 60);
		rules.lockstep = i % 3 == 0;
		rounds = play(first * 1000000 + i, &rules, NULL);
		if (rounds > most)
			most = rounds;
	}
	print_message("# %lu scenarios, at rest after %u rounds\n", scenarios,
	    most);
}

static void
test_one_address(void **state)
{
	(void)state;
	play_all(1, (struct sim_rules){ .layout = SIM_ONE_HUB }, false);
}

static void
test_two_addresses(void **state)
{
	(void)state;
	play_all(2, (struct sim_rules){ .layout = SIM_TWO_HUBS }, false);
}

static void
test_ring(void **state)
{
	(void)state;
	play_all(3, (struct sim_rules){ .layout = SIM_RING }, false);
}

static void
test_bundles(void **state)
{
	(void)state;
	play_all(4, (struct sim_rules){ .layout = SIM_BUNDLES }, false);
}

static void
test_crashes(void **state)
{
	(void)state;
	play_all(5, (struct sim_rules){ .crashes = true }, true);
}

static void
test_hands(void **state)
{
	(void)state;
	play_all(6, (struct sim_rules){ .hands = true }, true);
}

static void
test_rewinds(void **state)
{
	(void)state;
	play_all(7, (struct sim_rules){ .rewinds = true }, true);
}

static void
test_copies(void **state)
{
	(void)state;
	play_all(8, (struct sim_rules){ .copies = true }, true);
}

static void
test_imports(void **state)
{
	(void)state;
	play_all(9, (struct sim_rules){ .imports = true }, true);
}

static void
test_everything(void **state)
{
	(void)state;
	play_all(10,
	    (struct sim_rules){
		.crashes = true,
		.hands = true,
		.rewinds = true,
		.copies = true,
		.imports = true,
		.clock_shift = 10,
	    },
	    true);
}

static void
test_fifty_heads(void **state)
{
	(void)state;
	play_all(11,
	    (struct sim_rules){ .heads = 50, .hands = true, .crashes = true },
	    true);
}

/* The same life with clocks that are ten years apart: commits differ, what
 * the journal holds does not. */
static void
test_clocks(void **state)
{
	(void)state;
	for (unsigned long i = 0; i < scenarios; i++) {
		struct sim_rules rules = {
			.layout = (enum sim_layout)(i % SIM_LAYOUTS),
			.copies = true,
			.actions = 5 + (unsigned)(i / SIM_LAYOUTS % 60),
		};
		struct sim_tree before = { 0 }, after = { 0 };

		(void)play(12000000 + i, &rules, &before);
		rules.clock_shift = 10;
		(void)play(12000000 + i, &rules, &after);
		if (!sim_same_tree(&before, &after))
			fail_msg("clocks change something: layout %d, seed %lu",
			    (int)rules.layout, 12000000 + i);
		free(before.entries);
		free(after.entries);
	}
}

/* All this really happened. */
static void
test_counts(void **state)
{
	const struct sim_counts *counts = &sim->counts;

	(void)state;
	print_message("# %lu stops, %lu joins, %lu adopted, %lu repairs, %lu "
		      "side lines, %lu returned, %lu refused\n",
	    counts->stops, counts->joins, counts->adopted, counts->repairs,
	    counts->side_lines, counts->returned, counts->refused);
	for (size_t k = 0; kind_all()[k]; k++)
		print_message("# %lu versions of %s\n", counts->kinds[k],
		    kind_all()[k]->name);
	if (scenarios < 100)
		return;
	for (size_t k = 0; kind_all()[k]; k++)
		assert_true(counts->kinds[k] > 100);
	assert_true(counts->stops > 0);
	assert_true(counts->joins > 0);
	assert_true(counts->adopted > 0);
	assert_true(counts->repairs > 0);
	assert_true(counts->side_lines > 0);
	assert_true(counts->returned > 0);
	assert_true(counts->refused > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_address),
		cmocka_unit_test(test_two_addresses),
		cmocka_unit_test(test_ring),
		cmocka_unit_test(test_bundles),
		cmocka_unit_test(test_crashes),
		cmocka_unit_test(test_hands),
		cmocka_unit_test(test_rewinds),
		cmocka_unit_test(test_copies),
		cmocka_unit_test(test_imports),
		cmocka_unit_test(test_everything),
		cmocka_unit_test(test_fifty_heads),
		cmocka_unit_test(test_clocks),
		cmocka_unit_test(test_counts),
	};
	return cmocka_run_group_tests_name("law_sync", tests, begin, end);
}
