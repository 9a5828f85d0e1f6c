/* Beginning and ending a stage: days in its record, and what comes next. */
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const struct option_row day_options[] = {
	{
	    .name = "on",
	    .value = N_("DAY"),
	    .help = N_("The day. Else it is today."),
	},
	{ .name = NULL },
};

static int
find_stage(struct run *run, struct id *out)
{
	return read_find(run->journal, &run->project, "stage", run->args[0],
	    out);
}

/* Who was asked which stage is asked for the day as well: what to put there
 * as if it were typed. To be freed. */
static int
choose_day(struct run *run, const char *field, const char *usual, char **out)
{
	const char *on = run_option(run, "on");
	struct sheet sheet = {
		.run = run,
		.usual_field = field,
		.usual = usual,
	};
	*out = mem_dup_text(on != NULL ? on : usual);
	if (on != NULL || run->chosen == NULL)
		return 0;
	sheet.words = record_new("stage");
	int result = sheet_ask_field(&sheet,
	    kind_field(kind_by_name("stage"), field), false);
	const char *day = record_get_text(sheet.words, field);
	if (result == 0 && day != NULL) {
		free(*out);
		*out = mem_dup_text(day);
	}
	record_free(sheet.words);
	return result;
}

static bool
is_to_come(const char *day)
{
	char today[DATE_SIZE];
	date_print(today, clock_today());
	return strcmp(day, today) > 0;
}

/* {1} code, {2} title, {3} day. */
static const char *
choose_sentence(const struct item *before, const struct record *words,
    const char *field)
{
	bool is_ahead = is_to_come(record_get_text(words, field));
	if (strcmp(field, "end") == 0)
		return is_ahead ? _("Saved: {1} “{2}” will end: {3}.") :
				  _("Saved: {1} “{2}” has ended: {3}.");
	if (!is_ahead && record_get_text(before->words, "end") != NULL)
		return _("Saved: {1} “{2}” goes on again. It began: {3}.");
	return is_ahead ? _("Saved: {1} “{2}” will begin: {3}.") :
			  _("Saved: {1} “{2}” has begun: {3}.");
}

/* The first stage behind another one that has not begun. */
struct next {
	unsigned long after;
	unsigned long order; /* ULONG_MAX: none is found yet */
	char *code;
	char *title;
};

static unsigned long
read_order(const struct record *words)
{
	const char *order = record_get_text(words, "order");
	return order != NULL ? strtoul(order, NULL, 10) : 0;
}

static int
note_next(void *data, const struct item *item)
{
	struct next *next = data;
	unsigned long order = read_order(item->words);
	bool is_over = record_get_text(item->words, "begin") != NULL ||
	    record_get_text(item->words, "end") != NULL;
	if (is_over || order <= next->after || order >= next->order)
		return 0;
	free(next->code);
	free(next->title);
	next->order = order;
	next->code = mem_dup_text(item->code);
	next->title = mem_dup_text(item->title);
	return 0;
}

static int
tell_next(struct run *run, const struct item *item)
{
	const struct query query = { .project = run->project, .kind = "stage" };
	struct next next = {
		.after = read_order(item->words),
		.order = ULONG_MAX,
	};
	int result = read_list(run->journal, &query, note_next, &next);
	if (result == 0 && next.code != NULL)
		out_say(_("Next in the list: {1} “{2}”. “withus stage begin "
			  "{1}” says that it has begun."),
		    next.code, next.title, NULL);
	else if (result == 0)
		out_prose(0,
		    _("No stage behind it waits to begin. “withus stages” "
		      "lists all."));
	free(next.code);
	free(next.title);
	return result;
}

static int
tell_day(struct run *run, const struct item *before, const struct item *now,
    const char *field)
{
	char *day = say_day(record_get_text(now->words, field));
	out_say(choose_sentence(before, now->words, field), now->code,
	    now->title, day, NULL);
	free(day);
	if (strcmp(field, "end") == 0)
		return tell_next(run, now);
	out_say(_("“withus reflect --for team --stage {1}” writes about it. "
		  "“withus stage end {1}” says that it has ended."),
	    now->code, NULL);
	return 0;
}

static int
tell_change(struct run *run, const struct item *before,
    const struct written *written, const char *field)
{
	struct err fault = *err_last();
	struct item *now = NULL;
	if (run->json)
		return save_tell(run, written);
	int result = read_item(run->journal, &run->project, &written->id, &now);
	if (result == 0)
		result = tell_day(run, before, now, field);
	item_free(now);
	if (result != 0)
		return result;
	(void)err_restore(&fault);
	save_tell_waiting(run, written->in_history);
	return 0;
}

/* Makes the changes to the stage that is named, and says what they mean. */
static int
change_stage(struct run *run, const struct item *item,
    const struct change *changes)
{
	struct written written = { 0 };
	int result = change_make(run, item, changes, &written);
	return result != 0 ? result :
			     tell_change(run, item, &written, changes->field);
}

/* What beginning means: a first day that is kept unless another is given,
 * and no last one, as a team may come back to a stage. */
static int
begin_stage(struct run *run, const struct item *item)
{
	const char *before = record_get_text(item->words, "begin");
	char *day = NULL;
	int result =
	    choose_day(run, "begin", before != NULL ? before : "today", &day);
	const struct change changes[] = {
		{ .field = "begin", .typed = day },
		{ .field = "end", .typed = "" },
		{ .field = NULL },
	};
	if (result == 0)
		result = change_stage(run, item, changes);
	free(day);
	return result;
}

static int
end_stage(struct run *run, const struct item *item)
{
	char *day = NULL;
	int result = choose_day(run, "end", "today", &day);
	const struct change changes[] = {
		{ .field = "end", .typed = day },
		{ .field = NULL },
	};
	if (result == 0)
		result = change_stage(run, item, changes);
	free(day);
	return result;
}

static int
with_stage(struct run *run, int (*change)(struct run *, const struct item *))
{
	struct id id;
	struct item *item = NULL;
	int result = find_stage(run, &id);
	if (result == 0)
		result = read_item(run->journal, &run->project, &id, &item);
	if (result == 0)
		result = change(run, item);
	item_free(item);
	return result;
}

static int
run_stage_begin(struct run *run)
{
	return with_stage(run, begin_stage);
}

static int
run_stage_end(struct run *run)
{
	return with_stage(run, end_stage);
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_stage_begin = {
	.name = "stage",
	.verb = "begin",
	.args = N_("STAGE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say that a stage has begun"),
	.help = N_("Several stages can go on at once. If the stage had ended, "
		   "this says that you have come back to it.\n\n"
		   "For example: withus stage begin Analysis --on \"3 May\""),
	.need = NEED_MEMBER,
	.target = &target_to_begin,
	.options = day_options,
	.statuses = statuses,
	.run = run_stage_begin,
};

const struct command cmd_stage_end = {
	.name = "stage",
	.verb = "end",
	.args = N_("STAGE"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say that a stage has ended"),
	.help = N_("You can come back to it at any time with “withus stage "
		   "begin”."),
	.need = NEED_MEMBER,
	.target = &target_to_end,
	.options = day_options,
	.statuses = statuses,
	.run = run_stage_end,
};
