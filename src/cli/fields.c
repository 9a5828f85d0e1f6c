#include "cli/fields.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/given.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Beside the fields of a draft: rows of an option's name and its text. */
#define REFUSED "refused"

enum refused_cell {
	CELL_ROW,
	CELL_OPTION,
	CELL_TYPED,
	CELL_COUNT
};

/* What was given for a field from `first` on: of a set all, parted by
 * commas, else that one. To be freed. */
static char *
join_values(const struct run *run, size_t first)
{
	const struct kind_field *field = run->given[first].field;
	struct str out = { 0 };
	str_add(&out, run->given[first].value);
	for (size_t i = first + 1; i < run->given_count; i++) {
		if (field->shape != VALUE_SET || run->given[i].field != field)
			continue;
		str_add_char(&out, ',');
		str_add(&out, run->given[i].value);
	}
	return str_take(&out);
}

/* True if a set was given before, and this with it. */
static bool
is_joined(const struct run *run, size_t index)
{
	const struct kind_field *field = run->given[index].field;
	for (size_t i = 0; i < index; i++) {
		if (field->shape == VALUE_SET && run->given[i].field == field)
			return true;
	}
	return false;
}

static const struct kind_field *
find_field(const struct record *words, const char *option)
{
	const struct kind *kind = kind_by_name(words->kind);
	const struct kind_field *field =
	    kind != NULL ? kind_field_by_option(kind, option) : NULL;
	return field != NULL && !field->hidden ? field : NULL;
}

static void
note_refused(struct record *words, const char *option, const char *typed)
{
	const struct value *before = record_get(words, REFUSED);
	size_t count = before != NULL ? before->count : 0;
	struct row *rows = mem_new_array(count + 1, sizeof(*rows));
	char name[24];
	(void)snprintf(name, sizeof(name), "%04zu", count);
	char *cells[CELL_COUNT] = {
		[CELL_ROW] = name,
		[CELL_OPTION] = (char *)(uintptr_t)option,
		[CELL_TYPED] = (char *)(uintptr_t)typed,
	};
	for (size_t i = 0; i < count; i++)
		rows[i] = before->rows[i];
	rows[count] = (struct row){ .cells = cells, .count = CELL_COUNT };
	struct record *copy = record_new(words->kind);
	record_set_rows(copy, REFUSED, rows, count + 1);
	record_set_value(words, REFUSED, record_get(copy, REFUSED));
	record_free(copy);
	free(rows);
}

static int
apply_typed(struct run *run, struct record *words,
    const struct kind_field *field, const char *typed)
{
	bool is_readers = strcmp(words->kind, "reflection") == 0 &&
	    strcmp(field->name, "readers") == 0;
	int result =
	    is_readers && *typed != '\0' ? given_check_reader(typed) : 0;
	return result != 0 ?
	    result :
	    write_apply(run->journal, &run->project, words, field, typed);
}

/* An answer while it is judged. */
struct asking_field {
	struct run *run;
	const struct record *words;
	const struct kind_field *field;
};

static int
judge_answer(void *data, const char *answer)
{
	const struct asking_field *asking = data;
	struct record *copy = record_copy(asking->words);
	int result = apply_typed(asking->run, copy, asking->field, answer);
	record_free(copy);
	return result;
}

/* Asks what should stand there instead; Enter leaves it out. */
static int
ask_field(struct run *run, struct record *words, const struct kind_field *field,
    const char *question)
{
	struct asking_field asking = {
		.run = run,
		.words = words,
		.field = field,
	};
	const struct ask ask = {
		.question = question,
		.help = say_text(field->help),
		.check = judge_answer,
		.data = &asking,
	};
	char *answer = NULL;
	int result = ask_one(&ask, &answer);
	if (result == 0)
		result = apply_typed(run, words, field, answer);
	free(answer);
	return result;
}

static int
ask_refused(struct run *run, struct record *words,
    const struct kind_field *field, const char *typed)
{
	out_fault(err_last());
	char *question =
	    say_fill(_("Before, “{1}” stood after --{2}. What should stand "
		       "there? Enter alone leaves it out."),
		typed, kind_field_option(field), NULL);
	int result = ask_field(run, words, field, question);
	free(question);
	return result;
}

/* The day of a field that says what happened, if it is still to come. */
static const char *
find_ahead(const struct record *words, const struct kind_field *field)
{
	char today[DATE_SIZE];
	bool has_happened = field->form == FORM_DATE &&
	    field->shape == VALUE_ONE && field->lean == LEAN_PAST;
	const char *day =
	    has_happened ? record_get_text(words, field->name) : NULL;
	date_print(today, clock_today());
	return day != NULL && strcmp(day, today) > 0 ? day : NULL;
}

static int
ask_day(struct run *run, struct record *words, const struct kind_field *field,
    const char *day)
{
	char *said = say_date(day);
	char *question =
	    say_fill(_("{1} is still to come. Is that right?"), said, NULL);
	bool is_right = false;
	int result = ask_yes(question, say_text(field->help), false, &is_right);
	if (result == 0 && !is_right)
		result = ask_field(run, words, field,
		    _("Which day was it? You can write it like 3 May, or "
		      "yesterday."));
	free(question);
	free(said);
	return result;
}

int
fields_check_day(struct run *run, struct record *words,
    const struct kind_field *field)
{
	const char *day = find_ahead(words, field);
	if (day == NULL)
		return 0;
	if (run_can_ask(run))
		return ask_day(run, words, field, day);
	memcpy(run->ahead, day, strlen(day) + 1);
	return 0;
}

static int
apply_given(struct run *run, struct record *words, size_t index)
{
	const char *option = kind_field_option(run->given[index].field);
	const struct kind_field *field = find_field(words, option);
	if (field == NULL)
		return err_set(ERR_FIELD_UNKNOWN, words->kind, option, NULL);
	char *typed = join_values(run, index);
	int result = apply_typed(run, words, field, typed);
	if (result != 0)
		note_refused(words, option, typed);
	else
		result = fields_check_day(run, words, field);
	free(typed);
	return result;
}

static bool
is_given(const struct run *run, const char *option)
{
	for (size_t i = 0; i < run->given_count; i++) {
		const struct kind_field *field = run->given[i].field;
		if (field != NULL &&
		    strcmp(kind_field_option(field), option) == 0)
			return true;
	}
	return false;
}

/* One that was refused when the draft was kept. */
static int
apply_noted(struct run *run, struct record *words, const char *option,
    const char *typed)
{
	const struct kind_field *field = find_field(words, option);
	if (field == NULL || is_given(run, option))
		return 0;
	int result = apply_typed(run, words, field, typed);
	if (result != 0 && run_can_ask(run))
		result = ask_refused(run, words, field, typed);
	if (result != 0)
		note_refused(words, option, typed);
	return result;
}

/* A first fault stays the one that is told. */
static int
keep_first(int first, int next, struct err *fault)
{
	if (first == 0 && next != 0)
		*fault = *err_last();
	return first != 0 ? first : next;
}

static int
apply_all_noted(struct run *run, struct record *words, struct err *fault)
{
	const struct value *noted = record_get(words, REFUSED);
	struct value rows;
	int result = 0;
	if (noted == NULL)
		return 0;
	value_copy(&rows, noted);
	record_remove(words, REFUSED);
	for (size_t i = 0; i < rows.count && rows.shape == VALUE_ROWS; i++) {
		if (rows.rows[i].count != CELL_COUNT)
			continue;
		int next =
		    apply_noted(run, words, rows.rows[i].cells[CELL_OPTION],
			rows.rows[i].cells[CELL_TYPED]);
		result = keep_first(result, next, fault);
	}
	value_clear(&rows);
	return result;
}

int
fields_apply(struct run *run, struct record *words)
{
	struct err fault = { .code = ERR_NONE };
	int result = apply_all_noted(run, words, &fault);
	for (size_t i = 0; i < run->given_count; i++) {
		if (run->given[i].field == NULL || is_joined(run, i))
			continue;
		result = keep_first(result, apply_given(run, words, i), &fault);
	}
	return result != 0 ? err_restore(&fault) : 0;
}

void
fields_show_refused(struct record *words)
{
	const struct value *noted = record_get(words, REFUSED);
	for (size_t i = 0; noted != NULL && i < noted->count; i++) {
		const struct row *row = &noted->rows[i];
		if (noted->shape == VALUE_ROWS && row->count == CELL_COUNT)
			out_say(_("Not taken yet, as it could not be read: "
				  "--{1} {2}"),
			    row->cells[CELL_OPTION], row->cells[CELL_TYPED],
			    NULL);
	}
	record_remove(words, REFUSED);
}
