/* The merged view, rule by rule: heads, fields that are one, sets, names. */
#include "model/view.h"

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

/* Demands what the view of some versions (ended by vid 0) says. */
static void
demand(const struct weave *weaves, const char *wanted)
{
	struct lineage lineage = { 0 };
	struct view *view;
	char *printed;

	for (; weaves->vid != 0; weaves++)
		weave_add(&lineage, weaves);
	lineage_link(&lineage);
	view = view_make(&lineage);
	printed = weave_print(&lineage, view);
	assert_string_equal(printed, wanted);
	free(printed);
	view_free(view);
	lineage_clear(&lineage);
}

static void
test_nothing(void **state)
{
	struct lineage lineage = { 0 };

	(void)state;
	lineage_link(&lineage);
	assert_null(view_make(&lineage));
	weave_add(&lineage, &(struct weave){ .vid = 1 });
	lineage_link(&lineage);
	lineage.versions[0].standing = STANDING_SENSE;
	assert_null(view_make(&lineage));
	view_free(NULL);
	lineage_clear(&lineage);
}

/* One head: what is shown is the version, to the byte. */
static void
test_one_head(void **state)
{
	struct lineage lineage = { 0 };
	struct str shown = { 0 }, version = { 0 };
	struct view *view;

	(void)state;
	weave_add(&lineage, &(struct weave){ .vid = 1, .words = "a: b" });
	weave_add(&lineage,
	    &(struct weave){
		.vid = 2,
		.follows = "1",
		.words = "rev: 2\ntags: [x, y]\ntitle: T\n\nOne\n\n\nTwo  \n",
	    });
	lineage_link(&lineage);
	view = view_make(&lineage);
	form_print(&shown, view->record);
	form_print(&version, lineage.versions[1].record);
	assert_string_equal(str_text(&shown), str_text(&version));
	assert_int_equal(view->head_count, 1);
	assert_int_equal(view->word_count, 1);
	assert_int_equal(view->follow_count, 1);
	assert_int_equal(view->follows[0], 1);
	view_free(view);
	str_clear(&shown);
	str_clear(&version);
	lineage_clear(&lineage);
}

static void
test_scalars(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: 1\nb: 1\nc: 1\nd: 1\ne: 1" },
		{ .vid = 2,
		    .follows = "1",
		    .words = "a: 2\nb: 2\nc: 2\ne: 1\nf: x" },
		{ .vid = 3, .follows = "1", .words = "a: 3\nb: 1\nc: 2\nd: 1" },
		{ .vid = 0 },
	    },
	    "heads 2 3\n"
	    "words 2\n"
	    "a: 2\nb: 2\nc: 2\nf: x\n"
	    "! a\n  2 | 2\n  3 | 3\n");
}

/* Taken out here and changed there: both, the text first. */
static void
test_scalar_absent(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x" },
		{ .vid = 2, .follows = "1" },
		{ .vid = 3, .follows = "1", .words = "a: z" },
		{ .vid = 4, .follows = "1", .words = "a: z" },
		{ .vid = 0 },
	    },
	    "heads 2 3 4\n"
	    "words 2\n"
	    "a: z\n"
	    "! a\n  z | 3 4\n  (absent) | 2\n");
}

/* Two roots of one record, as from two computers: nothing is the base. */
static void
test_no_base(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x\nb: y\ns: [p, q]" },
		{ .vid = 2, .words = "b: z\ns: [q, r]\n\nText" },
		{ .vid = 0 },
	    },
	    "heads 1 2\n"
	    "words 2\n"
	    "a: x\nb: y\ns: [p, q, r]\n\nText\n"
	    "! b\n  y | 1\n  z | 2\n");
}

/* Two people solved the same clash in different ways: what the bases do not
 * agree on has no base, so neither choice goes without a word. */
static void
test_criss_cross(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x\nb: x\nc: x\ns: [k]" },
		{ .vid = 2,
		    .follows = "1",
		    .words = "rev: 2\na: y\nb: y\nc: "
			     "x\ns: [k, m, n]" },
		{ .vid = 3,
		    .follows = "1",
		    .words = "rev: 2\na: z\nb: z\nc: "
			     "x\ns: [k, m]" },
		{ .vid = 4,
		    .follows = "2 3",
		    .words = "rev: 3\na: y\nc: "
			     "w\ns: [m]" },
		{ .vid = 5,
		    .follows = "2 3",
		    .words = "rev: 3\na: z\nb: "
			     "z\nc: x\ns: [k, m, "
			     "n]" },
		{ .vid = 0 },
	    },
	    "heads 4 5\n"
	    "words 2\n"
	    "a: y\nb: z\nc: w\ns: [m, n]\n"
	    "! a\n  y | 4\n  z | 5\n"
	    "! b\n  z | 5\n  (absent) | 4\n");
}

/* Bases agree although they differ elsewhere. */
static void
test_bases_agree(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "t: a\nu: a" },
		{ .vid = 2, .follows = "1", .words = "t: a\nu: b" },
		{ .vid = 3, .follows = "1", .words = "t: a\nu: c" },
		{ .vid = 4, .follows = "2 3", .words = "t: a\nu: b" },
		{ .vid = 5, .follows = "2 3", .words = "t: d\nu: b" },
		{ .vid = 0 },
	    },
	    "heads 4 5\nwords 2\nt: d\nu: b\n");
}

static void
test_sets(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "s: [a, b, c]\nt: [a]\nu: [a]" },
		{ .vid = 2,
		    .follows = "1",
		    .words = "s: [a, c, d]\nt: [b]\nv: [z]" },
		{ .vid = 3,
		    .follows = "1",
		    .words = "s: [B, a, b, d]\nu: [a]\nv: [y]" },
		{ .vid = 0 },
	    },
	    "heads 2 3\nwords 2\n"
	    "s: [B, a, d]\nt: [b]\nv: [y, z]\n");
}

/* Values of different forms are looked at as wholes. */
static void
test_mixed_shapes(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x\nb: x" },
		{ .vid = 2, .follows = "1", .words = "a: [x, y]\nb: [q]" },
		{ .vid = 3, .follows = "1", .words = "a: w\nb: x" },
		{ .vid = 4, .follows = "1", .words = "a: [[aaaa]]\nb: x" },
		{ .vid = 5, .follows = "1", .words = "a: [x]\nb: x" },
		{ .vid = 0 },
	    },
	    "heads 2 3 4 5\nwords 4\n"
	    "a: w\nb: [q]\n"
	    "! a\n  w | 3\n  [x] | 5\n  [x, y] | 2\n  [[aaaa]] | 4\n");
}

/* The same words from several: nobody is asked. */
static void
test_equal_words(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x\n\nOld\n" },
		{ .vid = 2, .follows = "1", .words = "a: y\n\nNew\n" },
		{ .vid = 3, .follows = "1", .words = "a: y\n\nNew\n" },
		{ .vid = 0 },
	    },
	    "heads 2 3\na: y\n\nNew\n");
}

static void
test_withdrawn(void **state)
{
	(void)state;
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x" },
		{ .vid = 2, .follows = "1", .words = "state: withdrawn" },
		{ .vid = 0 },
	    },
	    "heads 2\nwords 0\nwithdrawn\n");
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x" },
		{ .vid = 2, .follows = "1", .words = "state: withdrawn" },
		{ .vid = 3, .follows = "1", .words = "state: withdrawn" },
		{ .vid = 0 },
	    },
	    "heads 2 3\nwords 0\nwithdrawn\n");
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x\nb: x" },
		{ .vid = 2, .follows = "1", .words = "state: withdrawn" },
		{ .vid = 3, .follows = "1", .words = "a: y\nb: x" },
		{ .vid = 0 },
	    },
	    "heads 2 3\nwithdrawn too\na: y\nb: x\n");
	/* It takes no part: the base is that of the others alone. */
	demand(
	    (struct weave[]){
		{ .vid = 1, .words = "a: x" },
		{ .vid = 2, .follows = "1", .words = "a: y" },
		{ .vid = 3, .follows = "1", .words = "state: withdrawn" },
		{ .vid = 4, .follows = "2", .words = "a: y\nb: p" },
		{ .vid = 5, .follows = "2", .words = "a: z" },
		{ .vid = 0 },
	    },
	    "heads 3 4 5\nwords 2\nwithdrawn too\na: z\nb: p\n");
}

/* A state of later forms is neither lost nor invented. */
static void
test_other_state(void **state)
{
	struct lineage lineage = { 0 };
	struct view *view;

	(void)state;
	weave_add(&lineage,
	    &(struct weave){ .vid = 1, .words = "state: resting\na: x" });
	weave_add(&lineage,
	    &(struct weave){ .vid = 2, .words = "state: resting\na: y" });
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_string_equal(view->record->state, "resting");
	view_free(view);
	weave_add(&lineage, &(struct weave){ .vid = 3, .words = "a: z" });
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_null(view->record->state);
	assert_int_equal(view->word_count, 3);
	view_free(view);
	lineage_clear(&lineage);
	weave_add(&lineage, &(struct weave){ .vid = 1, .words = "state: up" });
	weave_add(&lineage, &(struct weave){ .vid = 2, .words = "state: off" });
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_null(view->record->state);
	view_free(view);
	lineage_clear(&lineage);
}

/* What only one version can say is not said of several. */
static void
test_head_of_several(void **state)
{
	struct lineage lineage = { 0 };
	struct view *view;
	struct id one = weave_id(1), seven = weave_id(7);

	(void)state;
	weave_add(&lineage,
	    &(struct weave){
		.vid = 1,
		.by = seven,
		.words = "rev: 2\nmade: 2026-01-01\na: x",
	    });
	weave_add(&lineage,
	    &(struct weave){
		.vid = 2,
		.by = weave_id(8),
		.words = "form: 3\nrev: 5\nmade: 2026-03-01\na: y",
	    });
	lineage.versions[0].record->sig = mem_dup_text("c2ln");
	lineage.versions[0].record->confirmed = mem_dup_text("on paper");
	lineage.versions[0].record->typed_by = weave_id(9);
	lineage_link(&lineage);
	view = view_make(&lineage);
	assert_true(id_equal(&view->record->id, &one));
	assert_true(id_equal(&view->record->by, &seven));
	assert_int_equal(view->record->form, 3);
	assert_int_equal(view->record->rev, 5);
	assert_string_equal(view->record->made, "2026-03-01");
	assert_null(view->record->sig);
	assert_null(view->record->confirmed);
	assert_true(id_is_none(&view->record->typed_by));
	assert_int_equal(view->record->follow_count, 0);
	view_free(view);
	lineage_clear(&lineage);
}

/* A view head that another one descends from through what has no standing is
 * its own base. */
static void
test_head_above_head(void **state)
{
	struct lineage lineage = { 0 };
	struct view *view;
	char *printed;

	(void)state;
	weave_add(&lineage, &(struct weave){ .vid = 1, .words = "a: x\nb: x" });
	weave_add(&lineage, &(struct weave){ .vid = 2, .follows = "1" });
	weave_add(&lineage,
	    &(struct weave){ .vid = 3, .follows = "2", .words = "a: y\nb: x" });
	lineage_link(&lineage);
	lineage.versions[1].standing = STANDING_KEY_OTHER;
	view = view_make(&lineage);
	printed = weave_print(&lineage, view);
	assert_string_equal(printed, "heads 1 3\nwords 2\na: y\nb: x\n");
	free(printed);
	view_free(view);
	lineage_clear(&lineage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_one_head),
		cmocka_unit_test(test_scalars),
		cmocka_unit_test(test_scalar_absent),
		cmocka_unit_test(test_no_base),
		cmocka_unit_test(test_criss_cross),
		cmocka_unit_test(test_bases_agree),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_mixed_shapes),
		cmocka_unit_test(test_equal_words),
		cmocka_unit_test(test_withdrawn),
		cmocka_unit_test(test_other_state),
		cmocka_unit_test(test_head_of_several),
		cmocka_unit_test(test_head_above_head),
	};
	return cmocka_run_group_tests_name("model_view", tests, NULL, NULL);
}
