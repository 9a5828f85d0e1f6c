/* Records and values in memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/value.h"

#include <withus/record.h>

/* A text that is not constant, as records hold theirs. */
#define TEXT(text) ((char[]){ text })

static void
set_body(struct record *record, const char *text)
{
	record_set_body(record, text, strlen(text));
}

/* ------------------------------------------------------------ names */

static void
vids_compare_print_and_parse(void **state)
{
	struct vid a = { .bytes = { 0xab } }, b = { .bytes = { 0 } };
	char text[VID_TEXT_SIZE];

	(void)state;
	assert_true(vid_is_none(&b));
	assert_false(vid_is_none(&a));
	assert_true(vid_compare(&a, &b) > 0);
	vid_print(text, &a);
	assert_memory_equal(text, "ab0000", 6);
	assert_int_equal(strlen(text), 64);
	assert_true(vid_parse(&b, text, 64));
	assert_true(vid_equal(&a, &b));
	assert_false(vid_parse(&b, text, 63));
	text[0] = 'A';
	assert_false(vid_parse(&b, text, 64));
}

static void
ids_compare_print_and_parse(void **state)
{
	struct id a = { .bytes = { 0xff, 1 } }, b = { .bytes = { 0 } };
	char text[ID_TEXT_SIZE];

	(void)state;
	assert_true(id_is_none(&b));
	assert_false(id_is_none(&a));
	assert_true(id_compare(&b, &a) < 0);
	id_print(text, &a);
	assert_int_equal(strlen(text), 26);
	assert_true(id_parse(&b, text, 26));
	assert_true(id_equal(&a, &b));
	assert_false(id_parse(&b, text, 25));
	text[0] = '8';
	assert_false(id_parse(&b, text, 26));
}

/* ------------------------------------------------------------ fields */

static void
fields_stand_in_byte_order(void **state)
{
	struct record *record = record_new("stage");

	(void)state;
	record_set_text(record, "b", "2");
	record_set_text(record, "a-b", "1");
	record_set_text(record, "c", "3");
	record_set_text(record, "a", "0");
	assert_int_equal(record->field_count, 4);
	assert_string_equal(record->fields[0].key, "a");
	assert_string_equal(record->fields[1].key, "a-b");
	assert_string_equal(record->fields[2].key, "b");
	assert_string_equal(record->fields[3].key, "c");
	record_set_text(record, "b", "two");
	assert_string_equal(record_get_text(record, "b"), "two");
	assert_int_equal(record->field_count, 4);
	record_remove(record, "a-b");
	record_remove(record, "not there");
	assert_null(record_get(record, "a-b"));
	assert_int_equal(record->field_count, 3);
	assert_string_equal(record_get_text(record, "c"), "3");
	record_free(record);
	record_free(NULL);
}

static void
empty_values_take_a_field_out(void **state)
{
	static const char *const none[] = { "", "" }, *const one[] = { "x" };
	struct row row = { .cells = NULL };
	struct record *record = record_new("stage");

	(void)state;
	record_set_text(record, "a", "1");
	record_set_text(record, "a", "");
	record_set_items(record, "b", one, 1);
	record_set_items(record, "b", none, 2);
	record_set_items(record, "c", one, 1);
	record_set_items(record, "c", NULL, 0);
	record_set_text(record, "d", "1");
	record_set_rows(record, "d", &row, 0);
	record_set_text(record, "e", "1");
	record_set_value(record, "e", NULL);
	assert_int_equal(record->field_count, 0);
	record_free(record);
}

static void
sets_are_sorted_and_unique(void **state)
{
	static const char *const items[] = { "b", "", "\xc3\xa9", "a", "b",
		"B" };
	struct record *record = record_new("stage");
	const struct value *set;

	(void)state;
	record_set_items(record, "tags", items, 6);
	set = record_get(record, "tags");
	assert_int_equal(set->shape, VALUE_SET);
	assert_int_equal(set->count, 4);
	assert_string_equal(set->items[0], "B");
	assert_string_equal(set->items[1], "a");
	assert_string_equal(set->items[2], "b");
	assert_string_equal(set->items[3], "\xc3\xa9");
	assert_true(value_has(set, "b"));
	assert_false(value_has(set, "c"));
	assert_null(record_get_text(record, "tags"));
	/* Its own items may be given back to it. */
	record_set_items(record, "tags", (const char *const *)set->items,
	    set->count);
	assert_int_equal(record_get(record, "tags")->count, 4);
	record_free(record);
}

static void
rows_keep_their_order(void **state)
{
	char *cells[] = { TEXT("zzzz"), TEXT("Steps"), TEXT("") };
	char *other[] = { TEXT("aaaa") };
	const struct row rows[] = { { .cells = cells, .count = 3 },
		{ .cells = other, .count = 1 } };
	struct record *record = record_new("decision");
	const struct value *value;

	(void)state;
	record_set_rows(record, "options", rows, 2);
	value = record_get(record, "options");
	assert_int_equal(value->shape, VALUE_ROWS);
	assert_string_equal(value->rows[0].cells[0], "zzzz");
	assert_string_equal(value->rows[0].cells[2], "");
	assert_string_equal(value->rows[1].cells[0], "aaaa");
	assert_false(value_has(value, "zzzz"));
	record_set_value(record, "options", value);
	assert_int_equal(record_get(record, "options")->count, 2);
	record_free(record);
}

/* ------------------------------------------------------------ bodies */

static void
bodies_lose_blank_lines_at_their_ends(void **state)
{
	static const struct {
		const char *given;
		const char *kept;
	} cases[] = {
		{ .given = "", .kept = "" },
		{ .given = " \n\t\n", .kept = "" },
		{ .given = "  ", .kept = "" },
		{ .given = "a", .kept = "a\n" },
		{ .given = "a\n", .kept = "a\n" },
		{ .given = "\n \n  a  \n\n b \n \n\n",
		    .kept = "  a  \n\n b \n" },
		{ .given = "\n\ta", .kept = "\ta\n" },
	};
	struct record *record = record_new("reply");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		set_body(record, cases[i].given);
		assert_string_equal(record->body, cases[i].kept);
		assert_int_equal(record->body_len, strlen(cases[i].kept));
	}
	set_body(record, "again\n");
	record_set_body(record, record->body, record->body_len);
	assert_string_equal(record->body, "again\n");
	record_free(record);
}

/* ------------------------------------------------------------ the whole */

static char *sample_cells[] = { TEXT("k7f3"), TEXT("Steps") };

static struct record *
make_sample(void)
{
	static const char *const items[] = { "x", "y" };
	const struct row row = { .cells = sample_cells, .count = 2 };
	struct record *record = record_new("decision");

	record_set_text(record, "title", "Which one?");
	record_set_items(record, "tags", items, 2);
	record_set_rows(record, "options", &row, 1);
	set_body(record, "Words.");
	return record;
}

static void
copies_have_the_same_words(void **state)
{
	struct record *record = make_sample(), *copy;
	struct vid vid = { .bytes = { 7 } };

	(void)state;
	record->follows = &vid;
	record->follow_count = 1;
	record->confirmed = TEXT("read back");
	record->sig = TEXT("AAAA");
	copy = record_copy(record);
	assert_true(record_same_words(record, copy));
	assert_string_equal(copy->confirmed, "read back");
	assert_string_equal(copy->sig, "AAAA");
	assert_true(vid_equal(copy->follows, &vid));
	assert_ptr_not_equal(copy->follows, &vid);
	record->follows = NULL;
	record->confirmed = record->sig = NULL;
	record_free(record);
	assert_string_equal(record_get_text(copy, "title"), "Which one?");
	record_free(copy);
}

/* Head keys are no words: who, when, what was followed. */
static void
heads_are_no_words(void **state)
{
	struct record *a = make_sample(), *b = make_sample();

	(void)state;
	b->rev = 7;
	b->by.bytes[3] = 1;
	b->salt[0] = 1;
	memcpy(b->made, "2026-11-20", sizeof b->made);
	assert_true(record_same_words(a, b));
	record_free(a);
	record_free(b);
}

/* Each changes one thing that people would read differently. */
static void
change_value(struct record *record)
{
	record_set_text(record, "title", "Which?");
}

static void
change_key(struct record *record)
{
	record_remove(record, "title");
	record_set_text(record, "titles", "Which one?");
}

static void
change_count(struct record *record)
{
	record_set_text(record, "why", "so");
}

static void
change_item(struct record *record)
{
	static const char *const items[] = { "x", "z" };

	record_set_items(record, "tags", items, 2);
}

static void
change_items(struct record *record)
{
	static const char *const items[] = { "x" };

	record_set_items(record, "tags", items, 1);
}

static void
change_shape(struct record *record)
{
	record_set_text(record, "tags", "x");
}

static void
change_cell(struct record *record)
{
	char *cells[] = { TEXT("k7f3"), TEXT("Sleep") };
	struct row row = { .cells = cells, .count = 2 };

	record_set_rows(record, "options", &row, 1);
}

static void
change_cells(struct record *record)
{
	struct row row = { .cells = sample_cells, .count = 1 };

	record_set_rows(record, "options", &row, 1);
}

static void
change_body(struct record *record)
{
	set_body(record, "Wards.");
}

static void
change_length(struct record *record)
{
	set_body(record, "Words. More.");
}

static void
change_state(struct record *record)
{
	static char state[] = "withdrawn";

	record->state = strdup(state);
	assert_true(record_is_withdrawn(record));
}

static void
differences_are_seen(void **state)
{
	static void (*const changes[])(struct record *) = { change_value,
		change_key, change_count, change_item, change_items,
		change_shape, change_cell, change_cells, change_body,
		change_length, change_state };

	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct record *a = make_sample(), *b = make_sample();

		assert_true(record_same_words(a, b));
		assert_false(record_is_withdrawn(b));
		changes[i](b);
		assert_false(record_same_words(a, b));
		assert_false(record_same_words(b, a));
		record_free(a);
		record_free(b);
	}
}

static void
states_are_compared(void **state)
{
	struct record *a = make_sample(), *b = make_sample();

	(void)state;
	a->state = strdup("withdrawn");
	b->state = strdup("paused");
	assert_false(record_same_words(a, b));
	assert_false(record_is_withdrawn(b));
	free(b->state);
	b->state = strdup("withdrawn");
	assert_true(record_same_words(a, b));
	record_free(a);
	record_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vids_compare_print_and_parse),
		cmocka_unit_test(ids_compare_print_and_parse),
		cmocka_unit_test(fields_stand_in_byte_order),
		cmocka_unit_test(empty_values_take_a_field_out),
		cmocka_unit_test(sets_are_sorted_and_unique),
		cmocka_unit_test(rows_keep_their_order),
		cmocka_unit_test(bodies_lose_blank_lines_at_their_ends),
		cmocka_unit_test(copies_have_the_same_words),
		cmocka_unit_test(heads_are_no_words),
		cmocka_unit_test(differences_are_seen),
		cmocka_unit_test(states_are_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
