/* `check`: looking at everything, and mending what the other store has. */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/span.h"
#include "core/admit.h"
#include "core/export.h"
#include "core/lock.h"
#include "core/pieces.h"
#include "core/wake.h"
#include "model/code.h"
#include "model/form.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
care_fault(struct caring *caring, const char *what)
{
	caring->result->faults++;
	if (caring->is_quiet)
		return;
	tell_why(caring->journal,
	    caring->is_second_look ? EVENT_NOT_MENDED : EVENT_FAULT, what,
	    err_last());
}

bool
care_has_stopped(struct caring *caring, int err)
{
	if (err != -ERR_HISTORY_SLOW && err != -ERR_CHILD_START)
		return false;
	caring->stopped = *err_last();
	return true;
}

static void
fault_in_version(struct caring *caring, const char *kind,
    const struct id *record)
{
	char code[CODE_SIZE];

	code_print(code, kind, record, CODE_DIGITS_PAPER);
	(void)err_set(ERR_VERSION_DAMAGED, code, NULL);
	care_fault(caring, code);
}

/* True if the bytes are what the vid names, and were admitted rightly; the
 * caller clears `out` then. */
static bool
is_whole(struct admitted *out, const struct id *project, const struct vid *vid,
    const struct span bytes)
{
	struct vid is;

	form_vid(&is, bytes.data, bytes.len);
	return vid_equal(&is, vid) &&
	    admit_file(out, project, NULL, bytes.data, bytes.len) == 0;
}

/* The other columns say what the bytes say. */
static bool
is_row_right(const struct version_row *row, const struct admitted *admitted)
{
	return id_equal(&row->record, &admitted->record->id) &&
	    strcmp(row->kind, admitted->record->kind) == 0 &&
	    memcmp(row->key, admitted->key, sizeof(row->key)) == 0;
}

static int
look_at_version(void *data, const struct version_row *row)
{
	struct caring *caring = data;
	struct admitted admitted = { 0 };
	bool good;

	if (++caring->result->versions % CORE_PIECE == 0)
		tell_count(caring->journal, EVENT_PROGRESS, "check",
		    caring->result->versions, 0);
	if (MUTANT == 11)
		return 0;
	good = is_whole(&admitted, caring->project, &row->vid,
		   span_make(row->bytes, row->len)) &&
	    is_row_right(row, &admitted);
	admitted_clear(&admitted);
	if (good)
		return 0;
	caring->needs_tables = true;
	fault_in_version(caring, row->kind, &row->record);
	return 0;
}

static int
name_row(void *data, const struct version_row *row)
{
	code_print(data, row->kind, &row->record, CODE_DIGITS_PAPER);
	return 0;
}

static int
look_at_outbox(void *data, const struct outbox_row *row)
{
	struct caring *caring = data;
	struct admitted admitted = { 0 };
	char code[CODE_SIZE] = "?";
	int err = 0;

	if (!is_whole(&admitted, caring->project, &row->vid,
		span_make(row->bytes, row->len))) {
		err = store_get_version(caring->journal->store, &row->vid,
		    name_row, code);
		(void)err_set(ERR_VERSION_DAMAGED, code, NULL);
		care_fault(caring, code);
	}
	admitted_clear(&admitted);
	return err;
}

int
care_check_versions(struct caring *caring)
{
	int err = pieces_each_version(caring->journal->store, caring->project,
	    look_at_version, caring);

	if (err == 0)
		err = pieces_each_waiting(caring->journal->store,
		    caring->project, look_at_outbox, caring);
	return err;
}

/* Brings the project to rest first, so that what a crash left is not taken
 * for damage; where that cannot be, the checks say why. */
static void
wake_first(struct caring *caring)
{
	if (caring->journal->read_only)
		return;
	if (wake_locked(caring->journal, caring->project) == 0)
		(void)export_locked(caring->journal, caring->project);
}

static int
look_at_project(struct caring *caring)
{
	int err;

	caring->seen = map_new();
	err = care_check_versions(caring);
	if (err == 0)
		err = care_check_history(caring);
	if (err == 0)
		err = care_check_derived(caring);
	return err;
}

/* Whether it was mended is not believed but looked at once more. */
static int
mend_project(struct caring *caring)
{
	struct care_result left = { 0 };
	struct caring again = {
		.journal = caring->journal,
		.project = caring->project,
		.result = &left,
		.is_second_look = true,
	};
	size_t found = caring->result->faults;
	int err = care_mend(caring);

	if (err == 0)
		err = look_at_project(&again);
	map_free(again.seen);
	if (err != 0)
		return err;
	if (again.stopped.code != ERR_NONE)
		caring->stopped = again.stopped;
	left.faults += caring->back.lost;
	caring->result->unmended = left.faults;
	caring->result->mended = found > left.faults ? found - left.faults : 0;
	tell_count(caring->journal, EVENT_MENDED, NULL, caring->result->mended,
	    found);
	return 0;
}

/* All projects of a check. */
struct checking {
	struct journal *journal;
	bool repair;
	struct care_result *result;
	struct err stopped; /* the first history that could not be looked at */
};

static int
check_locked(struct checking *checking, const struct id *project)
{
	struct care_result result = { 0 };
	struct caring caring = {
		.journal = checking->journal,
		.project = project,
		.result = &result,
	};
	size_t lost = checking->journal->lost;
	int err;

	wake_first(&caring);
	lost = checking->journal->lost - lost;
	err = look_at_project(&caring);
	if (err == 0 && checking->repair && result.faults > 0)
		err = mend_project(&caring);
	else
		result.unmended = result.faults;
	result.faults += lost;
	result.unmended += lost;
	map_free(caring.seen);
	if (checking->stopped.code == ERR_NONE)
		checking->stopped = caring.stopped;
	checking->result->projects++;
	checking->result->versions += result.versions;
	checking->result->faults += result.faults;
	checking->result->mended += result.mended;
	checking->result->unmended += result.unmended;
	return err;
}

static int
check_project(void *data, const struct id *project)
{
	struct checking *checking = data;
	int lock = -1;
	int err = 0;

	if (!checking->journal->read_only)
		err =
		    lock_take(checking->journal, project, LOCK_LONG_MS, &lock);
	if (err == 0)
		err = check_locked(checking, project);
	if (lock >= 0)
		file_unlock(lock);
	return err;
}

static int
note_integrity(void *data, const char *words)
{
	struct checking *checking = data;
	char *db = home_path_db(checking->journal->home);

	(void)err_set(ERR_STORE_DAMAGED, db, words, NULL);
	checking->result->faults++;
	checking->result->unmended++;
	tell_why(checking->journal, EVENT_FAULT, db, err_last());
	free(db);
	return 0;
}

static int
stop_at_damage(void *data, const char *words)
{
	return err_set(ERR_STORE_DAMAGED, data, words, NULL);
}

int
care_look(struct journal *journal)
{
	char *db = home_path_db(journal->home);
	int err = store_integrity(journal->store, stop_at_damage, db);

	free(db);
	return err;
}

/* Beside damage, that something could not be looked at is told as it comes;
 * alone, it is why nobody can say that all is well. */
static int
report(const struct checking *checking)
{
	bool has_stopped = checking->stopped.code != ERR_NONE;
	char count[24];

	if (checking->result->unmended == 0)
		return has_stopped ? err_restore(&checking->stopped) : 0;
	if (has_stopped)
		tell_why(checking->journal, EVENT_FAULT, "history",
		    &checking->stopped);
	(void)snprintf(count, sizeof(count), "%zu", checking->result->unmended);
	return err_set(checking->repair ? ERR_UNMENDED : ERR_DAMAGE, count,
	    NULL);
}

int
care_check(struct journal *journal, bool repair, struct care_result *out)
{
	struct checking checking = {
		.journal = journal,
		.repair = repair,
		.result = out,
	};
	int err = 0;

	*out = (struct care_result){ 0 };
	if (repair)
		err = journal_may_write(journal);
	if (err == 0)
		err =
		    store_integrity(journal->store, note_integrity, &checking);
	if (err == 0)
		err = care_each_project(journal, check_project, &checking);
	if (err == 0)
		err = care_check_search(journal, repair, out);
	if (err == 0)
		err = report(&checking);
	return err;
}
