#include "support/trial.h"

#include "base/file.h"
#include "base/mem.h"
#include "support/sweep.h"
#include "support/tree.h"

#include <withus/care.h>
#include <withus/draft.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Every so many runs the whole home is looked at, and not its words alone. */
#define LOOK_EVERY ((size_t)16)

void
trial_check(int err, const char *call)
{
	if (err != 0)
		fail_msg("%s: %s (%s, %s)", call, err_name(err_last()->code),
		    err_last()->arg[0], err_last()->arg[1]);
}

void
trial_settle(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		(void)setenv("TMPDIR", "/dev/shm", 0);
}

static void
note_event(void *data, const struct event *event)
{
	struct home *home = data;

	home->event_count += event->what != NULL;
}

void
trial_open(struct home *home)
{
	struct journal_options options = {
		.home = home->path,
		.tell = note_event,
		.data = home,
	};

	TRIAL_OK(journal_open(&home->journal, &options));
}

void
trial_rest(struct home *home)
{
	journal_close(home->journal);
	home->journal = NULL;
}

/* ---------------------------------------------------------------- words */

/* The words of a home, a line a record and a draft, in byte order. */
struct words {
	struct journal *journal;
	struct id project;
	char **lines;
	size_t count;
	size_t cap;
	const struct id *own; /* the writer's project … */
	size_t versions;      /* … has so many */
};

static void
add_line(struct words *words, struct str *line)
{
	words->lines = mem_grow(words->lines, &words->cap, words->count + 1,
	    sizeof(*words->lines));
	words->lines[words->count++] = str_take(line);
}

static int
add_item(void *data, const struct item *item)
{
	struct words *words = data;
	struct str line = { 0 };
	bool here = false;

	TRIAL_OK(member_lives_here(words->journal, &words->project, &item->id,
	    &here));
	str_add_format(&line, "%s '%s' %zu versions, %zu heads%s%s: %s",
	    item->kind_name, item->title, item->version_count, item->head_count,
	    item->is_withdrawn ? ", taken back" : "", here ? ", here" : "",
	    item->words->body);
	add_line(words, &line);
	if (id_equal(&words->project, words->own))
		words->versions += item->version_count;
	return 0;
}

static int
add_draft(void *data, const struct draft *draft)
{
	struct words *words = data;
	struct str line = { 0 };

	str_add_format(&line, "draft %s: %s", draft->why, draft->words->body);
	add_line(words, &line);
	return 0;
}

static int
add_project(void *data, const struct project_row *row)
{
	struct words *words = data;
	struct query query = { .project = row->id, .with_withdrawn = true };

	words->project = row->id;
	for (const struct kind *const *kind = kind_all(); *kind != NULL;
	     kind++) {
		query.kind = (*kind)->name;
		TRIAL_OK(read_list(words->journal, &query, add_item, words));
	}
	return 0;
}

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* To be freed. `versions` (NULL: not asked): how many there are of the
 * writer's project. */
static char *
words_of(struct home *home, size_t *versions)
{
	struct words words = { .journal = home->journal,
		.own = &home->writer.project };
	struct str text = { 0 };

	TRIAL_OK(project_each(home->journal, add_project, &words));
	TRIAL_OK(draft_each(home->journal, &home->writer, add_draft, &words));
	if (words.count > 0)
		qsort(words.lines, words.count, sizeof(char *), compare_lines);
	for (size_t i = 0; i < words.count; i++) {
		str_add_format(&text, "%s\n", words.lines[i]);
		free(words.lines[i]);
	}
	free(words.lines);
	if (versions != NULL)
		*versions = words.versions;
	return str_take(&text);
}

/* ---------------------------------------------------------------- runs */

struct trying {
	const struct home *base;
	const struct trial *trial;
	struct home home; /* of this run */
	char *before;
	char *after;
	size_t run;
};

/* A copy of the base, open and prepared. */
static void
begin_run(struct trying *trying)
{
	struct home *home = &trying->home;
	struct str copy = { 0 };

	*home = (struct home){ .writer = trying->base->writer };
	home->dir = home_temp();
	home->path = file_join(home->dir, "home");
	str_add_format(&copy, "cp -a '%s/.' .", trying->base->dir);
	assert_int_equal(home_shell(home, str_text(&copy)), 0);
	str_clear(&copy);
	trial_open(home);
	if (trying->trial->prepare != NULL)
		trying->trial->prepare(home);
}

static void
end_run(struct trying *trying)
{
	trial_rest(&trying->home);
	assert_int_equal(file_remove_all(trying->home.dir), 0);
	free(trying->home.dir);
	free(trying->home.path);
}

static void
complain(const struct trying *trying, const char *what, const char *more)
{
	sweep_show();
	fail_msg("%s, run %zu, %s failed: %s %s", trying->trial->name,
	    trying->run, sweep_failed(), what, more);
}

/* What it returned: a fault of ours, whole. */
static void
judge_fault(const struct trying *trying, int err)
{
	const struct err *fault = err_last();

	if (err == 0 || err == trying->trial->expected)
		return;
	if (err > 0 || -err >= ERR_COUNT)
		complain(trying, "it returned no fault", "");
	if ((int)fault->code != -err)
		complain(trying, "told was another fault",
		    err_name(fault->code));
	if (fault->arg_count != err_arg_count(fault->code))
		complain(trying, "not all is said of", err_name(fault->code));
}

static void
judge_words(const struct trying *trying, const char *words, int err)
{
	bool is_old = strcmp(words, trying->before) == 0;
	bool is_new = strcmp(words, trying->after) == 0;
	enum trial_words how = trying->trial->words;
	bool is_done = err == trying->trial->expected || how == TRIAL_END;

	if (!is_old && !is_new)
		complain(trying, "words of between:", words);
	if (is_done && !is_new && how != TRIAL_PASS)
		complain(trying, "done, and its words are not there:", words);
	if (!is_done && !is_old && how != TRIAL_PASS)
		complain(trying, "refused, and done:", words);
}

static int
wake_project(void *data, const struct project_row *row)
{
	struct home *home = data;
	size_t waiting = 1;

	TRIAL_OK(journal_wake(home->journal, &row->id));
	TRIAL_OK(journal_count_waiting(home->journal, &row->id, &waiting));
	assert_int_equal(waiting, 0);
	return 0;
}

static void
save_next(struct home *home)
{
	struct record *words = record_new("reflection");
	struct written written = { .in_history = false };

	record_set_text(words, "readers", "team");
	record_set_text(words, "day", "2026-11-21");
	record_set_body(words, "And on.", 7);
	TRIAL_OK(write_new(home->journal, &home->writer, words, &written));
	assert_true(written.in_history);
	record_free(words);
}

static void
look_at_all(struct trying *trying)
{
	struct care_result result;

	if (care_check(trying->home.journal, false, &result) != 0)
		complain(trying,
		    "not all is well:", err_name(err_last()->code));
}

/* The home in peace: it opens, has its words, and takes new ones. */
static void
judge_run(struct trying *trying, int err)
{
	struct home *home = &trying->home;
	size_t versions = 0;
	char *words;

	trial_rest(home);
	if (trying->trial->mend != NULL)
		trying->trial->mend(home);
	trial_open(home);
	TRIAL_OK(project_each(home->journal, wake_project, home));
	words = words_of(home, &versions);
	judge_words(trying, words, err);
	free(words);
	if (!id_is_none(&home->writer.project)) {
		save_next(home);
		if (tree_count_versions(home) != versions + 1)
			complain(trying, "not all is in the history", "");
	}
	if (sweep_is_whole() ||
	    (trying->run % LOOK_EVERY == 0 && trying->trial->mend == NULL))
		look_at_all(trying);
}

/* The run in which nothing fails, to know what comes of it. */
static void
run_in_peace(struct trying *trying)
{
	const struct trial *trial = trying->trial;

	begin_run(trying);
	trying->before = words_of(&trying->home, NULL);
	if (trial->run(&trying->home) != trial->expected)
		fail_msg("%s: %s (%s)", trial->name, err_name(err_last()->code),
		    err_last()->arg[0]);
	trial_rest(&trying->home);
	trial_open(&trying->home);
	trying->after = words_of(&trying->home, NULL);
	look_at_all(trying);
	if (trial->words == TRIAL_STAY || trial->words == TRIAL_KEEP)
		assert_string_equal(trying->before, trying->after);
	end_run(trying);
}

static void
sweep_homes(struct trying *trying, bool lasts)
{
	bool failed = true;

	sweep_begin(lasts);
	for (trying->run = 1; failed; trying->run++) {
		int err;

		begin_run(trying);
		sweep_arm();
		err = trying->trial->run(&trying->home);
		failed = sweep_disarm();
		judge_fault(trying, err);
		if (failed)
			judge_run(trying, err);
		end_run(trying);
	}
}

/* What only reads leaves the home as it is: all runs have the same. */
static void
sweep_one_home(struct trying *trying)
{
	bool failed = true;

	begin_run(trying);
	sweep_begin(false);
	for (trying->run = 1; failed; trying->run++) {
		int err;

		sweep_arm();
		err = trying->trial->run(&trying->home);
		failed = sweep_disarm();
		judge_fault(trying, err);
		if (!failed)
			assert_int_equal(err, trying->trial->expected);
	}
	judge_run(trying, trying->trial->expected);
	end_run(trying);
}

void
trial_run(const struct home *base, const struct trial *trial)
{
	struct trying trying = { .base = base, .trial = trial };

	run_in_peace(&trying);
	if (trial->words == TRIAL_STAY) {
		sweep_one_home(&trying);
	} else {
		sweep_homes(&trying, false);
		if (sweep_is_whole())
			sweep_homes(&trying, true);
	}
	free(trying.before);
	free(trying.after);
}
