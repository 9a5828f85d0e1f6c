#include "base/clock.h"
#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/shell.h"
#include "cli/who.h"
#include "page/item.h"
#include "page/rules.h"

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

/* Somebody who is added, while that is done. */
struct adding {
	struct sheet sheet;
	bool is_here; /* they write on this computer too */
};

/* The name that was typed, and today as the day of joining where no option
 * gives another. */
static int
begin_member(struct adding *adding)
{
	char today[DATE_SIZE];
	date_print(today, clock_today());
	record_set_text(adding->sheet.words, "joined", today);
	sheet_pass_text(&adding->sheet);
	return sheet_take_title(&adding->sheet);
}

/* What others may say of somebody is little: the rest is for them to say. */
static int
complete_member(struct adding *adding)
{
	struct run *run = adding->sheet.run;
	const struct compose compose = { .want = BODY_IF_GIVEN };
	bool is_bare = run->given_count == 0;
	adding->is_here = run_has(run, "here");
	int result = sheet_fill(&adding->sheet, &compose);
	if (result != 0 || !is_bare || !run_can_ask(run))
		return result;
	char *question = say_fill(_("Will {1} write on this computer too?"),
	    record_get_text(adding->sheet.words, "name"), NULL);
	result = ask_yes(question,
	    _("With yes they have a key of their own here, and say who they "
	      "are with --as."),
	    false, &adding->is_here);
	free(question);
	return result;
}

/* Members who have one name: their codes. */
struct namesakes {
	const char *folded;
	struct str codes;
	size_t count;
};

static int
note_namesake(void *data, const struct item *item)
{
	struct namesakes *same = data;
	char *folded = utf8_fold(item->title, strlen(item->title));
	if (strcmp(folded, same->folded) == 0) {
		if (same->count++ > 0)
			str_add(&same->codes, ", ");
		str_add(&same->codes, item->code);
	}
	free(folded);
	return 0;
}

/* Two may have the same name; who types it has to know. */
static void
warn_of_namesakes(struct run *run, const char *name)
{
	struct err fault = *err_last();
	char *folded = utf8_fold(name, strlen(name));
	struct namesakes same = { .folded = folded };
	const struct query query = {
		.project = run->project,
		.kind = "member",
		.oldest_first = true,
	};
	int result = read_list(run->journal, &query, note_namesake, &same);
	if (result == 0 && same.count > 1) {
		char *text =
		    say_fill(_("More than one member is called {1} now: {2}. "
			       "That may be so. Commands then need the code; "
			       "“withus member edit CODE --name NAME” changes "
			       "a name."),
			name, str_text(&same.codes), NULL);
		out_notice(text);
		free(text);
	}
	str_clear(&same.codes);
	free(folded);
	(void)err_restore(&fault);
}

/* A name that a shell takes as it is is easier to type than a code. */
static void
tell_here(const char *name, const char *code)
{
	struct str bare = { 0 };
	shell_quote(&bare, name, 0);
	bool is_plain = strcmp(str_text(&bare), name) == 0;
	str_clear(&bare);
	out_say(_("{1} can write on this computer now. From now on, say who "
		  "writes, like this: “withus --as {2} reflect”."),
	    name, is_plain ? name : code, NULL);
}

static int
tell_added(struct run *run, const struct adding *adding,
    const struct written *written)
{
	const char *name = record_get_text(adding->sheet.words, "name");
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	int result = save_tell(run, written);
	if (result == 0 && !run->json)
		result = page_rules_asked(&paper, &reading, &written->id, name);
	out_paper(&paper);
	if (result == 0 && !run->json && adding->is_here)
		tell_here(name, written->code);
	if (result == 0 && !run->json && !adding->is_here)
		out_say(_("To write down words that {1} gave you, use "
			  "--for-person and --confirmed."),
		    name, NULL);
	if (result == 0)
		warn_of_namesakes(run, name);
	return result;
}

static int
add_member(struct run *run, const struct adding *adding)
{
	struct written written = { 0 };
	const struct record *words = adding->sheet.words;
	int64_t draft = adding->sheet.draft;
	int result = member_add(run->journal, &run->writer, words,
	    adding->is_here, &written);
	if (result != 0)
		return save_refuse(run, NULL, words, draft, result);
	struct err fault = *err_last();
	if (draft > 0)
		(void)draft_drop(run->journal, &run->writer, draft);
	(void)err_restore(&fault);
	return tell_added(run, adding, &written);
}

static int
run_member_add(struct run *run)
{
	struct adding adding = {
		.sheet = { .run = run, .words = record_new("member") },
	};
	int result = begin_member(&adding);
	if (result == 0)
		result = complete_member(&adding);
	if (result == 0)
		result = add_member(run, &adding);
	result = sheet_keep_asked(&adding.sheet, result);
	record_free(adding.sheet.words);
	return result;
}

static int
run_member_edit(struct run *run)
{
	struct id id;
	int result = who_find(run, &id);
	return result != 0 ? result : change_as_given(run, &id);
}

/* Keys that were shown, of how many. */
struct showing_keys {
	size_t count;
	size_t shown;
};

static int
show_key(void *data, const struct member_key *key)
{
	struct showing_keys *keys = data;
	struct str number = { 0 };
	keys->shown++;
	if (keys->count == 1) {
		out_prose(2, key->words);
		return 0;
	}
	char *since = say_date(key->since);
	char *text = say_fill(key->is_confirmed ?
		_("{1} (since {2}, confirmed by you)") :
		_("{1} (since {2})"),
	    key->words, since, NULL);
	str_add_format(&number, "%zu  ", keys->shown);
	out_item(2, str_text(&number), text);
	str_clear(&number);
	free(text);
	free(since);
	return 0;
}

static size_t
count_lines(const char *text)
{
	size_t count = 1;
	for (; *text != '\0'; text++)
		count += *text == '\n';
	return count;
}

static int
show_key_words(struct run *run, const struct id *id, const char *words)
{
	struct showing_keys keys = { .count = count_lines(words) };
	struct writer reader = run->writer;
	reader.project = run->project;
	out_blank();
	out_prose(0,
	    keys.count == 1 ?
		_("The six words of the computer that these words come from "
		  "(to be read aloud and compared):") :
		_("Words of this member come from more than one key. The six "
		  "words of each (to be read aloud and compared):"));
	return member_each_key(run->journal, &reader, id, show_key, &keys);
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

static int
show_member(struct run *run, const struct item *item, const char *key_words)
{
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	if (!run->json) {
		page_item(&paper, &reading, item);
		out_paper(&paper);
		return key_words != NULL ?
		    show_key_words(run, &item->id, key_words) :
		    0;
	}
	struct json *object = json_of_item(item);
	if (key_words != NULL)
		json_put(object, "key-words", split_words(key_words));
	json_print_one(object);
	return 0;
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
		result = show_member(run, item, words);
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
	.makes_new = true,
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
