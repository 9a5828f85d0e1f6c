/*
 * Two ways to a new version: as the options and the editor say, or by a few
 * changes that a command makes. Both show words that people changed in
 * different ways, and let the person choose: nothing is settled in silence.
 */
#include "cli/change.h"

#include "cli/compose.h"
#include "cli/fields.h"
#include "cli/revise.h"
#include "cli/save.h"
#include "cli/settle.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>
#include <withus/say.h>

#include <assert.h>
#include <stdlib.h>

static int
apply_changes(struct run *run, struct record *words,
    const struct change *changes)
{
	const struct kind *kind = kind_by_name(words->kind);
	int result = 0;
	for (; result == 0 && changes->field != NULL; changes++) {
		const struct kind_field *field =
		    kind_field(kind, changes->field);
		assert(field != NULL);
		result = write_apply(run->journal, &run->project, words, field,
		    changes->typed);
		if (result == 0)
			result = fields_check_day(run, words, field);
	}
	return result;
}

int
change_make(struct run *run, const struct item *item,
    const struct change *changes, struct written *out)
{
	struct record *words = record_copy(item->words);
	int result = apply_changes(run, words, changes);
	if (result == 0)
		result = settle_fields(run, item, changes, words);
	if (result == 0)
		result = save_write(run, item, words, 0, out);
	if (result == 0)
		settle_tell_text(item);
	record_free(words);
	return result;
}

int
change_fields(struct run *run, const struct id *id,
    const struct change *changes)
{
	struct item *item = NULL;
	struct written written = { 0 };
	int result = read_item(run->journal, &run->project, id, &item);
	if (result == 0)
		result = change_make(run, item, changes, &written);
	if (result == 0)
		result = save_tell(run, &written);
	item_free(item);
	return result;
}

/* What is edited, its new words, and where they lie meanwhile. */
struct editing {
	struct item *item;
	struct record *words;
	int64_t draft;
	struct comments comments;
	struct str page;
};

static void
clear_editing(struct editing *editing)
{
	str_wipe(&editing->page);
	comments_clear(&editing->comments);
	record_free(editing->words);
	item_free(editing->item);
}

static const struct id *
writes_as(const struct run *run)
{
	return id_is_none(&run->writer.for_person) ? &run->writer.member :
						     &run->writer.for_person;
}

/* What saving would refuse is refused before somebody writes. */
static int
check_may_edit(const struct run *run, const struct item *item)
{
	if (item->kind == NULL)
		return err_set(ERR_KIND_UNKNOWN, item->kind_name, NULL);
	if (item->is_newer_form)
		return err_set(ERR_KIND_NEWER, item->code, NULL);
	if (item->kind->writer == WRITER_BY &&
	    !id_equal(&item->by.id, writes_as(run)))
		return err_set(ERR_NOT_YOURS, item->code, item->by.name, NULL);
	if (item->is_withdrawn && !run_has(run, "from"))
		return err_set(ERR_ALREADY_WITHDRAWN, item->code, NULL);
	return 0;
}

/* The words to begin with: those shown now, or those of an old version. */
static int
begin_words(struct run *run, struct editing *editing)
{
	const char *from = run_option(run, "from");
	struct version_words version = { .words = NULL };
	if (from == NULL) {
		editing->words = record_copy(editing->item->words);
		comments_add_variants(&editing->comments, editing->item,
		    &editing->page);
		return 0;
	}
	int result = read_version(run->journal, &run->project,
	    &editing->item->id, from, &version);
	editing->words = version.words;
	if (result == 0 && record_is_withdrawn(editing->words))
		result =
		    err_set(ERR_ALREADY_WITHDRAWN, editing->item->code, NULL);
	return result;
}

static bool
has_text(const struct run *run)
{
	return run_has(run, "message") || run_has(run, "file") ||
	    run_has(run, "from");
}

/* By questions: which parts, and what should stand there. */
static int
ask_words(struct run *run, struct editing *editing)
{
	struct sheet sheet = {
		.run = run,
		.words = editing->words,
		.record = &editing->item->id,
	};
	const struct compose compose = {
		.record = &editing->item->id,
		.want = BODY_WANTED,
		.takes_same = true,
		.comments = &editing->comments,
		.page = editing->page.data,
	};
	bool wants_editor = false;
	int result = settle_fields(run, editing->item, NULL, editing->words);
	if (result == 0)
		result = revise_ask(&sheet, &wants_editor);
	result = sheet_keep_asked(&sheet, result);
	editing->draft = sheet.draft;
	return result == 0 && wants_editor ?
	    compose_write(run, &compose, editing->words, &editing->draft) :
	    result;
}

static int
write_words(struct run *run, struct editing *editing)
{
	bool is_given =
	    has_text(run) || run_has(run, "editor") || run_has_fields(run);
	const struct compose compose = {
		.record = &editing->item->id,
		.want = BODY_IF_GIVEN,
		.comments = &editing->comments,
		.page = editing->page.data,
	};
	if (!is_given && run_can_ask(run))
		return ask_words(run, editing);
	if (!is_given)
		return run_miss(run, _("an option that says what to change"));
	int result =
	    compose_take(run, &compose, editing->words, &editing->draft);
	if (result == 0 && !run_has(run, "from"))
		result =
		    settle_fields(run, editing->item, NULL, editing->words);
	return result != 0 ?
	    result :
	    compose_write(run, &compose, editing->words, &editing->draft);
}

/* The words are what is shown already, so that a draft of them is nobody's
 * loss. */
static int
refuse_same(struct run *run, struct editing *editing)
{
	if (editing->draft > 0)
		(void)draft_drop(run->journal, &run->writer, editing->draft);
	return err_set(ERR_NOTHING_CHANGED, editing->item->code, NULL);
}

static int
save_words(struct run *run, struct editing *editing)
{
	const struct item *item = editing->item;
	bool was_written =
	    has_text(run) || run_has(run, "editor") || editing->draft > 0;
	if (item->head_count == 1 &&
	    record_same_words(item->words, editing->words))
		return refuse_same(run, editing);
	int result = save_edit(run, item, editing->words, editing->draft);
	if (result == 0 && !was_written)
		settle_tell_text(item);
	return result;
}

int
change_as_given(struct run *run, const struct id *id)
{
	struct editing editing = { 0 };
	int result = read_item(run->journal, &run->project, id, &editing.item);
	if (result == 0)
		result = check_may_edit(run, editing.item);
	if (result == 0)
		result = begin_words(run, &editing);
	if (result == 0)
		result = write_words(run, &editing);
	if (result == 0)
		result = save_words(run, &editing);
	clear_editing(&editing);
	return result;
}
