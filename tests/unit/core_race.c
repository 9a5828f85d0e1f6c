/* link: -Wl,--wrap=store_begin */
/*
 * Two processes that edit the same words. Each stops at the start line, which
 * is the beginning of its transaction, until the other stands there too: both
 * have looked at the words by then, and neither has saved.
 */
#include "support/child.h"
#include "support/home.h"

#include "base/str.h"
#include "store/store.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define RACERS 2
#define BEHIND 3 /* how a racer ends that was told so */

/* Where a racer says that it stands at the line, and hears the other. */
static int line_out = -1;
static int line_in = -1;

int __real_store_begin(struct store *store);
int __wrap_store_begin(struct store *store);

int
__wrap_store_begin(struct store *store)
{
	char here = 'x';

	if (line_out >= 0) {
		if (write(line_out, &here, 1) != 1 ||
		    read(line_in, &here, 1) != 1)
			_exit(1);
		line_out = -1;
	}
	return __real_store_begin(store);
}

static int
edit_once(struct journal *journal, const struct home *home, const struct id *id,
    int racer)
{
	struct item *item = NULL;
	struct written written;
	struct str text = { 0 };
	struct write_edit edit = { .record = *id };
	int err = read_item(journal, &home->writer.project, id, &item);

	if (err != 0)
		return err;
	str_add_format(&text, "Racer %d.", racer);
	record_set_body(item->words, str_text(&text), text.len);
	edit.words = item->words;
	edit.seen = item->heads;
	edit.seen_count = item->head_count;
	err = write_edit(journal, &home->writer, &edit, &written);
	str_clear(&text);
	item_free(item);
	return err;
}

/* With a journal of its own: no database goes through a fork. */
static _Noreturn void
race(const struct home *home, const struct id *id, int racer, int out, int in)
{
	struct journal_options options = { .home = home->path };
	struct journal *journal = NULL;
	int err = journal_open(&journal, &options);

	(void)alarm(60); /* should the other never come */
	line_out = out;
	line_in = in;
	if (err == 0)
		err = edit_once(journal, home, id, racer);
	journal_close(journal);
	_exit(err == 0 ? 0 : err == -ERR_EDIT_BEHIND ? BEHIND : 1);
}

/* Runs both; how many saved and how many were told that they are behind. */
static void
run_race(const struct home *home, const struct id *id, int *saved, int *behind)
{
	int lines[RACERS][2];

	for (int i = 0; i < RACERS; i++)
		assert_int_equal(pipe(lines[i]), 0);
	for (int i = 0; i < RACERS; i++) {
		pid_t pid = child_fork();

		if (pid == 0)
			race(home, id, i, lines[1 - i][1], lines[i][0]);
	}
	for (int i = 0; i < RACERS; i++) {
		int status = -1;

		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		*saved += WEXITSTATUS(status) == 0;
		*behind += WEXITSTATUS(status) == BEHIND;
		(void)close(lines[i][0]);
		(void)close(lines[i][1]);
	}
}

/* Looking whether the words are still those that were shown, and saving, are
 * one: of two who go on from the same words one is told. */
static void
test_two_processes_never_edit_the_same_words(void **state)
{
	struct home home;
	struct care_result result;
	struct item *item = NULL;
	struct id id;
	int saved = 0;
	int behind = 0;

	(void)state;
	home_start(&home);
	id = home_reflect(&home, "One.");
	journal_close(home.journal);
	home.journal = NULL;
	run_race(&home, &id, &saved, &behind);
	assert_int_equal(saved, 1);
	assert_int_equal(behind, 1);
	home_again(&home);
	assert_int_equal(read_item(home.journal, &home.writer.project, &id,
			     &item),
	    0);
	assert_int_equal(item->head_count, 1);
	item_free(item);
	assert_int_equal(care_check(home.journal, false, &result), 0);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_processes_never_edit_the_same_words),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
