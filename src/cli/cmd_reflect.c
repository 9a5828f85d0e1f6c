#include "base/clock.h"
#include "base/intl.h"
#include "cli/begun.h"
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/typed.h"

#include <withus/asking.h>
#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdio.h>
#include <stdlib.h>

/* An entry while it is written. */
struct entry {
	struct record *words;
	int64_t draft;
	struct comments comments; /* the questions beside it */
	struct str page;          /* the words with the questions */
	char *confirmed;          /* of words that were typed for somebody */
};

static void
clear_entry(struct entry *entry)
{
	free(entry->confirmed);
	str_wipe(&entry->page);
	comments_clear(&entry->comments);
	record_free(entry->words);
}

/* A new entry, or one that was begun before. */
static int
begin_entry(struct run *run, struct entry *entry)
{
	struct draft *draft = NULL;
	bool is_given = run_has(run, "message") || run_has(run, "file");
	int result = begun_offer(run, run_can_ask(run) && !is_given, &draft);
	if (result == 0 && draft != NULL) {
		entry->words = record_copy(draft->words);
		entry->draft = draft->number;
		entry->confirmed = typed_take(run, entry->words);
		comments_add_asking(&entry->comments, NULL);
		comments_strip(&entry->comments, entry->words);
		comments_clear(&entry->comments);
	} else {
		char today[DATE_SIZE];
		date_print(today, clock_today());
		entry->words = record_new("reflection");
		record_set_text(entry->words, "day", today);
	}
	draft_free(draft);
	return result;
}

/* The way to ask that was given, else the project's. It is noted in the
 * entry where its questions are shown. */
static int
choose_asking(struct run *run, struct entry *entry, bool will_write)
{
	struct item *project = NULL;
	const char *model = record_get_text(entry->words, "model");
	int result = 0;
	if (model == NULL && will_write)
		result = read_item(run->journal, &run->project, &run->project,
		    &project);
	if (result == 0 && project != NULL) {
		model = record_get_text(project->words, "asking");
		if (model != NULL)
			record_set_text(entry->words, "model", model);
	}
	item_free(project);
	return result;
}

/* Questions stand in an entry that has no words yet. */
static void
make_page(struct entry *entry)
{
	const char *model = record_get_text(entry->words, "model");
	const struct asking *asking =
	    model != NULL ? asking_by_name(model) : NULL;
	if (asking == NULL || entry->words->body_len > 0)
		return;
	comments_add_asking(&entry->comments, asking);
	comments_print(&entry->page, &entry->comments);
}

static int
write_entry(struct run *run, struct entry *entry)
{
	struct compose compose = {
		.want = BODY_WANTED,
		.comments = &entry->comments,
	};
	int result = compose_take(run, &compose, entry->words, &entry->draft);
	if (result == 0)
		result = choose_asking(run, entry,
		    compose_will_write(run, &compose));
	if (result != 0)
		return result;
	make_page(entry);
	if (entry->page.len > 0)
		compose.page = entry->page.data;
	return compose_write(run, &compose, entry->words, &entry->draft);
}

static int
tell_kept(struct run *run, int64_t number)
{
	struct draft *draft = NULL;
	char typed[24];
	int result = 0;
	run->kept_draft = number;
	(void)snprintf(typed, sizeof(typed), "%lld", (long long)number);
	if (!run->json) {
		out_say(_("Kept as draft {1}, on this computer alone. Others "
			  "who use this computer could read it. Entries that "
			  "only you can read come with a later withus."),
		    typed, NULL);
		out_say(_("To let the team read it: “withus drafts finish {1} "
			  "--for team”."),
		    typed, NULL);
		save_tell_ahead(run);
		return 0;
	}
	result = draft_get(run->journal, &run->writer, number, &draft);
	if (result == 0)
		json_print_one(json_of_draft(draft));
	draft_free(draft);
	return result;
}

/* Nobody was said who may read it. */
static int
keep_entry(struct run *run, struct entry *entry)
{
	if (entry->words->body_len == 0)
		return err_set(ERR_TEXT_EMPTY, NULL);
	int result =
	    save_keep_draft(run, NULL, entry->words, "kept", &entry->draft);
	return result != 0 ? result : tell_kept(run, entry->draft);
}

static int
run_reflect(struct run *run)
{
	struct entry entry = { 0 };
	int result = begin_entry(run, &entry);
	if (result == 0)
		result = write_entry(run, &entry);
	if (result == 0 && record_get(entry.words, "readers") != NULL)
		result = save_new(run, entry.words, entry.draft);
	else if (result == 0)
		result = keep_entry(run, &entry);
	clear_entry(&entry);
	return result;
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_reflect = {
	.name = "reflect",
	.summary = N_("write a diary entry"),
	.help = N_("Write with -m, from a file with -F, or in your editor. "
		   "--for says who may read it: the team, or anybody. "
		   "Without --for it is kept as a draft. --asking puts a few "
		   "questions beside your words; you can leave out any of "
		   "them. An entry can be about one stage, about several, or "
		   "about none.\n\n"
		   "For example: withus reflect --for team --stage Analysis "
		   "-m \"We all read the same two interviews.\""),
	.need = NEED_MEMBER,
	.kind = "reflection",
	.statuses = statuses,
	.run = run_reflect,
};
