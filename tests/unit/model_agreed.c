/* Where people stand with what the group agrees. */
#include "model/agreed.h"

#include "base/str.h"
#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Ids 1 to 4 as they stand in a file. */
#define A "00000000000000000000000001"
#define B "00000000000000000000000002"
#define C "00000000000000000000000003"
#define D "00000000000000000000000004"

#define TODAY "2026-05-03"

/* Ada, Ben and Cal are here; Dot joins tomorrow, Eve left today. */
static struct presence members[5];

static void
set_member(uint32_t number, const char *joined, const char *left)
{
	struct presence *member = &members[number - 1];

	member->id = weave_id(number);
	presence_set_day(member->joined, joined);
	presence_set_day(member->left, left);
}

static int
begin(void **state)
{
	(void)state;
	set_member(1, NULL, NULL);
	set_member(2, "2026-01-01", NULL);
	set_member(3, TODAY, "2026-05-04");
	set_member(4, "2026-05-04", NULL);
	set_member(5, NULL, TODAY);
	return 0;
}

static struct agreed_said
said(uint32_t by, const char *stance, enum counting_words words)
{
	return (struct agreed_said){
		.by = weave_id(by),
		.stance = stance,
		.words = words,
	};
}

#define YES(who) said(who, "agree", COUNTING_SAME)
#define OLD(who) said(who, "agree", COUNTING_CHANGED)
#define FAR(who) said(who, "agree", COUNTING_UNKNOWN)
#define BUT(who) said(who, "reservation", COUNTING_SAME)
#define NOT(who) said(who, "not-yet", COUNTING_SAME)
#define OLD_NOT(who) said(who, "not-yet", COUNTING_CHANGED)
#define GONE(who)                                                       \
	(struct agreed_said)                                            \
	{                                                               \
		.by = weave_id(who), .stance = "", .is_withdrawn = true \
	}

static void
print_person(struct str *out, const struct agreed_person *person)
{
	static const char *const places[] = { "silent", "yes", "reservation",
		"earlier", "not-yet", "two-things" };

	if (person->words)
		str_add(out, person->words);
	else
		str_add_char(out, (char)('0' + person->id.bytes[15]));
	str_add_char(out, ' ');
	str_add(out, places[person->where]);
	str_add(out, person->is_in_group ? " group" : "");
	str_add(out, person->is_asked ? " asked" : "");
	str_add(out, person->is_awaited ? " awaited" : "");
	str_add(out, person->has_left ? " left" : "");
	str_add(out, person->is_earlier ? " earlier" : "");
	str_add(out, person->is_unknown ? " unknown" : "");
	str_add_char(out, '\n');
}

/* All that is made of a document with these words and what was said. */
static void
demand(const char *words, const struct agreed_said *heads, size_t count,
    const char *wanted)
{
	const struct weave weave = { .vid = 1,
		.kind = "rules",
		.words = words };
	struct record *rules = weave_record(&weave);
	const struct agreed_matter matter = {
		.rules = rules,
		.members = members,
		.member_count = 5,
		.said = heads,
		.said_count = count,
		.today = TODAY,
	};
	struct str out = { 0 };
	struct agreed agreed;

	agreed_make(&agreed, &matter);
	for (size_t i = 0; i < agreed.count; i++)
		print_person(&out, &agreed.people[i]);
	str_add(&out, agreed.is_agreed ? "agreed" : "not agreed");
	str_add(&out, agreed.has_other_group ? ", others" : "");
	str_add(&out, agreed.is_due ? ", due" : "");
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
	agreed_clear(&agreed);
	record_free(rules);
}

#define DEMAND(words, wanted, ...)                           \
	demand(words, (struct agreed_said[]){ __VA_ARGS__ }, \
	    sizeof((struct agreed_said[]){ __VA_ARGS__ }) /  \
		sizeof(struct agreed_said),                  \
	    wanted)

static void
test_named(void **state)
{
	(void)state;
	demand("group: [" A ", " B "]", NULL, 0,
	    "1 silent group asked awaited\n2 silent group asked awaited\n"
	    "not agreed");
	DEMAND("group: [" A ", " B "]",
	    "1 yes group asked\n2 silent group asked awaited\nnot agreed",
	    YES(1));
	DEMAND("group: [" A ", " B "]",
	    "1 yes group asked\n2 reservation group asked\nagreed", YES(1),
	    BUT(2));
	DEMAND("group: [" A ", " B "]",
	    "1 yes group asked\n2 earlier group asked awaited earlier\n"
	    "not agreed",
	    YES(1), OLD(2));
	DEMAND("group: [" A "]",
	    "1 earlier group asked awaited earlier unknown\nnot agreed",
	    FAR(1));
	/* Who says something unasked is heard. */
	DEMAND("group: [" A "]", "1 yes group asked\n3 not-yet\nagreed", YES(1),
	    NOT(3));
}

static void
test_not_yet(void **state)
{
	(void)state;
	/* An answer, and no agreement: it is not asked for again ... */
	DEMAND("group: [" A "]", "1 not-yet group asked\nnot agreed", NOT(1));
	/* ... but when the words change. */
	DEMAND("group: [" A "]",
	    "1 not-yet group asked awaited earlier\nnot agreed", OLD_NOT(1));
}

static void
test_two_heads(void **state)
{
	(void)state;
	DEMAND("group: [" A "]", "1 two-things group asked awaited\nnot agreed",
	    YES(1), NOT(1));
	DEMAND("group: [" A "]", "1 two-things group asked awaited\nnot agreed",
	    NOT(1), YES(1));
	DEMAND("group: [" A "]", "1 two-things group asked awaited\nnot agreed",
	    YES(1), GONE(1));
	DEMAND("group: [" A "]", "1 yes group asked\nagreed", YES(1), YES(1));
	DEMAND("group: [" A "]", "1 reservation group asked\nagreed", YES(1),
	    BUT(1));
	DEMAND("group: [" A "]", "1 yes group asked\nagreed", OLD(1), YES(1));
	/* Taken back: nothing was said. */
	DEMAND("group: [" A "]", "1 silent group asked awaited\nnot agreed",
	    GONE(1));
	DEMAND("group: [" A "]", "1 not-yet group asked\nnot agreed", NOT(1),
	    OLD_NOT(1));
}

static void
test_all(void **state)
{
	(void)state;
	/* The members of today are those of the day it was written. */
	DEMAND("group: [" A ", " B ", " C ", all]",
	    "1 yes group asked\n2 yes group asked\n3 yes group asked\n"
	    "agreed",
	    YES(1), YES(2), YES(3));
	/* Cal has joined since: asked, and the agreement stands. */
	DEMAND("group: [" A ", " B ", all]",
	    "1 yes group asked\n2 yes group asked\n"
	    "3 silent asked awaited\nagreed, others",
	    YES(1), YES(2));
	DEMAND("group: [" A ", " B ", all]",
	    "1 yes group asked\n2 yes group asked\n3 yes asked\n"
	    "agreed, others",
	    YES(1), YES(2), YES(3));
	/* Eve, who stood in it, has left. */
	DEMAND("group: [" A ", " B ", " C ", 00000000000000000000000005, all]",
	    "1 yes group asked\n2 yes group asked\n3 yes group asked\n"
	    "5 silent group left\nnot agreed, others",
	    YES(1), YES(2), YES(3));
	/* Dot is not there yet. */
	DEMAND("group: [" A ", " B ", " C ", " D ", all]",
	    "1 yes group asked\n2 yes group asked\n3 yes group asked\n"
	    "4 silent group\nnot agreed, others",
	    YES(1), YES(2), YES(3));
}

static void
test_strangers(void **state)
{
	(void)state;
	/* Words for those who are no members: nobody can agree for them. */
	DEMAND("group: [=night staff, " A "]",
	    "1 yes group asked\nnight staff silent group asked awaited\n"
	    "not agreed",
	    YES(1));
	/* Named, but left: not asked, and still not agreed. */
	DEMAND("group: [" A ", 00000000000000000000000005]",
	    "1 yes group asked\n5 silent group left\nnot agreed", YES(1));
	/* Somebody whose record has not come yet. */
	demand("group: [00000000000000000000000009]", NULL, 0,
	    "9 silent group asked awaited\nnot agreed");
	/* Nobody: not agreed by nobody. */
	demand("title: A", NULL, 0, "not agreed");
	demand("group: all", NULL, 0, "not agreed");
	demand("group: [nonsense]", NULL, 0, "not agreed");
}

static void
test_due(void **state)
{
	static const struct {
		const char *words;
		const char *wanted;
	} days[] = {
		{ "look-again: 2026-05-03", "not agreed, due" },
		{ "look-again: 2026-05-04", "not agreed" },
		{ "look-again: someday", "not agreed" },
		{ "made: 2026-04-19\nlook-every: 2", "not agreed, due" },
		{ "made: 2026-04-20\nlook-every: 2", "not agreed" },
		{ "made: 2026-01-01\nlook-every: 0", "not agreed" },
		{ "made: 2026-01-01\nlook-every: 2147483647", "not agreed" },
		{ "made: 2026-01-01\nlook-again: 2027-01-01\nlook-every: 2",
		    "not agreed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		demand(days[i].words, NULL, 0, days[i].wanted);
}

static void
test_presence(void **state)
{
	(void)state;
	assert_true(presence_has(&members[0], "0001-01-01"));
	assert_true(presence_has(&members[1], "2026-01-01"));
	assert_false(presence_has(&members[1], "2025-12-31"));
	assert_true(presence_has(&members[2], TODAY));
	assert_false(presence_has(&members[2], "2026-05-04"));
	assert_false(presence_has(&members[4], TODAY));
	assert_ptr_equal(presence_find(members, 5, &members[3].id),
	    &members[3]);
	assert_null(presence_find(members, 3, &members[3].id));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_not_yet),
		cmocka_unit_test(test_two_heads),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_strangers),
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_presence),
	};
	return cmocka_run_group_tests_name("model_agreed", tests, begin, NULL);
}
