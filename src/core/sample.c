/*
 * A sample project in a home of its own. It comes in by the same way as an
 * import: versions made in memory, from src/core/sample/, become one action.
 * The keys of those who live in it come first, and the last day is noted
 * before: so a run that was cut off is simply done again.
 */
#include <withus/sample.h>

#include "base/file.h"
#include "base/mem.h"
#include "core/finish.h"
#include "core/inside.h"
#include "core/sample_make.h"
#include "store/local.h"
#include "store/shared.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

/* The setting by which a home is known as one of these: its last day. */
#define SETTING "sample"

static int
note_name(void *data, const char *name)
{
	(void)name;
	*(bool *)data = true;
	return 1;
}

/* A journal is a sample if it says so. */
static int
check_journal(const char *home)
{
	const struct journal_options options = {
		.home = home,
		.read_only = true,
	};
	struct journal *journal = NULL;
	char *day = NULL;
	int err = journal_open(&journal, &options);

	if (err == 0)
		err = journal_get_setting(journal, SETTING, &day);
	if (err == 0 && day == NULL)
		err = err_set(ERR_SAMPLE_FOLDER, home, NULL);
	free(day);
	journal_close(journal);
	return err;
}

int
sample_check_home(const char *home)
{
	bool is_full = false;
	int err = 0;

	if (journal_is_there(home))
		return check_journal(home);
	if (file_is_dir(home))
		err = file_each(home, note_name, &is_full);
	else
		is_full = file_is_there(home);
	if (is_full)
		return err_set(ERR_SAMPLE_FOLDER, home, NULL);
	return err < 0 ? err : 0;
}

/* The day that this home has, or from now on has. */
static int
find_day(struct journal *journal, const char *wanted, struct date *out)
{
	char *day = NULL;
	int err = journal_get_setting(journal, SETTING, &day);

	if (err != 0)
		return err;
	if (day == NULL)
		day = mem_dup_text(wanted != NULL ? wanted : SAMPLE_LAST_DAY);
	if (!date_parse(out, day, strlen(day)))
		err = err_set(ERR_FIELD_DATE, "today", day, NULL);
	else
		err = journal_set_setting(journal, SETTING, day);
	free(day);
	return err;
}

struct looking {
	const struct id *project;
	bool is_here;
};

static int
note_project(void *data, const struct id *project)
{
	struct looking *looking = data;

	looking->is_here |= id_equal(project, looking->project);
	return 0;
}

static int
put_person(struct journal *journal, const struct sample *sample,
    const struct sample_thing *thing)
{
	struct me_row me = { .project = sample->project, .member = thing->id };

	memcpy(me.public, thing->key.public, sizeof(me.public));
	memcpy(me.secret, thing->key.secret, sizeof(me.secret));
	return store_put_me(journal->store, &me);
}

static int
put_people(struct journal *journal, const struct sample *sample)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	for (size_t i = 0; err == 0 && i < sample->count; i++)
		if (sample->things[i]->lives_here)
			err = put_person(journal, sample, sample->things[i]);
	if (err == 0)
		err = store_commit(journal->store);
	if (err != 0)
		store_rollback(journal->store);
	return err;
}

/* Those that are here already go out of the action. */
static int
drop_known(struct journal *journal, struct action *action, size_t *known)
{
	size_t left = 0;
	int err = 0;

	for (size_t i = 0; i < action->count; i++) {
		struct saved *saved = &action->versions[i];
		bool is_known = false;

		if (err == 0)
			err = store_has_version(journal->store,
			    &saved->admitted.vid, &is_known);
		if (is_known) {
			admitted_clear(&saved->admitted);
			free(saved->bytes);
			++*known;
		} else {
			action->versions[left++] = *saved;
		}
	}
	action->count = left;
	return err;
}

static int
save_sample(struct journal *journal, struct sample *sample,
    struct sample_result *out)
{
	struct looking looking = { .project = &sample->project };
	struct action *action = &sample->action;
	int err = store_each_project(journal->store, note_project, &looking);

	if (err == 0 && looking.is_here)
		err = journal_wake(journal, &sample->project);
	if (err == 0)
		err = drop_known(journal, action, &out->known);
	if (err == 0)
		err = put_people(journal, sample);
	if (err != 0)
		return err;
	out->project = sample->project;
	out->kept = action->count;
	out->in_history = true;
	action->word = "import";
	action->is_start = !looking.is_here;
	return action->count == 0 ?
	    0 :
	    finish_action(journal, action, &out->in_history);
}

int
sample_take_in(struct journal *journal, const char *last_day,
    struct sample_result *out)
{
	struct sample_text text = { 0 };
	struct sample sample = { 0 };
	struct date day = { 0 };
	int err = journal_may_write(journal);

	*out = (struct sample_result){ 0 };
	if (err == 0)
		err = find_day(journal, last_day, &day);
	if (err == 0)
		err = sample_read_own(&text);
	if (err == 0)
		err = sample_make(&sample, &text, day);
	date_print(out->last_day, day);
	if (err == 0)
		err = save_sample(journal, &sample, out);
	sample_clear(&sample);
	sample_text_clear(&text);
	return err;
}
