/* Whose key: every rule, in every order, and what must not win a voice. */
#include "model/voices.h"

#include "base/mem.h"
#include "model/form.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NONE (-1)

/* Puts a record in, signed by a key, and frees it. */
static void
add(struct voices *voices, struct record *record, uint32_t key)
{
	unsigned char bytes[WEAVE_KEY_SIZE];

	weave_key(bytes, key);
	voices_add(voices, record, bytes);
	record_free(record);
}

static struct id
id_of(struct record *record)
{
	struct id id = record->id;

	record_free(record);
	return id;
}

/* How a key speaks for a member: a grade, or NONE. */
static int
ask(const struct voices *voices, uint32_t key, const struct id *member)
{
	unsigned char bytes[WEAVE_KEY_SIZE];
	enum voice_grade grade;

	weave_key(bytes, key);
	if (!voices_speaks(voices, bytes, member, &grade)) {
		assert_false(voices_speaks(voices, bytes, member, NULL));
		return NONE;
	}
	assert_true(voices_is_known(voices, bytes));
	return (int)grade;
}

static bool
is_known(const struct voices *voices, uint32_t key)
{
	unsigned char bytes[WEAVE_KEY_SIZE];

	weave_key(bytes, key);
	return voices_is_known(voices, bytes);
}

static bool
has_vouched(const struct voices *voices, const struct id *who, uint32_t key)
{
	unsigned char bytes[WEAVE_KEY_SIZE];

	weave_key(bytes, key);
	return voices_has_vouched(voices, who, bytes);
}

/* A member who introduced themself with key n, and their claim. */
static struct id
introduce(struct voices *voices, uint32_t key)
{
	struct id id = id_of(weave_member(key));

	add(voices, weave_member(key), key);
	add(voices, weave_claim(&id, key), key);
	return id;
}

/* The claim of a key for a member; its id. */
static struct id
claim(struct voices *voices, const struct id *member, uint32_t key)
{
	struct id id = id_of(weave_claim(member, key));

	add(voices, weave_claim(member, key), key);
	return id;
}

static void
test_nobody(void **state)
{
	struct voices *voices = voices_new();
	struct voice *list;
	struct id member = weave_id(1);

	(void)state;
	voices_settle(voices);
	assert_int_equal(ask(voices, 1, &member), NONE);
	assert_false(is_known(voices, 1));
	assert_false(voices_has_voice(voices, &member));
	assert_false(voices_is_member(voices, &member));
	assert_false(has_vouched(voices, &member, 1));
	assert_int_equal(voices_list(voices, &list), 0);
	free(list);
	voices_free(voices);
	voices_free(NULL);
}

static void
test_own(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = id_of(weave_member(1));
	struct voice *list;

	(void)state;
	add(voices, weave_member(1), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 1, &anna), VOICE_OWN);
	assert_int_equal(ask(voices, 2, &anna), NONE);
	assert_false(is_known(voices, 2));
	assert_true(voices_has_voice(voices, &anna));
	assert_true(voices_is_member(voices, &anna));
	assert_int_equal(voices_list(voices, &list), 1);
	assert_true(id_equal(&list[0].member, &anna));
	assert_int_equal(list[0].grade, VOICE_OWN);
	free(list);
	voices_free(voices);
}

/* The member's record alone says whose they are, whoever carried it in; the
 * key itself has signed nothing that was put in. Nobody can claim them. */
static void
test_own_unseen(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = id_of(weave_member(1));
	struct voice *list;

	(void)state;
	add(voices, weave_member(1), 2);
	claim(voices, &anna, 2);
	voices_settle(voices);
	assert_int_equal(ask(voices, 1, &anna), VOICE_OWN);
	assert_int_equal(ask(voices, 2, &anna), NONE);
	assert_true(voices_has_voice(voices, &anna));
	assert_true(is_known(voices, 1));
	assert_int_equal(voices_list(voices, &list), 0);
	free(list);
	voices_free(voices);
}

/* After an erasure a record begins anew: `born` with a number behind it. */
static void
test_own_again(void **state)
{
	struct voices *voices = voices_new();
	struct record *again = weave_member(1);
	struct id id;

	(void)state;
	(void)snprintf(again->born + 32, sizeof again->born - 32, " 2");
	form_id(&again->id, &again->project, "member", NULL, again->born);
	id = again->id;
	add(voices, again, 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 1, &id), VOICE_OWN);
	voices_free(voices);
}

static void
test_second_computer(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id second = claim(voices, &anna, 2);
	struct id third = claim(voices, &anna, 3);

	(void)state;
	voices_settle(voices);
	assert_int_equal(ask(voices, 1, &anna), VOICE_OWN);
	assert_int_equal(ask(voices, 2, &anna), NONE);
	assert_false(is_known(voices, 2));
	add(voices, weave_vouch(&anna, &second), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &anna), VOICE_VOUCHED);
	assert_int_equal(ask(voices, 3, &anna), NONE);
	assert_true(has_vouched(voices, &anna, 2));
	assert_false(has_vouched(voices, &anna, 3));
	/* And the second can vouch in turn. */
	add(voices, weave_vouch(&anna, &third), 2);
	voices_settle(voices);
	assert_int_equal(ask(voices, 3, &anna), VOICE_VOUCHED);
	voices_free(voices);
}

static void
test_added(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id ben = id_of(weave_added(&anna, 7));
	struct id key = claim(voices, &ben, 2);

	(void)state;
	voices_settle(voices);
	/* Ben's record has not arrived: nobody to speak for. */
	assert_int_equal(ask(voices, 2, &ben), NONE);
	add(voices, weave_added(&anna, 7), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &ben), VOICE_CLAIMED);
	assert_true(voices_has_voice(voices, &ben));
	assert_false(has_vouched(voices, &anna, 2));
	/* A second claim: none, until who added them gives their word. */
	claim(voices, &ben, 3);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &ben), NONE);
	assert_int_equal(ask(voices, 3, &ben), NONE);
	assert_false(voices_has_voice(voices, &ben));
	add(voices, weave_vouch(&anna, &key), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &ben), VOICE_VOUCHED);
	assert_int_equal(ask(voices, 3, &ben), NONE);
	assert_true(has_vouched(voices, &anna, 2));
	voices_free(voices);
}

/* The same key twice, be it in two versions, is one claim. */
static void
test_one_claim_twice(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id ben = id_of(weave_added(&anna, 7));

	(void)state;
	add(voices, weave_added(&anna, 7), 1);
	claim(voices, &ben, 2);
	claim(voices, &ben, 2);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &ben), VOICE_CLAIMED);
	voices_free(voices);
}

/* Adder, added, added: the word goes from one to the next. */
static void
test_chain(void **state)
{
	enum {
		LONG = 40
	};
	struct voices *voices = voices_new();
	struct id members[LONG], keys[LONG];

	(void)state;
	members[0] = id_of(weave_member(1));
	for (uint32_t i = 1; i < LONG; i++) {
		members[i] = id_of(weave_added(&members[i - 1], i));
		keys[i] = id_of(weave_claim(&members[i], i + 1));
	}
	/* From the end, so that every word is there before its giver has a
	 * voice. */
	for (uint32_t i = LONG; i-- > 1;) {
		add(voices, weave_vouch(&members[i - 1], &keys[i]), i);
		add(voices, weave_claim(&members[i], i + 1), i + 1);
		add(voices, weave_added(&members[i - 1], i), i);
	}
	add(voices, weave_member(1), 1);
	voices_settle(voices);
	for (uint32_t i = 1; i < LONG; i++)
		assert_int_equal(ask(voices, i + 1, &members[i]),
		    VOICE_VOUCHED);
	voices_free(voices);
}

/* Nobody else's word gives a key somebody's voice. */
static void
test_word_of_others(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id mallory = introduce(voices, 9);
	struct id ben = id_of(weave_added(&anna, 7));
	struct id false_anna = claim(voices, &anna, 8);
	struct id false_ben = claim(voices, &ben, 8);

	(void)state;
	add(voices, weave_added(&anna, 7), 1);
	claim(voices, &ben, 2);
	/* In their own name, and in the name of others. */
	add(voices, weave_vouch(&mallory, &false_anna), 9);
	add(voices, weave_vouch(&mallory, &false_ben), 9);
	add(voices, weave_vouch(&anna, &false_anna), 9);
	add(voices, weave_vouch(&anna, &false_ben), 9);
	add(voices, weave_vouch(&ben, &false_ben), 9);
	add(voices, weave_vouch(&anna, &false_anna), 8);
	/* Signed by Anna's key, but as somebody else's word. */
	add(voices, weave_vouch(&mallory, &false_anna), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 8, &anna), NONE);
	assert_int_equal(ask(voices, 8, &ben), NONE);
	assert_int_equal(ask(voices, 2, &ben), NONE); /* two claims */
	assert_false(has_vouched(voices, &anna, 8));
	assert_true(has_vouched(voices, &mallory, 8));
	voices_free(voices);
}

/* Who introduced themself is not won by anybody who says they added them. */
static void
test_claimed_cannot_vouch(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id ben = id_of(weave_added(&anna, 7));
	struct id carla = id_of(weave_added(&ben, 8));
	struct id second, third;

	(void)state;
	add(voices, weave_added(&anna, 7), 1);
	add(voices, weave_added(&ben, 8), 2);
	claim(voices, &ben, 2);
	second = claim(voices, &carla, 3);
	third = claim(voices, &carla, 4);
	add(voices, weave_vouch(&ben, &second), 2);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &ben), VOICE_CLAIMED);
	assert_int_equal(ask(voices, 3, &carla), NONE);
	assert_false(has_vouched(voices, &ben, 3));
	(void)third;
	voices_free(voices);
}

/* Nothing is negative: what was withdrawn has still been said, also where
 * that version is the only one here. */
static void
test_withdrawn(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id second = id_of(weave_claim(&anna, 2));
	struct record *key = weave_claim(&anna, 2);
	struct record *vouch = weave_vouch(&anna, &second);

	(void)state;
	key->state = mem_dup_text("withdrawn");
	vouch->state = mem_dup_text("withdrawn");
	record_remove(vouch, "key");
	add(voices, key, 2);
	add(voices, vouch, 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &anna), VOICE_VOUCHED);
	voices_free(voices);
}

/* What does not fit together says nothing. */
static void
test_nonsense(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id second = id_of(weave_claim(&anna, 2));
	struct record *record;

	(void)state;
	/* A claim that another key signed. */
	add(voices, weave_claim(&anna, 2), 1);
	add(voices, weave_vouch(&anna, &second), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &anna), NONE);

	/* Typed for somebody. */
	record = weave_claim(&anna, 2);
	record->typed_by = anna;
	add(voices, record, 2);
	voices_settle(voices);
	assert_int_equal(ask(voices, 2, &anna), NONE);
	claim(voices, &anna, 3);
	second = id_of(weave_claim(&anna, 3));
	record = weave_vouch(&anna, &second);
	record->typed_by = anna;
	add(voices, record, 1);

	/* A word for one key, born of another. */
	record = weave_vouch(&anna, &second);
	record_set_text(record, "key", "00000000000000000000000001");
	add(voices, record, 1);
	record = weave_vouch(&anna, &second);
	record_set_text(record, "key", "short");
	add(voices, record, 1);
	record = weave_vouch(&anna, &second);
	record_remove(record, "key");
	add(voices, record, 1);

	/* Ids by another formula. */
	record = weave_vouch(&anna, &second);
	form_id(&record->id, &record->project, "vouch", NULL, record->born);
	add(voices, record, 1);
	record = weave_claim(&anna, 4);
	form_id(&record->id, &record->project, "key", NULL, record->born);
	add(voices, record, 4);
	record = weave_member(5);
	form_id(&record->id, &record->project, "member", &anna, record->born);
	add(voices, record, 5);
	voices_settle(voices);
	assert_int_equal(ask(voices, 3, &anna), NONE);
	assert_false(is_known(voices, 4));
	assert_false(is_known(voices, 5));
	voices_free(voices);
}

/* A member, a claim and a word whose `born` is of no form there is. */
static void
test_born(void **state)
{
	static const char *const kinds[] = { "member", "key", "vouch" };
	struct voices *voices = voices_new();
	struct voice *list;

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct record *record = record_new(kinds[k]);
		struct id id;

		record->by = weave_id(1);
		(void)snprintf(record->born, sizeof record->born, "someday");
		form_id(&record->id, &record->project, kinds[k],
		    k == 0 ? NULL : &record->by, record->born);
		id = record->id;
		add(voices, record, 1);
		voices_settle(voices);
		assert_false(voices_is_member(voices, &id));
	}
	assert_int_equal(voices_list(voices, &list), 0);
	free(list);
	voices_free(voices);
}

/* One key may speak for two members. */
static void
test_one_key_two_members(void **state)
{
	struct voices *voices = voices_new();
	struct id anna = introduce(voices, 1);
	struct id ben = id_of(weave_added(&anna, 7));
	struct id key = claim(voices, &ben, 1);
	struct id third = claim(voices, &ben, 3);
	struct voice *list;
	size_t count;

	(void)state;
	add(voices, weave_added(&anna, 7), 1);
	add(voices, weave_vouch(&anna, &key), 1);
	/* Ben's word, by the key that is also Anna's. */
	add(voices, weave_vouch(&ben, &third), 1);
	voices_settle(voices);
	assert_int_equal(ask(voices, 1, &anna), VOICE_OWN);
	assert_int_equal(ask(voices, 1, &ben), VOICE_VOUCHED);
	assert_int_equal(ask(voices, 3, &ben), VOICE_VOUCHED);
	count = voices_list(voices, &list);
	assert_int_equal(count, 3);
	for (size_t v = 1; v < count; v++) {
		int order = id_compare(&list[v - 1].member, &list[v].member);

		assert_true(order < 0 ||
		    (order == 0 &&
			memcmp(list[v - 1].key, list[v].key, 32) < 0));
	}
	free(list);
	voices_free(voices);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_own_unseen),
		cmocka_unit_test(test_own_again),
		cmocka_unit_test(test_second_computer),
		cmocka_unit_test(test_added),
		cmocka_unit_test(test_one_claim_twice),
		cmocka_unit_test(test_chain),
		cmocka_unit_test(test_word_of_others),
		cmocka_unit_test(test_claimed_cannot_vouch),
		cmocka_unit_test(test_withdrawn),
		cmocka_unit_test(test_nonsense),
		cmocka_unit_test(test_born),
		cmocka_unit_test(test_one_key_two_members),
	};
	return cmocka_run_group_tests_name("model_voices", tests, NULL, NULL);
}
