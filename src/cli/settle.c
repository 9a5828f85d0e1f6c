/*
 * Only fields of one text are asked about. Sets are joined and never differ
 * in ways that cannot both hold; of rows that do, the first stands, which
 * people can change by its letter.
 */
#include "cli/settle.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/choices.h"
#include "cli/out.h"
#include "page/phrase.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

bool
settle_has_text(const struct item *item)
{
	for (size_t i = 0; i < item->clash_count; i++) {
		if (item->clashes[i].field == NULL)
			return true;
	}
	return false;
}

static bool
is_given(const struct run *run, const struct kind_field *field,
    const struct change *changes)
{
	const char *option = kind_field_option(field);
	for (; changes != NULL && changes->field != NULL; changes++) {
		if (strcmp(changes->field, field->name) == 0)
			return true;
	}
	for (size_t i = 0; i < run->given_count; i++) {
		const struct kind_field *given = run->given[i].field;
		if (given != NULL &&
		    strcmp(kind_field_option(given), option) == 0)
			return true;
	}
	return false;
}

/* "Second round (Ben, 3 May 2026)"; to be freed. */
static char *
describe_variant(const struct item_variant *variant)
{
	const char *text =
	    *variant->text != '\0' ? variant->text : _("(left out)");
	const char *name =
	    variant->writer_count > 0 ? phrase_name(&variant->writers[0]) : "";
	char *day = say_day(variant->made);
	char *word = say_fill(_("{1} ({2}, {3})"), text, name, day, NULL);
	free(day);
	return word;
}

/* The variants by the hash of a version that has them. */
static void
add_variants(struct choices *choices, const struct item_clash *clash)
{
	for (size_t i = 0; i < clash->variant_count; i++) {
		char vid[VID_TEXT_SIZE];
		vid_print(vid, &clash->variants[i].vid);
		choices_add(choices, mem_dup_text(vid),
		    describe_variant(&clash->variants[i]), NULL);
	}
}

static int
take_version(struct run *run, const struct item *item, const char *vid,
    const char *field, struct record *words)
{
	struct version_words version = { .words = NULL };
	int result =
	    read_version(run->journal, &run->project, &item->id, vid, &version);
	if (result == 0)
		record_set_value(words, field,
		    record_get(version.words, field));
	record_free(version.words);
	return result;
}

static int
ask_field(struct run *run, const struct item *item,
    const struct item_clash *clash, struct record *words)
{
	const struct kind_field *field = kind_field(item->kind, clash->field);
	struct choices choices = { .list = NULL };
	char *question = say_fill(_("People wrote different words here ({1}). "
				    "Which of them should stand?"),
	    say_text(field->word), NULL);
	add_variants(&choices, clash);
	const struct ask ask = {
		.question = question,
		.help = _("All of them stay in the history."),
		.choices = choices.list,
		.is_required = true,
	};
	char *vid = NULL;
	int result = ask_one(&ask, &vid);
	if (result == 0)
		result = take_version(run, item, vid, clash->field, words);
	free(vid);
	free(question);
	choices_clear(&choices);
	return result;
}

int
settle_fields(struct run *run, const struct item *item,
    const struct change *changes, struct record *words)
{
	int result = 0;
	for (size_t i = 0; result == 0 && i < item->clash_count; i++) {
		const struct item_clash *clash = &item->clashes[i];
		const struct kind_field *field = clash->field != NULL ?
		    kind_field(item->kind, clash->field) :
		    NULL;
		if (field == NULL || field->shape != VALUE_ONE ||
		    is_given(run, field, changes))
			continue;
		result = run_can_ask(run) ? ask_field(run, item, clash, words) :
					    err_set(ERR_EDIT_CLASH, item->code,
						kind_field_option(field), NULL);
	}
	return result;
}

void
settle_tell_text(const struct item *item)
{
	if (settle_has_text(item))
		out_notice(_("People had written different words in the text. "
			     "All of them now stand in it, one after the "
			     "other. “withus edit” lets you change that."));
}
