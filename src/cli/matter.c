#include "cli/matter.h"

#include "cli/out.h"
#include "cli/reading.h"
#include "cli/save.h"
#include "page/decision.h"
#include "page/settlement.h"
#include "page/view.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

static int
find_decision(struct run *run, struct decision **out)
{
	const char *typed = run->args[0];
	struct id id;
	int result = read_find(run->journal, &run->project, NULL, typed, &id);
	if (result == -ERR_CODE_FORM)
		result = read_find(run->journal, &run->project, "decision",
		    typed, &id);
	if (result == 0)
		result = read_decision(run->journal, &run->project, &id, out);
	if (result == 0 && (*out)->item->is_withdrawn)
		result =
		    err_set(ERR_ALREADY_WITHDRAWN, (*out)->item->code, NULL);
	return result;
}

/* Leaves what the program has put in. */
static void
forget_said(struct record *words)
{
	const struct kind_field *field = kind_by_name(words->kind)->fields;
	for (; field->name != NULL; field++) {
		if (!field->hidden)
			record_remove(words, field->name);
	}
	record_set_body(words, "", 0);
}

static int
begin(struct run *run, const char *kind, struct matter *out)
{
	struct write_begin begin = { .kind = kind };
	*out = (struct matter){ .sheet = { .run = run } };
	int result = find_decision(run, &out->decision);
	if (result != 0)
		return result;
	const struct item *item = out->decision->item;
	begin.about = item->id;
	result = write_begin(run->journal, &run->writer, &begin,
	    &out->sheet.words, &out->before);
	if (result != 0)
		return result;
	forget_said(out->sheet.words);
	return write_of(run->journal, &run->project, out->sheet.words,
	    item->heads, item->head_count);
}

static void
clear(struct matter *matter)
{
	decision_free(matter->now);
	record_free(matter->sheet.words);
	item_free(matter->before);
	decision_free(matter->decision);
}

static int
save(struct matter *matter)
{
	struct sheet *sheet = &matter->sheet;
	struct run *run = sheet->run;
	struct written written = { 0 };
	int result = sheet->draft > 0 ?
	    draft_finish(run->journal, &run->writer, sheet->draft, sheet->words,
		&written) :
	    write_new(run->journal, &run->writer, sheet->words, &written);
	if (result != 0)
		return save_refuse(run, NULL, sheet->words, sheet->draft,
		    result);
	matter->saved = written.id;
	result = save_tell(run, &written);
	struct err before = *err_last();
	if (!run->json &&
	    read_decision(run->journal, &run->project,
		&matter->decision->item->id, &matter->now) != 0)
		(void)err_restore(&before);
	return result;
}

/* A choice by its own flag comes beside the other options. */
static int
take(struct matter *matter, const struct matter_task *task)
{
	struct sheet *sheet = &matter->sheet;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	const char *flag = NULL;
	int result = task->take != NULL ?
	    task->take(matter) :
	    compose_take(sheet->run, &compose, sheet->words, &sheet->draft);
	if (result == 0 && task->flags != NULL)
		result = sheet_flag(sheet->run, task->flags, &flag);
	if (flag != NULL)
		record_set_text(sheet->words, task->flags, flag);
	return result;
}

/* One matter, and what to show of it before a question. */
struct showing {
	const struct matter *matter;
	const struct matter_task *task;
};

static void
show(void *data)
{
	const struct showing *showing = data;
	showing->task->show(showing->matter);
}

static int
complete(struct matter *matter, const struct matter_task *task)
{
	struct sheet *sheet = &matter->sheet;
	struct showing showing = { .matter = matter, .task = task };
	struct compose compose = { .want = BODY_IF_GIVEN };
	sheet->show = show;
	sheet->show_data = &showing;
	int result = sheet_complete(sheet);
	compose.want = sheet->want;
	return result != 0 ?
	    result :
	    compose_write(sheet->run, &compose, sheet->words, &sheet->draft);
}

int
matter_run(struct run *run, const struct matter_task *task)
{
	struct matter matter;
	int result = begin(run, task->kind, &matter);
	if (result == 0)
		result = take(&matter, task);
	if (result == 0)
		result = complete(&matter, task);
	if (result == 0)
		result = save(&matter);
	if (result == 0 && matter.now != NULL)
		task->tell(&matter);
	result = sheet_keep(&matter.sheet, result);
	clear(&matter);
	return result;
}

const char *
matter_other(const struct matter *matter)
{
	const struct run *run = matter->sheet.run;
	return id_is_none(&run->writer.for_person) ? NULL : run->for_person;
}

void
matter_show(const struct matter *matter)
{
	struct paper paper = { .blocks = NULL };
	const struct decision *decision = matter->decision;
	page_decision_title(&paper, decision->item);
	page_decision_options(&paper, decision);
	for (size_t i = 0; i < decision->view_count; i++)
		page_view(&paper, &decision->views[i]);
	page_decision_awaited(&paper, decision);
	out_paper(&paper);
}

void
matter_show_settled(const struct matter *matter)
{
	const struct page_reading reading = reading_of(matter->sheet.run);
	struct paper paper = { .blocks = NULL };
	const struct decision *decision = matter->decision;
	page_decision_title(&paper, decision->item);
	for (size_t i = 0; i < decision->in_force_count; i++) {
		const struct item *item = decision->settlements[i].item;
		char *how = page_settlement_how(item);
		page_view_line(&paper, item->code, how);
		page_settlement_field(&paper, &reading, item, "outcome");
		free(how);
	}
	out_paper(&paper);
}
