/* The receipt that saves a transaction: when it fits, when it must not, and
 * what everybody is told meanwhile. */
#include "support/home.h"
#include "support/tree.h"

#include "base/file.h"
#include "base/str.h"
#include "core/lock.h"
#include "core/receipt.h"

#include <withus/care.h>
#include <withus/history.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* In a command: $R the receipt, $D journal.db, $G the history, $Q a query. */
#define NAMES                                        \
	"R=$(echo home/projects/*.git | sed s/git$/" \
	"receipt/); D=home/journal.db; "

#define NO_ROWS "test $(sqlite3 $D 'SELECT count(*) FROM outbox') = 0"
#define ONE_ROW "test $(sqlite3 $D 'SELECT count(*) FROM outbox') = 1"
#define STRANGER                                               \
	"C=$(git --git-dir=$G -c user.name=x -c user.email=x " \
	"commit-tree -p journal -m x journal^{tree}) && "      \
	"git --git-dir=$G update-ref refs/heads/journal $C"
#define NO_VERSION                                    \
	"sqlite3 $D \"DELETE FROM version WHERE vid " \
	"IN (SELECT vid FROM outbox)\""
#define HEAD_IS_BRANCH                                                     \
	"test $(sqlite3 $D 'SELECT lower(hex(point)) FROM head') = $(git " \
	"--git-dir=$G rev-parse journal)"
#define ok(err) assert_int_equal(err, 0)

static void
run(const struct home *home, const char *command)
{
	struct str line = { 0 };

	str_add(&line, NAMES);
	str_add(&line, command);
	if (home_git(home, str_text(&line)) != 0)
		fail_msg("%s", command);
	str_clear(&line);
}

static void
close_journal(struct home *home)
{
	journal_close(home->journal);
	home->journal = NULL;
}

/* Opened, but not woken. */
static void
open_only(struct home *home, bool read_only)
{
	struct journal_options options = {
		.home = home->path,
		.read_only = read_only,
	};

	close_journal(home);
	ok(journal_open(&home->journal, &options));
}

static struct receipt
look(struct home *home)
{
	struct receipt receipt;

	ok(receipt_look(home->journal, &home->writer.project, &receipt));
	return receipt;
}

static int
note_moment(void *data, const struct moment *moment)
{
	*(bool *)data &= moment->is_in_history;
	return 0;
}

static int
note_row(void *data, const struct project_row *row)
{
	*(size_t *)data += row->waiting;
	return 0;
}

/* Everybody who can be asked says that all of it is in the history. */
static void
assert_nothing_waits(struct home *home, const struct id *id)
{
	struct item *item = NULL;
	bool all = true;
	size_t waiting = 0;

	assert_int_equal(home_count_waiting(home), 0);
	ok(read_item(home->journal, &home->writer.project, id, &item));
	assert_true(item->is_in_history);
	item_free(item);
	ok(read_history(home->journal, &home->writer.project, id, note_moment,
	    &all));
	assert_true(all);
	ok(project_each(home->journal, note_row, &waiting));
	assert_int_equal(waiting, 0);
}

static void
test_an_ordinary_save_leaves_one(void **state)
{
	struct home home;
	struct id one, two;

	(void)state;
	home_start(&home);
	run(&home, "test ! -e $R && " NO_ROWS " && " HEAD_IS_BRANCH);
	one = home_reflect(&home, "One.");
	run(&home,
	    "test $(stat -c '%s %a' $R | tr ' ' -) = 32-600 && " ONE_ROW
	    " && ! " HEAD_IS_BRANCH);
	assert_nothing_waits(&home, &one);
	two = home_reflect(&home, "Two.");
	run(&home, ONE_ROW);
	assert_true(look(&home).fits);
	assert_nothing_waits(&home, &two);
	assert_int_equal(tree_count_versions(&home), 15);
	tree_assert_well(&home);
	home_close(&home);
}

/* START has nothing to do: no lock, no git, no word. */
static void
test_a_start_finds_nothing_to_do(void **state)
{
	struct home home;
	struct id id;
	int lock = -1;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	home_forget_events(&home);
	ok(lock_take(home.journal, &home.writer.project, LOCK_NOT_MS, &lock));
	run(&home, "cp $D before.db");
	home_again(&home);
	run(&home, "cmp $D before.db");
	assert_int_equal(home.event_count, 0);
	assert_nothing_waits(&home, &id);
	file_unlock(lock);
	home_close(&home);
}

/* Whatever is not just so is no receipt, and START does without. */
static void
test_one_that_does_not_fit_counts_for_nothing(void **state)
{
	static const char *const spoil[] = {
		"rm $R",
		"truncate -s 31 $R",
		"truncate -s 33 $R",
		"truncate -s 0 $R && truncate -s 32 $R",
		"head -c 32 /dev/urandom > $R",
		"printf x | dd of=$R bs=1 seek=31 conv=notrunc status=none",
		"rm $R && mkdir $R",
		"mv $R other && ln -s $PWD/other $R",
		"rm $R && mkfifo $R",
		"git --git-dir=$G update-ref refs/heads/journal journal~1",
		STRANGER,
		"sqlite3 $D \"UPDATE head SET point = zeroblob(20)\"",
		"sqlite3 $D \"DELETE FROM head\"",
		NO_VERSION,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(spoil) / sizeof(*spoil); i++) {
		struct home home;
		struct id id;

		home_start(&home);
		id = home_reflect(&home, "One.");
		close_journal(&home);
		run(&home, spoil[i]);
		open_only(&home, false);
		if (look(&home).fits || look(&home).waiting != 1)
			fail_msg("it fits after: %s", spoil[i]);
		home_again(&home);
		home_assert_text(&home, &id, "One.\n");
		assert_nothing_waits(&home, &id);
		home_assert_well(&home);
		run(&home, NO_ROWS " && " HEAD_IS_BRANCH);
		home_close(&home);
	}
}

/* What cannot be left is done at once; a longer one is made to fit. */
static void
test_what_lies_in_its_place_does_no_harm(void **state)
{
	static const char *const spoil[] = { "mkdir $R", "mkfifo $R",
		"printf %40s x > $R" };
	struct home home;
	struct id id;

	(void)state;
	for (size_t i = 0; i < sizeof(spoil) / sizeof(*spoil); i++) {
		home_start(&home);
		run(&home, spoil[i]);
		id = home_reflect(&home, "One.");
		assert_int_equal(look(&home).fits, i == 2);
		run(&home, i < 2 ? NO_ROWS " && " HEAD_IS_BRANCH : ONE_ROW);
		assert_nothing_waits(&home, &id);
		tree_assert_well(&home);
		home_close(&home);
	}
}

/* Each state that journal.db was in comes back once, after all the others. */
static void
test_an_older_journal_is_put_back(void **state)
{
	static const char *const put_back[] = { "cp 0.db $D", "cp 1.db $D",
		"cp 2.db $D", "cp 3.db $D" };
	struct home home;
	struct id ids[3];

	(void)state;
	home_start(&home);
	run(&home, "cp $D 0.db");
	ids[0] = home_reflect(&home, "One.");
	run(&home, "cp $D 1.db");
	ids[1] = home_reflect(&home, "Two.");
	run(&home, "cp $D 2.db");
	ids[2] = home_reflect(&home, "Three.");
	run(&home, "cp $D 3.db && cp $R last");
	for (size_t i = 0; i < sizeof(put_back) / sizeof(*put_back); i++) {
		close_journal(&home);
		run(&home, put_back[i]);
		run(&home, "cp last $R");
		open_only(&home, false);
		assert_int_equal(look(&home).fits, i == 3);
		home_again(&home);
		home_assert_text(&home, &ids[0], "One.\n");
		home_assert_text(&home, &ids[1], "Two.\n");
		home_assert_text(&home, &ids[2], "Three.\n");
		assert_nothing_waits(&home, &ids[2]);
		tree_assert_well(&home);
	}
	assert_int_equal(tree_count_versions(&home), 16);
	home_close(&home);
}

/* Another process has the lock meanwhile. */
static struct id
reflect_and_wait(struct home *home, const char *text)
{
	struct id id;
	int lock = -1;

	ok(lock_take(home->journal, &home->writer.project, LOCK_NOT_MS, &lock));
	id = home_reflect(home, text);
	file_unlock(lock);
	return id;
}

/* Another process saved before the receipt was there. */
static void
test_what_waits_behind_goes_on_waiting(void **state)
{
	struct home home;
	struct id one, two;
	struct item *item = NULL;
	struct receipt receipt;
	bool waits = false;

	(void)state;
	home_start(&home);
	one = home_reflect(&home, "One.");
	receipt = look(&home);
	run(&home, "mv $R away");
	two = reflect_and_wait(&home, "Two.");
	run(&home, "mv away $R");
	assert_int_equal(home_count_waiting(&home), 1);
	ok(receipt_is_waiting(home.journal, &home.writer.project,
	    &receipt.vids[0], &waits));
	assert_false(waits);
	ok(read_item(home.journal, &home.writer.project, &two, &item));
	assert_false(item->is_in_history);
	ok(receipt_is_waiting(home.journal, &home.writer.project,
	    &item->heads[0], &waits));
	assert_true(waits);
	item_free(item);
	home_forget_events(&home);
	home_again(&home);
	assert_true(home_was_told(&home, EVENT_RECOVERED));
	assert_nothing_waits(&home, &one);
	assert_nothing_waits(&home, &two);
	run(&home, "test $(git --git-dir=$G rev-list --count journal) = 3");
	tree_assert_well(&home);
	home_close(&home);
}

/* It is about other words than those that come first. */
static void
test_other_words_do_not_fit(void **state)
{
	struct home home;
	struct id two;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	run(&home, "mv $R away");
	two = reflect_and_wait(&home, "Two.");
	run(&home,
	    "mv away $R; sqlite3 $D 'DELETE FROM outbox WHERE seq = "
	    "(SELECT min(seq) FROM outbox)'");
	assert_false(look(&home).fits);
	assert_int_equal(home_count_waiting(&home), 1);
	home_again(&home);
	assert_nothing_waits(&home, &two);
	tree_assert_well(&home);
	home_close(&home);
}

/* None says something of no branch, or of more words than a look may read. */
static void
test_what_is_never_left(void **state)
{
	static const struct point none, some = { .bytes = { 1 } };
	static const struct vid vids[RECEIPT_MOST + 1];
	struct receipt_claim claim = { .to = &some, .vids = vids };
	struct home home;

	(void)state;
	home_start(&home);
	for (size_t i = 0; i < 3; i++) {
		claim.from = i == 0 ? &none : &some;
		claim.count = i == 1 ? RECEIPT_MOST + 1 : RECEIPT_MOST;
		assert_int_equal(receipt_leave(home.journal,
				     &home.writer.project, &claim),
		    i == 2);
	}
	home_close(&home);
}

/* Two that were opened and woken before either saved. */
static void
test_two_take_turns(void **state)
{
	struct home home;
	struct journal *first;
	struct journal *second = NULL;
	struct journal_options options = { 0 };
	struct id id = { { 0 } };

	(void)state;
	home_start(&home);
	options.home = home.path;
	ok(journal_open(&second, &options));
	ok(journal_wake(second, &home.writer.project));
	first = home.journal;
	for (int i = 0; i < 6; i++) {
		home.journal = i % 2 == 0 ? first : second;
		id = home_reflect(&home, "Again.");
		assert_nothing_waits(&home, &id);
		run(&home, ONE_ROW);
	}
	assert_false(home_was_told(&home, EVENT_RECOVERED));
	assert_int_equal(tree_assert_law(&home), 7);
	home.journal = first;
	tree_assert_well(&home);
	journal_close(second);
	home_close(&home);
}

static void
test_readers_count_it_in_and_write_nothing(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	close_journal(&home);
	run(&home, "cp $D before.db");
	open_only(&home, true);
	ok(journal_wake(home.journal, &home.writer.project));
	assert_nothing_waits(&home, &id);
	ok(care_check(home.journal, false, &result));
	run(&home, "cmp $D before.db");
	home_close(&home);
}

/* Who does more than a save sees the plain state. */
static void
test_care_settles_first(void **state)
{
	struct home home;
	struct care_result result;
	char *file;

	(void)state;
	home_start(&home);
	file = file_join(home.dir, "copy");
	(void)home_reflect(&home, "One.");
	run(&home, ONE_ROW);
	ok(care_check(home.journal, false, &result));
	run(&home, NO_ROWS " && " HEAD_IS_BRANCH);
	(void)home_reflect(&home, "Two.");
	ok(care_rebuild(home.journal, NULL, &result));
	run(&home, NO_ROWS " && " HEAD_IS_BRANCH);
	(void)reflect_and_wait(&home, "This waits.");
	ok(care_rebuild(home.journal, NULL, &result));
	run(&home, NO_ROWS " && " HEAD_IS_BRANCH);
	(void)home_reflect(&home, "Three.");
	ok(care_backup(home.journal, file));
	run(&home, NO_ROWS " && D=copy && " NO_ROWS);
	tree_assert_well(&home);
	free(file);
	home_close(&home);
}

/* The last save is still held twice: damage to one of the two is mended even
 * where the history is gone. */
static void
test_the_last_words_come_back_without_a_history(void **state)
{
	struct home home;
	struct care_result result;
	struct id id;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	close_journal(&home);
	run(&home,
	    "rm -rf $G; sqlite3 $D \"UPDATE version SET bytes = x'00' WHERE "
	    "vid IN (SELECT vid FROM outbox)\"");
	open_only(&home, false);
	ok(care_check(home.journal, true, &result));
	home_assert_text(&home, &id, "One.\n");
	tree_assert_well(&home);
	home_close(&home);
}

/* Looking leaves the fault that was told before as it was. */
static void
test_a_branch_that_cannot_be_read_is_for_others_to_tell(void **state)
{
	struct home home;

	(void)state;
	home_start(&home);
	(void)home_reflect(&home, "One.");
	run(&home, "echo nothing > $G/refs/heads/journal");
	err_clear();
	assert_false(look(&home).fits);
	assert_int_equal(err_last()->code, ERR_NONE);
	(void)err_set(ERR_PROJECT_NONE, NULL);
	assert_false(look(&home).fits);
	assert_int_equal(err_last()->code, ERR_PROJECT_NONE);
	home_close(&home);
}

#define TEST(name) cmocka_unit_test(name)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_ordinary_save_leaves_one),
		TEST(test_a_start_finds_nothing_to_do),
		TEST(test_one_that_does_not_fit_counts_for_nothing),
		TEST(test_what_lies_in_its_place_does_no_harm),
		TEST(test_an_older_journal_is_put_back),
		TEST(test_what_waits_behind_goes_on_waiting),
		TEST(test_other_words_do_not_fit),
		TEST(test_what_is_never_left),
		TEST(test_two_take_turns),
		TEST(test_readers_count_it_in_and_write_nothing),
		TEST(test_care_settles_first),
		TEST(test_the_last_words_come_back_without_a_history),
		TEST(test_a_branch_that_cannot_be_read_is_for_others_to_tell),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
