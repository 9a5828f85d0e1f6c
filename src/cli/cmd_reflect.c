#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cli/begun.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/sheet.h"
#include "cli/typed.h"

#include <withus/asking.h>
#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdio.h>
#include <stdlib.h>

/* The answer that nobody may read it yet. */
#define KEPT "draft"

/* An entry while it is written. */
struct entry {
	struct sheet sheet;
	struct comments comments; /* the questions beside it */
	struct str page;          /* the words with the questions */
	char *confirmed;          /* of words that were typed for somebody */
	char *asking;             /* the project's way to ask; NULL */
};

static void
clear_entry(struct entry *entry)
{
	free(entry->asking);
	free(entry->confirmed);
	str_wipe(&entry->page);
	comments_clear(&entry->comments);
	record_free(entry->sheet.words);
}

/* A new entry, or one that was begun before. */
static int
begin_entry(struct run *run, struct entry *entry)
{
	struct draft *draft = NULL;
	struct sheet *sheet = &entry->sheet;
	bool is_given = run_has(run, "message") || run_has(run, "file");
	int result = begun_offer(run, run_can_ask(run) && !is_given, &draft);
	if (result == 0 && draft != NULL) {
		sheet->words = record_copy(draft->words);
		sheet->draft = draft->number;
		entry->confirmed = typed_take(run, sheet->words);
		sheet_take_passed(sheet);
		sheet->has_begun_text = true; /* it is gone on with */
		comments_add_asking(&entry->comments, NULL);
		comments_strip(&entry->comments, sheet->words);
		comments_clear(&entry->comments);
	} else {
		char today[DATE_SIZE];
		date_print(today, clock_today());
		sheet->words = record_new("reflection");
		record_set_text(sheet->words, "day", today);
	}
	draft_free(draft);
	return result;
}

/* The project's way to ask is the usual one; where nobody is asked it is
 * taken, and noted in the entry where its questions are shown. */
static int
choose_asking(struct run *run, struct entry *entry)
{
	const struct compose compose = { .want = BODY_WANTED };
	struct sheet *sheet = &entry->sheet;
	struct item *project = NULL;
	if (record_get(sheet->words, "model") != NULL ||
	    !compose_will_write(run, &compose))
		return 0;
	int result =
	    read_item(run->journal, &run->project, &run->project, &project);
	if (result != 0)
		return result;
	entry->asking = mem_dup_text(record_get_text(project->words, "asking"));
	item_free(project);
	sheet->usual_field = "model";
	sheet->usual = entry->asking != NULL ? entry->asking : "free";
	bool is_asked =
	    run_can_ask(run) && run->given_count == 0 && !sheet->only_needed;
	if (!is_asked && entry->asking != NULL)
		record_set_text(sheet->words, "model", entry->asking);
	return 0;
}

/* Questions stand in an entry that has no words yet. */
static void
make_page(struct entry *entry)
{
	const struct record *words = entry->sheet.words;
	const char *model = record_get_text(words, "model");
	const struct asking *asking =
	    model != NULL ? asking_by_name(model) : NULL;
	if (asking == NULL || words->body_len > 0)
		return;
	comments_add_asking(&entry->comments, asking);
	comments_print(&entry->page, &entry->comments);
}

/* Without --for nobody may read it yet: that is a choice as well. */
static int
write_entry(struct run *run, struct entry *entry)
{
	struct sheet *sheet = &entry->sheet;
	struct compose compose = { .comments = &entry->comments };
	int result = compose_take(run, &compose, sheet->words, &sheet->draft);
	if (result == 0)
		result = choose_asking(run, entry);
	sheet->extra_field = "readers";
	sheet->extra = (struct ask_choice){
		.name = KEPT,
		.word = _("nobody yet"),
		.help = _("It stays a draft, on this computer alone. Others "
			  "who use this computer could read it."),
	};
	if (result == 0)
		result = sheet_complete(sheet);
	if (result != 0)
		return result;
	make_page(entry);
	compose.want = sheet->want;
	if (entry->page.len > 0)
		compose.page = entry->page.data;
	return compose_write(run, &compose, sheet->words, &sheet->draft);
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
	struct sheet *sheet = &entry->sheet;
	if (sheet->words->body_len == 0)
		return err_set(ERR_TEXT_EMPTY, NULL);
	int result =
	    save_keep_draft(run, NULL, sheet->words, "kept", &sheet->draft);
	return result != 0 ? result : tell_kept(run, sheet->draft);
}

static int
run_reflect(struct run *run)
{
	struct entry entry = { .sheet = { .run = run } };
	struct sheet *sheet = &entry.sheet;
	int result = begin_entry(run, &entry);
	if (result == 0)
		result = write_entry(run, &entry);
	if (result == 0 && record_get(sheet->words, "readers") != NULL)
		result = save_new(run, sheet->words, sheet->draft);
	else if (result == 0)
		result = keep_entry(run, &entry);
	result = sheet_keep_asked(sheet, result);
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
