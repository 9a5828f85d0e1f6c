/* Who may write the record of a member, and what of it counts. */
#include "model/standing.h"

#include "support/team.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Puts a version of a member's record in. */
static void
add_member_version(struct lineage *lineage, struct record *record,
    struct weave weave)
{
	struct record *version;
	struct vid vid = weave_vid(weave.vid);
	unsigned char key[WEAVE_KEY_SIZE];

	weave.kind = "member";
	weave.id = record->id;
	version = weave_record(&weave);
	memcpy(version->born, record->born, sizeof version->born);
	weave_key(key, weave.key);
	lineage_add(lineage, &vid, version, key);
	record_free(record);
}

static struct weave
by(uint32_t vid, const char *follows, struct id who, const char *words)
{
	return (struct weave){
		.vid = vid,
		.follows = follows,
		.by = who,
		.words = words,
	};
}

static struct weave
signed_by(struct weave weave, uint32_t key)
{
	weave.key = key;
	return weave;
}

/* A member with a voice who has used it: others count for left and away. */
static void
test_own_member(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave typed =
	    by(4, "1", team->ben, "hats: [carer]\nname: Typed");

	add_member_version(&lineage, weave_member(2),
	    signed_by(by(1, NULL, team->ben, "name: Ben"), 2));
	add_member_version(&lineage, weave_member(2),
	    signed_by(by(2, "1", team->anna, "left: 2026-11-01\nname: Gone"),
		1));
	add_member_version(&lineage, weave_member(2),
	    signed_by(by(3, "1", team->anna, "name: X"), 9));
	typed.typed_by = team->carla;
	add_member_version(&lineage, weave_member(2), signed_by(typed, 3));
	team_demand(&lineage, team, "good partly key-unknown earlier",
	    "heads 1\nfollow 1 2\nleft: 2026-11-01\nname: Ben\n");
	add_member_version(&lineage, weave_member(2),
	    signed_by(by(5, "1 2", team->ben, "name: Ben K."), 2));
	team_demand(&lineage, team, "good partly key-unknown earlier good",
	    "heads 5\nname: Ben K.\n");
	/* Typed, but as the words of somebody else. */
	typed.vid = 6;
	typed.by = team->emil;
	add_member_version(&lineage, weave_member(2), signed_by(typed, 3));
	team_demand(&lineage, team,
	    "good partly key-unknown earlier good partly",
	    "heads 5\nfollow 5 6\nname: Ben K.\n");
	lineage_clear(&lineage);
}

/* Who was added and has no voice is written by everyone. */
static void
test_voiceless_member(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };

	add_member_version(&lineage, weave_added(&team->anna, 5),
	    signed_by(by(1, NULL, team->anna, "name: Emil"), 1));
	add_member_version(&lineage, weave_added(&team->anna, 5),
	    signed_by(by(2, "1", team->ben, "name: Emil Z."), 2));
	team_demand(&lineage, team, "good good", "heads 2\nname: Emil Z.\n");
	lineage_clear(&lineage);
}

/* Who has a voice now keeps the name they were given until they write. */
static void
test_member_takes_over(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave typed =
	    by(3, "1", team->dora, "hats: [carer]\nname: Dora");

	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(by(1, NULL, team->anna, "name: Dora"), 1));
	team_demand(&lineage, team, "good", "heads 1\nname: Dora\n");

	/* What was typed for her is hers, and may follow what others wrote. */
	typed.typed_by = team->ben;
	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(typed, 2));
	team_demand(&lineage, team, "partly good",
	    "heads 3\nhats: [carer]\nname: Dora\n");

	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(by(4, "3", team->dora, "name: Dodo"), 4));
	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(by(5, "4", team->anna, "name: Dora"), 1));
	team_demand(&lineage, team, "partly good good partly",
	    "heads 4\nfollow 4 5\nname: Dodo\n");
	lineage_clear(&lineage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_member),
		cmocka_unit_test(test_voiceless_member),
		cmocka_unit_test(test_member_takes_over),
	};
	return cmocka_run_group_tests_name("model_standing_member", tests,
	    team_make, team_clear);
}
