#include "cli/begun.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/choices.h"
#include "cli/given.h"
#include "cli/out.h"
#include "page/excerpt.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define NEW_ENTRY "new"
/* Cells of the first words of a draft in a question. */
#define EXCERPT_CELLS 50

struct why_word {
	const char *name;
	const char *word;
};

static const struct why_word why_words[] = {
	{ .name = "kept", .word = N_("kept as a draft") },
	{ .name = "refused", .word = N_("could not be saved") },
	{ .name = "stopped", .word = N_("you stopped") },
	{ .name = "found", .word = N_("the editor was cut off") },
	{ .name = NULL },
};

const char *
begun_why(const char *why)
{
	const struct why_word *each = why_words;
	while (each->name != NULL && strcmp(each->name, why) != 0)
		each++;
	return each->name != NULL ? say_text(each->word) : why;
}

char *
begun_day(const struct draft *draft)
{
	char day[DATE_SIZE];
	date_print(day, clock_day_of(draft->at));
	return say_day(day);
}

static char *
print_number(int64_t number)
{
	struct str out = { 0 };
	str_add_format(&out, "%lld", (long long)number);
	return str_take(&out);
}

/* What a record is called, as one word and what it is about; to be freed. */
static char *
mention(struct run *run, const struct id *id, const char *sentence,
    const char *word)
{
	char *title = NULL;
	char *code = NULL;
	if (read_mention(run->journal, &run->project, id, &title, &code) != 0)
		return say_fill("{1}", word, NULL);
	char *text = say_fill(sentence, word, code, title, NULL);
	free(code);
	free(title);
	return text;
}

/* "diary entry", "view on D-7kq4 “…”", "new words for R-7kq4"; to be freed. */
static char *
name_draft(struct run *run, const struct draft *draft)
{
	const struct kind *kind = kind_by_name(draft->kind);
	const char *word = kind != NULL ? say_text(kind->word) : draft->kind;
	const char *about = kind != NULL && kind->parent != NULL ?
	    record_get_text(draft->words, kind->parent) :
	    NULL;
	struct id id;
	if (!id_is_none(&draft->record))
		return mention(run, &draft->record, _("new words for {2}"),
		    word);
	if (about != NULL && id_parse(&id, about, strlen(about)))
		return mention(run, &id, _("{1} on {2} “{3}”"), word);
	return say_fill("{1}", word, NULL);
}

char *
begun_head(struct run *run, const struct draft *draft)
{
	char *number = print_number(draft->number);
	char *name = name_draft(run, draft);
	char *day = begun_day(draft);
	char *text = say_fill(_("Draft {1}: {2}, {3} ({4})"), number, name, day,
	    begun_why(draft->why), NULL);
	free(day);
	free(name);
	free(number);
	return text;
}

char *
begun_excerpt(const struct draft *draft, size_t cells)
{
	const struct kind *kind = kind_by_name(draft->kind);
	const char *title = kind != NULL && kind->title != NULL ?
	    record_get_text(draft->words, kind->title) :
	    NULL;
	char *words = excerpt_make(draft->words, cells, NULL);
	if (*words != '\0' || title == NULL)
		return words;
	free(words);
	return mem_dup_text(title);
}

int
begun_read_number(const char *typed, int64_t *out)
{
	long long number = 0;
	if (!given_read_number(typed, &number))
		return err_set(ERR_DRAFT_NOT_THERE, typed, NULL);
	*out = number;
	return 0;
}

static bool
is_offered(const struct draft *draft)
{
	return strcmp(draft->kind, "reflection") == 0 &&
	    id_is_none(&draft->record) && strcmp(draft->why, "kept") != 0;
}

static int
take_offer(void *data, const struct draft *draft)
{
	struct choices *offers = data;
	if (!is_offered(draft))
		return 0;
	char *day = begun_day(draft);
	char *words = excerpt_make(draft->words, EXCERPT_CELLS, NULL);
	char *word = say_fill(_("Go on with “{1}” ({2})"), words, day, NULL);
	choices_add(offers, print_number(draft->number), word, NULL);
	free(words);
	free(day);
	return 0;
}

static void
tell_offers(const struct choices *offers)
{
	const char *number = offers->list[0].name;
	char *count = say_number(offers->count);
	char *text = offers->count == 1 ?
	    say_fill(_("You began an entry that is not saved yet: draft {1}. "
		       "“withus drafts finish {1}” takes it up again."),
		number, NULL) :
	    say_fill(_("You began {1} entries that are not saved yet. "
		       "“withus drafts” lists them."),
		count, NULL);
	out_notice(text);
	free(text);
	free(count);
}

static int
choose_offer(struct run *run, struct choices *offers, struct draft **out)
{
	choices_add(offers, mem_dup_text(NEW_ENTRY),
	    mem_dup_text(_("Begin a new entry")), NULL);
	const struct ask ask = {
		.question = _("You began words that are not saved yet. Would "
			      "you like to go on with them?"),
		.help = _("They stay among your drafts until you save them or "
			  "throw them away."),
		.choices = offers->list,
		.is_required = true,
	};
	char *answer = NULL;
	int64_t number = 0;
	int result = ask_one(&ask, &answer);
	if (result == 0 && strcmp(answer, NEW_ENTRY) != 0) {
		result = begun_read_number(answer, &number);
		if (result == 0)
			result =
			    draft_get(run->journal, &run->writer, number, out);
	}
	free(answer);
	return result;
}

int
begun_offer(struct run *run, bool can_choose, struct draft **out)
{
	struct choices offers = { .list = NULL };
	*out = NULL;
	int result =
	    draft_each(run->journal, &run->writer, take_offer, &offers);
	if (result == 0 && offers.count > 0 && can_choose)
		result = choose_offer(run, &offers, out);
	else if (result == 0 && offers.count > 0)
		tell_offers(&offers);
	choices_clear(&offers);
	return result;
}
