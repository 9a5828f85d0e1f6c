/*
 * Where decisions stand, held against "Status of a decision" in
 * withus-record(5), worked out here again in the plainest way. LAWS says how
 * many ("full": 100,000).
 */
#include "model/ledger.h"

#include "support/days.h"
#include "support/laws.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FEW 5000
#define VIEWS 4
#define SETTLED 4
#define ANSWERS 3

static unsigned long rounds;

static int
begin(void **state)
{
	(void)state;
	rounds = laws_rounds(FEW);
	return 0;
}

struct table {
	struct presence members[DAYS_PEOPLE];
	struct ledger_names names;
	char ids[DAYS_PEOPLE][ID_TEXT_SIZE];
	char *items[DAYS_PEOPLE];
	struct ledger_view views[VIEWS];
	struct ledger_head heads[VIEWS];
	struct vid versions[VIEWS];
	struct ledger_settlement settlements[SETTLED];
	struct ledger_answer answers[ANSWERS];
	struct ledger_matter matter;
};

static void
draw_names(struct table *table)
{
	size_t count = 0;

	for (uint32_t i = 0; i < DAYS_PEOPLE; i++) {
		struct id id = weave_id(i + 1);

		id_print(table->ids[i], &id);
		if (days_draw(3) == 0)
			table->items[count++] = table->ids[i];
	}
	table->names.is_all = days_draw(2);
	table->names.named = (struct value){
		.shape = VALUE_SET,
		.items = table->items,
		.count = count,
	};
}

static void
draw_views(struct table *table)
{
	static const char *const views[] = { "agree", "aside", "object",
		"leave-out", "agree" };

	for (uint32_t v = 0; v < VIEWS; v++) {
		table->heads[v] = (struct ledger_head){
			.vid = weave_vid(v + 1),
			.stance = views[days_draw(5)],
			.is_withdrawn = days_draw(5) == 0,
		};
		table->versions[v] = table->heads[v].vid;
		table->views[v] = (struct ledger_view){
			.by = weave_id(v + 1),
			.heads = &table->heads[v],
			.head_count = 1,
			.versions = &table->versions[v],
			.version_count = 1,
		};
	}
	table->matter.view_count = days_draw(VIEWS + 1);
}

static void
draw_settlements(struct table *table)
{
	static char yes[] = "yes", no[] = "no";

	for (uint32_t s = 0; s < SETTLED; s++) {
		struct ledger_settlement *settlement = &table->settlements[s];

		*settlement = (struct ledger_settlement){
			.id = weave_id(100 + s),
			.said = days_draw(3) ? yes : no,
			.has_task = days_draw(2),
			.is_of_all = days_draw(2),
			.is_withdrawn = days_draw(4) == 0,
		};
		presence_set_day(settlement->day, days_draw_day());
		if (days_draw(2))
			settlement->instead =
			    weave_id(100 + days_draw(SETTLED));
		if (days_draw(3) == 0)
			presence_set_day(settlement->look_again,
			    days_draw_day());
	}
	table->matter.settlement_count = days_draw(SETTLED + 1);
}

static void
draw_table(struct table *table, unsigned long seed)
{
	days_begin(seed);
	memset(table, 0, sizeof *table);
	days_draw_members(table->members);
	draw_names(table);
	draw_views(table);
	draw_settlements(table);
	for (uint32_t a = 0; a < ANSWERS; a++) {
		presence_set_day(table->answers[a].day, days_draw_day());
		table->answers[a].is_final = days_draw(3) == 0;
	}
	table->matter.names = &table->names;
	table->matter.members = table->members;
	table->matter.member_count = DAYS_PEOPLE;
	table->matter.views = table->views;
	table->matter.settlements = table->settlements;
	table->matter.answers = table->answers;
	table->matter.answer_count = days_draw(ANSWERS + 1);
	table->matter.until = days_draw(2) ? days_draw_day() : "";
	table->matter.made = days_draw_day();
	table->matter.today = DAYS_TODAY;
	table->matter.has_successor = days_draw(5) == 0;
}

/* Who stands in for whom, step by step: the closure of "instead". */
static void
close_instead(const struct table *table, bool stands[SETTLED][SETTLED])
{
	size_t count = table->matter.settlement_count;

	memset(stands, 0, SETTLED * sizeof stands[0]);
	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++)
			stands[a][b] = !table->settlements[a].is_withdrawn &&
			    !table->settlements[b].is_withdrawn &&
			    id_equal(&table->settlements[a].instead,
				&table->settlements[b].id);
	for (size_t k = 0; k < count; k++)
		for (size_t a = 0; a < count; a++)
			for (size_t b = 0; b < count; b++)
				stands[a][b] |= stands[a][k] && stands[k][b];
}

static size_t
check_force(const struct table *table, unsigned long seed)
{
	bool stands[SETTLED][SETTLED];
	size_t in_force = 0, left = 0;

	close_instead(table, stands);
	for (size_t s = 0; s < table->matter.settlement_count; s++) {
		bool is_out = table->settlements[s].is_withdrawn;

		left += !is_out;
		for (size_t t = 0; t < table->matter.settlement_count; t++)
			is_out |= stands[t][s] && !stands[s][t];
		if (table->settlements[s].is_in_force == is_out)
			fail_msg("in force, or not: seed %lu", seed);
		in_force += !is_out;
	}
	if (left > 0 && in_force == 0)
		fail_msg("all stand in for each other: seed %lu", seed);
	return in_force;
}

static const char *
find_day(const struct table *table)
{
	const char *day = "";

	for (size_t s = 0; s < table->matter.settlement_count; s++)
		if (table->settlements[s].is_in_force &&
		    strcmp(table->settlements[s].day, day) > 0)
			day = table->settlements[s].day;
	return *day ? day : DAYS_TODAY;
}

static bool
had_any_joined(const struct table *table, const char *day)
{
	bool had_joined = false;

	for (uint32_t i = 0; i < DAYS_PEOPLE; i++)
		had_joined |= !table->members[i].joined[0] ||
		    strcmp(table->members[i].joined, day) <= 0;
	return had_joined;
}

/* What should be found of one member; -1: they need not be involved. */
static int
find_part(const struct table *table, uint32_t i)
{
	const char *day = find_day(table);
	const char *then =
	    had_any_joined(table, day) ? day : table->matter.made;
	bool is_named = value_has(&table->names.named, table->ids[i]);
	const struct presence *member = &table->members[i];

	if (!is_named && !(table->names.is_all && days_is_there(member, then)))
		return -1;
	if (i < table->matter.view_count && !table->heads[i].is_withdrawn)
		return strcmp(table->heads[i].stance, "leave-out") == 0 ?
		    LEDGER_LEFT_OUT :
		    LEDGER_GAVE;
	return member->left[0] && strcmp(member->left, day) <= 0 ?
	    LEDGER_GONE :
	    LEDGER_AWAITED;
}

static size_t
check_people(const struct table *table, const struct ledger *ledger,
    unsigned long seed)
{
	size_t awaited = 0, wanted = 0;

	for (uint32_t i = 0; i < DAYS_PEOPLE; i++) {
		int part = find_part(table, i), found = -1;

		for (size_t p = 0; p < ledger->count; p++)
			if (ledger->people[p].id.bytes[15] == i + 1)
				found = (int)ledger->people[p].part;
		if (found != part)
			fail_msg("awaited, or not: seed %lu", seed);
		awaited += part == LEDGER_AWAITED;
		wanted += part >= 0;
		if (i < table->matter.view_count && part < 0 &&
		    !table->views[i].is_unasked)
			fail_msg("asked, or not: seed %lu", seed);
	}
	if (ledger->count != wanted)
		fail_msg("somebody twice: seed %lu", seed);
	return awaited;
}

static void
check_claims(const struct table *table, size_t awaited, unsigned long seed)
{
	bool is_open = awaited > 0;

	for (size_t v = 0; v < table->matter.view_count; v++)
		is_open |= !table->heads[v].is_withdrawn &&
		    strcmp(table->heads[v].stance, "object") == 0;
	for (size_t s = 0; s < table->matter.settlement_count; s++)
		if (table->settlements[s].is_claim !=
		    (is_open && table->settlements[s].is_of_all))
			fail_msg("a claim, or not: seed %lu", seed);
}

static bool
is_carried_out(const struct table *table)
{
	for (size_t a = 0; a < table->matter.answer_count; a++) {
		bool is_last = true;

		for (size_t b = 0; b < table->matter.answer_count; b++)
			is_last &= strcmp(table->answers[b].day,
				       table->answers[a].day) <= 0;
		if (is_last && table->answers[a].is_final)
			return true;
	}
	return false;
}

static unsigned
find_states(const struct table *table, size_t in_force, size_t awaited)
{
	const char *until = table->matter.until;
	unsigned states = LEDGER_SETTLED;
	const char *said = NULL;

	if (in_force == 0)
		return awaited == 0 ||
			(*until && strcmp(until, DAYS_TODAY) < 0) ?
		    LEDGER_READY :
		    LEDGER_OPEN;
	for (size_t s = 0; s < table->matter.settlement_count; s++) {
		const struct ledger_settlement *settlement =
		    &table->settlements[s];

		if (!settlement->is_in_force)
			continue;
		if (said && strcmp(said, settlement->said) != 0)
			states = (states & ~(unsigned)LEDGER_SETTLED) |
			    LEDGER_DIFFERENTLY;
		said = settlement->said;
		if (settlement->has_task && !is_carried_out(table))
			states |= LEDGER_TO_CARRY_OUT;
		if (settlement->look_again[0] &&
		    strcmp(settlement->look_again, DAYS_TODAY) <= 0)
			states |= LEDGER_ANOTHER_LOOK;
	}
	return states;
}

static void
play_ledger(unsigned long seed)
{
	static struct table table;
	struct ledger ledger;
	size_t in_force, awaited;
	unsigned states;

	draw_table(&table, seed);
	ledger_make(&ledger, &table.matter);
	in_force = check_force(&table, seed);
	awaited = check_people(&table, &ledger, seed);
	check_claims(&table, awaited, seed);
	states = find_states(&table, in_force, awaited);
	if (table.matter.has_successor)
		states = (states &
			     ~(unsigned)(LEDGER_TO_CARRY_OUT |
				 LEDGER_ANOTHER_LOOK)) |
		    LEDGER_REPLACED;
	if (ledger.states != states)
		fail_msg("another status: seed %lu", seed);
	ledger_clear(&ledger);
}

static void
test_ledger(void **state)
{
	(void)state;
	for (unsigned long i = 0; i < rounds; i++)
		play_ledger(i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ledger),
	};
	return cmocka_run_group_tests_name("law_ledger", tests, begin, NULL);
}
