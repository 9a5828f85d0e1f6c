/* What the kinds ask for beyond single fields: ground rules and what is said
 * of them, decisions and what is said of those. */
#include "model/check.h"

#include "base/str.h"
#include "support/weave.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RANDOM "born: c8a3f3f3c0d5c9d70a0b1a64c3c2f8d7\n"
#define ID "762sycd934mebkcbt9krefz20j"
#define OTHER "1e2t4kqv3z2pmv4x4m7j1q6s0b"
#define PARENT "born: " ID "\n"
#define VID "1111111111111111111111111111111111111111111111111111111111111111"
#define OF "of: [" VID "]\n"

/* The fault of a record with these words: born, fields and a body. */
static int
check(const char *kind, const char *words)
{
	const struct weave weave = { .vid = 1, .kind = kind, .words = words };
	struct record *record = weave_record(&weave);
	int rc;

	assert_true(id_parse(&record->id, OTHER, strlen(OTHER)));
	rc = check_record(kind_by_name(kind), record);
	record_free(record);
	return rc;
}

struct
try {
	const char *words;
	int fault;
};

static void
demand(const char *kind, const struct try *tries)
{
	for (; tries->words; tries++)
		if (check(kind, tries->words) != -tries->fault)
			fail_msg("%s: %s: %s", kind, tries->words,
			    err_name(err_last()->code));
}

static void
test_rules(void **state)
{
	static const struct try tries[] = {
		{ RANDOM "group: [" ID ", all]\ntitle: T\n\nWe listen.", 0 },
		{ RANDOM "group: [" ID "]\ntitle: T\n\nWe listen.", 0 },
		{ RANDOM "group: [=night staff]\ntitle: T\n\nWe listen.", 0 },
		{ RANDOM "group: [all]\ntitle: T\n\nWe listen.",
		    ERR_FIELD_MISSING },
		{ RANDOM "title: T\n\nWe listen.", ERR_FIELD_MISSING },
		{ RANDOM "group: [everyone]\ntitle: T\n\nWe listen.",
		    ERR_FIELD_RECORD },
		{ RANDOM "group: all\ntitle: T\n\nWe listen.",
		    ERR_FIELD_SHAPE },
		{ RANDOM "group: [" ID "]\ntitle: T", ERR_TEXT_EMPTY },
		{ RANDOM "group: [" ID "]\n\nWe listen.", ERR_FIELD_MISSING },
		{ RANDOM "counted: [all]\ngroup: [" ID "]\n"
			 "individual-every: 4\nlook-again: 2027-01-01\n"
			 "look-every: 26\nper-stage: yes\nteam-every: 12\n"
			 "title: T\n\nWe listen.",
		    0 },
		{ RANDOM "group: [" ID "]\nteam-every: often\ntitle: T\n\nW",
		    ERR_FIELD_NUMBER },
		{ RANDOM "group: [" ID "]\nper-stage: often\ntitle: T\n\nW",
		    ERR_FIELD_CHOICE },
		{ NULL, 0 },
	};

	(void)state;
	demand("rules", tries);
}

static void
test_born_of_the_rhythm(void **state)
{
#define REST "\ngroup: [" ID "]\ntitle: T\n\nWe reflect."
	static const struct try tries[] = {
		{ "born: rhythm" REST, 0 },
		{ "born: rhythm 2" REST, 0 },
		{ "born: rhythm 1" REST, ERR_FORM_HEAD_VALUE },
		{ "born: rhythms" REST, ERR_FORM_HEAD_VALUE },
		{ "born: rhyth" REST, ERR_FORM_HEAD_VALUE },
		{ "born: " ID REST, ERR_FORM_HEAD_VALUE },
		{ NULL, 0 },
	};

	(void)state;
	demand("rules", tries);
	/* No other kind has it. */
	assert_int_equal(check("stage", "born: rhythm\ntitle: T"),
	    -ERR_FORM_HEAD_VALUE);
}

static void
test_agreement(void **state)
{
	static const struct try tries[] = {
		{ PARENT OF "rules: " ID "\nstance: agree", 0 },
		{ PARENT OF "rules: " ID "\nstance: not-yet", 0 },
		{ PARENT OF "rules: " ID "\nstance: reservation",
		    ERR_TEXT_EMPTY },
		{ PARENT OF "rules: " ID "\nstance: reservation\n\nThe times.",
		    0 },
		{ PARENT "rules: " ID "\nstance: agree", ERR_FIELD_MISSING },
		{ PARENT OF "rules: " ID, ERR_FIELD_MISSING },
		{ PARENT OF "stance: agree", ERR_FIELD_MISSING },
		{ PARENT OF "rules: " ID "\nstance: object", ERR_FIELD_CHOICE },
		{ PARENT OF "rules: " OTHER "\nstance: agree",
		    ERR_FORM_HEAD_VALUE },
		{ RANDOM OF "rules: " ID "\nstance: agree",
		    ERR_FORM_HEAD_VALUE },
		{ PARENT "of: [" ID "]\nrules: " ID "\nstance: agree",
		    ERR_FIELD_RECORD },
		{ PARENT "state: withdrawn", 0 },
		{ NULL, 0 },
	};

	(void)state;
	demand("agreement", tries);
}

static void
test_decision(void **state)
{
	static const struct try tries[] = {
		{ RANDOM "title: T", 0 },
		{ RANDOM "involve: [=the ward, " ID "]\nmeans: vote\n"
			 "options: [[aaaa, Steps], [bbbb, Sleep]]\n"
			 "replaces: [" ID "]\nstages: [" ID "]\ntitle: T\n"
			 "touches: [=patients]\nuntil: 2026-12-01\n"
			 "why: It matters.\n\nMore.",
		    0 },
		{ RANDOM "why: so", ERR_FIELD_MISSING },
		{ RANDOM "options: [[aaaa, Steps, Sleep]]\ntitle: T",
		    ERR_FIELD_ROW },
		{ RANDOM "involve: [Ada]\ntitle: T", ERR_FIELD_RECORD },
		{ RANDOM "involve: [all]\ntitle: T", ERR_FIELD_RECORD },
		{ RANDOM "replaces: [" OTHER "]\ntitle: T", ERR_FIELD_RECORD },
		/* Of a release to come: kept. */
		{ RANDOM "sealed: yes\ntitle: T", 0 },
		{ NULL, 0 },
	};

	(void)state;
	demand("decision", tries);
}

static void
test_view(void **state)
{
	static const struct try tries[] = {
		{ PARENT "decision: " ID "\n" OF "stance: leave-out", 0 },
		{ PARENT "decision: " ID "\n" OF "option: k7f3\nstance: agree\n"
			 "\nYes.",
		    0 },
		{ PARENT "decision: " ID "\n" OF "option: =both\nstance: aside",
		    0 },
		{ PARENT "decision: " ID "\n" OF "option: a\nstance: agree",
		    ERR_FIELD_RECORD },
		{ PARENT "decision: " ID "\n" OF "option: K7F3\nstance: agree",
		    ERR_FIELD_RECORD },
		{ PARENT "decision: " ID "\n" OF "option: =\nstance: agree",
		    ERR_FIELD_RECORD },
		{ PARENT "decision: " ID "\n" OF "stance: agrees",
		    ERR_FIELD_CHOICE },
		{ PARENT "decision: " ID "\nstance: agree", ERR_FIELD_MISSING },
		{ PARENT OF "stance: agree", ERR_FIELD_MISSING },
		{ NULL, 0 },
	};

	(void)state;
	demand("view", tries);
}

static void
test_settlement(void **state)
{
#define SETTLED "because: So.\ndecision: " ID "\nhow: imposed\n"
	static const struct try tries[] = {
		{ RANDOM SETTLED OF "outcome: Steps.", 0 },
		{ RANDOM "because: So.\nby-when: 2027-01-01\n"
			 "decided-by: [=the funder]\ndecision: " ID
			 "\nhow: differ\ninstead: " ID
			 "\nlook-again: 2027-01-01\n"
			 "not-there: [[aaaa, " ID ", I was ill], "
			 "[bbbb, =Mrs Poole]]\n" OF
			 "on: 2026-11-20\noutcome: Both.\nseen: [" VID "]\n"
			 "where: by phone\nwho: [" ID "]",
		    0 },
		{ RANDOM SETTLED "not-there: [[aaaa, Ben, Ill]]\n" OF
				 "outcome: Steps.",
		    ERR_FIELD_RECORD },
		{ RANDOM SETTLED "instead: " OTHER "\n" OF "outcome: Steps.",
		    ERR_FIELD_RECORD },
		{ RANDOM SETTLED OF "outcome: Steps.\n\nA body",
		    ERR_FIELD_UNKNOWN },
		{ RANDOM SETTLED "outcome: Steps.", ERR_FIELD_MISSING },
		{ RANDOM SETTLED OF, ERR_FIELD_MISSING },
		{ RANDOM "decision: " ID "\nhow: lead\n" OF "outcome: Steps.",
		    ERR_FIELD_MISSING },
		{ NULL, 0 },
	};

	(void)state;
	demand("settlement", tries);
}

static void
test_answer(void **state)
{
	static const struct try tries[] = {
		{ RANDOM OF "progress: done\nto: " ID, 0 },
		{ RANDOM OF "on: 2026-11-20\nprogress: under-way\nto: " ID, 0 },
		{ RANDOM OF "progress: not-possible\nto: " ID, ERR_TEXT_EMPTY },
		{ RANDOM OF "progress: not-possible\nto: " ID "\n\nNo money.",
		    0 },
		{ RANDOM OF "progress: soon\nto: " ID, ERR_FIELD_CHOICE },
		{ RANDOM OF "progress: done", ERR_FIELD_MISSING },
		{ NULL, 0 },
	};

	(void)state;
	demand("answer", tries);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_born_of_the_rhythm),
		cmocka_unit_test(test_agreement),
		cmocka_unit_test(test_decision),
		cmocka_unit_test(test_view),
		cmocka_unit_test(test_settlement),
		cmocka_unit_test(test_answer),
	};
	return cmocka_run_group_tests_name("model_check_kinds", tests, NULL,
	    NULL);
}
