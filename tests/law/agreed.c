/*
 * Where ground rules stand, held against "Agreed" in withus-record(5), worked
 * out here again in the plainest way. LAWS says how many ("full": 100,000).
 */
#include "model/agreed.h"

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
#define SAID 6

static unsigned long rounds;

static int
begin(void **state)
{
	(void)state;
	rounds = laws_rounds(FEW);
	return 0;
}

static const char *const stances[] = { "agree", "reservation", "not-yet" };

static struct record *
draw_rules(bool *in_group, bool *is_all)
{
	struct record *rules = record_new("rules");
	char ids[DAYS_PEOPLE][ID_TEXT_SIZE];
	const char *items[DAYS_PEOPLE + 1];
	size_t count = 0;

	*is_all = days_draw(2);
	for (uint32_t i = 0; i < DAYS_PEOPLE; i++) {
		struct id id = weave_id(i + 1);

		id_print(ids[i], &id);
		in_group[i] = days_draw(2);
		if (in_group[i])
			items[count++] = ids[i];
	}
	if (*is_all)
		items[count++] = "all";
	record_set_items(rules, "group", items, count);
	if (days_draw(3) == 0)
		record_set_text(rules, "status", "agreed");
	return rules;
}

/* Whether one agrees to these words: said it, unsaid nothing, and in no head
 * said anything else. */
static bool
does_agree(const struct agreed_said *said, uint32_t by)
{
	struct id id = weave_id(by);
	bool has_same = false;

	for (size_t i = 0; i < SAID; i++) {
		if (!id_equal(&said[i].by, &id))
			continue;
		if (said[i].is_withdrawn ||
		    strcmp(said[i].stance, "not-yet") == 0)
			return false;
		has_same |= said[i].words == COUNTING_SAME;
	}
	return has_same;
}

static void
check_agreed(const struct agreed_matter *matter, const bool *in_group,
    bool is_all, unsigned long seed)
{
	bool wants_all = true, is_any = false, others = false;
	struct agreed agreed;

	agreed_make(&agreed, matter);
	for (uint32_t i = 0; i < DAYS_PEOPLE; i++) {
		is_any |= in_group[i];
		wants_all &= !in_group[i] || does_agree(matter->said, i + 1);
		others |= is_all &&
		    in_group[i] !=
			days_is_there(&matter->members[i], DAYS_TODAY);
	}
	if (agreed.is_agreed != (is_any && wants_all))
		fail_msg("agreed, or not: seed %lu", seed);
	if (agreed.has_other_group != others)
		fail_msg("second look, or not: seed %lu", seed);
	for (size_t p = 0; p < agreed.count; p++) {
		const struct agreed_person *person = &agreed.people[p];
		uint32_t i = person->id.bytes[15] - 1U;
		bool is_asked = is_all ?
		    days_is_there(&matter->members[i], DAYS_TODAY) :
		    in_group[i] &&
			!(matter->members[i].left[0] &&
			    strcmp(matter->members[i].left, DAYS_TODAY) <= 0);

		if (person->is_asked != is_asked)
			fail_msg("asked, or not: seed %lu", seed);
		if (agreed_has(person) != does_agree(matter->said, i + 1))
			fail_msg("agrees, or not: seed %lu", seed);
		if (person->is_awaited && (!is_asked || agreed_has(person)))
			fail_msg("awaited, or not: seed %lu", seed);
	}
	agreed_clear(&agreed);
}

static void
play_agreed(unsigned long seed)
{
	struct presence members[DAYS_PEOPLE];
	struct agreed_said said[SAID];
	bool in_group[DAYS_PEOPLE], is_all;
	struct record *rules;
	struct agreed_matter matter = {
		.members = members,
		.member_count = DAYS_PEOPLE,
		.said = said,
		.said_count = SAID,
		.today = DAYS_TODAY,
	};

	days_begin(seed);
	days_draw_members(members);
	rules = draw_rules(in_group, &is_all);
	for (size_t i = 0; i < SAID; i++)
		said[i] = (struct agreed_said){
			.by = weave_id(1 + days_draw(DAYS_PEOPLE)),
			.stance = stances[days_draw(8) < 6 ? days_draw(2) : 2],
			.words = days_draw(4) ?
			    COUNTING_SAME :
			    (enum counting_words)days_draw(3),
			.is_withdrawn = days_draw(8) == 0,
		};
	matter.rules = rules;
	check_agreed(&matter, in_group, is_all, seed);
	record_free(rules);
}

static void
test_agreed(void **state)
{
	(void)state;
	for (unsigned long i = 0; i < rounds; i++)
		play_agreed(i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agreed),
	};
	return cmocka_run_group_tests_name("law_agreed", tests, begin, NULL);
}
