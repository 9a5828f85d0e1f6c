#include "cli/sheet.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/names.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ options */

static const struct kind_field *
find_field(const struct record *words, const char *name)
{
	return kind_field(kind_by_name(words->kind), name);
}

static const struct given *
find_given(const struct run *run, const char *field)
{
	for (size_t i = 0; i < run->given_count; i++) {
		const struct given *given = &run->given[i];
		if (given->field != NULL &&
		    strcmp(given->field->name, field) == 0)
			return given;
	}
	return NULL;
}

static int
refuse_two(const char *first, const char *second)
{
	struct str a = { 0 };
	struct str b = { 0 };
	str_add_format(&a, "--%s", first);
	str_add_format(&b, "--%s", second);
	int result = err_set(ERR_USAGE_TOGETHER, a.data, b.data, NULL);
	str_clear(&b);
	str_clear(&a);
	return result;
}

int
sheet_flag(const struct run *run, const char *field, const char **out)
{
	const struct kind *kind = kind_by_name(run->command->kind);
	const struct field_choice *choice = kind_field(kind, field)->choices;
	*out = NULL;
	for (; choice->name != NULL; choice++) {
		if (!run_has(run, choice->name))
			continue;
		if (*out != NULL)
			return refuse_two(*out, choice->name);
		*out = choice->name;
	}
	if (*out != NULL && find_given(run, field) != NULL)
		return refuse_two(*out, field);
	return 0;
}

bool
sheet_has(const struct run *run, const char *field)
{
	const char *flag = NULL;
	const struct kind_field *found =
	    kind_field(kind_by_name(run->command->kind), field);
	if (find_given(run, field) != NULL)
		return true;
	return found != NULL && found->choices != NULL &&
	    sheet_flag(run, field, &flag) == 0 && flag != NULL;
}

/* ------------------------------------------------------------ questions */

/* The choices of a field; to be freed, their words are not. */
static struct ask_choice *
make_choices(const struct kind_field *field)
{
	size_t count = 0;
	while (field->choices[count].name != NULL)
		count++;
	struct ask_choice *choices = mem_new_array(count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct ask_choice){
			.name = field->choices[i].name,
			.word = say_text(field->choices[i].word),
		};
	return choices;
}

static int
apply_answer(struct sheet *sheet, const struct sheet_asked *asked,
    const char *answer)
{
	struct run *run = sheet->run;
	const struct kind_field *field = find_field(sheet->words, asked->field);
	return asked->takes_words ?
	    names_apply_text(run, sheet->words, field, answer) :
	    write_apply(run->journal, &run->project, sheet->words, field,
		answer);
}

/* One question, until the answer will do; `*is_answered` unless Enter alone
 * was. Lines before the end of the input count. */
static int
ask_once(struct sheet *sheet, const struct sheet_asked *asked,
    const struct ask *ask, bool *is_answered)
{
	int result = 0;
	bool is_good = false;
	*is_answered = false;
	while (result == 0 && !is_good) {
		char *answer = NULL;
		result = ask_one(ask, &answer);
		struct err fault = *err_last();
		*is_answered = answer != NULL && *answer != '\0';
		is_good =
		    !*is_answered || apply_answer(sheet, asked, answer) == 0;
		if (result == 0 && !is_good)
			out_fault(err_last());
		if (result != 0)
			(void)err_restore(&fault);
		free(answer);
	}
	return result;
}

int
sheet_ask(struct sheet *sheet, const struct sheet_asked *asked)
{
	const struct kind_field *field = find_field(sheet->words, asked->field);
	bool is_choice = field->form == FORM_CHOICE;
	struct ask_choice *choices = is_choice ? make_choices(field) : NULL;
	const struct ask ask = {
		.question = say_text(asked->question != NULL ? asked->question :
							       field->question),
		.help = say_text(field->help),
		.choices = choices,
		.is_required = asked->is_required,
		.has_lines = field->form == FORM_WORDS,
	};
	bool is_answered = true;
	int result = ask_once(sheet, asked, &ask, &is_answered);
	while (result == 0 && is_answered && field->shape == VALUE_ROWS)
		result = ask_once(sheet, asked,
		    &(struct ask){
			.question = _("Another one? Enter alone goes on."),
			.help = ask.help,
		    },
		    &is_answered);
	free(choices);
	return result;
}

int
sheet_ask_body(struct sheet *sheet, const char *question, bool is_required)
{
	const struct ask ask = {
		.question = question,
		.is_required = is_required,
		.has_lines = true,
	};
	char *answer = NULL;
	int result = ask_one(&ask, &answer);
	if (answer != NULL && *answer != '\0')
		save_set_body(sheet->words, answer, strlen(answer));
	free(answer);
	return result;
}

/* ------------------------------------------------------------ drafts */

/* Something that a person typed; a choice alone is soon made again. */
static bool
has_typed(const struct sheet *sheet)
{
	const struct record *words = sheet->words;
	if (words->body_len > 0)
		return true;
	for (size_t i = 0; i < words->field_count; i++) {
		const struct kind_field *field =
		    find_field(words, words->fields[i].key);
		if (field != NULL && !field->hidden &&
		    field->form != FORM_CHOICE)
			return true;
	}
	return false;
}

int
sheet_keep(struct sheet *sheet, int result)
{
	struct run *run = sheet->run;
	const char *why = result == -ERR_STOPPED ? "stopped" : "refused";
	if (result == 0 || run->kept_draft != 0 || sheet->words == NULL ||
	    !has_typed(sheet))
		return result;
	if (save_keep_draft(run, NULL, sheet->words, why, &sheet->draft) == 0)
		run->kept_draft = sheet->draft;
	return result;
}
