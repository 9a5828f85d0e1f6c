#include "base/intl.h"
#include "cli/begun.h"
#include "cli/command.h"
#include "cli/document.h"
#include "cli/save.h"
#include "cli/settle.h"
#include "cli/sheet.h"
#include "cli/target.h"
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
	struct sheet sheet;
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
	record_free(finishing->sheet.words);
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
	comments_strip(&finishing->comments, finishing->sheet.words);
	str_wipe(&page);
}

static int
take_up(struct run *run, struct finishing *finishing)
{
	int result = begun_read_number(run->args[0], &finishing->sheet.draft);
	if (result == 0)
		result = draft_get(run->journal, &run->writer,
		    finishing->sheet.draft, &finishing->draft);
	if (result == 0 && !id_is_none(&finishing->draft->record))
		result = read_item(run->journal, &run->project,
		    &finishing->draft->record, &finishing->item);
	if (result != 0)
		return result;
	finishing->sheet.words = record_copy(finishing->draft->words);
	finishing->confirmed = typed_take(run, finishing->sheet.words);
	if (finishing->item != NULL)
		finishing->sheet.record = &finishing->item->id;
	sheet_take_passed(&finishing->sheet);
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
complete(struct run *run, struct finishing *finishing)
{
	struct sheet *sheet = &finishing->sheet;
	struct compose compose = {
		.record = sheet->record,
		.want = BODY_IF_GIVEN,
		.takes_same = true,
		.comments = &finishing->comments,
	};
	int result = compose_take(run, &compose, sheet->words, &sheet->draft);
	if (result == 0 && finishing->item != NULL)
		result =
		    settle_fields(run, finishing->item, NULL, sheet->words);
	/* What an editor gave is kept, whatever else is missing. */
	if (result == 0 && !run_can_ask(run))
		result =
		    compose_write(run, &compose, sheet->words, &sheet->draft);
	if (result == 0)
		result = sheet_complete(sheet);
	compose.want = sheet->want;
	return result != 0 || !run_can_ask(run) ?
	    result :
	    compose_write(run, &compose, sheet->words, &sheet->draft);
}

/* A member is more than a record: others stand for who they are. */
static int
save_member(struct run *run, struct finishing *finishing)
{
	struct written written = { 0 };
	int result = member_add(run->journal, &run->writer,
	    finishing->sheet.words, false, &written);
	if (result != 0)
		return save_refuse(run, NULL, finishing->sheet.words,
		    finishing->sheet.draft, result);
	struct err fault = *err_last();
	(void)draft_drop(run->journal, &run->writer, finishing->sheet.draft);
	(void)err_restore(&fault);
	return save_tell(run, &written);
}

static int
save(struct run *run, struct finishing *finishing)
{
	if (finishing->item != NULL)
		return save_edit(run, finishing->item, finishing->sheet.words,
		    finishing->sheet.draft);
	if (strcmp(finishing->sheet.words->kind, "member") == 0)
		return save_member(run, finishing);
	if (strcmp(finishing->sheet.words->kind, "rules") == 0)
		return document_save(run, finishing->sheet.words,
		    finishing->sheet.draft);
	return save_new(run, finishing->sheet.words, finishing->sheet.draft);
}

/* What was done to the draft stays done, also where it cannot be saved. */
static int
keep(struct run *run, struct finishing *finishing, int result)
{
	struct sheet *sheet = &finishing->sheet;
	if (sheet->words != NULL && run->kept_draft == 0 &&
	    sheet_keep_as(sheet, finishing->draft->why) == 0)
		run->kept_draft = sheet->draft;
	return result;
}

static int
run_drafts_finish(struct run *run)
{
	struct finishing finishing = { .sheet = { .run = run } };
	int result = take_up(run, &finishing);
	if (result == 0)
		result = check_behind(run, &finishing);
	if (result == 0)
		result = complete(run, &finishing);
	if (result < 0)
		result = keep(run, &finishing, result);
	else if (result == 0)
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
	.target = &target_of_draft,
	.kind = COMMAND_ANY_KIND,
	.statuses = statuses,
	.run = run_drafts_finish,
};
