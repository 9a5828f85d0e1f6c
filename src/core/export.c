#include "core/export_inside.h"

#include "base/file.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/layer.h"
#include "core/lock.h"
#include "core/pieces.h"
#include "core/receipt.h"
#include "core/wake.h"
#include "model/form.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

static int
no_voices(struct lineage *lineage, struct store *store, const struct id *record)
{
	struct voices *none = voices_new();
	int err;

	/* Trees know no standing: whose key it is does not matter here. */
	voices_settle(none);
	err = derive_lineage(store, record, none, lineage);
	voices_free(none);
	return err;
}

/* Marks which versions the branch reaches: those that do not wait. */
static int
mark_in(struct export *export, struct layer_record *record)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < record->lineage.count; i++) {
		bool waits = false;

		err = store_has_outbox(export->journal->store,
		    &record->lineage.versions[i].vid, &waits);
		record->in[i] = !waits;
	}
	return err;
}

int
export_read_record(struct export *export, const struct id *id,
    struct layer_record *out)
{
	struct lineage lineage = { 0 };
	int err = no_voices(&lineage, export->journal->store, id);

	if (err != 0)
		return err;
	layer_init(out, &lineage);
	return mark_in(export, out);
}

static int
open_record(struct export *export, const struct id *id,
    struct layer_record **out)
{
	struct layer_record *record;

	record = map_get(export->by_record, id->bytes, sizeof(id->bytes));
	*out = record;
	if (record != NULL)
		return 0;
	record = mem_new(sizeof(*record));
	(void)map_put(export->by_record, id->bytes, sizeof(id->bytes), record);
	export->records = mem_grow(export->records, &export->cap,
	    export->count + 1, sizeof(struct layer_record *));
	export->records[export->count++] = record;
	*out = record;
	return export_read_record(export, id, record);
}

/* The outbox lets go of good bytes for what is written from these, so these
 * are held against the vid first. */
int
export_check_waiting(const struct version_row *row)
{
	struct vid is;

	form_vid(&is, row->bytes, row->len);
	return vid_equal(&is, &row->vid) ? 0 : err_set(ERR_FORM_VID, NULL);
}

/* Where a waiting version belongs. */
static int
take_record_id(void *data, const struct version_row *row)
{
	*(struct id *)data = row->record;
	return export_check_waiting(row);
}

/* Puts one waiting version into its record. */
static int
place_version(struct export *export, const struct vid *vid)
{
	struct layer_record *record = NULL;
	struct id id = { 0 };
	size_t index;
	int err =
	    store_get_version(export->journal->store, vid, take_record_id, &id);

	if (err == 0)
		err = open_record(export, &id, &record);
	if (err != 0)
		return err;
	index = lineage_find(&record->lineage, vid);
	if (index == SIZE_MAX)
		return err_set(ERR_STORE_DAMAGED, export->journal->home,
		    "a waiting version is not in its table", NULL);
	record->pending[index] = true;
	return 0;
}

static int
note_outbox(void *data, const struct outbox_row *row)
{
	struct export *export = data;

	if (export->action == 0)
		export->action = row->action;
	export->has_next = row->action != export->action;
	if (export->has_next)
		return 1;
	export->vids = mem_grow(export->vids, &export->vid_cap,
	    export->vid_count + 1, sizeof(*export->vids));
	export->vids[export->vid_count++] = row->vid;
	return 0;
}

static int
note_day(void *data, const struct action_row *row)
{
	struct export *export = data;

	if (!date_parse(&export->day, row->day, strlen(row->day)))
		return err_set(ERR_STORE_DAMAGED, export->journal->home,
		    "an action has no day", NULL);
	return 0;
}

static int
compare_records(const void *a, const void *b)
{
	const struct layer_record *const *left = a;
	const struct layer_record *const *right = b;
	const struct record *x = (*left)->lineage.versions[0].record;
	const struct record *y = (*right)->lineage.versions[0].record;
	int order = strcmp(x->kind, y->kind);

	return order != 0 ? order : id_compare(&x->id, &y->id);
}

static int
load_records(struct export *export)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < export->vid_count; i++)
		err = place_version(export, &export->vids[i]);
	if (err != 0)
		return err;
	qsort(export->records, export->count, sizeof(struct layer_record *),
	    compare_records);
	for (size_t i = 0; i < export->count; i++)
		layer_assign(export->records[i]);
	return 0;
}

/* Reads the first waiting action; nothing waits where `action` stays 0. */
static int
load_action(struct export *export)
{
	int err = pieces_each_waiting(export->journal->store, export->project,
	    note_outbox, export);

	if (err < 0 || export->action == 0)
		return err < 0 ? err : 0;
	export->is_large = export->vid_count > CORE_PIECE;
	err = store_get_action(export->journal->store, export->action, note_day,
	    export);
	if (err != 0)
		return err;
	return export->is_large ? export_load_large(export) :
				  load_records(export);
}

static void
clear_export(struct export *export)
{
	for (size_t i = 0; i < export->count; i++) {
		layer_clear(export->records[i]);
		free(export->records[i]);
	}
	free(export->records);
	free(export->vids);
	map_free(export->by_record);
	export_large_clear(&export->large);
}

/* Who leaves a receipt spares the outbox one transaction more. */
static int
clear_outbox(const struct export *export, const struct receipt_claim *claim)
{
	if (export->may_leave && !export->has_next &&
	    receipt_leave(export->journal, export->project, claim))
		return 0;
	return receipt_do_without(export->journal, export->project, claim);
}

static int
publish_action(struct export *export, const struct point *from)
{
	const struct receipt_claim claim = {
		.from = from,
		.to = &export->head,
		.vids = export->vids,
		.count = export->vid_count,
	};
	int err = 0;

#if MUTANT == 1
	const struct receipt_claim early = {
		.from = from,
		.to = from,
		.vids = export->vids,
		.count = export->vid_count,
	};

	err = receipt_do_without(export->journal, export->project, &early);
#elif MUTANT == 10
	err = receipt_do_without(export->journal, export->project, &claim);
#elif MUTANT == 16
	(void)receipt_leave(export->journal, export->project, &claim);
#endif
	if (err == 0)
		err = repo_move_head(export->repo, from, &export->head);
	return err == 0 ? clear_outbox(export, &claim) : err;
}

/* The history of one project while saves are brought into it. */
struct line {
	struct journal *journal;
	const struct id *project;
	struct repo *repo;
	struct point head;
	int64_t time; /* of that commit */
	bool may_leave;
};

/* Brings the first waiting action in; `*more` is false where it was the
 * last. */
static int
export_action(struct line *line, bool *more)
{
	struct export export = {
		.journal = line->journal,
		.project = line->project,
		.repo = line->repo,
		.head = line->head,
		.time = line->time,
		.by_record = map_new(),
		.may_leave = line->may_leave,
	};
	int err = load_action(&export);

	*more = export.has_next;
	if (err == 0 && export.action != 0)
		err = export_write_commits(&export);
	if (err == 0 && export.action != 0)
		err = publish_action(&export, &line->head);
	if (err == 0) {
		line->head = export.head;
		line->time = export.time;
	}
	clear_export(&export);
	return err;
}

static int
read_head(struct line *line, const char *path)
{
	struct repo_said said = { 0 };
	int err = repo_head(&line->head, path);

	if (err != 0 || point_is_none(&line->head))
		return err;
	err = repo_read_commit(line->repo, &line->head, &said);
	if (err == 0)
		line->time = said.time;
	repo_said_clear(&said);
	return err;
}

static int
export_all(struct line *line, const char *path)
{
	bool more = true;
	int err = read_head(line, path);

	while (err == 0 && more)
		err = export_action(line, &more);
	return err;
}

/* What waits says to the next start that objects may lie half-written. */
static int
bring_in(struct journal *journal, const struct id *project, bool may_leave)
{
	struct line line = {
		.journal = journal,
		.project = project,
		.may_leave = may_leave,
	};
	char *path;
	size_t waiting = 0;
	int err = store_count_outbox(journal->store, project, &waiting);

	if (err != 0 || waiting == 0)
		return err;
	path = home_path_repo(journal->home, project);
	err = repo_open(&line.repo, path);
	if (err == 0)
		err = export_all(&line, path);
	repo_close(line.repo);
	wake_note_whole(journal, project, err);
	free(path);
	return err;
}

int
export_locked(struct journal *journal, const struct id *project)
{
	int err = receipt_settle_alone(journal, project);

	return err == 0 ? bring_in(journal, project, false) : err;
}

static int
export_once(struct journal *journal, const struct id *project, bool *held)
{
	int lock = -1;
	int err = lock_take(journal, project, LOCK_SHORT_MS, &lock);

	*held = err == 0 && lock >= 0;
	if (!*held)
		return err;
	err = wake_locked(journal, project);
	if (err == 0)
		err = bring_in(journal, project, true);
	file_unlock(lock);
	return err;
}

/* Another process may have saved while we held the lock and have left its
 * words to us: look again after letting go. */
int
export_waiting(struct journal *journal, const struct id *project)
{
	size_t waiting = 1;
	bool held = true;
	int err = 0;

	while (err == 0 && held && waiting > 0) {
		err = export_once(journal, project, &held);
		if (err == 0)
			err = receipt_count_waiting(journal, project, &waiting);
	}
	return err;
}
