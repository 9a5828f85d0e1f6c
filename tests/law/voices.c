/*
 * Whose key, in random teams with strangers among them: the same as the rules
 * read out one by one until nothing changes; the same in any order; and what
 * stands never stops standing, whatever else arrives. LAWS says how many
 * teams ("full": 100,000).
 */
#include "model/voices.h"

#include "base/mem.h"
#include "support/laws.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FEW 2000

#define KEYS 6
#define PEOPLE 6
#define MOST 40

/* What one version says. */
struct saying {
	enum {
		PERSON,
		CLAIM,
		VOUCH
	} what;
	uint32_t key;     /* that signed it */
	uint32_t member;  /* whose record, claimed, or whose word: a person */
	uint32_t claimed; /* CLAIM, VOUCH: the key it is about */
	uint32_t of;      /* VOUCH: the person it is claimed for */
};

struct team {
	uint64_t seed;
	size_t people;
	uint32_t adder[PEOPLE]; /* who added them; PEOPLE: nobody */
	struct id ids[PEOPLE];
	struct saying sayings[MOST];
	size_t count;
	bool is_here[PEOPLE];
	int grade[KEYS][PEOPLE]; /* by the plain way; -1: none */
};

static unsigned long rounds;

static int
begin(void **state)
{
	(void)state;
	rounds = laws_rounds(FEW);
	return 0;
}

static uint32_t
draw(struct team *team, uint32_t below)
{
	uint64_t z = team->seed += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ z >> 31) >> 33) % below;
}

/* Person p introduced themself with key p, or was added by an earlier one. */
static struct record *
make_person(const struct team *team, uint32_t person)
{
	uint32_t adder = team->adder[person];

	return adder == PEOPLE ? weave_member(person) :
				 weave_added(&team->ids[adder], person);
}

static struct record *
make_record(const struct team *team, const struct saying *saying)
{
	struct record *claim, *vouch;

	if (saying->what == PERSON)
		return make_person(team, saying->member);
	if (saying->what == CLAIM)
		return weave_claim(&team->ids[saying->member], saying->claimed);
	claim = weave_claim(&team->ids[saying->of], saying->claimed);
	vouch = weave_vouch(&team->ids[saying->member], &claim->id);
	record_free(claim);
	return vouch;
}

static void
make_team(struct team *team, uint64_t seed)
{
	memset(team, 0, sizeof *team);
	team->seed = seed * 0x2545f4914f6cdd1du + 3;
	team->people = 1 + draw(team, PEOPLE);
	for (uint32_t p = 0; p < team->people; p++) {
		struct record *record;

		team->adder[p] =
		    p == 0 || draw(team, 2) == 0 ? PEOPLE : draw(team, p);
		record = make_person(team, p);
		team->ids[p] = record->id;
		record_free(record);
	}
	team->count = draw(team, MOST + 1);
	for (size_t s = 0; s < team->count; s++) {
		uint32_t people = (uint32_t)team->people;
		struct saying *saying = &team->sayings[s];

		saying->what = draw(team, 5) < 2 ? PERSON :
		    draw(team, 2) == 0           ? CLAIM :
						   VOUCH;
		saying->key = draw(team, KEYS);
		saying->member = draw(team, people);
		saying->claimed = draw(team, KEYS);
		saying->of = draw(team, people);
		/* Mostly claims are signed by the key that claims. */
		if (saying->what == CLAIM && draw(team, 4) > 0)
			saying->key = saying->claimed;
	}
}

/* ------------------------------------------------------------ plainly */

static bool
is_claimed(const struct team *team, size_t count, uint32_t key, uint32_t person)
{
	for (size_t s = 0; s < count; s++)
		if (team->sayings[s].what == CLAIM &&
		    team->sayings[s].key == key &&
		    team->sayings[s].claimed == key &&
		    team->sayings[s].member == person)
			return true;
	return false;
}

/* Rules (2) and (3) for one vouch. */
static bool
apply_vouch(struct team *team, size_t count, const struct saying *vouch)
{
	uint32_t adder = team->adder[vouch->of];
	bool is_own = team->grade[vouch->key][vouch->of] >= 0;
	bool is_adders = adder != PEOPLE && team->grade[vouch->key][adder] >= 0;

	if (vouch->what != VOUCH || !team->is_here[vouch->of] ||
	    team->grade[vouch->key][vouch->member] < 0 ||
	    team->grade[vouch->claimed][vouch->of] >= 0 ||
	    !is_claimed(team, count, vouch->claimed, vouch->of) ||
	    (!is_own && !is_adders))
		return false;
	team->grade[vouch->claimed][vouch->of] = VOICE_VOUCHED;
	return true;
}

/* The claimed rule for one person. */
static void
apply_claims(struct team *team, size_t count, uint32_t person)
{
	uint32_t claims = 0, only = 0;

	for (uint32_t k = 0; k < KEYS; k++) {
		if (team->grade[k][person] >= 0)
			return;
		if (!is_claimed(team, count, k, person))
			continue;
		claims++;
		only = k;
	}
	if (claims == 1 && team->is_here[person] &&
	    team->adder[person] != PEOPLE)
		team->grade[only][person] = VOICE_CLAIMED;
}

/* By the first `count` sayings. */
static void
settle_plainly(struct team *team, size_t count)
{
	bool is_growing = true;

	memset(team->is_here, 0, sizeof team->is_here);
	memset(team->grade, -1, sizeof team->grade);
	for (size_t s = 0; s < count; s++)
		if (team->sayings[s].what == PERSON)
			team->is_here[team->sayings[s].member] = true;
	for (uint32_t p = 0; p < team->people; p++)
		if (team->is_here[p] && team->adder[p] == PEOPLE)
			team->grade[p][p] = VOICE_OWN;
	while (is_growing) {
		is_growing = false;
		for (size_t s = 0; s < count; s++)
			is_growing |=
			    apply_vouch(team, count, &team->sayings[s]);
	}
	for (uint32_t p = 0; p < team->people; p++)
		apply_claims(team, count, p);
}

/* ------------------------------------------------------------ laws */

/* Puts in the first `count` sayings, from the front or from behind. */
static struct voices *
settle(const struct team *team, size_t count, bool is_from_behind)
{
	struct voices *voices = voices_new();

	for (size_t i = 0; i < count; i++) {
		const struct saying *saying =
		    &team->sayings[is_from_behind ? count - 1 - i : i];
		struct record *record = make_record(team, saying);
		unsigned char key[WEAVE_KEY_SIZE];

		weave_key(key, saying->key);
		voices_add(voices, record, key);
		record_free(record);
	}
	voices_settle(voices);
	return voices;
}

static int
ask(const struct team *team, const struct voices *voices, uint32_t key,
    uint32_t person)
{
	unsigned char bytes[WEAVE_KEY_SIZE];
	enum voice_grade grade;

	weave_key(bytes, key);
	if (!voices_speaks(voices, bytes, &team->ids[person], &grade))
		return -1;
	return (int)grade;
}

static void
check_plain(struct team *team, const struct voices *voices, unsigned long seed)
{
	for (uint32_t k = 0; k < KEYS; k++)
		for (uint32_t p = 0; p < team->people; p++)
			if (ask(team, voices, k, p) != team->grade[k][p])
				fail_msg("other voices: seed %lu", seed);
}

static void
check_order(struct team *team, const struct voices *voices, unsigned long seed)
{
	struct voices *other = settle(team, team->count, true);
	struct voice *one, *two;
	size_t count = voices_list(voices, &one);

	if (voices_list(other, &two) != count ||
	    memcmp(one, two, count * sizeof *one) != 0)
		fail_msg("order of arrival changes voices: seed %lu", seed);
	free(one);
	free(two);
	voices_free(other);
}

/* Voices that part of what is here gave still stand with all of it; claims
 * alone may fall. */
static void
check_growing(struct team *team, const struct voices *voices,
    unsigned long seed)
{
	struct voices *part =
	    settle(team, draw(team, (uint32_t)team->count + 1), false);

	for (uint32_t k = 0; k < KEYS; k++)
		for (uint32_t p = 0; p < team->people; p++) {
			int before = ask(team, part, k, p);

			if (before >= 0 && before != VOICE_CLAIMED &&
			    ask(team, voices, k, p) != before)
				fail_msg("a voice is lost: seed %lu", seed);
		}
	voices_free(part);
}

static void
test_teams(void **state)
{
	(void)state;
	for (unsigned long i = 0; i < rounds; i++) {
		struct team team;
		struct voices *voices;

		make_team(&team, i);
		voices = settle(&team, team.count, false);
		settle_plainly(&team, team.count);
		check_plain(&team, voices, i);
		check_order(&team, voices, i);
		check_growing(&team, voices, i);
		voices_free(voices);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_teams),
	};
	return cmocka_run_group_tests_name("law_voices", tests, begin, NULL);
}
