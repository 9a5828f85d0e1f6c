/* link: @build/sweep.wraps */
/* Writing while what is below it fails: what was saved is there, what was
 * refused is not, and the next save works. */
#include "support/trials.h"

#include <withus/draft.h>
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
run_new(struct home *home)
{
	struct record *words = busy_words(trials_busy(), "Quite new.");
	struct written written;
	int err = write_new(home->journal, &home->writer, words, &written);

	record_free(words);
	return err;
}

static int
run_edit(struct home *home)
{
	return busy_edit(home, &home->writer, &trials_busy()->entry,
	    "Other words.");
}

static int
run_settle(struct home *home)
{
	return busy_edit(home, &home->writer, &trials_busy()->split, "Both.");
}

static int
run_edit_of_another(struct home *home)
{
	return busy_edit(home, &home->writer, &trials_busy()->reply,
	    "No thanks.");
}

static int
run_edit_of_nothing(struct home *home)
{
	return busy_edit(home, &home->writer, &trials_busy()->entry,
	    "Fewer words.");
}

static int
run_withdraw(struct home *home)
{
	struct written written;

	return write_withdraw(home->journal, &home->writer,
	    &trials_busy()->entry, &written);
}

static int
run_withdraw_again(struct home *home)
{
	struct written written;

	return write_withdraw(home->journal, &home->writer,
	    &trials_busy()->gone, &written);
}

static int
see_undone(void *data, const struct undone *undone)
{
	*(size_t *)data += strlen(undone->title);
	return 0;
}

static int
run_undo(struct home *home)
{
	size_t len = 0;
	bool in_history = false;

	return write_undo(home->journal, &home->writer, see_undone, &len,
	    &in_history);
}

static void
prepare_new(struct home *home)
{
	TRIAL_OK(run_new(home));
}

static void
prepare_settled(struct home *home)
{
	TRIAL_OK(run_settle(home));
}

/* Amina edited a stage, and Ben after her. */
static void
prepare_built_on(struct home *home)
{
	TRIAL_OK(
	    busy_edit(home, &home->writer, &trials_busy()->stage, "Slower."));
	TRIAL_OK(busy_edit(home, &trials_busy()->ben, &trials_busy()->stage,
	    "Not so slow."));
}

static int
add_member(struct home *home, bool here)
{
	struct record *words = record_new("member");
	struct written written;
	int err;

	record_set_text(words, "name", "Dora");
	err = member_add(home->journal, &home->writer, words, here, &written);
	record_free(words);
	return err;
}

static int
run_add_here(struct home *home)
{
	return add_member(home, true);
}

static int
run_add_elsewhere(struct home *home)
{
	return add_member(home, false);
}

static int
run_confirm(struct home *home)
{
	struct written written;

	return member_confirm(home->journal, &trials_busy()->ben,
	    &home->writer.member, &written);
}

static int
run_keep_draft(struct home *home)
{
	struct draft draft = { .words =
				   busy_words(trials_busy(), "To be said."),
		.why = "kept" };
	int64_t number = 0;
	int err = draft_keep(home->journal, &home->writer, &draft, &number);

	record_free(draft.words);
	return err;
}

static int
finish_draft(struct home *home, int64_t number)
{
	struct record *words = busy_words(trials_busy(), "Now said.");
	struct written written;
	int err =
	    draft_finish(home->journal, &home->writer, number, words, &written);

	record_free(words);
	return err;
}

static int
run_finish_draft(struct home *home)
{
	return finish_draft(home, trials_busy()->draft);
}

static int
run_finish_redraft(struct home *home)
{
	return finish_draft(home, trials_busy()->redraft);
}

static int
run_drop_draft(struct home *home)
{
	return draft_drop(home->journal, &home->writer, trials_busy()->draft);
}

static int
run_setting(struct home *home)
{
	return journal_set_setting(home->journal, "colour", "blue");
}

static int
run_wake(struct home *home)
{
	return journal_wake(home->journal, &home->writer.project);
}

/* A save that waits, as its history was away. */
static void
prepare_waiting(struct home *home)
{
	struct record *words = busy_words(trials_busy(), "It waits.");
	struct written written;

	assert_int_equal(home_shell(home, "mv home/projects/*.git away"), 0);
	TRIAL_OK(write_new(home->journal, &home->writer, words, &written));
	assert_false(written.in_history);
	record_free(words);
	assert_int_equal(home_shell(home,
			     "mv away home/projects/$(basename $(ls -d "
			     "home/projects/*.lock) .lock).git"),
	    0);
}

static int
start_project(struct home *home)
{
	struct project_new words = {
		.title = "A second one",
		.member = "Amina",
		.template = "empty",
		.about_files = "These files are a journal.",
	};
	struct written project;
	struct id member;

	return project_start(home->journal, &words, &project, &member);
}

static const struct trial trials[] = {
	{ .name = "new", .run = run_new, .words = TRIAL_TURN },
	{ .name = "edit", .run = run_edit, .words = TRIAL_TURN },
	{ .name = "settle", .run = run_settle, .words = TRIAL_TURN },
	{ .name = "edit of another's",
	    .run = run_edit_of_another,
	    .expected = -ERR_NOT_YOURS },
	{ .name = "edit of nothing",
	    .run = run_edit_of_nothing,
	    .expected = -ERR_NOTHING_CHANGED },
	{ .name = "withdraw", .run = run_withdraw, .words = TRIAL_TURN },
	{ .name = "withdraw again",
	    .run = run_withdraw_again,
	    .expected = -ERR_ALREADY_WITHDRAWN },
	{ .name = "undo an edit", .run = run_undo, .words = TRIAL_TURN },
	{ .name = "undo a beginning",
	    .prepare = prepare_new,
	    .run = run_undo,
	    .words = TRIAL_TURN },
	{ .name = "undo what settled",
	    .prepare = prepare_settled,
	    .run = run_undo,
	    .expected = -ERR_UNDO_COLLIDES },
	{ .name = "undo what was built on",
	    .prepare = prepare_built_on,
	    .run = run_undo,
	    .expected = -ERR_UNDO_BUILT_ON },
	{ .name = "member here", .run = run_add_here, .words = TRIAL_TURN },
	{ .name = "member elsewhere",
	    .run = run_add_elsewhere,
	    .words = TRIAL_TURN },
	{ .name = "confirm", .run = run_confirm, .words = TRIAL_TURN },
	{ .name = "keep a draft", .run = run_keep_draft, .words = TRIAL_TURN },
	{ .name = "finish a draft",
	    .run = run_finish_draft,
	    .words = TRIAL_TURN },
	{ .name = "finish a draft of an edit",
	    .run = run_finish_redraft,
	    .words = TRIAL_TURN },
	{ .name = "drop a draft", .run = run_drop_draft, .words = TRIAL_TURN },
	{ .name = "setting", .run = run_setting, .words = TRIAL_KEEP },
	{ .name = "wake",
	    .prepare = prepare_waiting,
	    .run = run_wake,
	    .words = TRIAL_KEEP },
	{ .name = "project", .run = start_project, .words = TRIAL_TURN },
};

TRIALS_MAIN(trials)
