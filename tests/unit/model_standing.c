/* Which versions count, and why others do not. */
#include "model/standing.h"

#include "model/form.h"
#include "support/team.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BORN "00112233445566778899aabbccddeeff"

/* A version of a kind by somebody, with the right id for `with_by`. */
static void
add(struct lineage *lineage, bool with_by, struct weave weave)
{
	struct record *record = weave_record(&weave);
	struct vid vid = weave_vid(weave.vid);
	unsigned char key[WEAVE_KEY_SIZE];

	if (record->born[0] == '\0')
		(void)snprintf(record->born, sizeof record->born, BORN);
	form_id(&record->id, &record->project, record->kind,
	    with_by ? &record->by : NULL, record->born);
	weave_key(key, weave.key);
	lineage_add(lineage, &vid, record, key);
}

static struct weave
entry(uint32_t vid, const char *follows, struct id by, uint32_t key)
{
	return (struct weave){
		.vid = vid,
		.follows = follows,
		.kind = "reflection",
		.words = "day: 2026-11-20\nreaders: team\n\nWords\n",
		.by = by,
		.key = key,
	};
}

static void
test_empty(void **state)
{
	struct lineage lineage = { 0 };

	team_demand(&lineage, *state, "", NULL);
	lineage_clear(&lineage);
}

static void
test_keys(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave typed = entry(5, NULL, team->anna, 2);

	typed.typed_by = team->carla;
	add(&lineage, true, entry(1, NULL, team->anna, 1));
	add(&lineage, true, entry(2, "1", team->anna, 2));
	add(&lineage, true, entry(3, "1", team->anna, 9));
	add(&lineage, true, typed);
	team_demand(&lineage, team, "good key-other key-unknown key-other",
	    NULL);
	lineage_clear(&lineage);

	/* A key that alone claims somebody speaks, not confirmed. */
	add(&lineage, true, entry(1, NULL, team->dora, 4));
	team_demand(&lineage, team, "good", NULL);
	lineage_clear(&lineage);
}

/* Kinds that everyone may write, and kinds that one alone may. */
static void
test_writers(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave stage = {
		.vid = 1,
		.kind = "stage",
		.words = "title: Ideas",
		.by = team->anna,
		.key = 1,
	};

	add(&lineage, false, stage);
	stage.vid = 2;
	stage.by = team->ben;
	stage.key = 2;
	add(&lineage, false, stage);
	/* Typed for one who is no member. */
	stage.vid = 3;
	stage.by = weave_id(77);
	stage.typed_by = team->ben;
	add(&lineage, false, stage);
	stage.vid = 4;
	stage.by = team->emil;
	add(&lineage, false, stage);
	team_demand(&lineage, team, "good good writer good", NULL);
	lineage_clear(&lineage);

	/* An id made in the way of the other kinds. */
	stage.typed_by = (struct id){ { 0 } };
	stage.by = team->anna;
	stage.key = 1;
	add(&lineage, true, stage);
	team_demand(&lineage, team, "born", NULL);
	lineage_clear(&lineage);
	add(&lineage, false, entry(1, NULL, team->anna, 1));
	team_demand(&lineage, team, "born", NULL);
	lineage_clear(&lineage);
}

static void
test_sense(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave empty = entry(2, NULL, team->anna, 1);
	struct weave gone = entry(3, NULL, team->anna, 1);
	struct weave bad = entry(4, NULL, team->anna, 1);

	empty.words = "day: 2026-11-20\nreaders: team";
	gone.words = "state: withdrawn";
	bad.words = "day: someday\nreaders: team\n\nWords\n";
	add(&lineage, true, entry(1, NULL, team->anna, 1));
	add(&lineage, true, empty);
	add(&lineage, true, gone);
	add(&lineage, true, bad);
	err_clear();
	team_demand(&lineage, team, "good sense good sense", NULL);
	assert_int_equal(lineage.versions[0].fault, 0);
	assert_int_equal(lineage.versions[1].fault, ERR_TEXT_EMPTY);
	assert_int_equal(lineage.versions[3].fault, ERR_FIELD_DATE);
	/* An answer, not a failure: the last fault stays as it was. */
	assert_int_equal(err_last()->code, ERR_NONE);
	(void)err_set(ERR_CODE_NOT_THERE, "D-7kq4", NULL);
	team_demand(&lineage, team, "good sense good sense", NULL);
	assert_int_equal(err_last()->code, ERR_CODE_NOT_THERE);
	assert_string_equal(err_last()->arg[0], "D-7kq4");
	err_clear();
	lineage_clear(&lineage);
}

/* A kind or form that this program does not know: by key, and by who its id
 * says may write. */
static void
test_newer(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave weave = entry(1, NULL, team->anna, 1);

	weave.words = "form: 99\nday: someday";
	add(&lineage, true, weave);
	weave.vid = 2;
	weave.key = 9;
	add(&lineage, true, weave);
	team_demand(&lineage, team, "good key-unknown", NULL);
	lineage_clear(&lineage);

	weave.kind = "dream";
	weave.key = 1;
	add(&lineage, false, weave);
	weave.vid = 3;
	weave.by = team->ben;
	weave.key = 2;
	add(&lineage, false, weave);
	weave.vid = 4;
	weave.typed_by = team->carla;
	weave.key = 3;
	weave.follows = "2";
	add(&lineage, false, weave);
	team_demand(&lineage, team, "good good good", NULL);
	assert_false(lineage.versions[2].is_typed_away);
	lineage_clear(&lineage);

	/* Of one alone: what was typed displaces nothing. */
	weave.follows = NULL;
	weave.vid = 5;
	weave.typed_by = (struct id){ { 0 } };
	weave.key = 2;
	add(&lineage, true, weave);
	weave.vid = 6;
	weave.follows = "5";
	weave.typed_by = team->carla;
	weave.key = 3;
	add(&lineage, true, weave);
	team_demand(&lineage, team, "good earlier", NULL);
	lineage_clear(&lineage);
}

static void
test_typed(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave typed = entry(2, NULL, team->anna, 2);

	/* Counts in full while she has no words of her own there. */
	typed.typed_by = team->ben;
	add(&lineage, true, typed);
	typed.vid = 3;
	typed.follows = "2";
	add(&lineage, true, typed);
	team_demand(&lineage, team, "good good",
	    "heads 3\nday: 2026-11-20\nreaders: team\n\nWords\n");

	/* Then it is an earlier state of them, whether it follows them or
	 * not. */
	typed.vid = 4;
	typed.follows = "1 3";
	add(&lineage, true, typed);
	add(&lineage, true, entry(1, NULL, team->anna, 1));
	team_demand(&lineage, team, "good good good earlier",
	    "heads 1\nday: 2026-11-20\nreaders: team\n\nWords\n");

	/* She takes it up. */
	add(&lineage, true, entry(5, "1 4", team->anna, 1));
	team_demand(&lineage, team, "good good good good good",
	    "heads 5\nday: 2026-11-20\nreaders: team\n\nWords\n");
	lineage_clear(&lineage);
}

/* In what everyone writes, what was typed is written like anything else. */
static void
test_typed_for_all(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };
	struct weave stage = {
		.vid = 1,
		.kind = "stage",
		.words = "title: Ideas",
		.by = team->anna,
		.key = 1,
	};

	add(&lineage, false, stage);
	stage.vid = 2;
	stage.follows = "1";
	stage.typed_by = team->ben;
	stage.key = 2;
	stage.words = "title: More ideas";
	add(&lineage, false, stage);
	team_demand(&lineage, team, "good good",
	    "heads 2\ntitle: More ideas\n");
	lineage_clear(&lineage);
}

static void
add_claim(struct lineage *lineage, uint32_t vid, const struct id *member,
    uint32_t claimed, uint32_t signer)
{
	unsigned char key[WEAVE_KEY_SIZE];
	struct vid number = weave_vid(vid);

	weave_key(key, signer);
	lineage_add(lineage, &number, weave_claim(member, claimed), key);
}

static void
test_key_records(void **state)
{
	const struct team *team = *state;
	struct lineage lineage = { 0 };

	add_claim(&lineage, 1, &team->anna, 1, 1);
	add_claim(&lineage, 2, &team->anna, 1, 2);
	team_demand(&lineage, team, "good born", NULL);
	lineage_clear(&lineage);
	/* A claim that nobody gave their word for. */
	add_claim(&lineage, 1, &team->anna, 9, 9);
	team_demand(&lineage, team, "key-unknown", NULL);
	lineage_clear(&lineage);
}

static void
test_names(void **state)
{
	(void)state;
	for (int s = STANDING_GOOD; s <= STANDING_PARTLY; s++)
		for (int t = STANDING_GOOD; t < s; t++)
			assert_string_not_equal(standing_name((enum standing)s),
			    standing_name((enum standing)t));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_writers),
		cmocka_unit_test(test_sense),
		cmocka_unit_test(test_newer),
		cmocka_unit_test(test_typed),
		cmocka_unit_test(test_typed_for_all),
		cmocka_unit_test(test_key_records),
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests_name("model_standing", tests, team_make,
	    team_clear);
}
