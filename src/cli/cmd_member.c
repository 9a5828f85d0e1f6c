#include "base/clock.h"
#include "base/intl.h"
#include "base/json.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/print.h"
#include "cli/save.h"
#include "cli/who.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

static const struct option_row add_options[] = {
	{
	    .name = "here",
	    .help = N_("They write on this computer too, and have a key of "
		       "their own here."),
	},
	{ .name = NULL },
};

/* The name that was typed, and today as the day of joining where no option
 * gives another. */
static void
fill_member(struct run *run, struct record *words)
{
	char today[DATE_SIZE];
	date_print(today, clock_today());
	record_set_text(words, "name", run->args[0]);
	record_set_text(words, "joined", today);
}

static int
add_member(struct run *run, const struct record *words, int64_t draft)
{
	struct written written = { 0 };
	bool is_here = run_has(run, "here");
	int result =
	    member_add(run->journal, &run->writer, words, is_here, &written);
	if (result != 0)
		return save_refuse(run, NULL, words, draft, result);
	struct err fault = *err_last();
	if (draft > 0)
		(void)draft_drop(run->journal, &run->writer, draft);
	(void)err_restore(&fault);
	result = save_tell(run, &written);
	if (result == 0 && !run->json && !is_here)
		out_say(_("To write down words that {1} gave you, use "
			  "--for-person and --confirmed."),
		    run->args[0], NULL);
	return result;
}

static int
run_member_add(struct run *run)
{
	struct record *words = record_new("member");
	int64_t draft = 0;
	fill_member(run, words);
	int result = save_fill(run, NULL, words, BODY_IF_GIVEN, &draft);
	if (result == 0)
		result = add_member(run, words, draft);
	record_free(words);
	return result;
}

static int
run_member_edit(struct run *run)
{
	struct id id;
	int result = who_find(run, &id);
	return result != 0 ? result : change_as_given(run, &id);
}

static void
show_key_words(const char *words)
{
	out_blank();
	out_prose(0,
	    _("The six words of the computer that these words come from (to "
	      "be read aloud and compared):"));
	out_prose(2, words);
}

/* One list of six words a key. */
static struct json *
split_words(const char *words)
{
	struct json *list = json_new_array();
	while (*words != '\0') {
		size_t len = strcspn(words, "\n");
		json_add(list, json_new_text(words, len));
		words += len + (words[len] == '\n');
	}
	return list;
}

static void
show_member(struct run *run, const struct item *item, const char *key_words)
{
	if (!run->json) {
		print_item(run, item);
		if (key_words != NULL)
			show_key_words(key_words);
		return;
	}
	struct json *object = json_of_item(item);
	if (key_words != NULL)
		json_put(object, "key-words", split_words(key_words));
	json_print_one(object);
}

static int
run_member_show(struct run *run)
{
	struct id id;
	struct item *item = NULL;
	char *words = NULL;
	int result = who_find(run, &id);
	if (result == 0)
		result = read_item(run->journal, &run->project, &id, &item);
	if (result == 0)
		result =
		    member_key_words(run->journal, &run->project, &id, &words);
	/* Somebody without a computer of their own has no words. */
	if (result == -ERR_MEMBER_KEYLESS)
		result = 0;
	if (result == 0)
		show_member(run, item, words);
	free(words);
	item_free(item);
	return result;
}

static const int read_statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };
static const int write_statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_member_add = {
	.name = "member",
	.verb = "add",
	.args = N_("NAME"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("add somebody who takes part"),
	.help = N_("Each option below says one more thing about them, and all "
		   "of it can be changed later. With --here they write on "
		   "this computer too; each time they then say who they are "
		   "with --as.\n\n"
		   "For example: withus member add Ifeoma --hats \"carer,"
		   "public partner\" --here"),
	.need = NEED_MEMBER,
	.kind = "member",
	.options = add_options,
	.statuses = write_statuses,
	.run = run_member_add,
};

const struct command cmd_member_edit = {
	.name = "member",
	.verb = "edit",
	.args = N_("[MEMBER]"),
	.args_most = 1,
	.summary = N_("change what is said about a member"),
	.help = N_("Without a name it is about you. Each option changes one "
		   "thing, and \"\" takes it away. Once somebody writes on a "
		   "computer of their own, only they change what is said "
		   "about them.\n\n"
		   "For example: withus member edit --takes-part \"Large "
		   "print, please\""),
	.need = NEED_MEMBER,
	.kind = "member",
	.statuses = write_statuses,
	.run = run_member_edit,
};

const struct command cmd_member_show = {
	.name = "member",
	.verb = "show",
	.args = N_("[MEMBER]"),
	.args_most = 1,
	.summary = N_("show a member, and their six words"),
	.help = N_("Without a name it is about you. Six words name the "
		   "computer that somebody writes on. Who hears them from "
		   "that person, in the same room or on the phone, can say so "
		   "with “withus member confirm”."),
	.need = NEED_PROJECT,
	.statuses = read_statuses,
	.run = run_member_show,
};
