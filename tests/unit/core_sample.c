/* The sample project: its text is whole, and makes the same each time. */
#include "base/mem.h"
#include "base/utf8.h"
#include "core/sample_make.h"
#include "core/sample_words.h"

#include <withus/err.h>
#include <withus/sample.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What the names alone decide stays as it is when words are changed. */
#define PROJECT "54g29kjqyj9mnkeg6shv258mhj"
#define MARYAM "5dnprjrbrqjk36daw2tctp1zq4"

struct whole {
	struct sample_text text;
	struct sample sample;
};

static void
assert_done(int err)
{
	if (err != 0)
		fail_msg("%s: %s:%zu: %s", err_name(err_last()->code),
		    err_last()->arg[0], err_last()->line, err_last()->arg[1]);
}

static void
make_whole(struct whole *whole, const char *last_day)
{
	struct date day;

	*whole = (struct whole){ 0 };
	assert_true(date_parse(&day, last_day, strlen(last_day)));
	assert_done(sample_read_own(&whole->text));
	assert_done(sample_make(&whole->sample, &whole->text, day));
}

static void
clear_whole(struct whole *whole)
{
	sample_clear(&whole->sample);
	sample_text_clear(&whole->text);
}

static const struct saved *
get_saved(const struct whole *whole, size_t i)
{
	return &whole->sample.action.versions[i];
}

static void
assert_id(const struct id *id, const char *text)
{
	char printed[ID_TEXT_SIZE];

	id_print(printed, id);
	assert_string_equal(printed, text);
}

/* Every name, day, field and row of the text is looked up in making it, and
 * what comes out is checked and admitted. */
static void
test_text_is_whole(void **state)
{
	struct whole whole;
	const struct sample_thing *maryam;
	size_t people = 0;

	(void)state;
	make_whole(&whole, SAMPLE_LAST_DAY);
	for (size_t i = 0; i < whole.sample.count; i++)
		people += whole.sample.things[i]->has_key;
	assert_int_equal(people, 7);
	assert_int_equal(whole.sample.action.count, whole.text.count + people);
	assert_id(&whole.sample.project, PROJECT);
	maryam = sample_find(&whole.sample, span_of("maryam"));
	assert_non_null(maryam);
	assert_id(&maryam->id, MARYAM);
	clear_whole(&whole);
}

/* What is saved elsewhere is in this form, so this must be too. */
static void
test_text_is_normal(void **state)
{
	struct whole whole;

	(void)state;
	make_whole(&whole, SAMPLE_LAST_DAY);
	for (size_t i = 0; i < whole.sample.action.count; i++) {
		const struct saved *saved = get_saved(&whole, i);
		size_t len = 0;
		char *normal = utf8_to_nfc(saved->bytes, saved->len, &len);

		assert_int_equal(len, saved->len);
		assert_memory_equal(normal, saved->bytes, len);
		free(normal);
	}
	clear_whole(&whole);
}

static void
test_same_each_time(void **state)
{
	struct whole one;
	struct whole two;

	(void)state;
	make_whole(&one, SAMPLE_LAST_DAY);
	make_whole(&two, SAMPLE_LAST_DAY);
	assert_int_equal(one.sample.action.count, two.sample.action.count);
	for (size_t i = 0; i < one.sample.action.count; i++) {
		assert_int_equal(get_saved(&one, i)->len,
		    get_saved(&two, i)->len);
		assert_memory_equal(get_saved(&one, i)->bytes,
		    get_saved(&two, i)->bytes, get_saved(&one, i)->len);
	}
	clear_whole(&one);
	clear_whole(&two);
}

static long
days_of(const char *day)
{
	struct date date;

	assert_true(date_parse(&date, day, strlen(day)));
	return date_to_days(date);
}

/* All days move together, over a leap day too; ids stay. */
static void
test_days_move(void **state)
{
	struct whole here;
	struct whole there;
	long between = days_of("2028-03-31") - days_of(SAMPLE_LAST_DAY);
	bool has_last = false;

	(void)state;
	make_whole(&here, SAMPLE_LAST_DAY);
	make_whole(&there, "2028-03-31");
	for (size_t i = 0; i < here.sample.action.count; i++) {
		const struct record *one = get_saved(&here, i)->admitted.record;
		const struct record *two =
		    get_saved(&there, i)->admitted.record;

		assert_true(id_equal(&one->id, &two->id));
		assert_false(vid_equal(&get_saved(&here, i)->admitted.vid,
		    &get_saved(&there, i)->admitted.vid));
		assert_int_equal(days_of(two->made) - days_of(one->made),
		    between);
		has_last |= strcmp(one->made, SAMPLE_LAST_DAY) == 0;
	}
	assert_true(has_last);
	clear_whole(&here);
	clear_whole(&there);
}

/* No two versions are told the same by chance. */
static void
test_names_are_apart(void **state)
{
	struct whole whole;
	size_t count;

	(void)state;
	make_whole(&whole, SAMPLE_LAST_DAY);
	count = whole.sample.action.count;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			assert_memory_not_equal(get_saved(&whole, i)
						    ->admitted.record->salt,
			    get_saved(&whole, k)->admitted.record->salt, 16);
	clear_whole(&whole);
}

/* A small text around what is tried. */
#define PEOPLE                          \
	"=== project p by ann on -9\n"  \
	"title: Talks\n\n"              \
	"=== member ann by ann on -9\n" \
	"name: Ann\nkey: own\n\n"       \
	"=== member bob by ann on -8\n" \
	"name: Bob\nadded-by: ann\n\n"  \
	"=== decision d by ann on -7\n" \
	"title: Where?\noptions: x | Here\n\n"
#define PEOPLE_LINES ((size_t)15)

static int
try_text(struct whole *whole, const char *more)
{
	struct date day = { .year = 2026, .month = 3, .day = 2 };
	struct str text = { 0 };
	int err;

	*whole = (struct whole){ 0 };
	str_add(&text, PEOPLE);
	str_add(&text, more);
	err = sample_read(&whole->text, "talks.txt", str_text(&text), text.len);
	if (err == 0)
		err = sample_make(&whole->sample, &whole->text, day);
	str_clear(&text);
	return err;
}

/* What is wrong with a text behind that, and in which of its lines. */
struct fault {
	const char *text;
	size_t line;
};

static const struct fault faults[] = {
	{ .text = "=== term t by ann on 0\n", .line = 1 },
	{ .text = "=== stage d by ann on 0\n", .line = 1 },
	{ .text = "=== stage s by ann\n", .line = 1 },
	{ .text = "=== stage s by ann on 1\n", .line = 1 },
	{ .text = "=== stage s by ann on -x\n", .line = 1 },
	{ .text = "=== stage s by ann on -1 \n", .line = 1 },
	{ .text = "=== stage s by eve on 0\ntitle: S\n", .line = 1 },
	{ .text = "=== stage s by d on 0\ntitle: S\n", .line = 1 },
	{ .text = "=== stage s by bob on 0\ntitle: S\n", .line = 1 },
	{ .text = "=== stage s by ann on 0\n", .line = 1 },
	{ .text = "=== stage s by ann on 0\ntitle\n", .line = 2 },
	{ .text = "=== stage s by ann on 0\nname: S\n", .line = 2 },
	{ .text = "=== stage s by ann on 0\ntitle: S\ntitle: T\n", .line = 2 },
	{ .text = "=== stage s by ann on 0\ntitle: S\nbegin: May\n",
	    .line = 3 },
	{ .text = "=== stage s by ann on 0\ntitle: S\ntags: a;;b\n",
	    .line = 3 },
	{ .text = "=== stage s by ann on 0\ntitle: S\nabout: d\n", .line = 1 },
	{ .text = "=== stage s by ann on 0\ntitle: S\n\nWords\n", .line = 0 },
	{ .text = "=== reply r by ann on 0\n\nYes.\n", .line = 1 },
	{ .text = "=== reply r by ann on 0\nabout: e\n\nYes.\n", .line = 1 },
	{ .text = "=== reply r by ann on 0\nabout: d\n", .line = 1 },
	{ .text = "=== reply r by ann on 0\nabout: d\ntyped-by: ann\n\nY.\n",
	    .line = 1 },
	{ .text = "=== view v by ann on 0\nabout: ann\nstance: agree\n",
	    .line = 1 },
	{ .text = "=== view v by ann on 0\nabout: d\nstance: maybe\n",
	    .line = 1 },
	{ .text = "=== view v by ann on 0\nabout: d\nstance: agree\n"
		  "option: y\n",
	    .line = 4 },
	{ .text = "=== view v by ann on 0\nabout: d\nof: d.1\n", .line = 3 },
	{ .text = "=== decision e by ann on 0\ntitle: E\ninvolve: @eve\n",
	    .line = 3 },
	{ .text = "=== decision e by ann on 0\ntitle: E\ninvolve: @d\n",
	    .line = 3 },
	{ .text = "=== decision e by ann on 0\ntitle: E\nstages: d\n",
	    .line = 3 },
	{ .text = "=== decision e by ann on 0\ntitle: E\noptions: \n",
	    .line = 3 },
	{ .text = "=== edit e by ann on 0\ntitle: E\n", .line = 1 },
	{ .text = "=== edit d by ann on 0\nfollows: d.2\n", .line = 1 },
	{ .text = "=== edit d by ann on 0\nfollows: p.1\n", .line = 1 },
	{ .text = "=== edit d by ann on 0\nfollows: d\n", .line = 1 },
	{ .text = "=== member eve by eve on 0\nname: Eve\n", .line = 1 },
	{ .text = "=== member eve by eve on 0\nname: Eve\nkey: own\n"
		  "added-by: ann\n",
	    .line = 1 },
	{ .text = "=== member eve by ann on 0\nname: Eve\nadded-by: x\n",
	    .line = 1 },
	{ .text = "=== key k by ann on 0\n", .line = 1 },
};

static void
test_faults_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		struct whole whole;
		int err = try_text(&whole, faults[i].text);
		size_t line = err != 0 ? err_last()->line - PEOPLE_LINES : 0;

		if (line != faults[i].line ||
		    (err != 0 && err != -ERR_IMPORT_FORM))
			fail_msg("%sline %zu: %s", faults[i].text, line,
			    err != 0 ? err_last()->arg[1] : "no fault");
		clear_whole(&whole);
	}
}

static void
test_nothing_comes_before_the_project(void **state)
{
	static const char text[] = "Words.\n";
	static const char early[] = "=== stage s by ann on 0\ntitle: S\n";
	struct sample_text out = { 0 };
	struct sample sample = { 0 };

	(void)state;
	assert_int_equal(sample_read(&out, "t", text, sizeof(text) - 1),
	    -ERR_IMPORT_FORM);
	sample_text_clear(&out);
	assert_int_equal(sample_read(&out, "t", early, sizeof(early) - 1), 0);
	assert_int_equal(sample_make(&sample, &out,
			     (struct date){ .year = 2026,
				 .month = 1,
				 .day = 1 }),
	    -ERR_IMPORT_FORM);
	sample_clear(&sample);
	sample_text_clear(&out);
}

/* The version of a name with this number, from 1. */
static const struct record *
get_words(const struct whole *whole, const char *name, size_t number)
{
	const struct sample_thing *thing =
	    sample_find(&whole->sample, span_of(name));

	assert_non_null(thing);
	assert_in_range(number, 1, thing->count);
	return thing->versions[number - 1].words;
}

/* What a line, a row, a comment and a place for a day become. */
static void
test_words_are_read(void **state)
{
	struct whole whole;
	const struct record *words;

	(void)state;
	assert_done(try_text(&whole,
	    "# A comment.\n"
	    "=== edit d by ann on -3\n"
	    "why: It is\n\tlate by {-2} {x} {3\n"
	    "involve: @bob; =the team; @ann\n"
	    "options: x | There\noptions: y | Here\n"
	    "\nOne.\n# No.\n\nTwo: {+30}.\n\n\n"));
	words = get_words(&whole, "d", 2);
	assert_string_equal(words->made, "2026-02-27");
	assert_int_equal(words->rev, 2);
	assert_string_equal(record_get_text(words, "title"), "Where?");
	assert_string_equal(record_get_text(words, "why"),
	    "It is late by 28 February {x} {3");
	assert_int_equal(record_get(words, "involve")->count, 3);
	assert_true(value_has(record_get(words, "involve"), "=the team"));
	assert_string_equal(record_get(words, "options")->rows[0].cells[0],
	    record_get(get_words(&whole, "d", 1), "options")->rows[0].cells[0]);
	assert_string_equal(record_get(words, "options")->rows[0].cells[1],
	    "There");
	assert_string_equal(words->body, "One.\n\nTwo: 1 April.\n");
	clear_whole(&whole);
}

/* What the program notes by itself elsewhere is there too. */
static void
test_notes_are_made(void **state)
{
	struct whole whole;
	const struct record *words;

	(void)state;
	assert_done(try_text(&whole,
	    "=== view v by bob on -5\ntyped-by: ann\nconfirmed: on {-5}\n"
	    "about: d\nstance: agree\noption: x\n\n"
	    "=== edit d by ann on -4\nfollows: d.1\ntitle: A?\n\n"
	    "=== edit d by ann on -4\nfollows: d.1\nwhy: B\n\n"
	    "=== edit d by ann on -3\nkey: stranger\ntitle: C?\n\n"
	    "=== settlement f by ann on -2\nabout: d\nhow: lead\n"
	    "outcome: O\nbecause: B\n\n"
	    "=== edit v by bob on -1\nstate: withdrawn\ntyped-by: ann\n"
	    "confirmed: on {-1}\n\n"
	    "=== edit d by ann on 0\nfollows: d.3; d.2\n\n"));
	words = get_words(&whole, "v", 1);
	assert_string_equal(words->confirmed, "on 25 February");
	assert_false(id_is_none(&words->typed_by));
	assert_int_equal(record_get(words, "of")->count, 1);
	words = get_words(&whole, "f", 1);
	assert_string_equal(record_get_text(words, "day"), "2026-02-28");
	assert_int_equal(record_get(words, "of")->count, 2);
	assert_int_equal(record_get(words, "seen")->count, 1);
	words = get_words(&whole, "v", 2);
	assert_true(record_is_withdrawn(words));
	assert_int_equal(words->field_count, 0);
	words = get_words(&whole, "d", 5);
	assert_int_equal(words->follow_count, 2);
	assert_int_equal(words->rev, 3);
	clear_whole(&whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_whole),
		cmocka_unit_test(test_text_is_normal),
		cmocka_unit_test(test_same_each_time),
		cmocka_unit_test(test_days_move),
		cmocka_unit_test(test_names_are_apart),
		cmocka_unit_test(test_faults_are_told),
		cmocka_unit_test(test_nothing_comes_before_the_project),
		cmocka_unit_test(test_words_are_read),
		cmocka_unit_test(test_notes_are_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
