/* Which words count, and what they were when somebody said something. */
#include "model/counting.h"

#include "support/weave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
build(struct lineage *lineage, const struct weave *weaves)
{
	*lineage = (struct lineage){ 0 };
	for (; weaves->vid != 0; weaves++)
		weave_add(lineage, weaves);
	lineage_link(lineage);
}

static struct weave
decision(uint32_t vid, const char *follows, const char *words)
{
	return (struct weave){
		.vid = vid,
		.follows = follows,
		.kind = "decision",
		.words = words,
		.by = weave_id(1),
	};
}

/* What is shown now against the words at some versions: "1 2". */
static enum counting_words
compare(const struct lineage *lineage, const char *of)
{
	struct view *view = view_make(lineage);
	char *now = counting_print(view), *end;
	struct vid vids[8];
	size_t count = 0;
	enum counting_words words;

	for (; *of; of = end)
		vids[count++] = weave_vid((uint32_t)strtoul(of, &end, 10));
	words = counting_compare(lineage, now, vids, count);
	free(now);
	view_free(view);
	return words;
}

static void
demand(const struct weave *weaves, const char *of, enum counting_words wanted)
{
	struct lineage lineage;

	build(&lineage, weaves);
	assert_int_equal(compare(&lineage, of), wanted);
	lineage_clear(&lineage);
}

/* Two versions: does the second change what counts? */
static enum counting_words
change(const char *kind, const char *before, const char *after)
{
	const struct weave weaves[] = {
		{ .vid = 1, .kind = kind, .words = before },
		{ .vid = 2, .follows = "1", .kind = kind, .words = after },
		{ .vid = 0 },
	};
	struct lineage lineage;
	enum counting_words words;

	build(&lineage, weaves);
	words = compare(&lineage, "1");
	lineage_clear(&lineage);
	return words;
}

static void
test_what_counts(void **state)
{
	(void)state;
	assert_int_equal(change("decision", "title: A", "title: B"),
	    COUNTING_CHANGED);
	assert_int_equal(change("decision", "title: A", "title: A\nwhy: so"),
	    COUNTING_CHANGED);
	assert_int_equal(change("decision", "options: [[aaaa, x]]\ntitle: A",
			     "options: [[aaaa, y]]\ntitle: A"),
	    COUNTING_CHANGED);
	assert_int_equal(change("decision", "title: A\n\nB", "title: A\n\nC"),
	    COUNTING_CHANGED);
	assert_int_equal(change("decision", "title: A",
			     "involve: [=us]\nmeans: vote\nstages: [s]\n"
			     "tags: [t]\ntitle: A\nuntil: 2026-12-01"),
	    COUNTING_SAME);
	assert_int_equal(change("rules", "group: [all]\ntitle: A\n\nB",
			     "group: [x]\nlook-again: 2027-01-01\ntitle: A\n\n"
			     "B"),
	    COUNTING_SAME);
	assert_int_equal(change("rules", "title: A\n\nB",
			     "team-every: 12\ntitle: A\n\nB"),
	    COUNTING_CHANGED);
	/* A field of a form to come is passed over. */
	assert_int_equal(change("rules", "title: A\n\nB",
			     "dream: 12\ntitle: A\n\nB"),
	    COUNTING_SAME);
	/* Of a kind to come nothing is. */
	assert_int_equal(change("dream", "a: A", "a: B"), COUNTING_CHANGED);
	assert_int_equal(change("dream", "a: A", "a: A"), COUNTING_SAME);
}

static void
test_words_not_versions(void **state)
{
	const struct weave there_and_back[] = {
		decision(1, NULL, "rev: 1\ntitle: A"),
		decision(2, "1", "rev: 2\ntitle: B"),
		decision(3, "2", "rev: 3\ntitle: A"),
		{ .vid = 0 },
	};
	const struct weave withdrawn[] = {
		decision(1, NULL, "title: A"),
		decision(2, "1", "state: withdrawn"),
		{ .vid = 0 },
	};

	(void)state;
	demand(there_and_back, "1", COUNTING_SAME);
	demand(there_and_back, "2", COUNTING_CHANGED);
	demand(there_and_back, "3", COUNTING_SAME);
	demand(withdrawn, "1", COUNTING_CHANGED);
	demand(withdrawn, "2", COUNTING_SAME);
}

static void
test_several(void **state)
{
	const struct weave two[] = {
		decision(1, NULL, "title: A\n\nOne\n\nTwo"),
		decision(2, "1", "title: B\n\nOne\n\nTwo"),
		decision(3, "1", "title: A\n\nOne\n\nThree"),
		{ .vid = 0 },
	};
	const struct weave joined[] = {
		two[0],
		two[1],
		two[2],
		decision(4, "2 3", "title: B\n\nOne\n\nThree"),
		{ .vid = 0 },
	};

	(void)state;
	demand(two, "2 3", COUNTING_SAME);
	demand(two, "3 2", COUNTING_SAME);
	demand(two, "2", COUNTING_CHANGED);
	demand(two, "1 2", COUNTING_CHANGED);
	/* Stored by a person they are the same words still. */
	demand(joined, "2 3", COUNTING_SAME);
	demand(joined, "1 2 3", COUNTING_SAME);
	demand(joined, "3", COUNTING_CHANGED);
}

/* Who had two different titles before them did not have either alone. */
static void
test_clashes(void **state)
{
	const struct weave clash[] = {
		decision(1, NULL, "title: A"),
		decision(2, "1", "title: B"),
		decision(3, "1", "title: C"),
		{ .vid = 0 },
	};
	const struct weave settled[] = {
		clash[0],
		clash[1],
		clash[2],
		decision(4, "2 3", "title: B"),
		{ .vid = 0 },
	};
	const struct weave elsewhere[] = {
		decision(1, NULL, "means: A\ntitle: T"),
		decision(2, "1", "means: B\ntitle: T"),
		decision(3, "1", "means: C\ntitle: T"),
		{ .vid = 0 },
	};

	(void)state;
	demand(clash, "2 3", COUNTING_SAME);
	demand(clash, "2", COUNTING_CHANGED);
	demand(settled, "2", COUNTING_SAME);
	demand(settled, "2 3", COUNTING_CHANGED);
	demand(elsewhere, "2", COUNTING_SAME);
}

static void
test_not_here(void **state)
{
	const struct weave one[] = {
		decision(2, "1", "title: A"),
		{ .vid = 0 },
	};
	const struct weave two[] = {
		decision(2, "1", "title: A"),
		decision(3, "1", "title: A"),
		{ .vid = 0 },
	};

	(void)state;
	demand(one, "2", COUNTING_SAME);
	demand(one, "1", COUNTING_UNKNOWN);
	demand(one, "1 2", COUNTING_UNKNOWN);
	demand(one, "", COUNTING_UNKNOWN);
	/* What they have in common is not here: nobody knows how they
	 * combine. */
	demand(two, "2 3", COUNTING_UNKNOWN);
	demand(two, "3", COUNTING_SAME);
}

/* What does not count hides nothing, then as now. */
static void
test_set_aside(void **state)
{
	const struct weave weaves[] = {
		decision(1, NULL, "title: A"),
		decision(2, "1", "title: B"),
		decision(3, "1", "title: C"),
		{ .vid = 0 },
	};
	struct lineage lineage;

	(void)state;
	build(&lineage, weaves);
	lineage.versions[1].standing = STANDING_KEY_UNKNOWN;
	assert_int_equal(compare(&lineage, "3"), COUNTING_SAME);
	assert_int_equal(compare(&lineage, "2"), COUNTING_CHANGED);
	assert_int_equal(compare(&lineage, "2 3"), COUNTING_SAME);
	lineage.versions[0].standing = STANDING_SENSE;
	assert_int_equal(compare(&lineage, "2"), COUNTING_UNKNOWN);
	lineage_clear(&lineage);
}

static void
test_reading(void **state)
{
	struct record *record = record_new("view");
	char text[VID_TEXT_SIZE];
	const char *items[2] = { "nonsense", text };
	struct vid vid = weave_vid(7), *of = NULL;

	(void)state;
	assert_int_equal(counting_read(record, "of", &of), 0);
	assert_null(of);
	record_set_text(record, "of", "one");
	assert_int_equal(counting_read(record, "of", &of), 0);
	vid_print(text, &vid);
	record_set_items(record, "of", items, 2);
	assert_int_equal(counting_read(record, "of", &of), 1);
	assert_int_equal(weave_number(&of[0]), 7);
	free(of);
	record_free(record);
}

static void
test_nothing(void **state)
{
	char *text = counting_print(NULL);

	(void)state;
	assert_string_equal(text, "");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_counts),
		cmocka_unit_test(test_words_not_versions),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_clashes),
		cmocka_unit_test(test_not_here),
		cmocka_unit_test(test_set_aside),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests_name("model_counting", tests, NULL, NULL);
}
