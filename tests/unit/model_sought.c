/* What of a record can be found by words, and by what marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/sought.h"

#define ID "7kq4m2hx9a3cwd5n8v0r1tbyze"
#define NOBODY "00000000000000000000000000"

static void
gathers(struct record *record, const char *title, const char *fields,
    const char *marks)
{
	struct sought words = { .title = { 0 } };

	sought_gather(&words, record);
	assert_string_equal(str_text(&words.title), title);
	assert_string_equal(str_text(&words.fields), fields);
	assert_string_equal(str_text(&words.marks), marks);
	assert_true(sought_has_any(&words, record) ==
	    (*title != '\0' || *fields != '\0' || record->body_len > 0));
	sought_clear(&words);
	record_free(record);
}

static void
set_items(struct record *record, const char *key, const char *a, const char *b)
{
	const char *const items[] = { a, b };

	record_set_items(record, key, items, 2);
}

static void
test_words_and_links_of_a_known_kind(void **state)
{
	struct record *record = record_new("reflection");
	char name[] = "k7f3";
	char what[] = "A drawing";
	char where[] = "on the wall";
	char *cells[] = { name, what, where };
	const struct row row = { .cells = cells, .count = 3 };

	(void)state;
	assert_true(id_parse(&record->project, ID, strlen(ID)));
	record_set_text(record, "readers", "team");
	record_set_text(record, "day", "2026-05-03");
	record_set_text(record, "speaking-as", "a carer");
	set_items(record, "present", "=the nurse", ID);
	set_items(record, "stages", ID, ID);
	set_items(record, "tags", "trust", "tea");
	record_set_rows(record, "goes-with", &row, 1);
	gathers(record, "",
	    "A drawing\non the wall\nthe nurse\na carer\ntea\ntrust\n",
	    "p" ID " kreflection b" NOBODY " l" ID " l" ID);
}

static void
test_a_title_stands_alone(void **state)
{
	struct record *record = record_new("member");

	(void)state;
	assert_true(id_parse(&record->project, ID, strlen(ID)));
	record_set_text(record, "name", "Amina");
	record_set_text(record, "named-as", "A.");
	record_set_text(record, "counted", "yes");
	gathers(record, "Amina", "A.\n", "p" ID " kmember b" NOBODY);
}

static void
test_a_project_is_in_itself(void **state)
{
	struct record *record = record_new("project");

	(void)state;
	assert_true(id_parse(&record->id, ID, strlen(ID)));
	record_set_text(record, "title", "Ward");
	gathers(record, "Ward", "", "p" ID " kproject b" NOBODY);
}

/* Of what is not known, all counts that looks like words. */
static void
test_unknown_kinds_are_found(void **state)
{
	struct record *record = record_new("x-new");

	(void)state;
	assert_true(id_parse(&record->project, ID, strlen(ID)));
	record_set_text(record, "title", "Whole");
	record_set_text(record, "about", ID);
	record_set_text(record, "when", "2026-05-03");
	record_set_text(record, "words", "some words");
	gathers(record, "Whole", "some words\n",
	    "p" ID " kx0new b" NOBODY " l" ID);
}

/* What the program puts into a record is nobody's words. */
static void
test_hidden_fields_are_not_words(void **state)
{
	struct record *record = record_new("key");

	(void)state;
	assert_true(id_parse(&record->project, ID, strlen(ID)));
	record_set_text(record, "device", "old laptop");
	gathers(record, "", "", "p" ID " kkey b" NOBODY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_and_links_of_a_known_kind),
		cmocka_unit_test(test_a_title_stands_alone),
		cmocka_unit_test(test_a_project_is_in_itself),
		cmocka_unit_test(test_unknown_kinds_are_found),
		cmocka_unit_test(test_hidden_fields_are_not_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
