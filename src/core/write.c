/* New records, new versions of them, and taking them back. */
#include <withus/write.h>

#include "base/mem.h"
#include "core/derive.h"
#include "core/finish.h"
#include "core/group.h"
#include "core/inside.h"
#include "core/make.h"
#include "core/name.h"
#include "core/version.h"
#include "core/write_inside.h"
#include "model/born.h"
#include "model/form.h"
#include "model/view.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

/* Saves an action that holds the one version which the writer made. */
static int
finish_one(struct journal *journal, struct action *action, struct written *out)
{
	bool in_history = false;
	int err = finish_action(journal, action, &in_history);

	if (err == 0)
		finish_describe(journal, action, 0, in_history, out);
	return err;
}

/* `action` may say already what else goes with it. */
static int
save_words(struct journal *journal, const struct writer *writer,
    const struct record *words, struct action *action, struct written *out)
{
	struct sign_key key;
	struct maker maker;
	int err = make_maker(journal, writer, &key, &maker);

	action->project = writer->project;
	action->member = writer->member;
	action->word = "save";
	if (err == 0)
		err = make_version(action, &maker, words, NULL, NULL);
	sign_key_wipe(&key);
	if (err == 0)
		err = finish_one(journal, action, out);
	action_clear(action);
	return err;
}

static void
set_born(struct record *words, const struct kind *kind)
{
	const char *parent = NULL;

	if (kind->born == BORN_PARENT)
		parent = record_get_text(words, kind->parent);
	if (kind->born == BORN_RHYTHM && born_is_rhythm(words->born))
		return;
	if (parent != NULL && strlen(parent) < sizeof(words->born))
		memcpy(words->born, parent, strlen(parent) + 1);
	else
		make_born(words->born);
}

static const struct id *
writes_as(const struct writer *writer)
{
	return id_is_none(&writer->for_person) ? &writer->member :
						 &writer->for_person;
}

static int
note_shown(void *data, const struct record_row *row)
{
	*(bool *)data = row->heads > 0;
	return 0;
}

int
write_find_once(struct journal *journal, const struct writer *writer,
    const struct record *words, struct id *out)
{
	const struct kind *kind = kind_by_name(words->kind);
	struct record *copy = record_copy(words);
	bool is_shown = false;
	int err = 0;

	*out = (struct id){ { 0 } };
	if (kind->born == BORN_PARENT || born_is_rhythm(copy->born)) {
		set_born(copy, kind);
		form_id(out, &writer->project, kind->name,
		    kind->writer == WRITER_BY ? writes_as(writer) : NULL,
		    copy->born);
		err = store_get_record(journal->store, out, note_shown,
		    &is_shown);
	}
	if (!is_shown)
		*out = (struct id){ { 0 } };
	record_free(copy);
	return err;
}

int
write_new_draft(struct journal *journal, const struct writer *writer,
    const struct record *words, int64_t draft, struct written *out)
{
	const struct kind *kind = kind_by_name(words->kind);
	struct write_edit again = { .words = words, .draft = draft };
	struct action action = { .draft = draft };
	struct record *copy;
	int err = journal_may_write(journal);

	if (err != 0)
		return err;
	if (kind == NULL)
		return err_set(ERR_KIND_UNKNOWN, words->kind, NULL);
	err = write_find_once(journal, writer, words, &again.record);
	if (err == 0 && !id_is_none(&again.record))
		return write_edit(journal, writer, &again, out);
	copy = record_copy(words);
	copy->form = kind->form;
	set_born(copy, kind);
	if (err == 0)
		err = group_fill(journal, &writer->project, copy, NULL);
	if (err == 0)
		err = save_words(journal, writer, copy, &action, out);
	record_free(copy);
	return err;
}

int
write_new(struct journal *journal, const struct writer *writer,
    const struct record *words, struct written *out)
{
	return write_new_draft(journal, writer, words, 0, out);
}

/* What is before a person who edits. */
struct editing {
	struct voices *voices;
	struct lineage lineage;
	struct view *view;
	const struct kind *kind;
	char code[ITEM_CODE_SIZE];
	int64_t draft;       /* to be wiped; 0 */
	bool has_seen;       /* the writer says which versions were before
				them */
	struct store *store; /* of the journal */
	size_t same;         /* versions that are still as they were read */
};

static void
close_editing(struct editing *editing)
{
	view_free(editing->view);
	lineage_clear(&editing->lineage);
	voices_free(editing->voices);
}

static int
open_editing(struct journal *journal, const struct id *project,
    const struct id *record, struct editing *editing)
{
	int err = derive_voices(journal->store, project, &editing->voices);

	editing->store = journal->store;
	if (err == 0)
		err = derive_lineage(journal->store, record, editing->voices,
		    &editing->lineage);
	if (err != 0)
		return err;
	editing->view = view_make(&editing->lineage);
	if (editing->view == NULL)
		return version_refuse(record);
	editing->kind = kind_by_name(editing->view->record->kind);
	err = name_code(journal, project, editing->view->record->kind, record,
	    editing->code);
	if (err != 0)
		return err;
	if (editing->kind == NULL)
		return err_set(ERR_KIND_UNKNOWN, editing->view->record->kind,
		    NULL);
	if (editing->view->record->form > editing->kind->form)
		return err_set(ERR_KIND_NEWER, editing->code, NULL);
	return 0;
}

static int
refuse_not_yours(struct journal *journal, const struct writer *writer,
    const struct editing *editing, const struct id *owner)
{
	char *name = name_of(journal, &writer->project, owner);
	int err = err_set(ERR_NOT_YOURS, editing->code, name, NULL);

	free(name);
	return err;
}

/* True if the member has put it in their own words: what is typed for them
 * does not displace those. */
static bool
has_own_head(const struct editing *editing)
{
	for (size_t i = 0; i < editing->view->head_count; i++) {
		size_t head = editing->view->heads[i];
		const struct record *record =
		    editing->lineage.versions[head].record;

		if (id_is_none(&record->typed_by))
			return true;
	}
	return false;
}

/* Others say of a member only that they left or are away. */
static bool
is_only_absence(const struct record *before, const struct record *after)
{
	static const char *const allowed[] = { "left", "away-from",
		"away-until" };
	struct record *a = record_copy(before);
	struct record *b = record_copy(after);
	bool same;

	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
		record_remove(a, allowed[i]);
		record_remove(b, allowed[i]);
	}
	same = record_same_words(a, b);
	record_free(a);
	record_free(b);
	return same;
}

static int
check_may_write(struct journal *journal, const struct writer *writer,
    const struct editing *editing, const struct record *words)
{
	const struct id *who = writes_as(writer);
	const struct record *shown = editing->view->record;

	if (editing->kind->writer == WRITER_BY) {
		if (!id_equal(who, &shown->by))
			return refuse_not_yours(journal, writer, editing,
			    &shown->by);
		if (!id_is_none(&writer->for_person) && has_own_head(editing))
			return refuse_not_yours(journal, writer, editing, who);
		return 0;
	}
	if (strcmp(editing->kind->name, "member") != 0 ||
	    id_equal(&writer->member, &shown->id) ||
	    !voices_has_voice(editing->voices, &shown->id) ||
	    is_only_absence(shown, words))
		return 0;
	return refuse_not_yours(journal, writer, editing, &shown->id);
}

/* Others' versions have come since the writer looked. */
static int
check_seen(const struct editing *editing, const struct vid *seen, size_t count)
{
	size_t found = 0;

	if (count == 0)
		return 0;
	for (size_t i = 0; i < editing->view->head_count; i++) {
		size_t head = editing->view->heads[i];

		for (size_t s = 0; s < count; s++)
			found += vid_equal(&seen[s],
			    &editing->lineage.versions[head].vid);
	}
	if (found != editing->view->head_count || found != count)
		return err_set(ERR_EDIT_BEHIND, editing->code, NULL);
	return 0;
}

/* Both come in order of vid: versions are only ever added. */
static int
count_same(void *data, const struct version_row *row)
{
	struct editing *editing = data;
	const struct lineage *lineage = &editing->lineage;

	if (editing->same == lineage->count ||
	    !vid_equal(&row->vid, &lineage->versions[editing->same].vid))
		return err_set(ERR_EDIT_BEHIND, editing->code, NULL);
	editing->same++;
	return 0;
}

/* Once more, inside the transaction that saves: another process may have
 * saved since the versions were read. */
static int
check_unchanged(void *data)
{
	struct editing *editing = data;

	editing->same = 0;
	return store_each_version(editing->store, &editing->lineage.id,
	    count_same, editing);
}

static int
save_version(struct journal *journal, const struct writer *writer,
    struct editing *editing, struct record *words, struct written *out)
{
	struct action action = {
		.draft = editing->draft,
		.still = editing->has_seen ? check_unchanged : NULL,
		.still_data = editing,
	};
	int err = check_may_write(journal, writer, editing, words);

	if (err != 0)
		return err;
	make_following(words, &editing->lineage, editing->view->follows,
	    editing->view->follow_count);
	words->form = editing->kind->form;
	return save_words(journal, writer, words, &action, out);
}

int
write_edit(struct journal *journal, const struct writer *writer,
    const struct write_edit *edit, struct written *out)
{
	struct editing editing = {
		.draft = edit->draft,
		.has_seen = edit->seen_count > 0,
	};
	struct record *copy = record_copy(edit->words);
	int err = journal_may_write(journal);

	if (err == 0)
		err = open_editing(journal, &writer->project, &edit->record,
		    &editing);
	if (err == 0)
		err = check_seen(&editing, edit->seen, edit->seen_count);
	if (err == 0)
		err = group_fill(journal, &writer->project, copy,
		    editing.view->record);
	if (err == 0 && editing.view->word_count == 1 &&
	    editing.view->head_count == 1 &&
	    record_same_words(editing.view->record, copy))
		err = err_set(ERR_NOTHING_CHANGED, editing.code, NULL);
	if (err == 0)
		err = save_version(journal, writer, &editing, copy, out);
	record_free(copy);
	close_editing(&editing);
	return err;
}

/* A project, a member, a key and a vouch stay: others stand on them. */
static bool
is_withdrawable(const struct kind *kind)
{
	static const char *const standing[] = { "project", "member", "key",
		"vouch" };

	for (size_t i = 0; i < sizeof(standing) / sizeof(*standing); i++)
		if (strcmp(kind->name, standing[i]) == 0)
			return false;
	return true;
}

int
write_withdraw(struct journal *journal, const struct writer *writer,
    const struct id *record, struct written *out)
{
	struct editing editing = { 0 };
	struct record *empty = NULL;
	int err = journal_may_write(journal);

	if (err == 0)
		err = open_editing(journal, &writer->project, record, &editing);
	if (err == 0 && !is_withdrawable(editing.kind))
		err = err_set(ERR_NOT_WITHDRAWABLE, editing.code, NULL);
	if (err == 0 && editing.view->is_withdrawn)
		err = err_set(ERR_ALREADY_WITHDRAWN, editing.code, NULL);
	if (err == 0) {
		empty = record_new(editing.kind->name);
		empty->state = mem_dup_text("withdrawn");
		err = save_version(journal, writer, &editing, empty, out);
	}
	record_free(empty);
	close_editing(&editing);
	return err;
}
