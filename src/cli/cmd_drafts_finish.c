#include "base/intl.h"
#include "cli/begun.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/save.h"
#include "cli/settle.h"
#include "cli/typed.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/project.h>
#include <withus/read.h>

#include <stdlib.h>
#include <string.h>

/* A draft on its way to be saved. */
struct finishing {
	struct draft *draft;
	struct record *words;
	int64_t number;
	struct item *item; /* what it changes; NULL: something new */
	struct comments comments;
	char *confirmed;
};

static void
clear_finishing(struct finishing *finishing)
{
	free(finishing->confirmed);
	comments_clear(&finishing->comments);
	item_free(finishing->item);
	record_free(finishing->words);
	draft_free(finishing->draft);
}

/* What stood beside the words in an editor that was cut off goes. */
static void
strip(struct finishing *finishing)
{
	struct str page = { 0 };
	if (finishing->item != NULL)
		comments_add_variants(&finishing->comments, finishing->item,
		    &page);
	comments_add_asking(&finishing->comments, NULL);
	comments_strip(&finishing->comments, finishing->words);
	str_wipe(&page);
}

static int
take_up(struct run *run, struct finishing *finishing)
{
	int result = begun_read_number(run->args[0], &finishing->number);
	if (result == 0)
		result = draft_get(run->journal, &run->writer,
		    finishing->number, &finishing->draft);
	if (result == 0 && !id_is_none(&finishing->draft->record))
		result = read_item(run->journal, &run->project,
		    &finishing->draft->record, &finishing->item);
	if (result != 0)
		return result;
	finishing->words = record_copy(finishing->draft->words);
	finishing->confirmed = typed_take(run, finishing->words);
	strip(finishing);
	return 0;
}

/* Looks for what is shown now and came after the draft was kept. */
struct looking {
	int64_t at;
	bool is_behind;
};

static int
look_at(void *data, const struct moment *moment)
{
	struct looking *looking = data;
	if (moment->is_shown && moment->arrived > looking->at)
		looking->is_behind = true;
	return 0;
}

/*
 * A draft knows when it was kept, not what its writer had seen. Where other
 * words have come since they are told once: the draft is kept anew, and the
 * next time it is finished.
 */
static int
check_behind(struct run *run, struct finishing *finishing)
{
	struct looking looking = { .at = finishing->draft->at };
	const struct item *item = finishing->item;
	if (item == NULL)
		return 0;
	int result = read_history(run->journal, &run->project, &item->id,
	    look_at, &looking);
	if (result == 0 && looking.is_behind)
		result = err_set(ERR_EDIT_BEHIND, item->code, NULL);
	return result;
}

static int
check_readers(const struct finishing *finishing)
{
	const char *kind = finishing->words->kind;
	bool is_entry = strcmp(kind, "reflection") == 0;
	if (!is_entry || record_get(finishing->words, "readers") != NULL)
		return 0;
	return err_set(ERR_FIELD_MISSING, kind, "readers", NULL);
}

static int
complete(struct run *run, struct finishing *finishing)
{
	bool is_empty = finishing->words->body_len == 0;
	const struct kind *kind = kind_by_name(finishing->words->kind);
	bool needs_body = kind != NULL && kind->body_required;
	const struct compose compose = {
		.record = finishing->item != NULL ? &finishing->item->id : NULL,
		.want = is_empty && needs_body ? BODY_WANTED : BODY_IF_GIVEN,
		.takes_same = true,
		.comments = &finishing->comments,
	};
	int result =
	    compose_take(run, &compose, finishing->words, &finishing->number);
	if (result == 0 && finishing->item != NULL)
		result =
		    settle_fields(run, finishing->item, NULL, finishing->words);
	if (result == 0)
		result = compose_write(run, &compose, finishing->words,
		    &finishing->number);
	if (result == 0)
		result = check_readers(finishing);
	return result;
}

/* A member is more than a record: others stand for who they are. */
static int
save_member(struct run *run, struct finishing *finishing)
{
	struct written written = { 0 };
	int result = member_add(run->journal, &run->writer, finishing->words,
	    false, &written);
	if (result != 0)
		return save_refuse(run, NULL, finishing->words,
		    finishing->number, result);
	struct err fault = *err_last();
	(void)draft_drop(run->journal, &run->writer, finishing->number);
	(void)err_restore(&fault);
	return save_tell(run, &written);
}

static int
save(struct run *run, struct finishing *finishing)
{
	if (finishing->item != NULL)
		return save_edit(run, finishing->item, finishing->words,
		    finishing->number);
	if (strcmp(finishing->words->kind, "member") == 0)
		return save_member(run, finishing);
	return save_new(run, finishing->words, finishing->number);
}

/* What was done to the draft stays done, also where it cannot be saved. */
static int
keep(struct run *run, struct finishing *finishing, int result)
{
	const struct id *record =
	    finishing->item != NULL ? &finishing->item->id : NULL;
	if (finishing->words != NULL && run->kept_draft == 0 &&
	    save_keep_draft(run, record, finishing->words,
		finishing->draft->why, &finishing->number) == 0)
		run->kept_draft = finishing->number;
	return result;
}

static int
run_drafts_finish(struct run *run)
{
	struct finishing finishing = { 0 };
	int result = take_up(run, &finishing);
	if (result == 0)
		result = check_behind(run, &finishing);
	if (result == 0)
		result = complete(run, &finishing);
	if (result != 0)
		result = keep(run, &finishing, result);
	else
		result = save(run, &finishing);
	clear_finishing(&finishing);
	return result;
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_drafts_finish = {
	.name = "drafts",
	.verb = "finish",
	.args = N_("N"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("save a draft"),
	.help = N_("N is its number in “withus drafts”. Each option changes "
		   "one thing first; -m or -F puts other words in, -e opens "
		   "them in your editor. A diary entry needs --for: who may "
		   "read it.\n\n"
		   "For example: withus drafts finish 3 --for team"),
	.need = NEED_MEMBER,
	.kind = COMMAND_ANY_KIND,
	.statuses = statuses,
	.run = run_drafts_finish,
};
