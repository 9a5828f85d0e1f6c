#include "core/save_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/inside.h"
#include "core/receipt.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
action_add(struct action *action, struct admitted *admitted, char *bytes,
    size_t len)
{
	struct saved *saved;

	action->versions = mem_grow(action->versions, &action->cap,
	    action->count + 1, sizeof(*action->versions));
	saved = &action->versions[action->count++];
	saved->admitted = *admitted;
	saved->bytes = bytes;
	saved->len = len;
	admitted->record = NULL;
}

void
action_clear(struct action *action)
{
	for (size_t i = 0; i < action->count; i++) {
		admitted_clear(&action->versions[i].admitted);
		free(action->versions[i].bytes);
	}
	free(action->versions);
	action->versions = NULL;
	action->count = action->cap = 0;
}

int
save_begin_action(struct journal *journal, struct action *action, bool kept)
{
	char day[DATE_SIZE];
	struct action_row row = {
		.project = action->project,
		.member = action->member,
		.word = action->word,
		.day = day,
		.at = clock_now(),
		.is_kept = kept,
		.undoes = action->undoes,
	};

	date_print(day, clock_today());
	return store_add_action(journal->store, &row, &action->number);
}

int
save_put_version(struct journal *journal, const struct action *action,
    const struct saved *saved, bool *is_new)
{
	struct version_row row = {
		.vid = saved->admitted.vid,
		.project = action->project,
		.record = saved->admitted.record->id,
		.kind = saved->admitted.record->kind,
		.bytes = saved->bytes,
		.len = saved->len,
	};
	struct outbox_row waiting = {
		.action = action->number,
		.project = action->project,
		.vid = saved->admitted.vid,
		.bytes = saved->bytes,
		.len = saved->len,
	};
	struct store *store = journal->store;
	int err;

	memcpy(row.key, saved->admitted.key, sizeof(row.key));
	err = store_add_version(store, &row, is_new);
	if (err != 0 || !*is_new)
		return err;
#if MUTANT == 6
	err = store_commit(store);
	if (err == 0)
		err = store_begin(store);
	if (err != 0)
		return err;
#endif
	err = store_add_outbox(store, &waiting);
	if (err == 0)
		err = store_add_did(store, action->number, &waiting.vid);
	if (err == 0)
		err = store_add_arrived(store, &action->project, &waiting.vid,
		    clock_now());
	return err;
}

bool
save_is_voice_kind(const char *kind)
{
	return strcmp(kind, "member") == 0 || strcmp(kind, "key") == 0 ||
	    strcmp(kind, "vouch") == 0;
}

int
save_derive(struct store *store, const struct id *project,
    struct touched *touched, bool voices_changed, struct hurt *hurt)
{
	struct voices *voices = NULL;
	int err = derive_voices_with(store, project, &voices, hurt);

	if (err == 0 && voices_changed)
		err = derive_voice_rows(store, project, voices, touched);
	for (size_t i = 0; err == 0 && i < touched->count; i++)
		err = derive_record(store, project, &touched->ids[i], voices,
		    hurt);
	voices_free(voices);
	return err;
}

static int
put_all(struct journal *journal, struct action *action)
{
	struct touched touched = { 0 };
	bool voices_changed = false;
	int err = 0;

	for (size_t i = 0; err == 0 && i < action->count; i++) {
		const struct saved *saved = &action->versions[i];
		const struct record *record = saved->admitted.record;
		bool is_new = false;

		err = save_put_version(journal, action, saved, &is_new);
		if (err != 0 || !is_new)
			continue;
		touched_add(&touched, &record->id);
		voices_changed |= save_is_voice_kind(record->kind);
	}
	if (err == 0)
		err = save_derive(journal->store, &action->project, &touched,
		    voices_changed, &action->hurt);
	touched_clear(&touched);
	return err;
}

int
save_put_start(struct journal *journal, const struct action *action)
{
	int err = 0;

	if (action->is_start)
		err = store_add_project(journal->store, &action->project);
	if (err == 0 && action->me != NULL)
		err = store_put_me(journal->store, action->me);
	return err;
}

static int
save_at_once(struct journal *journal, struct action *action)
{
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	err = receipt_settle(journal, &action->project);
	if (err == 0 && action->still != NULL)
		err = action->still(action->still_data);
	if (err == 0)
		err = save_put_start(journal, action);
	if (err == 0)
		err = save_begin_action(journal, action, true);
	if (err == 0)
		err = put_all(journal, action);
	if (err == 0 && action->draft != 0)
		err = store_remove_draft(journal->store, action->draft);
#if MUTANT == 3
	if (err == 0 && write(1, "{\"code\": \"early\"}\n", 18) < 0)
		err = -ERR_OUT_CLOSED;
#endif
	return store_end(journal->store, err);
}

/* The words are durable by now: only afterwards is anything else said. */
static void
tell_hurt(const struct journal *journal, const struct action *action)
{
	if (action->hurt.code[0] == '\0')
		return;
	(void)err_set(ERR_VERSION_DAMAGED, action->hurt.code, NULL);
	tell_why(journal, EVENT_HURT, action->hurt.code, err_last());
	err_clear();
}

int
save_action(struct journal *journal, struct action *action)
{
	int err = journal_may_write(journal);

	if (err != 0)
		return err;
	if (action->ahead == NULL && action->count <= CORE_PIECE)
		err = save_at_once(journal, action);
	else
		err = save_in_pieces(journal, action);
	if (err == 0)
		tell_hurt(journal, action);
	return err;
}
