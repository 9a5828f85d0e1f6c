/*
 * Undo: a follower for each version of the last action, with the words of
 * what that version followed. Nothing is ever taken out of the history.
 */
#include <withus/write.h>

#include "base/mem.h"
#include "core/derive.h"
#include "core/finish.h"
#include "core/inside.h"
#include "core/make.h"
#include "core/name.h"
#include "core/row.h"
#include "model/standing.h"
#include "model/view.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

struct undoing {
	struct journal *journal;
	const struct writer *writer;
	struct voices *voices;
	struct maker maker;
	struct action action;
	struct undone *undone; /* one a version, in order */
	size_t count;
	size_t cap;
	struct vid *vids;
	size_t vid_count;
	size_t vid_cap;
};

static int
note_action(void *data, const struct action_row *row)
{
	struct undoing *undoing = data;

	undoing->action.undoes = row->number;
	return 0;
}

static int
note_vid(void *data, const struct vid *vid)
{
	struct undoing *undoing = data;

	undoing->vids = mem_grow(undoing->vids, &undoing->vid_cap,
	    undoing->vid_count + 1, sizeof(*undoing->vids));
	undoing->vids[undoing->vid_count++] = *vid;
	return 0;
}

static int
note_record(void *data, const struct version_row *row)
{
	*(struct id *)data = row->record;
	return 0;
}

/* Who wrote after the version that is to be undone, and when. */
static int
refuse_built_on(struct undoing *undoing, const struct lineage *lineage,
    size_t index)
{
	const struct version *version = &lineage->versions[index];
	const struct record *after = version->record;
	char code[ITEM_CODE_SIZE];
	char *name;
	int err;

	if (version->child_count > 0)
		after = lineage->versions[version->children[0]].record;
	else
		for (size_t i = 0; i < lineage->count; i++)
			if (i != index && lineage->versions[i].child_count == 0)
				after = lineage->versions[i].record;
	err = name_code(undoing->journal, &undoing->writer->project,
	    version->record->kind, &lineage->id, code);
	if (err != 0)
		return err;
	name = name_of(undoing->journal, &undoing->writer->project, &after->by);
	err = err_set(ERR_UNDO_BUILT_ON, code, name, after->made, NULL);
	free(name);
	return err;
}

/* What I wrote of somebody who writes their own record counts for a few fields
 * alone: it is no head of the view, but can be that of those fields. */
static bool
is_only_head(const struct lineage *lineage, size_t index)
{
	bool is_part = lineage->versions[index].standing == STANDING_PARTLY;
	size_t *heads = mem_new_array(lineage->count, sizeof(*heads));
	size_t count = is_part ? lineage_part_heads(lineage, heads) :
				 lineage_view_heads(lineage, heads);
	bool only = count == 1 && heads[0] == index;

	free(heads);
	return only;
}

/* The combined words of the versions that one followed: the view of the
 * lineage as it was before it. */
static int
view_before(struct undoing *undoing, const struct lineage *lineage,
    size_t index, struct record **out)
{
	struct lineage before = { .id = lineage->id };
	bool *in = mem_new_array(lineage->count, sizeof(*in));
	char code[ITEM_CODE_SIZE];
	struct view *view;
	int err = 0;

	lineage_ancestors(lineage, index, false, in);
	for (size_t i = 0; i < lineage->count; i++)
		if (in[i] && i != index)
			lineage_add(&before, &lineage->versions[i].vid,
			    record_copy(lineage->versions[i].record),
			    lineage->versions[i].key);
	lineage_link(&before);
	standing_judge(&before, undoing->voices);
	view = view_make(&before);
	if (view != NULL && view->clash_count == 0) {
		*out = record_copy(view->record);
	} else {
		err = name_code(undoing->journal, &undoing->writer->project,
		    lineage->versions[0].record->kind, &lineage->id, code);
		if (err == 0)
			err = err_set(ERR_UNDO_COLLIDES, code, NULL);
	}
	view_free(view);
	lineage_clear(&before);
	free(in);
	return err;
}

static struct record *
make_withdrawn(const char *kind)
{
	struct record *record = record_new(kind);

	record->state = mem_dup_text("withdrawn");
	return record;
}

/* The words that an undo brings back. */
static int
words_before(struct undoing *undoing, const struct lineage *lineage,
    size_t index, struct record **out)
{
	const struct version *version = &lineage->versions[index];

	if (version->parent_count == 0) {
		*out = make_withdrawn(version->record->kind);
		return 0;
	}
	if (version->parent_count > 1)
		return view_before(undoing, lineage, index, out);
	*out = record_copy(lineage->versions[version->parents[0]].record);
	return 0;
}

static void
note_undone(struct undoing *undoing, const struct lineage *lineage,
    size_t index, const struct record *words)
{
	const struct record *was = lineage->versions[index].record;
	struct undone *undone;
	struct str title = { 0 };

	undoing->undone = mem_grow(undoing->undone, &undoing->cap,
	    undoing->count + 1, sizeof(*undoing->undone));
	undone = &undoing->undone[undoing->count++];
	*undone = (struct undone){
		.is_taken_back = record_is_withdrawn(words),
		.is_brought_back = record_is_withdrawn(was),
	};
	if (kind_by_name(was->kind) != NULL)
		undone->kind = kind_by_name(was->kind)->name;
	else
		undone->kind = "";
	row_title(&title, record_is_withdrawn(words) ? was : words);
	undone->title = str_take(&title);
	(void)name_code(undoing->journal, &undoing->writer->project, was->kind,
	    &lineage->id, undone->code);
}

static int
undo_in_lineage(struct undoing *undoing, const struct lineage *lineage,
    const struct vid *vid)
{
	size_t index = lineage_find(lineage, vid);
	const struct record *was;
	struct maker maker = undoing->maker;
	struct record *words = NULL;
	int err;

	if (index == SIZE_MAX || !is_only_head(lineage, index))
		return refuse_built_on(undoing, lineage,
		    index == SIZE_MAX ? 0 : index);
	was = lineage->versions[index].record;
	if (was->follow_count == 0 &&
	    (strcmp(was->kind, "project") == 0 ||
		strcmp(was->kind, "key") == 0))
		return err_set(ERR_UNDO_START, NULL);
	err = words_before(undoing, lineage, index, &words);
	if (err != 0)
		return err;
	note_undone(undoing, lineage, index, words);
	maker.by = was->by;
	maker.typed_by = was->typed_by;
	maker.confirmed = was->confirmed;
	make_following(words, lineage, &index, 1);
	err = make_version(&undoing->action, &maker, words, NULL, NULL);
	record_free(words);
	return err;
}

static int
undo_version(struct undoing *undoing, const struct vid *vid)
{
	struct lineage lineage = { 0 };
	struct id record = { 0 };
	int err = store_get_version(undoing->journal->store, vid, note_record,
	    &record);

	/* A version that was lost to damage, or never came with a copy. */
	if (err == 0 && id_is_none(&record))
		err = err_set(ERR_NOTHING_TO_UNDO, NULL);
	if (err == 0)
		err = derive_lineage(undoing->journal->store, &record,
		    undoing->voices, &lineage);
	if (err == 0)
		err = undo_in_lineage(undoing, &lineage, vid);
	lineage_clear(&lineage);
	return err;
}

static int
prepare_undo(struct undoing *undoing, struct sign_key *key)
{
	struct store *store = undoing->journal->store;
	const struct writer *writer = undoing->writer;
	int err = journal_may_write(undoing->journal);

	if (err == 0)
		err =
		    make_maker(undoing->journal, writer, key, &undoing->maker);
	if (err == 0)
		err = derive_voices(store, &writer->project, &undoing->voices);
	if (err == 0)
		err = store_get_last_action(store, &writer->project,
		    &writer->member, note_action, undoing);
	if (err == 0 && undoing->action.undoes == 0)
		err = err_set(ERR_NOTHING_TO_UNDO, NULL);
	if (err == 0)
		err = store_each_did(store, undoing->action.undoes, note_vid,
		    undoing);
	for (size_t i = 0; err == 0 && i < undoing->vid_count; i++)
		err = undo_version(undoing, &undoing->vids[i]);
	return err;
}

static void
clear_undoing(struct undoing *undoing)
{
	for (size_t i = 0; i < undoing->count; i++)
		free((char *)(uintptr_t)undoing->undone[i].title);
	free(undoing->undone);
	free(undoing->vids);
	voices_free(undoing->voices);
	action_clear(&undoing->action);
}

int
write_undo(struct journal *journal, const struct writer *writer,
    int (*each)(void *data, const struct undone *undone), void *data,
    bool *in_history)
{
	struct undoing undoing = {
		.journal = journal,
		.writer = writer,
		.action = {
			.project = writer->project,
			.member = writer->member,
			.word = "undo",
		},
	};
	struct sign_key key;
	int err = prepare_undo(&undoing, &key);

	sign_key_wipe(&key);
	if (err == 0)
		err = finish_action(journal, &undoing.action, in_history);
	for (size_t i = 0; err == 0 && i < undoing.count; i++)
		err = each(data, &undoing.undone[i]);
	clear_undoing(&undoing);
	return err;
}
