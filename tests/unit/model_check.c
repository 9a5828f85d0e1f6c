/* Whether records make sense by the table of kinds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/check.h"

#include <withus/err.h>

/* A text that is not constant, as records hold theirs. */
#define TEXT(text) ((char[]){ text })

#define RANDOM "c8a3f3f3c0d5c9d70a0b1a64c3c2f8d7"
#define ID "762sycd934mebkcbt9krefz20j"
#define VID "1111111111111111111111111111111111111111111111111111111111111111"

static struct record *
make(const char *kind, const char *born)
{
	struct record *record = record_new(kind);

	strcpy(record->born, born);
	return record;
}

static struct record *
make_entry(void)
{
	struct record *record = make("reflection", RANDOM);

	record_set_text(record, "readers", "team");
	record_set_body(record, "We met.", 7);
	return record;
}

/* Checks against its kind and frees. */
static int
check(struct record *record)
{
	int rc = check_record(kind_by_name(record->kind), record);

	record_free(record);
	return rc;
}

static void
failed_with(const char *first, const char *second)
{
	assert_string_equal(err_last()->arg[0], first);
	assert_string_equal(err_last()->arg[1], second);
	assert_int_equal(err_last()->arg_count,
	    err_arg_count(err_last()->code));
}

/* ------------------------------------------------------------ fields */

static void
good_records_pass(void **state)
{
	struct record *record = make_entry();
	static const char *const stages[] = { ID };
	static const char *const present[] = { ID, "=Ben's sister" };

	(void)state;
	record_set_items(record, "stages", stages, 1);
	record_set_items(record, "present", present, 2);
	record_set_text(record, "day", "2026-11-20");
	record_set_text(record, "model", "what");
	record_set_text(record, "of-a-later-release", "whatever\nit is");
	assert_int_equal(check(record), 0);
	record = make("project", RANDOM);
	record_set_text(record, "title", "Sleep");
	assert_int_equal(check(record), 0);
}

static void
needed_fields_are_missed(void **state)
{
	struct record *record = make_entry();

	(void)state;
	record_remove(record, "readers");
	assert_int_equal(check(record), -ERR_FIELD_MISSING);
	failed_with("reflection", "readers");
	assert_int_equal(check(make("project", RANDOM)), -ERR_FIELD_MISSING);
	failed_with("project", "title");
}

/* One field of one kind with one text. */
static int
check_field_text(const char *kind_name, const char *name, const char *text)
{
	const struct kind *kind = kind_by_name(kind_name);
	struct value value = { .shape = VALUE_ONE,
		.text = mem_dup_text(text),
		.count = 1 };
	int rc = check_value(kind, kind_field(kind, name), &value);

	value_clear(&value);
	return rc;
}

static const struct {
	const char *kind;
	const char *field;
	const char *text;
	int rc;
} texts[] = {
	{ .kind = "stage", .field = "title", .text = "Analysis", .rc = 0 },
	{ .kind = "stage",
	    .field = "title",
	    .text = "two\nlines",
	    .rc = -ERR_FIELD_SHAPE },
	{ .kind = "stage", .field = "working", .text = "two\nlines", .rc = 0 },
	{ .kind = "stage", .field = "begin", .text = "2024-02-29", .rc = 0 },
	{ .kind = "stage",
	    .field = "begin",
	    .text = "2026-02-29",
	    .rc = -ERR_FIELD_DATE },
	{ .kind = "stage",
	    .field = "begin",
	    .text = "3 May",
	    .rc = -ERR_FIELD_DATE },
	{ .kind = "stage", .field = "order", .text = "0", .rc = 0 },
	{ .kind = "stage", .field = "order", .text = "2147483647", .rc = 0 },
	{ .kind = "stage",
	    .field = "order",
	    .text = "2147483648",
	    .rc = -ERR_FIELD_NUMBER },
	{ .kind = "stage",
	    .field = "order",
	    .text = "99999999999",
	    .rc = -ERR_FIELD_NUMBER },
	{ .kind = "stage",
	    .field = "order",
	    .text = "01",
	    .rc = -ERR_FIELD_NUMBER },
	{ .kind = "stage",
	    .field = "order",
	    .text = "-1",
	    .rc = -ERR_FIELD_NUMBER },
	{ .kind = "stage",
	    .field = "order",
	    .text = "1.5",
	    .rc = -ERR_FIELD_NUMBER },
	{ .kind = "reflection", .field = "readers", .text = "public", .rc = 0 },
	{ .kind = "reflection",
	    .field = "readers",
	    .text = "Public",
	    .rc = -ERR_FIELD_CHOICE },
	{ .kind = "reply", .field = "to", .text = ID, .rc = 0 },
	{ .kind = "reply",
	    .field = "to",
	    .text = "R-7kq4",
	    .rc = -ERR_FIELD_RECORD },
	{ .kind = "reply",
	    .field = "to",
	    .text = "00000000000000000000000000",
	    .rc = -ERR_FIELD_RECORD },
};

static void
texts_fit_their_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(check_field_text(texts[i].kind, texts[i].field,
				     texts[i].text),
		    texts[i].rc);
}

static void
faults_name_the_option(void **state)
{
	(void)state;
	check_field_text("reflection", "readers", "moon");
	failed_with("for", "moon");
	assert_string_equal(err_last()->arg[2], "team, public");
	check_field_text("reflection", "day", "moon");
	failed_with("on", "moon");
	check_field_text("stage", "order", "moon");
	failed_with("order", "moon");
}

static void
lines_have_a_length(void **state)
{
	struct str text = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		str_add(&text, "\xc3\xa9");
	assert_int_equal(check_field_text("stage", "title", text.data), 0);
	str_add(&text, "e");
	assert_int_equal(check_field_text("stage", "title", text.data),
	    -ERR_FIELD_TOO_LONG);
	failed_with("title", "1000");
	assert_int_equal(check_field_text("stage", "working", text.data), 0);
	str_clear(&text);
}

static void
shapes_must_fit(void **state)
{
	static const char *const items[] = { "a" };
	struct record *record = make("project", RANDOM);

	(void)state;
	record_set_items(record, "title", items, 1);
	assert_int_equal(check(record), -ERR_FIELD_SHAPE);
	failed_with("project", "title");
	assert_int_equal(check_field_text("project", "tags", "a"),
	    -ERR_FIELD_SHAPE);
	assert_int_equal(check_field_text("project", "voices", "a"),
	    -ERR_FIELD_SHAPE);
}

static void
names_are_members_or_words(void **state)
{
	static const char *const bad[] = { "=", "Ben", "=two\nlines" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct record *record = make_entry();

		record_set_items(record, "present", &bad[i], 1);
		assert_int_equal(check(record),
		    i == 2 ? -ERR_FIELD_SHAPE : -ERR_FIELD_RECORD);
	}
}

/* ------------------------------------------------------------ rows */

static int
check_row(char **cells, size_t count)
{
	struct row row = { .cells = cells, .count = count };
	struct record *record = make("project", RANDOM);

	record_set_text(record, "title", "Sleep");
	record_set_rows(record, "voices", &row, 1);
	return check(record);
}

static void
rows_say_what_they_are_about(void **state)
{
	char *cells[] = { TEXT("k7f3"), TEXT("Night staff"), TEXT(""),
		TEXT("We ask"), TEXT("more") };
	char *empty[] = { TEXT("k7f3"), TEXT(""), TEXT("Ada") };
	char *lines[] = { TEXT("k7f3"), TEXT("Night staff"),
		TEXT("two\nlines") };

	(void)state;
	assert_int_equal(check_row(cells, 2), 0);
	assert_int_equal(check_row(cells, 4), 0);
	assert_int_equal(check_row(cells, 5), -ERR_FIELD_ROW);
	failed_with("voice", "k7f3");
	assert_int_equal(check_row(cells, 1), -ERR_FIELD_ROW);
	assert_int_equal(check_row(empty, 3), -ERR_FIELD_ROW);
	assert_int_equal(check_row(lines, 3), -ERR_FIELD_SHAPE);
}

/* ------------------------------------------------------------ bodies */

static void
words_are_needed_where_they_are_the_point(void **state)
{
	struct record *record = make_entry();

	(void)state;
	record_set_body(record, "", 0);
	assert_int_equal(check(record), -ERR_TEXT_EMPTY);
	record = make("key", RANDOM);
	assert_int_equal(check(record), 0);
	record = make("key", RANDOM);
	record_set_body(record, "Words.", 6);
	assert_int_equal(check(record), -ERR_FIELD_UNKNOWN);
	failed_with("key", "text");
}

static void
withdrawn_versions_need_nothing(void **state)
{
	struct record *record = make("project", RANDOM);

	(void)state;
	record->state = strdup("withdrawn");
	assert_int_equal(check(record), 0);
	record = make("vouch", ID);
	record->state = strdup("withdrawn");
	assert_int_equal(check(record), 0);
	record = make("vouch", RANDOM);
	record->state = strdup("withdrawn");
	assert_int_equal(check(record), -ERR_FORM_HEAD_VALUE);
}

/* ------------------------------------------------------------ born */

static void
born_is_made_as_its_kind_makes_it(void **state)
{
	static const struct {
		const char *kind;
		const char *born;
		bool is_right;
	} cases[] = {
		{ .kind = "stage", .born = RANDOM, .is_right = true },
		{ .kind = "stage", .born = RANDOM " 2", .is_right = true },
		{ .kind = "stage", .born = RANDOM " 1", .is_right = false },
		{ .kind = "stage", .born = RANDOM "0", .is_right = false },
		{ .kind = "stage", .born = "rhythm", .is_right = false },
		{ .kind = "stage", .born = ID, .is_right = false },
		{ .kind = "member", .born = RANDOM, .is_right = true },
		{ .kind = "member",
		    .born = ID " 0123456789abcdef",
		    .is_right = true },
		{ .kind = "member",
		    .born = ID " 0123456789abcdef 3",
		    .is_right = true },
		{ .kind = "member",
		    .born = ID " 0123456789abcde",
		    .is_right = false },
		{ .kind = "member", .born = ID, .is_right = false },
		{ .kind = "vouch", .born = ID, .is_right = true },
		{ .kind = "vouch", .born = ID " 2", .is_right = true },
		{ .kind = "vouch", .born = ID " x", .is_right = false },
		{ .kind = "vouch",
		    .born = "7kq4m2hx9a3cwd5n8v0r1tbyze",
		    .is_right = false },
		{ .kind = "vouch", .born = RANDOM, .is_right = false },
		{ .kind = "key", .born = RANDOM, .is_right = true },
		{ .kind = "key", .born = ID, .is_right = false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct record *record = make(cases[i].kind, cases[i].born);

		record_set_text(record, "title", "Any");
		record_set_text(record, "name", "Any");
		record_set_text(record, "key", ID);
		assert_int_equal(check(record),
		    cases[i].is_right ? 0 : -ERR_FORM_HEAD_VALUE);
		if (!cases[i].is_right)
			assert_string_equal(err_last()->arg[0], "born");
	}
}

static void
born_of_a_week_names_stage_and_week(void **state)
{
	static const struct {
		const char *born;
		bool is_right;
	} cases[] = {
		{ .born = "-/2026-W47", .is_right = true },
		{ .born = ID "/2026-W53", .is_right = true },
		{ .born = "-/2026-W47 2", .is_right = true },
		{ .born = "-/2026-W47 1", .is_right = false },
		{ .born = "-/2026-W47 x", .is_right = false },
		{ .born = "-/2026-W54", .is_right = false },
		{ .born = "-/2027-W53", .is_right = false },
		{ .born = "/2026-W47", .is_right = false },
		{ .born = "x/2026-W47", .is_right = false },
		{ .born = "-/", .is_right = false },
		{ .born = "2026-W47", .is_right = false },
	};
	static const struct kind_field none[] = { { .name = NULL } };
	const struct kind kind = { .name = "heartbeat",
		.born = BORN_WEEK,
		.fields = none };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct record *record = make("heartbeat", cases[i].born);

		assert_int_equal(check_record(&kind, record),
		    cases[i].is_right ? 0 : -ERR_FORM_HEAD_VALUE);
		record_free(record);
	}
}

/* ------------------------------------------------------------ further */

static void
nobody_was_themself_before(void **state)
{
	struct record *record = make("member", RANDOM);

	(void)state;
	record_set_text(record, "name", "Ada");
	record_set_text(record, "formerly", ID);
	assert_int_equal(check(record), 0);
	record = make("member", RANDOM);
	record_set_text(record, "name", "Ada");
	record_set_text(record, "formerly", ID);
	assert_true(id_parse(&record->id, ID, strlen(ID)));
	assert_int_equal(check(record), -ERR_FIELD_RECORD);
	failed_with("formerly", ID);
}

static void
versions_are_named_by_their_hash(void **state)
{
	static const struct kind_field fields[] = {
		{ .name = "of", .shape = VALUE_SET, .form = FORM_VERSION },
		{ .name = NULL }
	};
	static const char *const good[] = { VID }, *const bad[] = { ID };
	const struct kind kind = { .name = "view",
		.born = BORN_RANDOM,
		.fields = fields };
	struct record *record = make("view", RANDOM);

	(void)state;
	record_set_items(record, "of", good, 1);
	assert_int_equal(check_record(&kind, record), 0);
	record_set_items(record, "of", bad, 1);
	assert_int_equal(check_record(&kind, record), -ERR_FIELD_RECORD);
	failed_with("of", ID);
	record_free(record);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_records_pass),
		cmocka_unit_test(needed_fields_are_missed),
		cmocka_unit_test(texts_fit_their_form),
		cmocka_unit_test(faults_name_the_option),
		cmocka_unit_test(lines_have_a_length),
		cmocka_unit_test(shapes_must_fit),
		cmocka_unit_test(names_are_members_or_words),
		cmocka_unit_test(rows_say_what_they_are_about),
		cmocka_unit_test(words_are_needed_where_they_are_the_point),
		cmocka_unit_test(withdrawn_versions_need_nothing),
		cmocka_unit_test(born_is_made_as_its_kind_makes_it),
		cmocka_unit_test(born_of_a_week_names_stage_and_week),
		cmocka_unit_test(nobody_was_themself_before),
		cmocka_unit_test(versions_are_named_by_their_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
