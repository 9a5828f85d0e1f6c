/* Who may say what about ground rules and decisions, and with which key. */
#include "model/standing.h"

#include "model/form.h"
#include "support/team.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ID "762sycd934mebkcbt9krefz20j"
#define VID "1111111111111111111111111111111111111111111111111111111111111111"

/* Kinds that one alone writes: what a record of each needs. */
static const struct {
	const char *kind;
	const char *words;
	const char *other; /* the same with other words */
} own[] = {
	{ .kind = "agreement",
	    .words =
		"born: " ID "\nof: [" VID "]\nrules: " ID "\nstance: agree",
	    .other =
		"born: " ID "\nof: [" VID "]\nrules: " ID "\nstance: not-yet" },
	{ .kind = "view",
	    .words =
		"born: " ID "\ndecision: " ID "\nof: [" VID "]\nstance: agree",
	    .other = "born: " ID "\ndecision: " ID "\nof: [" VID
		     "]\nstance: object" },
	{ .kind = "settlement",
	    .words = "because: So.\ndecision: " ID "\nhow: lead\nof: [" VID
		     "]\noutcome: Yes.",
	    .other = "because: So.\ndecision: " ID "\nhow: lead\nof: [" VID
		     "]\noutcome: No." },
	{ .kind = "answer",
	    .words = "of: [" VID "]\nprogress: done\nto: " ID,
	    .other = "of: [" VID "]\nprogress: under-way\nto: " ID },
};

#define OWN (sizeof own / sizeof *own)

static void
add(struct lineage *lineage, bool with_by, struct weave weave)
{
	struct record *record = weave_record(&weave);
	struct vid vid = weave_vid(weave.vid);
	unsigned char key[WEAVE_KEY_SIZE];

	if (record->born[0] == '\0')
		(void)snprintf(record->born, sizeof record->born,
		    "00112233445566778899aabbccddeeff");
	form_id(&record->id, &record->project, record->kind,
	    with_by ? &record->by : NULL, record->born);
	weave_key(key, weave.key);
	lineage_add(lineage, &vid, record, key);
}

/* Only its writer, with a key of theirs. */
static void
test_own_words(void **state)
{
	const struct team *team = *state;

	for (size_t k = 0; k < OWN; k++) {
		struct weave weave = {
			.vid = 1,
			.kind = own[k].kind,
			.words = own[k].words,
			.by = team->anna,
			.key = 1,
		};
		struct lineage lineage = { 0 };

		add(&lineage, true, weave);
		weave.vid = 2;
		weave.key = 2;
		add(&lineage, true, weave);
		weave.vid = 3;
		weave.key = 9;
		add(&lineage, true, weave);
		team_demand(&lineage, team, "good key-other key-unknown", NULL);
		lineage_clear(&lineage);
		/* Under an id that is anybody's it is nobody's. */
		weave.vid = 1;
		weave.key = 1;
		add(&lineage, false, weave);
		team_demand(&lineage, team, "born", NULL);
		lineage_clear(&lineage);
	}
}

/* What was typed for somebody counts, and never displaces their own words,
 * nor does it withdraw them. */
static void
test_typed_words(void **state)
{
	const struct team *team = *state;

	for (size_t k = 0; k < OWN; k++) {
		struct weave weave = {
			.vid = 1,
			.kind = own[k].kind,
			.words = own[k].words,
			.by = team->anna,
			.typed_by = team->ben,
			.key = 2,
		};
		struct lineage lineage = { 0 };

		add(&lineage, true, weave);
		team_demand(&lineage, team, "good", NULL);
		weave.vid = 2;
		weave.words = own[k].other;
		weave.typed_by = (struct id){ { 0 } };
		weave.key = 1;
		add(&lineage, true, weave);
		weave.vid = 3;
		weave.follows = "2";
		weave.words = own[k].words;
		weave.typed_by = team->ben;
		weave.key = 2;
		add(&lineage, true, weave);
		team_demand(&lineage, team, "earlier good earlier", NULL);
		lineage_clear(&lineage);
	}
}

/* Ground rules and decisions are everyone's. */
static void
test_shared_words(void **state)
{
	const struct team *team = *state;
	static const struct weave shared[] = {
		{ .kind = "rules",
		    .words = "born: rhythm\ngroup: [" ID "]\ntitle: T\n\nW" },
		{ .kind = "decision", .words = "title: T" },
	};

	for (size_t k = 0; k < 2; k++) {
		struct weave weave = shared[k];
		struct lineage lineage = { 0 };

		weave.vid = 1;
		weave.by = team->anna;
		weave.key = 1;
		add(&lineage, false, weave);
		weave.vid = 2;
		weave.by = team->ben;
		weave.key = 2;
		add(&lineage, false, weave);
		weave.vid = 3;
		weave.key = 3;
		add(&lineage, false, weave);
		team_demand(&lineage, team, "good good key-other", NULL);
		lineage_clear(&lineage);
		weave.key = 2;
		add(&lineage, true, weave);
		team_demand(&lineage, team, "born", NULL);
		lineage_clear(&lineage);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_words),
		cmocka_unit_test(test_typed_words),
		cmocka_unit_test(test_shared_words),
	};
	return cmocka_run_group_tests_name("model_standing_said", tests,
	    team_make, team_clear);
}
