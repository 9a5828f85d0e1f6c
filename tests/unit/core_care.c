/* Care: damage that is found, mended, and keeps nobody from saving. */
#include "support/home.h"
#include "support/tree.h"

#include "base/file.h"

#include <withus/care.h>
#include <withus/err.h>
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
run(const struct home *home, const char *command)
{
	if (home_git(home, command) != 0)
		fail_msg("%s", command);
}

/* Changes tables while no journal is open. */
static void
change(struct home *home, const char *sql)
{
	struct str line = { 0 };

	journal_close(home->journal);
	home->journal = NULL;
	str_add_format(&line, "sqlite3 home/journal.db \"%s\"", sql);
	run(home, str_text(&line));
	str_clear(&line);
	home_again(home);
	home_forget_events(home);
}

/* The last save's words leave the outbox, where nothing would be lost. */
static void
settle(struct home *home)
{
	struct care_result result;

	assert_int_equal(care_check(home->journal, false, &result), 0);
}

static struct id
edit(struct home *home, const struct id *id, const char *text)
{
	struct item *item = NULL;
	struct write_edit edit = { .record = *id };
	struct written written;

	assert_int_equal(read_item(home->journal, &home->writer.project, id,
			     &item),
	    0);
	record_set_body(item->words, text, strlen(text));
	edit.words = item->words;
	assert_int_equal(write_edit(home->journal, &home->writer, &edit,
			     &written),
	    0);
	item_free(item);
	return written.id;
}

static size_t
count_told(const struct home *home, enum event_code code)
{
	size_t count = 0;

	for (size_t i = 0; i < home->event_count; i++)
		count += home->events[i] == code;
	return count;
}

/* What the bytes of a version say is what its row, and all that is worked out
 * from it, must say. */
static void
test_every_column_is_held_against_the_bytes(void **state)
{
	static const char *const changes[] = {
		"UPDATE version SET record = zeroblob(16)"
		" WHERE kind = 'reflection'",
		"UPDATE version SET kind = 'reply' WHERE kind = 'reflection'",
		"UPDATE version SET kind = 'stage' WHERE kind = 'key'",
		"UPDATE version SET key = zeroblob(32)"
		" WHERE kind = 'reflection'",
		"UPDATE version SET key = zeroblob(32) WHERE kind = 'key'",
		"UPDATE version SET project = zeroblob(16)"
		" WHERE kind = 'reflection'",
		"UPDATE version SET standing = 3 WHERE kind = 'reflection'",
		"UPDATE record SET day = '2020-01-01'"
		" WHERE kind = 'reflection'",
		"UPDATE record SET title = 'Two.' WHERE kind = 'reflection'",
		"UPDATE record SET kind = 'reply' WHERE kind = 'reflection'",
		"UPDATE record SET by = zeroblob(16) WHERE kind = 'reflection'",
		"UPDATE record SET heads = 2 WHERE kind = 'reflection'",
		"UPDATE record SET shown = NULL WHERE kind = 'reflection'",
		"UPDATE record SET withdrawn = 1 WHERE kind = 'reflection'",
		"UPDATE record SET project = zeroblob(16)"
		" WHERE kind = 'reflection'",
		"DELETE FROM record WHERE kind = 'reflection'",
		"INSERT INTO record SELECT zeroblob(16), project, kind, by,"
		" day, title, shown, heads, clashes, aside, withdrawn FROM"
		" record WHERE kind = 'reflection'",
		"INSERT INTO link SELECT id, kind, day, id, 'stages' FROM"
		" record WHERE kind = 'reflection'",
		"UPDATE voice SET grade = 2",
		"DELETE FROM voice",
		"UPDATE voice SET key = zeroblob(32)",
	};
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		change(&home, changes[i]);
		if (care_check(home.journal, false, &result) != -ERR_DAMAGE)
			fail_msg("not found: %s", changes[i]);
		if (care_check(home.journal, true, &result) != 0)
			fail_msg("not mended: %s", changes[i]);
		assert_true(result.mended > 0);
		assert_int_equal(result.unmended, 0);
		home_assert_text(&home, &id, "One.\n");
	}
	tree_assert_well(&home);
	home_close(&home);
}

/* The bytes themselves say what the columns must be. */
static void
test_columns_are_mended_without_a_history(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	journal_close(home.journal);
	home.journal = NULL;
	run(&home,
	    "sqlite3 home/journal.db \"UPDATE version SET record ="
	    " zeroblob(16), key = zeroblob(32) WHERE kind = 'reflection'\""
	    " && rm -rf $G");
	home_again(&home);
	assert_int_equal(care_check(home.journal, true, &result), 0);
	home_assert_text(&home, &id, "One.\n");
	tree_assert_well(&home);
	home_close(&home);
}

#define SPOIL(kind)                                            \
	"UPDATE version SET bytes = CAST(replace(CAST(bytes "  \
	"AS TEXT), 'made: 2', 'made: 3') AS BLOB) WHERE kind " \
	"= '" kind "'"

static int
note_title(void *data, const struct item *item)
{
	str_add(data, item->title);
	str_add_char(data, '|');
	return 0;
}

static void
assert_titles(struct home *home, const char *expected)
{
	struct query query = {
		.project = home->writer.project,
		.kind = "reflection",
	};
	struct str titles = { 0 };

	assert_int_equal(read_list(home->journal, &query, note_title, &titles),
	    0);
	assert_string_equal(str_text(&titles), expected);
	str_clear(&titles);
}

/* Words first: what is damaged is somebody's record, not the project. */
static void
test_damage_in_one_record_keeps_nobody_from_saving(void **state)
{
	static const char *const spoilt[] = { SPOIL("member"), SPOIL("key"),
		SPOIL("project"), SPOIL("stage") };
	struct home home;
	struct care_result result;

	(void)state;
	for (size_t i = 0; i < sizeof(spoilt) / sizeof(*spoilt); i++) {
		struct id id;
		bool counts = i < 2;

		home_start(&home);
		(void)home_reflect(&home, "One.");
		change(&home, spoilt[i]);
		id = home_reflect(&home, "Two.");
		assert_int_equal(count_told(&home, EVENT_HURT), counts);
		assert_false(home_was_told(&home, EVENT_NOT_IN_HISTORY));
		home_assert_text(&home, &id, "Two.\n");
		edit(&home, &id, "Three.");
		assert_int_equal(care_check(home.journal, true, &result), 0);
		home_assert_text(&home, &id, "Three.\n");
		tree_assert_well(&home);
		home_forget_events(&home);
		(void)home_reflect(&home, "Four.");
		assert_false(home_was_told(&home, EVENT_HURT));
		home_close(&home);
	}
}

/* The branch was set back, and what it lacks now was damaged here: the record
 * is what is left of it. */
static void
test_a_version_that_is_lost_leaves_its_lists(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	edit(&home, &id, "Two.");
	settle(&home);
	journal_close(home.journal);
	home.journal = NULL;
	run(&home,
	    "git --git-dir=$G update-ref refs/heads/journal journal~1 && "
	    "sqlite3 home/journal.db \"UPDATE version SET bytes = "
	    "CAST(replace(CAST(bytes AS TEXT), 'Two.', 'Six.') AS BLOB)\"");
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_NOT_MENDED));
	home_assert_text(&home, &id, "One.\n");
	assert_titles(&home, "One.|");
	assert_int_equal(care_check(home.journal, false, &result), 0);
	run(&home, "test -n \"$(ls home/projects/*.lost)\"");
	home_close(&home);
}

#define COMMIT_TREE                                                       \
	" && C=$(git --git-dir=$G -c user.name=x -c user.email=x "        \
	"commit-tree -p journal -m x $T) && git --git-dir=$G update-ref " \
	"refs/heads/journal $C"

/* A stranger's file, beside ours or in the place of one of ours. */
static void
test_a_strangers_file_goes_with_the_next_start(void **state)
{
	struct home home;

	(void)state;
	home_start(&home);
	run(&home,
	    "B=$(echo hello | git --git-dir=$G hash-object -w --stdin) && "
	    "T=$( (git --git-dir=$G ls-tree journal | grep -v README; printf "
	    "'100644 blob %s\\tLICENSE\\n100644 blob %s\\tREADME.md\\n' $B "
	    "$B) | git --git-dir=$G mktree)" COMMIT_TREE);
	home_again(&home);
	assert_int_equal(count_told(&home, EVENT_LEFT_OUT), 1);
	run(&home,
	    "! git --git-dir=$G ls-tree journal | grep -q LICENSE && "
	    "git --git-dir=$G show journal:README.md | grep -q withus:");
	home_forget_events(&home);
	home_again(&home);
	(void)home_reflect(&home, "One.");
	assert_false(home_was_told(&home, EVENT_LEFT_OUT));
	{
		struct care_result result;

		assert_int_equal(care_check(home.journal, false, &result), 0);
		assert_int_equal(care_rebuild(home.journal, NULL, &result), 0);
	}
	assert_false(home_was_told(&home, EVENT_LEFT_OUT));
	home_close(&home);
}

/* Runs a check where `git` is another program, and puts the world right. */
static int
check_with_git(struct home *home, bool repair, const char *script)
{
	struct care_result result;
	struct str path = { 0 };
	char *before = strdup(getenv("PATH"));
	struct str line = { 0 };
	int err;

	str_add_format(&line,
	    "mkdir -p bin && printf '#!/bin/sh\\n%s\\n' > bin/git && "
	    "chmod +x bin/git",
	    script);
	run(home, str_text(&line));
	str_add_format(&path, "%s/bin:%s", home->dir, before);
	assert_int_equal(setenv("PATH", str_text(&path), 1), 0);
	assert_int_equal(setenv("WITHUS_TEST_HASTE", "1000", 1), 0);
	err = care_check(home->journal, repair, &result);
	assert_int_equal(unsetenv("WITHUS_TEST_HASTE"), 0);
	assert_int_equal(setenv("PATH", before, 1), 0);
	str_clear(&line);
	str_clear(&path);
	free(before);
	return err;
}

/* Who does not answer says nothing of the history, which stays as it is. */
static void
test_a_git_that_never_answers_is_no_damage(void **state)
{
	struct home home;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	home_forget_events(&home);
	assert_int_equal(check_with_git(&home, false, "exec sleep 1000"),
	    -ERR_HISTORY_SLOW);
	assert_true(atoi(err_last()->arg[1]) >= 30);
	assert_true(home_was_told(&home, EVENT_PROGRESS));
	assert_int_equal(check_with_git(&home, true, "exec sleep 1000"),
	    -ERR_HISTORY_SLOW);
	assert_false(home_was_told(&home, EVENT_FAULT));
	run(&home, "test -z \"$(ls -d home/projects/*damaged* 2>&-)\"");
	tree_assert_well(&home);
	home_close(&home);
}

/* The history still has what the tables lost, and the other way round. */
static void
test_damage_in_both_stores_is_mended_at_once(void **state)
{
	struct home home;
	struct care_result result;
	struct id one;
	struct id two;

	(void)state;
	home_start(&home);
	one = home_reflect(&home, "One.");
	run(&home,
	    "B=$(git --git-dir=$G ls-tree -r journal | grep reflection/ | "
	    "cut -c13-52) && F=$G/objects/$(echo $B | cut -c1-2)/$(echo $B | "
	    "cut -c3-) && rm -f $F && echo torn > $F");
	two = home_reflect(&home, "Two.");
	change(&home,
	    "UPDATE version SET bytes = CAST(replace(CAST(bytes AS TEXT), "
	    "'Two.', 'Six.') AS BLOB) WHERE kind = 'reflection'");
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_int_equal(result.mended, 2);
	home_assert_text(&home, &one, "One.\n");
	home_assert_text(&home, &two, "Two.\n");
	run(&home, "test -z \"$(ls -d home/projects/*damaged* 2>&-)\"");
	tree_assert_well(&home);
	home_close(&home);
}

static void
test_without_git_nothing_is_set_aside(void **state)
{
	struct home home;
	struct care_result result;
	char *before = strdup(getenv("PATH"));
	int err;

	(void)state;
	home_start(&home);
	change(&home, "UPDATE record SET title = 'x'");
	assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
	err = care_check(home.journal, true, &result);
	assert_int_equal(setenv("PATH", before, 1), 0);
	free(before);
	assert_int_equal(err, -ERR_CHILD_START);
	assert_int_equal(result.unmended, 0);
	run(&home, "test -z \"$(ls -d home/projects/*damaged* 2>&-)\"");
	tree_assert_well(&home);
	home_close(&home);
}

static void
test_bytes_that_the_history_lost_are_no_strangers_file(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	run(&home,
	    "B=$(git --git-dir=$G ls-tree -r journal | grep reflection/ | "
	    "cut -c13-52) && rm -f $G/objects/$(echo $B | cut -c1-2)/$(echo "
	    "$B | cut -c3-)");
	home_forget_events(&home);
	assert_int_equal(care_rebuild(home.journal, NULL, &result), 0);
	assert_true(home_was_told(&home, EVENT_HURT));
	assert_false(home_was_told(&home, EVENT_LEFT_OUT));
	home_assert_text(&home, &id, "One.\n");
	assert_int_equal(care_check(home.journal, true, &result), 0);
	assert_false(home_was_told(&home, EVENT_LEFT_OUT));
	home_assert_text(&home, &id, "One.\n");
	home_close(&home);
}

static void
test_what_cannot_be_mended_is_told_apart(void **state)
{
	struct home home;
	struct care_result result;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	settle(&home);
	change(&home,
	    "UPDATE version SET bytes = x'00' WHERE kind = 'reflection'");
	run(&home, "rm -rf $G");
	assert_int_equal(care_check(home.journal, false, &result), -ERR_DAMAGE);
	assert_int_equal(care_check(home.journal, true, &result),
	    -ERR_UNMENDED);
	assert_true(home_was_told(&home, EVENT_NOT_MENDED));
	assert_titles(&home, "");
	tree_assert_well(&home);
	home_close(&home);
}

/* A name that looks like ours is not ours. */
static void
test_copies_touch_nothing_that_is_there(void **state)
{
	struct home home;
	struct care_result result;
	struct journal_options options = { 0 };
	char *file;
	char *back;

	(void)state;
	home_start(&home);
	file = file_join(home.dir, "copy");
	back = file_join(home.dir, "back");
	options.home = back;
	run(&home,
	    "echo mine > copy.part && mkdir back.restoring && echo mine > "
	    "back.restoring/x && mkdir back.restoring-2 && touch "
	    "back.restoring-2/being-restored back.restoring-2/journal.db");
	assert_int_equal(care_backup(home.journal, file), 0);
	assert_int_equal(care_restore(&options, file, &result), 0);
	run(&home,
	    "grep -q mine copy.part && grep -q mine back.restoring/x && "
	    "test \"$(ls -d copy*)\" = \"$(printf 'copy\\ncopy.part')\" && "
	    "test ! -e back.restoring-2 && test ! -e back/being-restored && "
	    "test -e back/journal.db");
	run(&home,
	    "rm copy* && echo mine > copy.part-journal && "
	    "echo mine > copy.part-2.bundle");
	assert_int_equal(care_backup(home.journal, file), 0);
	run(&home,
	    "grep -q mine copy.part-journal && grep -q mine copy.part-2.bundle "
	    "&& test -s copy && test $(ls -d copy* | wc -l) = 3");
	free(back);
	free(file);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_column_is_held_against_the_bytes),
		cmocka_unit_test(test_columns_are_mended_without_a_history),
		cmocka_unit_test(
		    test_damage_in_one_record_keeps_nobody_from_saving),
		cmocka_unit_test(test_a_version_that_is_lost_leaves_its_lists),
		cmocka_unit_test(
		    test_a_strangers_file_goes_with_the_next_start),
		cmocka_unit_test(test_a_git_that_never_answers_is_no_damage),
		cmocka_unit_test(test_damage_in_both_stores_is_mended_at_once),
		cmocka_unit_test(test_without_git_nothing_is_set_aside),
		cmocka_unit_test(
		    test_bytes_that_the_history_lost_are_no_strangers_file),
		cmocka_unit_test(test_what_cannot_be_mended_is_told_apart),
		cmocka_unit_test(test_copies_touch_nothing_that_is_there),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
