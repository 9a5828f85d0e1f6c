/* What people type for fields, and names and codes as they type them. */
#include "support/home.h"

#include <withus/err.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int
apply(struct home *home, struct record *words, const char *field,
    const char *typed)
{
	const struct kind *kind = kind_by_name(words->kind);
	const struct kind_field *found = kind_field(kind, field);

	assert_non_null(found);
	return write_apply(home->journal, &home->writer.project, words, found,
	    typed);
}

static void
test_days_lean_as_their_field_does(void **state)
{
	struct home home;
	struct record *entry = record_new("reflection");

	(void)state;
	home_start(&home);
	assert_int_equal(apply(&home, entry, "day", "2026-05-03"), 0);
	assert_string_equal(record_get_text(entry, "day"), "2026-05-03");
	assert_int_equal(apply(&home, entry, "day", "no day"), -ERR_FIELD_DATE);
	assert_string_equal(record_get_text(entry, "day"), "2026-05-03");
	assert_int_equal(apply(&home, entry, "day", ""), 0);
	assert_null(record_get_text(entry, "day"));
	record_free(entry);
	home_close(&home);
}

static void
test_sets_are_replaced_added_to_and_taken_from(void **state)
{
	struct home home;
	struct record *entry = record_new("reflection");
	const struct value *tags;

	(void)state;
	home_start(&home);
	assert_int_equal(apply(&home, entry, "tags", "b, a,b"), 0);
	assert_int_equal(apply(&home, entry, "tags", "+c,-a"), 0);
	tags = record_get(entry, "tags");
	assert_int_equal(tags->count, 2);
	assert_string_equal(tags->items[0], "b");
	assert_string_equal(tags->items[1], "c");
	assert_int_equal(apply(&home, entry, "tags", "d"), 0);
	assert_int_equal(record_get(entry, "tags")->count, 1);
	assert_int_equal(apply(&home, entry, "tags", ""), 0);
	assert_null(record_get(entry, "tags"));
	record_free(entry);
	home_close(&home);
}

static void
test_rows_are_added_changed_and_removed(void **state)
{
	struct home home;
	struct record *entry = record_new("reflection");
	const struct value *rows;
	char name[ROW_NAME_SIZE];

	(void)state;
	home_start(&home);
	assert_int_equal(apply(&home, entry, "goes-with",
			     "A drawing | in the office"),
	    0);
	assert_int_equal(apply(&home, entry, "goes-with", "A film"), 0);
	rows = record_get(entry, "goes-with");
	assert_int_equal(rows->count, 2);
	assert_string_equal(rows->rows[0].cells[2], "in the office");
	memcpy(name, rows->rows[1].cells[0], sizeof(name));
	assert_int_equal(apply(&home, entry, "goes-with", "b=A poster"), 0);
	rows = record_get(entry, "goes-with");
	assert_string_equal(rows->rows[1].cells[1], "A poster");
	assert_string_equal(rows->rows[1].cells[0], name);
	assert_int_equal(apply(&home, entry, "goes-with", "a="), 0);
	rows = record_get(entry, "goes-with");
	assert_int_equal(rows->count, 1);
	assert_string_equal(rows->rows[0].cells[0], name);
	record_free(entry);
	home_close(&home);
}

static void
test_choices_by_name_word_or_start(void **state)
{
	struct home home;
	struct record *entry = record_new("reflection");

	(void)state;
	home_start(&home);
	assert_int_equal(apply(&home, entry, "readers", "PUBLIC"), 0);
	assert_string_equal(record_get_text(entry, "readers"), "public");
	assert_int_equal(apply(&home, entry, "readers", "te"), 0);
	assert_string_equal(record_get_text(entry, "readers"), "team");
	assert_int_equal(apply(&home, entry, "readers", "nobody"),
	    -ERR_FIELD_CHOICE);
	assert_string_equal(err_last()->arg[1], "nobody");
	record_free(entry);
	home_close(&home);
}

static void
test_stages_by_title_start_and_code(void **state)
{
	struct home home;
	struct record *entry = record_new("reflection");
	struct id id;
	char *title = NULL;
	char *code = NULL;

	(void)state;
	home_start(&home);
	assert_int_equal(apply(&home, entry, "stages", "analysis and"), 0);
	assert_true(id_parse(&id, record_get(entry, "stages")->items[0], 26));
	assert_int_equal(read_mention(home.journal, &home.writer.project, &id,
			     &title, &code),
	    0);
	assert_string_equal(title, "Analysis and interpretation");
	assert_int_equal(apply(&home, entry, "stages", code), 0);
	assert_true(
	    strncmp(code, "S-", 2) == 0 && strlen(code) >= strlen("S-0000"));
	assert_int_equal(apply(&home, entry, "stages", "nowhere"),
	    -ERR_NAME_NOT_THERE);
	assert_int_equal(apply(&home, entry, "stages", "a"), -ERR_NAME_SEVERAL);
	free(title);
	free(code);
	record_free(entry);
	home_close(&home);
}

static int
find(struct home *home, const char *kind, const char *typed)
{
	struct id id;

	return read_find(home->journal, &home->writer.project, kind, typed,
	    &id);
}

static void
test_finding_says_what_is_wrong(void **state)
{
	struct home home;
	struct id id;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	assert_int_equal(find(&home, "member", "ámina"), 0);
	assert_int_equal(find(&home, "member", "a"), 0);
	assert_int_equal(find(&home, "member", "Zoe"), -ERR_NAME_NOT_THERE);
	assert_int_equal(find(&home, "stage", ""), -ERR_NAME_NOT_THERE);
	assert_int_equal(find(&home, NULL, "R-0000"), -ERR_CODE_NOT_THERE);
	assert_int_equal(find(&home, NULL, "!"), -ERR_CODE_FORM);
	assert_int_equal(find(&home, "reflection", "S-0000"), -ERR_CODE_KIND);
	assert_int_equal(project_find(home.journal, "stroke", &id), 0);
	assert_true(id_equal(&id, &home.writer.project));
	assert_int_equal(project_find(home.journal, "other", &id),
	    -ERR_PROJECT_NOT_THERE);
	assert_int_equal(project_find(home.journal, NULL, &id), 0);
	home_close(&home);
}

static void
test_two_names_alike_are_told(void **state)
{
	struct home home;
	struct project_new words = { .title = "Stroke nights",
		.member = "Amina",
		.template = "empty" };
	struct written project;
	struct id id;

	(void)state;
	home_start(&home);
	assert_int_equal(project_start(home.journal, &words, &project, &id), 0);
	assert_int_equal(project_find(home.journal, "stroke", &id),
	    -ERR_PROJECT_SEVERAL);
	assert_int_equal(project_find(home.journal, "Stroke nights", &id), 0);
	assert_true(id_equal(&id, &project.id));
	assert_int_equal(project_find(home.journal, project.code, &id), 0);
	assert_true(id_equal(&id, &project.id));
	words.template = "unheard";
	assert_int_equal(project_start(home.journal, &words, &project, &id),
	    -ERR_FIELD_CHOICE);
	home_close(&home);
}

static void
test_no_project_is_said(void **state)
{
	struct home home;
	struct id id;

	(void)state;
	home_open(&home);
	assert_int_equal(project_find(home.journal, NULL, &id),
	    -ERR_PROJECT_NONE);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_lean_as_their_field_does),
		cmocka_unit_test(
		    test_sets_are_replaced_added_to_and_taken_from),
		cmocka_unit_test(test_rows_are_added_changed_and_removed),
		cmocka_unit_test(test_choices_by_name_word_or_start),
		cmocka_unit_test(test_stages_by_title_start_and_code),
		cmocka_unit_test(test_finding_says_what_is_wrong),
		cmocka_unit_test(test_two_names_alike_are_told),
		cmocka_unit_test(test_no_project_is_said),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
