#include "base/intl.h"
#include "base/json.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/begun.h"
#include "cli/command.h"
#include "cli/fields.h"
#include "cli/json.h"
#include "cli/out.h"
#include "cli/reading.h"
#include "cli/sheet.h"
#include "cli/target.h"
#include "cli/typed.h"
#include "page/comment.h"
#include "page/excerpt.h"
#include "page/item.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Cells of the first words that a question shows. */
#define QUESTION_CELLS 60

/* Drafts shown so far. */
struct listing {
	struct run *run;
	struct json *items;
	size_t count;
	bool needs_readers; /* one does not say yet who can read it */
};

/* Of a kind that has a title the words that stand there; NULL. */
static const char *
find_title(const struct draft *draft, const struct kind_field **field)
{
	const struct kind *kind = kind_by_name(draft->kind);
	if (kind == NULL || kind->title == NULL)
		return NULL;
	*field = kind_field(kind, kind->title);
	return record_get_text(draft->words, kind->title);
}

static void
show_row(struct run *run, const struct draft *draft)
{
	char *head = begun_head(run, draft);
	char *words = begun_excerpt(draft, out_width() - 4);
	out_prose(0, head);
	if (*words != '\0')
		out_prose(4, words);
	free(words);
	free(head);
}

static int
take_draft(void *data, const struct draft *draft)
{
	struct listing *listing = data;
	if (listing->items != NULL)
		json_add(listing->items, json_of_draft(draft));
	else
		show_row(listing->run, draft);
	if (strcmp(draft->kind, "reflection") == 0 &&
	    record_get(draft->words, "readers") == NULL)
		listing->needs_readers = true;
	listing->count++;
	return 0;
}

static void
say_more(const struct listing *listing)
{
	if (listing->count == 0) {
		out_prose(0, _("There are no drafts."));
		return;
	}
	out_blank();
	out_prose(0,
	    _("Drafts lie on this computer alone. “withus drafts finish N” "
	      "saves one, “withus drafts show N” shows it."));
	if (listing->needs_readers)
		out_prose(0,
		    _("With a diary entry say who can read it, too: “--for "
		      "team”."));
}

static int
run_drafts(struct run *run)
{
	struct listing listing = { .run = run };
	if (run->json)
		listing.items = json_new_array();
	int result =
	    draft_each(run->journal, &run->writer, take_draft, &listing);
	if (result == 0 && run->json)
		json_print_items(listing.items);
	else
		json_free(listing.items);
	if (result == 0 && !run->json)
		say_more(&listing);
	return result;
}

static int
get_draft(struct run *run, struct draft **out)
{
	int64_t number = 0;
	int result = begun_read_number(run->args[0], &number);
	return result != 0 ? result :
			     draft_get(run->journal, &run->writer, number, out);
}

/* Whose words somebody types. */
static void
show_person(struct run *run, const struct draft *draft)
{
	char *title = NULL;
	char *code = NULL;
	struct run reading = *run;
	reading.writer.for_person = (struct id){ { 0 } };
	char *confirmed = typed_take(&reading, draft->words);
	const struct id *person = &reading.writer.for_person;
	if (!id_is_none(person) &&
	    read_mention(run->journal, &run->project, person, &title, &code) ==
		0)
		out_say(_("In the name of {1}, who confirmed it: {2}."), title,
		    confirmed, NULL);
	free(code);
	free(title);
	free(confirmed);
}

static void
show_title(const struct draft *draft)
{
	const struct kind_field *field = NULL;
	const char *title = find_title(draft, &field);
	if (title != NULL)
		out_say(_("{1}: {2}"), say_text(field->word), title, NULL);
}

static void
show_draft(struct run *run, const struct draft *draft)
{
	const struct page_reading reading = reading_of(run);
	struct paper paper = { .blocks = NULL };
	struct comments comments = { 0 };
	char *head = begun_head(run, draft);
	comments_add_asking(&comments, NULL);
	comments_strip(&comments, draft->words);
	out_title(head);
	show_title(draft);
	show_person(run, draft);
	fields_show_refused(draft->words);
	sheet_drop_passed(draft->words);
	page_item_words(&paper, &reading, draft->words);
	out_paper(&paper);
	comments_clear(&comments);
	free(head);
}

static int
run_drafts_show(struct run *run)
{
	struct draft *draft = NULL;
	int result = get_draft(run, &draft);
	if (result == 0 && run->json)
		json_print_one(json_of_draft(draft));
	else if (result == 0)
		show_draft(run, draft);
	draft_free(draft);
	return result;
}

/* A draft is nowhere else: at a terminal it is asked for once more. */
static int
ask_drop(struct run *run, const struct draft *draft)
{
	bool is_sure = true;
	int result = 0;
	if (!run_has(run, "yes") && run_can_ask(run)) {
		char *words = excerpt_make(draft->words, QUESTION_CELLS, NULL);
		char *question =
		    say_fill(_("Throw “{1}” away? It cannot be brought back."),
			words, NULL);
		result = ask_yes(question, NULL, false, &is_sure);
		free(question);
		free(words);
	}
	if (result == 0 && !is_sure)
		result = err_set(ERR_STOPPED, NULL);
	return result;
}

static int
run_drafts_drop(struct run *run)
{
	struct draft *draft = NULL;
	int result = get_draft(run, &draft);
	if (result == 0)
		result = ask_drop(run, draft);
	if (result == 0)
		result = draft_drop(run->journal, &run->writer, draft->number);
	if (result == 0 && run->json)
		json_print_one(json_of_draft(draft));
	else if (result == 0)
		out_say(_("Draft {1} is thrown away."), run->args[0], NULL);
	draft_free(draft);
	return result;
}

static const struct option_row drop_options[] = {
	{
	    .name = "yes",
	    .help = N_("Do not ask whether you are sure."),
	},
	{ .name = NULL },
};

static const int statuses[] = { STATUS_NOT_THERE, STATUS_DAMAGE, 0 };

const struct command cmd_drafts = {
	.name = "drafts",
	.summary = N_("list words that are not saved yet"),
	.help = N_("Drafts are words that you kept for later, that could not "
		   "be saved, or that were cut off. They lie on this computer "
		   "alone. Others who use this computer could read them."),
	.need = NEED_MEMBER,
	.statuses = statuses,
	.run = run_drafts,
};

const struct command cmd_drafts_show = {
	.name = "drafts",
	.verb = "show",
	.args = N_("N"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("show a draft whole"),
	.help = N_("N is its number in “withus drafts”."),
	.need = NEED_MEMBER,
	.target = &target_of_draft,
	.statuses = statuses,
	.run = run_drafts_show,
};

const struct command cmd_drafts_drop = {
	.name = "drafts",
	.verb = "drop",
	.args = N_("N"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("throw a draft away"),
	.help = N_("N is its number in “withus drafts”. A draft that is "
		   "thrown away cannot be brought back."),
	.need = NEED_MEMBER,
	.target = &target_of_draft,
	.options = drop_options,
	.statuses = statuses,
	.run = run_drafts_drop,
};
