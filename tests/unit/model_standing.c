/* Which versions count, and why others do not. */
#include "model/standing.h"

#include "base/mem.h"
#include "model/form.h"
#include "model/view.h"
#include "support/weave.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Anna, Ben and Carla introduced themselves with keys 1, 2 and 3. Dora was
 * added by Anna, and key 4 alone claims her; nobody claims Emil, whom Anna
 * added too. Key 9 is nobody's. */
struct team {
	struct voices *voices;
	struct id anna, ben, carla, dora, emil;
};

static void
put(struct team *team, struct record *record, uint32_t key)
{
	unsigned char bytes[WEAVE_KEY_SIZE];

	weave_key(bytes, key);
	voices_add(team->voices, record, bytes);
	record_free(record);
}

static struct id
introduce(struct team *team, uint32_t key)
{
	struct record *member = weave_member(key);
	struct id id = member->id;

	put(team, member, key);
	return id;
}

static struct id
add_member(struct team *team, uint32_t number)
{
	struct record *member = weave_added(&team->anna, number);
	struct id id = member->id;

	put(team, member, 1);
	return id;
}

static int
make_team(void **state)
{
	struct team *team = calloc(1, sizeof *team);

	assert_non_null(team);
	team->voices = voices_new();
	team->anna = introduce(team, 1);
	team->ben = introduce(team, 2);
	team->carla = introduce(team, 3);
	team->dora = add_member(team, 4);
	team->emil = add_member(team, 5);
	put(team, weave_claim(&team->dora, 4), 4);
	voices_settle(team->voices);
	*state = team;
	return 0;
}

static int
clear_team(void **state)
{
	struct team *team = *state;

	voices_free(team->voices);
	free(team);
	return 0;
}

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

/* Judges and demands the names of standings, in order of vid. */
static void
demand(struct lineage *lineage, const struct team *team, const char *wanted)
{
	char found[200] = "";

	lineage_link(lineage);
	standing_judge(lineage, team->voices);
	for (size_t i = 0; i < lineage->count; i++) {
		size_t len = strlen(found);

		(void)snprintf(found + len, sizeof found - len, "%s%s",
		    len > 0 ? " " : "",
		    standing_name(lineage->versions[i].standing));
	}
	assert_string_equal(found, wanted);
}

static void
demand_view(const struct lineage *lineage, const char *wanted)
{
	struct view *view = view_make(lineage);
	char *printed = weave_print(lineage, view);

	assert_string_equal(printed, wanted);
	free(printed);
	view_free(view);
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

	demand(&lineage, *state, "");
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
	demand(&lineage, team, "good key-other key-unknown key-other");
	lineage_clear(&lineage);

	/* A key that alone claims somebody speaks, not confirmed. */
	add(&lineage, true, entry(1, NULL, team->dora, 4));
	demand(&lineage, team, "good");
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
	demand(&lineage, team, "good good writer good");
	lineage_clear(&lineage);

	/* An id made in the way of the other kinds. */
	stage.typed_by = (struct id){ { 0 } };
	stage.by = team->anna;
	stage.key = 1;
	add(&lineage, true, stage);
	demand(&lineage, team, "born");
	lineage_clear(&lineage);
	add(&lineage, false, entry(1, NULL, team->anna, 1));
	demand(&lineage, team, "born");
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
	demand(&lineage, team, "good sense good sense");
	assert_int_equal(lineage.versions[0].fault, 0);
	assert_int_equal(lineage.versions[1].fault, ERR_TEXT_EMPTY);
	assert_int_equal(lineage.versions[3].fault, ERR_FIELD_DATE);
	/* An answer, not a failure: the last fault stays as it was. */
	assert_int_equal(err_last()->code, ERR_NONE);
	(void)err_set(ERR_CODE_NOT_THERE, "D-7kq4", NULL);
	demand(&lineage, team, "good sense good sense");
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
	demand(&lineage, team, "good key-unknown");
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
	demand(&lineage, team, "good good good");
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
	demand(&lineage, team, "good earlier");
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
	demand(&lineage, team, "good good");
	demand_view(&lineage,
	    "heads 3\nday: 2026-11-20\nreaders: team\n\nWords\n");

	/* Then it is an earlier state of them, whether it follows them or
	 * not. */
	typed.vid = 4;
	typed.follows = "1 3";
	add(&lineage, true, typed);
	add(&lineage, true, entry(1, NULL, team->anna, 1));
	demand(&lineage, team, "good good good earlier");
	demand_view(&lineage,
	    "heads 1\nday: 2026-11-20\nreaders: team\n\nWords\n");

	/* She takes it up. */
	add(&lineage, true, entry(5, "1 4", team->anna, 1));
	demand(&lineage, team, "good good good good good");
	demand_view(&lineage,
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
	demand(&lineage, team, "good good");
	demand_view(&lineage, "heads 2\ntitle: More ideas\n");
	lineage_clear(&lineage);
}

/* ------------------------------------------------------------ members */

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
	demand(&lineage, team, "good partly key-unknown earlier");
	demand_view(&lineage,
	    "heads 1\nfollow 1 2\nleft: 2026-11-01\nname: Ben\n");
	add_member_version(&lineage, weave_member(2),
	    signed_by(by(5, "1 2", team->ben, "name: Ben K."), 2));
	demand(&lineage, team, "good partly key-unknown earlier good");
	demand_view(&lineage, "heads 5\nname: Ben K.\n");
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
	demand(&lineage, team, "good good");
	demand_view(&lineage, "heads 2\nname: Emil Z.\n");
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
	demand(&lineage, team, "good");
	demand_view(&lineage, "heads 1\nname: Dora\n");

	/* What was typed for her is hers, and may follow what others wrote. */
	typed.typed_by = team->ben;
	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(typed, 2));
	demand(&lineage, team, "partly good");
	demand_view(&lineage, "heads 3\nhats: [carer]\nname: Dora\n");

	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(by(4, "3", team->dora, "name: Dodo"), 4));
	add_member_version(&lineage, weave_added(&team->anna, 4),
	    signed_by(by(5, "4", team->anna, "name: Dora"), 1));
	demand(&lineage, team, "partly good good partly");
	demand_view(&lineage, "heads 4\nfollow 4 5\nname: Dodo\n");
	lineage_clear(&lineage);
}

/* ------------------------------------------------------------ keys */

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
	demand(&lineage, team, "good born");
	lineage_clear(&lineage);
	/* A claim that nobody gave their word for. */
	add_claim(&lineage, 1, &team->anna, 9, 9);
	demand(&lineage, team, "key-unknown");
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
		cmocka_unit_test(test_own_member),
		cmocka_unit_test(test_voiceless_member),
		cmocka_unit_test(test_member_takes_over),
		cmocka_unit_test(test_key_records),
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests_name("model_standing", tests, make_team,
	    clear_team);
}
