/* `check`: looking at everything, and mending what the other store has. */
#include "core/care_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/admit.h"
#include "core/export.h"
#include "core/lock.h"
#include "core/pieces.h"
#include "core/wake.h"
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

/* "reflection 7kq4m2 (b3f0…)": which version, for who looks under the
 * bonnet. */
static void
fault_in_version(struct caring *caring, const char *kind,
    const struct id *record, const char *where)
{
	char id[ID_TEXT_SIZE];
	struct str what = { 0 };

	id_print(id, record);
	str_add_format(&what, "%s: %s %.6s", where, kind, id);
	care_fault(caring, str_text(&what));
	str_clear(&what);
}

static int
judge_bytes(const struct id *project, const struct vid *vid, const char *bytes,
    size_t len)
{
	struct admitted admitted = { 0 };
	struct vid is;
	int err;

	if (MUTANT == 11)
		return 0;
	form_vid(&is, bytes, len);
	if (!vid_equal(&is, vid))
		return err_set(ERR_FORM_VID, NULL);
	err = admit_file(&admitted, project, NULL, bytes, len);
	admitted_clear(&admitted);
	return err;
}

static int
look_at_version(void *data, const struct version_row *row)
{
	struct caring *caring = data;

	if (++caring->result->versions % CORE_PIECE == 0)
		tell_count(caring->journal, EVENT_PROGRESS, "check",
		    caring->result->versions, 0);
	if (judge_bytes(caring->project, &row->vid, row->bytes, row->len) !=
	    0) {
		caring->needs_tables = true;
		fault_in_version(caring, row->kind, &row->record, "version");
	}
	return 0;
}

static int
look_at_outbox(void *data, const struct outbox_row *row)
{
	struct caring *caring = data;
	struct id none = { { 0 } };

	if (judge_bytes(caring->project, &row->vid, row->bytes, row->len) != 0)
		fault_in_version(caring, "?", &none, "waiting version");
	return 0;
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
	int err;

	wake_first(&caring);
	err = look_at_project(&caring);
	if (err == 0 && checking->repair && result.faults > 0)
		err = mend_project(&caring);
	else
		result.unmended = result.faults;
	map_free(caring.seen);
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

static int
report(const struct care_result *result)
{
	char count[24];

	if (result->unmended == 0)
		return 0;
	(void)snprintf(count, sizeof(count), "%zu", result->unmended);
	return err_set(ERR_DAMAGE, count, NULL);
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
		err = report(out);
	return err;
}
