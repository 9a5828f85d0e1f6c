/*
 * What others read while an import of several pieces is under way, or after
 * it was cut off: what was there before it, and when it is done, all of it.
 */
#include "support/child.h"
#include "support/desk.h"
#include "support/home.h"
#include "support/tree.h"

#include "base/file.h"
#include "base/mem.h"

#include <withus/care.h>
#include <withus/carry.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* More than two pieces of a debug build. */
#define ENTRIES 25
#define CUT_OFF 9

/* One home, and a folder of what another one made of the same journal. */
struct fixture {
	struct home home;
	struct id ids[ENTRIES];
	char *dir;
	char *before;            /* all that is read, before the import */
	struct journal *writing; /* a second program, that imports */
	int seen;                /* pieces that came meanwhile */
	int wrong;               /* after which something else was read */
	int stop;                /* after that many pieces it is killed; 0 */
	bool is_paused;          /* it is stopped there, and killed later */
};

static int
add_item(void *data, const struct item *item)
{
	str_add_format(data, "%s %s %s %zu %zu %d\n%s", item->kind_name,
	    item->title, item->changed, item->version_count, item->head_count,
	    (int)item->trust,
	    item->words->body != NULL ? item->words->body : "");
	return 0;
}

static int
add_moment(void *data, const struct moment *moment)
{
	char vid[VID_TEXT_SIZE];

	vid_print(vid, &moment->vid);
	str_add_format(data, "%s %zu %s %d %s\n", vid, moment->number,
	    moment->title, moment->is_shown,
	    moment->aside != NULL ? moment->aside : "");
	return 0;
}

/* As `show`, `diary`, `members` and `history` read it. */
static char *
read_all(const struct home *home, const struct id *ids)
{
	struct query query = { .project = home->writer.project,
		.kind = "reflection" };
	struct journal *journal = home->journal;
	struct str text = { 0 };

	ok(read_list(journal, &query, add_item, &text));
	query.kind = "member";
	ok(read_list(journal, &query, add_item, &text));
	for (size_t i = 0; i < ENTRIES; i++) {
		struct item *item = NULL;

		ok(read_item(journal, &query.project, &ids[i], &item));
		(void)add_item(&text, item);
		item_free(item);
		ok(read_history(journal, &query.project, &ids[i], add_moment,
		    &text));
	}
	ok(read_project_history(journal, &query.project, 0, add_moment, &text));
	return str_take(&text);
}

static void
edit(struct home *home, const struct id *id, const char *text)
{
	struct item *item = NULL;
	struct written written;

	ok(read_item(home->journal, &home->writer.project, id, &item));
	record_set_body(item->words, text, strlen(text));
	ok(write_edit(home->journal, &home->writer,
	    &(struct write_edit){ .record = *id, .words = item->words },
	    &written));
	item_free(item);
}

static void
add_member(struct home *home, const char *name)
{
	struct record *words = record_new("member");
	struct written added;

	record_set_text(words, "name", name);
	ok(member_add(home->journal, &home->writer, words, true, &added));
	record_free(words);
}

/* Puts the home of `from` in the place of that of `to`. */
static void
copy_home(struct home *from, struct home *to)
{
	struct str command = { 0 };

	journal_close(to->journal);
	to->journal = NULL;
	str_add_format(&command, "rm -rf '%s' && cp -r '%s' '%s'", to->path,
	    from->path, to->path);
	assert_int_equal(home_shell(from, str_text(&command)), 0);
	str_clear(&command);
	home_again(to);
	to->writer = from->writer;
}

static void
make(struct fixture *f)
{
	struct home other;
	struct carry_result result;

	memset(f, 0, sizeof(*f));
	home_start(&f->home);
	for (int i = 0; i < ENTRIES; i++)
		f->ids[i] = home_reflect(&f->home, "As first written.");
	f->dir = file_join(f->home.dir, "out");
	f->before = read_all(&f->home, f->ids);
	home_open(&other);
	copy_home(&f->home, &other);
	for (int i = 0; i < ENTRIES; i++)
		edit(&other, &f->ids[i], "As put right.");
	add_member(&other, "Ben");
	(void)home_reflect(&other, "A new one.");
	ok(carry_export_json(other.journal, &other.writer.project, f->dir,
	    &result));
	home_close(&other);
}

static void
clear(struct fixture *f)
{
	free(f->before);
	free(f->dir);
	home_close(&f->home);
}

/* With each piece the home is read anew, as another program would. */
static void
look_meanwhile(void *data, const struct event *event)
{
	struct fixture *f = data;
	char *now;

	if (event->code != EVENT_PROGRESS || strcmp(event->what, "save") != 0)
		return;
	f->seen++;
	if (f->seen == f->stop && f->is_paused)
		(void)raise(SIGSTOP);
	else if (f->seen == f->stop)
		_exit(CUT_OFF);
	if (f->stop != 0)
		return;
	now = read_all(&f->home, f->ids);
	if (strcmp(now, f->before) != 0 && f->wrong == 0)
		f->wrong = f->seen;
	free(now);
}

static int
import_all(struct fixture *f)
{
	struct carry_result result;
	struct journal_options options = {
		.home = f->home.path,
		.tell = look_meanwhile,
		.data = f,
	};
	int err = journal_open(&f->writing, &options);

	if (err == 0)
		err = carry_import_json(f->writing, f->dir, NULL, &result);
	journal_close(f->writing);
	return err;
}

static int
count_item(void *data, const struct item *item)
{
	(void)item;
	++*(int *)data;
	return 0;
}

static void
assert_all_is_seen(struct fixture *f)
{
	struct home *home = &f->home;
	struct query query = { .project = home->writer.project,
		.kind = "reflection" };
	struct care_result result;
	int entries = 0;
	int members = 0;

	for (int i = 0; i < ENTRIES; i++) {
		char *text = home_text(home, &f->ids[i]);

		assert_string_equal(text, "As put right.\n");
		free(text);
	}
	ok(read_list(home->journal, &query, count_item, &entries));
	query.kind = "member";
	ok(read_list(home->journal, &query, count_item, &members));
	assert_int_equal(entries, ENTRIES + 1);
	assert_int_equal(members, 2);
	ok(care_check(home->journal, false, &result));
	(void)tree_assert_law(home);
}

static void
test_nothing_is_seen_before_the_last_piece(void **state)
{
	struct fixture f;

	(void)state;
	make(&f);
	ok(import_all(&f));
	assert_true(f.seen > 1);
	assert_int_equal(f.wrong, 0);
	assert_all_is_seen(&f);
	clear(&f);
}

/* Runs the import in a process that is killed after some pieces. */
static void
cut_off(struct fixture *f, int stop)
{
	int status;
	pid_t pid;

	journal_close(f->home.journal);
	f->home.journal = NULL;
	pid = child_fork();
	if (pid == 0) {
		f->stop = stop;
		_exit(import_all(f) == 0 ? 0 : 1);
	}
	status = child_wait(pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), CUT_OFF);
	home_again(&f->home);
}

static void
test_what_was_cut_off_was_never_there(void **state)
{
	struct fixture f;
	struct care_result result;
	char *now;

	(void)state;
	make(&f);
	for (int stop = 1; stop <= 2; stop++) {
		cut_off(&f, stop);
		now = read_all(&f.home, f.ids);
		assert_string_equal(now, f.before);
		free(now);
		ok(journal_wake(f.home.journal, &f.home.writer.project));
		assert_true(home_was_told(&f.home, EVENT_IMPORT_DROPPED));
		home_forget_events(&f.home);
		now = read_all(&f.home, f.ids);
		assert_string_equal(now, f.before);
		free(now);
		ok(care_check(f.home.journal, false, &result));
	}
	ok(import_all(&f));
	assert_all_is_seen(&f);
	clear(&f);
}

/* Stops an import after its first piece, in a process of its own. */
static pid_t
pause_import(struct fixture *f)
{
	int status = 0;
	pid_t pid;

	journal_close(f->home.journal);
	f->home.journal = NULL;
	pid = child_fork();
	if (pid == 0) {
		f->stop = 1;
		f->is_paused = true;
		_exit(import_all(f) == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	return pid;
}

static volatile sig_atomic_t alarmed;
static volatile pid_t paused;

/* Ends the paused import, whenever the other one is by then. */
static void
end_paused(int number)
{
	(void)number;
	alarmed = 1;
	(void)kill(paused, SIGKILL);
}

/* The same file brought in twice at once: the second does not say that it is
 * here already on the word of one that may yet come to nothing, but waits
 * until that one has come to its end. */
static void
test_what_may_yet_be_dropped_is_not_known(void **state)
{
	struct sigaction ended = { .sa_handler = end_paused };
	struct fixture f;
	int status = 0;

	(void)state;
	make(&f);
	paused = pause_import(&f);
	assert_return_code(sigaction(SIGALRM, &ended, NULL), errno);
	alarmed = 0;
	(void)alarm(1);
	f.stop = -1; /* it is not looked at meanwhile */
	ok(import_all(&f));
	assert_true(alarmed);
	assert_int_equal(waitpid(paused, &status, 0), paused);
	home_again(&f.home);
	ok(journal_wake(f.home.journal, &f.home.writer.project));
	assert_all_is_seen(&f);
	clear(&f);
}

/* Killed once it was kept: what the next start still has to work out. */
static void
test_what_was_kept_is_worked_out_by_the_next_start(void **state)
{
	struct fixture f;
	char *db;

	(void)state;
	make(&f);
	ok(import_all(&f));
	journal_close(f.home.journal);
	f.home.journal = NULL;
	db = file_join(f.home.path, "journal.db");
	desk_run(db,
	    "INSERT INTO staged SELECT a.project, d.vid, a.number FROM did"
	    " AS d JOIN action AS a ON a.number = d.action"
	    " WHERE a.word = 'import';"
	    "UPDATE record SET title = 'As it was.', by = zeroblob(16);"
	    "DELETE FROM voice");
	home_again(&f.home);
	ok(journal_wake(f.home.journal, &f.home.writer.project));
	assert_int_equal(desk_ask(db, "SELECT count(*) FROM staged"), 0);
	assert_int_equal(desk_ask(db,
			     "SELECT count(*) FROM record"
			     " WHERE title = 'As it was.'"),
	    0);
	assert_all_is_seen(&f);
	free(db);
	clear(&f);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_seen_before_the_last_piece),
		cmocka_unit_test(test_what_was_cut_off_was_never_there),
		cmocka_unit_test(test_what_may_yet_be_dropped_is_not_known),
		cmocka_unit_test(
		    test_what_was_kept_is_worked_out_by_the_next_start),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
