#include "support/home.h"
#include "support/tree.h"

#include "base/file.h"

#include <withus/care.h>
#include <withus/carry.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/item.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
edit(struct home *home, const struct id *id, const char *text)
{
	struct item *item = NULL;
	struct written written;

	assert_int_equal(read_item(home->journal, &home->writer.project, id,
			     &item),
	    0);
	record_set_body(item->words, text, strlen(text));
	assert_int_equal(write_edit(home->journal, &home->writer,
			     &(struct write_edit){ .record = *id,
				 .words = item->words },
			     &written),
	    0);
	item_free(item);
}

static int
import_json(struct home *home, const char *dir, struct carry_result *result)
{
	char *path = file_join(home->dir, dir);
	int err = carry_import_json(home->journal, path, NULL, result);

	free(path);
	return err;
}

static void
export_json(struct home *home, const char *dir, struct carry_result *result)
{
	char *path = file_join(home->dir, dir);

	assert_int_equal(carry_export_json(home->journal, &home->writer.project,
			     path, result),
	    0);
	free(path);
}

/* Moves an exported folder from one test's folder to another's. */
static void
hand_over(struct home *from, struct home *to, const char *dir)
{
	struct str command = { 0 };

	str_add_format(&command, "cp -r '%s' '%s/'", dir, to->dir);
	assert_int_equal(home_shell(from, str_text(&command)), 0);
	str_clear(&command);
}

static void
test_json_carries_a_project_whole(void **state)
{
	struct home home;
	struct home other;
	struct carry_result out;
	struct carry_result in;
	struct id id;
	char *text;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.");
	export_json(&home, "out", &out);
	assert_int_equal(out.kept, 15);
	home_open(&other);
	hand_over(&home, &other, "out");
	assert_int_equal(import_json(&other, "out", &in), 0);
	assert_int_equal(in.kept, 15);
	assert_true(in.is_new_project);
	assert_true(in.in_history);
	other.writer.project = in.project;
	text = home_text(&other, &id);
	assert_string_equal(text, "Two.\n");
	free(text);
	assert_int_equal(tree_count_versions(&other), 15);
	(void)tree_assert_law(&other);
	home_assert_well(&other);
	assert_int_equal(import_json(&other, "out", &in), 0);
	assert_int_equal(in.kept, 0);
	assert_int_equal(in.known, 15);
	home_close(&other);
	home_close(&home);
}

/* What a newer program wrote is refused whole. */
static void
test_a_newer_form_is_refused(void **state)
{
	struct home home;
	struct home other;
	struct carry_result result;

	(void)state;
	home_start(&home);
	export_json(&home, "out", &result);
	assert_int_equal(home_shell(&home,
			     "sed -i 's/\"withus\": 1,/\"withus\": 2,/' out/*"),
	    0);
	home_open(&other);
	hand_over(&home, &other, "out");
	assert_int_equal(import_json(&other, "out", &result),
	    -ERR_IMPORT_NEWER);
	assert_int_equal(result.kept, 0);
	assert_int_equal(home_shell(&other,
			     "sed -i 's/\"withus\": 2,//' out/*"),
	    0);
	assert_int_equal(import_json(&other, "out", &result), -ERR_IMPORT_FORM);
	home_close(&other);
	home_close(&home);
}

/* Versions that arrive later than those that follow them. */
static void
test_older_versions_come_in_by_a_side_line(void **state)
{
	struct home home;
	struct home other;
	struct carry_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.");
	edit(&home, &id, "Three.");
	export_json(&home, "out", &result);
	home_open(&other);
	hand_over(&home, &other, "out");
	assert_int_equal(
	    home_shell(&other,
		"mkdir part && python3 -c \"\n"
		"import json\n"
		"o = json.load(open('out/00001.json'))\n"
		"o['items'] = [i for i in o['items']\n"
		"    if i['kind'] != 'reflection' or i['rev'] == 3]\n"
		"json.dump(o, open('part/1.json', 'w'))\""),
	    0);
	assert_int_equal(import_json(&other, "part", &result), 0);
	assert_int_equal(result.kept, 14);
	other.writer.project = result.project;
	assert_int_equal(import_json(&other, "out", &result), 0);
	assert_int_equal(result.kept, 2);
	assert_true(result.in_history);
	assert_int_equal(tree_count_versions(&other), 16);
	assert_int_equal(tree_assert_law(&other), 4);
	home_assert_well(&other);
	home_close(&other);
	home_close(&home);
}

static void
take_fault(void *data, const struct carry_fault *fault)
{
	*(size_t *)data = fault->line;
}

static void
test_a_diary_comes_in_and_a_bad_line_is_named(void **state)
{
	struct home home;
	struct carry_result result;
	size_t line = 0;
	struct carry_options options = { .fault = take_fault, .data = &line };
	struct carry_jrnl task = { .readers = "team", .by_year = true };
	char *path;

	(void)state;
	home_start(&home);
	assert_int_equal(home_shell(&home,
			     "printf '%s\\n' "
			     "'[1660-01-01 09:00] Rose early.' 'Walked far.' ''"
			     " '[1660-02-31 09:00] No such day.'"
			     " '[1661-03-01 09:00:00 AM] Rose late.' > diary"),
	    0);
	path = file_join(home.dir, "diary");
	task.writer = &home.writer;
	task.file = path;
	assert_int_equal(carry_import_jrnl(home.journal, &task, &options,
			     &result),
	    -ERR_IMPORT_LINES);
	assert_int_equal(result.kept, 2);
	assert_int_equal(result.faulty, 1);
	assert_int_equal(line, 4);
	assert_int_equal(carry_import_jrnl(home.journal, &task, &options,
			     &result),
	    -ERR_IMPORT_LINES);
	assert_int_equal(result.kept, 0);
	assert_int_equal(result.known, 2);
	(void)tree_assert_law(&home);
	home_assert_well(&home);
	free(path);
	home_close(&home);
}

/* Another program saves while a long diary comes in. */
static void
save_meanwhile(void *data, const struct carry_fault *fault)
{
	struct home *home = data;
	struct journal *importing = home->journal;
	struct journal_options options = { .home = home->path };

	(void)fault;
	assert_int_equal(journal_open(&home->journal, &options), 0);
	(void)home_reflect(home, "Meanwhile.");
	assert_int_equal(home_count_waiting(home), 1);
	journal_close(home->journal);
	home->journal = importing;
}

/* What went in ahead goes again without a word of an import that was cut off,
 * and what the other one saved comes into the history. */
static void
test_what_is_let_go_keeps_nobody_waiting(void **state)
{
	struct home home;
	struct carry_result result;
	struct carry_options all = {
		.all_or_nothing = true,
		.fault = save_meanwhile,
		.data = &home,
	};
	struct carry_jrnl task = { .readers = "team" };
	char *path;

	(void)state;
	home_start(&home);
	assert_int_equal(home_shell(&home,
			     "for n in $(seq 50); do echo \"[1660-01-01 09:00] "
			     "Entry $n.\"; done > diary && "
			     "echo '[1660-02-31 09:00] No day.' >> diary"),
	    0);
	path = file_join(home.dir, "diary");
	task.writer = &home.writer;
	task.file = path;
	home_forget_events(&home);
	assert_int_equal(carry_import_jrnl(home.journal, &task, &all, &result),
	    -ERR_IMPORT_LINES);
	assert_false(home_was_told(&home, EVENT_IMPORT_DROPPED));
	assert_int_equal(home_count_waiting(&home), 0);
	home_assert_well(&home);
	free(path);
	home_close(&home);
}

/* Longer than one piece (20 in a test build): what went in ahead goes again
 * where all or nothing was asked for, and stays where it was not. */
static void
test_a_long_diary_comes_in_whole_or_not_at_all(void **state)
{
	struct home home;
	struct carry_result result;
	struct carry_options all = { .all_or_nothing = true };
	struct carry_jrnl task = { .readers = "team", .by_year = true };
	size_t before;
	char *path;

	(void)state;
	home_start(&home);
	before = tree_count_versions(&home);
	assert_int_equal(home_shell(&home,
			     "for n in $(seq 50); do echo \"[1660-01-01 09:00] "
			     "Entry $n.\"; done > diary && "
			     "echo '[1660-02-31 09:00] No day.' >> diary"),
	    0);
	path = file_join(home.dir, "diary");
	task.writer = &home.writer;
	task.file = path;
	assert_int_equal(carry_import_jrnl(home.journal, &task, &all, &result),
	    -ERR_IMPORT_LINES);
	assert_int_equal(result.kept, 0);
	assert_int_equal(tree_count_versions(&home), before);
	assert_int_equal(home_count_waiting(&home), 0);
	assert_int_equal(carry_import_jrnl(home.journal, &task, NULL, &result),
	    -ERR_IMPORT_LINES);
	assert_int_equal(result.kept, 50);
	assert_true(result.in_history);
	assert_int_equal(tree_count_versions(&home), before + 51);
	(void)tree_assert_law(&home);
	home_assert_well(&home);
	free(path);
	home_close(&home);
}

static void
test_backup_and_restore_give_the_same_home(void **state)
{
	struct home home;
	struct home other;
	struct care_result result;
	struct journal_options options = { 0 };
	struct id id;
	char *text;
	char *file;
	char *path;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	file = file_join(home.dir, "copy");
	assert_int_equal(care_backup(home.journal, file), 0);
	assert_int_equal(care_backup(home.journal, file), -ERR_FILE_EXISTS);
	home_open(&other);
	path = file_join(other.dir, "restored");
	options.home = path;
	if (care_restore(&options, file, &result) != 0)
		fail_msg("restore: %s %s %s", err_name(err_last()->code),
		    err_last()->arg[0], err_last()->arg[1]);
	assert_int_equal(result.faults, 0);
	journal_close(other.journal);
	assert_int_equal(journal_open(&other.journal, &options), 0);
	other.writer = home.writer;
	text = home_text(&other, &id);
	assert_string_equal(text, "One.\n");
	free(text);
	assert_int_equal(care_restore(&options, file, &result),
	    -ERR_HOME_NOT_EMPTY);
	free(file);
	free(path);
	home_close(&other);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json_carries_a_project_whole),
		cmocka_unit_test(test_a_newer_form_is_refused),
		cmocka_unit_test(test_older_versions_come_in_by_a_side_line),
		cmocka_unit_test(test_a_diary_comes_in_and_a_bad_line_is_named),
		cmocka_unit_test(
		    test_a_long_diary_comes_in_whole_or_not_at_all),
		cmocka_unit_test(test_what_is_let_go_keeps_nobody_waiting),
		cmocka_unit_test(test_backup_and_restore_give_the_same_home),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
