/*
 * One field, one question: of rows one question a cell, and again until
 * Enter alone. An answer is tried on the words themselves; where it is
 * refused, the reason is told and the question comes again.
 */
#include "cli/sheet.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/ask_fault.h"
#include "cli/choices.h"
#include "cli/fields.h"
#include "cli/names.h"
#include "cli/out.h"
#include "page/excerpt.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* A question while it is made and asked. */
struct asked {
	struct sheet *sheet;
	const struct kind_field *field;
	struct choices choices;
	char *before; /* NULL: nothing stands there */
	char *question;
	char *help;
	struct ask ask;
};

static void
clear_asked(struct asked *asked)
{
	choices_clear(&asked->choices);
	free(asked->before);
	free(asked->question);
	free(asked->help);
}

static bool
has_extra(const struct asked *asked)
{
	const struct sheet *sheet = asked->sheet;
	return sheet->extra_field != NULL &&
	    strcmp(sheet->extra_field, asked->field->name) == 0;
}

/* ------------------------------------------------------------ making it */

static const char *
find_usual(const struct sheet *sheet, const struct kind_field *field)
{
	bool is_own = sheet->usual_field != NULL &&
	    strcmp(sheet->usual_field, field->name) == 0;
	return is_own ? sheet->usual : field->usual;
}

static void
add_sentence(struct str *out, const char *sentence)
{
	str_add_char(out, ' ');
	str_add(out, sentence);
}

static char *
make_question(const struct asked *asked)
{
	struct str out = { 0 };
	const struct ask *ask = &asked->ask;
	str_add(&out, say_text(asked->field->question));
	if (ask->takes_several)
		add_sentence(&out,
		    _("You can choose several, with commas between them."));
	if (ask->before != NULL)
		add_sentence(&out, _("Enter alone leaves it as it is."));
	else if (!ask->is_required && ask->usual == NULL)
		add_sentence(&out, _("Enter alone leaves it out."));
	return str_take(&out);
}

static char *
make_help(const struct kind_field *field)
{
	struct str out = { 0 };
	str_add(&out, say_text(field->help));
	if (field->form == FORM_DATE)
		add_sentence(&out,
		    _("You can write a day like 3 May, or yesterday, or in "
		      "numbers: 2026-05-03."));
	return str_take(&out);
}

static int
make_choices(struct asked *asked)
{
	const struct sheet *sheet = asked->sheet;
	const struct kind_field *field = asked->field;
	int result =
	    choices_add_field(&asked->choices, sheet->run, sheet->words, field);
	if (result == 0 && has_extra(asked))
		choices_add(&asked->choices, mem_dup_text(sheet->extra.name),
		    mem_dup_text(sheet->extra.word),
		    mem_dup_text(sheet->extra.help));
	return result;
}

static int
make_asked(struct asked *asked, bool is_first)
{
	struct sheet *sheet = asked->sheet;
	const struct kind_field *field = asked->field;
	bool can_go_back = !is_first || sheet->run->chosen != NULL;
	int result = make_choices(asked);
	asked->before = sheet_describe(sheet, field);
	asked->ask = (struct ask){
		.before = asked->before,
		.usual = find_usual(sheet, field),
		.choices = asked->choices.list,
		.takes_several =
		    asked->choices.count > 0 && field->shape == VALUE_SET,
		.takes_other = field->form != FORM_CHOICE,
		.is_required = field->required,
		.has_lines = field->form == FORM_WORDS,
		.knows_lines = sheet->knows_lines,
		.can_go_back = can_go_back,
		.is_first = !can_go_back,
	};
	asked->question = make_question(asked);
	asked->help = make_help(field);
	asked->ask.question = asked->question;
	asked->ask.help = asked->help;
	return result;
}

/* ------------------------------------------------------------ asking it */

static int
apply(struct asked *asked, const char *answer)
{
	struct sheet *sheet = asked->sheet;
	struct run *run = sheet->run;
	const struct kind_field *field = asked->field;
	bool is_extra =
	    has_extra(asked) && strcmp(answer, sheet->extra.name) == 0;
	bool is_cleared = is_extra || strcmp(answer, ASK_TAKE_AWAY) == 0;
	if (is_cleared && field->required && !is_extra)
		return err_set(ERR_FIELD_MISSING, sheet->words->kind,
		    field->name, NULL);
	if (is_cleared) {
		record_remove(sheet->words, field->name);
		return 0;
	}
	int result = field->takes_words ?
	    names_apply_text(run, sheet->words, field, answer) :
	    write_apply(run->journal, &run->project, sheet->words, field,
		answer);
	return result == 0 ? fields_check_day(run, sheet->words, field) :
			     result;
}

/* Why, and where names were wanted how to write what is none. */
static void
tell_refused(const struct asked *asked)
{
	ask_fault_tell();
	if (asked->field->form == FORM_NAMES)
		out_notice(_("For somebody who is no member, write = in front, "
			     "like: =the council."));
}

/* How to write them is said once. */
static void
note_lines(struct asked *asked)
{
	struct sheet *sheet = asked->sheet;
	sheet->knows_lines = sheet->knows_lines || asked->ask.has_lines;
	asked->ask.knows_lines = sheet->knows_lines;
	asked->ask.is_again = !asked->ask.has_lines;
}

/* Lines before the end of the input count. */
static int
ask_until_good(struct asked *asked, bool *is_answered)
{
	int result = 0;
	bool is_good = false;
	*is_answered = false;
	while (result == 0 && !is_good) {
		char *answer = NULL;
		result = ask_one(&asked->ask, &answer);
		note_lines(asked);
		struct err fault = *err_last();
		*is_answered = answer != NULL && *answer != '\0';
		int applied = *is_answered ? apply(asked, answer) : 0;
		free(answer);
		is_good = applied == 0;
		if (applied == -ERR_STOPPED)
			return applied;
		if (result == 0 && !is_good)
			tell_refused(asked);
		if (result < 0)
			(void)err_restore(&fault);
	}
	if (*is_answered)
		asked->sheet->was_asked = true;
	return result;
}

/* ------------------------------------------------------------ rows */

static size_t
count_cells(const struct kind_field *field)
{
	size_t count = 0;
	while (field->cells[count] != NULL)
		count++;
	return count;
}

/* A row while it is asked for, cell by cell. */
struct row_asked {
	struct asked *asked;
	char **cells;
	size_t now;   /* the cell that is asked for */
	size_t first; /* cells before it have their answers */
	bool is_next; /* there are rows already */
	bool is_over; /* Enter alone, in the first cell */
};

/* "Rosa | I was ill."; cells left out at the end are none. */
static char *
join_cells(char *const *cells, size_t count)
{
	struct str out = { 0 };
	while (count > 1 &&
	    (cells[count - 1] == NULL || *cells[count - 1] == '\0'))
		count--;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_add(&out, " | ");
		str_add(&out, cells[i] != NULL ? cells[i] : "");
	}
	return str_take(&out);
}

/* What was answered in a row comes into the field, also of one that was cut
 * off: `*is_added`. */
static int
take_row(struct row_asked *row, size_t count, bool *is_added)
{
	bool has_first = row->cells[0] != NULL && *row->cells[0] != '\0';
	*is_added = false;
	if (!has_first)
		return 0;
	char *typed = join_cells(row->cells, count);
	int result = apply(row->asked, typed);
	free(typed);
	*is_added = result == 0;
	return result;
}

/* Takes the last row out again. */
static void
drop_row(struct asked *asked)
{
	struct record *words = asked->sheet->words;
	const char *name = asked->field->name;
	struct value rows;
	value_copy(&rows, record_get(words, name));
	record_remove(words, name);
	if (rows.count > 1)
		record_set_rows(words, name, rows.rows, rows.count - 1);
	value_clear(&rows);
}

/* A row lies in the draft with the cells that it has, and is taken out again:
 * the whole of it comes in when all are asked. */
static void
keep_cells(struct row_asked *row, size_t count)
{
	struct sheet *sheet = row->asked->sheet;
	const struct kind_field *unfinished = sheet->unfinished;
	bool is_added = false;
	if (row->first > 0 || take_row(row, count, &is_added) != 0 || !is_added)
		return;
	sheet->was_asked = true;
	sheet->unfinished = row->asked->field;
	sheet->cell_at = row->now + 1;
	sheet_keep_answer(sheet);
	sheet->unfinished = unfinished;
	sheet->cell_at = 0;
	drop_row(row->asked);
}

/* Who it is, before anything is asked of them. */
static int
judge_name(void *data, const char *answer)
{
	struct row_asked *row = data;
	int result = apply(row->asked, answer);
	if (result == 0)
		drop_row(row->asked);
	return result;
}

static int
ask_cell(void *data, size_t index, bool is_first)
{
	struct row_asked *row = data;
	const struct kind_field *field = row->asked->field;
	struct ask ask = row->asked->ask;
	char *question = say_fill(_("{1}? Enter alone leaves it out."),
	    say_text(field->cells[index]), NULL);
	bool is_named = index == 0 && field->names_first;
	row->now = index;
	if (row->is_over || index < row->first) {
		free(question);
		return ASK_PASSED;
	}
	if (!is_named)
		ask.choices = NULL;
	ask.check = is_named ? judge_name : NULL;
	ask.data = row;
	ask.before = NULL;
	ask.is_required = false;
	if (index > 0)
		ask.question = question;
	else if (row->is_next)
		ask.question = _("Another one? Enter alone goes on.");
	ask.can_go_back = ask.can_go_back || !is_first || row->is_next;
	ask.is_first = !ask.can_go_back;
	char *before = row->cells[index];
	row->cells[index] = NULL;
	int result = ask_one(&ask, &row->cells[index]);
	free(before);
	free(question);
	row->is_over = index == 0 && result == 0 && *row->cells[0] == '\0';
	if (result == 0 && index + 1 < count_cells(field))
		keep_cells(row, index + 1);
	return result;
}

static int
ask_row(struct asked *asked, bool is_next, bool *is_added)
{
	size_t count = count_cells(asked->field);
	char **cells = mem_new_array(count, sizeof(*cells));
	struct row_asked row = {
		.asked = asked,
		.cells = cells,
		.is_next = is_next,
	};
	int result = ask_walk(&row, count, ask_cell);
	struct err fault = *err_last();
	int taken = result == ASK_BACK ? 0 : take_row(&row, count, is_added);
	if (result == 0 && taken != 0)
		tell_refused(asked);
	if (result < 0)
		(void)err_restore(&fault);
	if (*is_added)
		asked->sheet->was_asked = true;
	asked->sheet->cell_at = *is_added && result < 0 ? row.now : 0;
	for (size_t i = 0; i < count; i++)
		free(cells[i]);
	free(cells);
	return taken != 0 && result == 0 ? ASK_PASSED : result;
}

/* More may come. */
static void
keep_row(struct asked *asked)
{
	struct sheet *sheet = asked->sheet;
	sheet->unfinished = asked->field;
	sheet_keep_answer(sheet);
}

/* The last row with these cells behind its own. */
static void
extend_row(struct asked *asked, const struct row_asked *more, size_t count)
{
	struct record *words = asked->sheet->words;
	const char *name = asked->field->name;
	struct value rows;
	value_copy(&rows, record_get(words, name));
	struct row *last = &rows.rows[rows.count - 1];
	size_t cap = last->count;
	for (size_t i = last->count - 1; i < count; i++) {
		bool has_one = more->cells[i] != NULL;
		last->cells = mem_grow(last->cells, &cap, last->count + 1,
		    sizeof(*last->cells));
		last->cells[last->count++] =
		    mem_dup_text(has_one ? more->cells[i] : "");
	}
	while (*last->cells[last->count - 1] == '\0')
		free(last->cells[--last->count]);
	record_set_rows(words, name, rows.rows, rows.count);
	value_clear(&rows);
}

/* Of a draft that was changed meanwhile the place may mean nothing. */
static bool
has_open_row(const struct asked *asked)
{
	const struct sheet *sheet = asked->sheet;
	const struct value *rows = record_get(sheet->words, asked->field->name);
	return sheet->cell_at > 0 && rows != NULL &&
	    sheet->unfinished == asked->field &&
	    rows->rows[rows->count - 1].count <= sheet->cell_at + 1;
}

/* The cells of a row that was stopped at. */
static int
finish_row(struct asked *asked)
{
	struct sheet *sheet = asked->sheet;
	size_t count = count_cells(asked->field);
	char **cells = mem_new_array(count, sizeof(*cells));
	struct row_asked row = {
		.asked = asked,
		.cells = cells,
		.first = sheet->cell_at,
		.is_next = true,
	};
	int result = ask_walk(&row, count, ask_cell);
	extend_row(asked, &row, count);
	sheet->cell_at = result < 0 ? row.now : 0;
	for (size_t i = 0; i < count; i++)
		free(cells[i]);
	free(cells);
	return result;
}

/* One after the other; `back` asks for the last one again. */
static int
ask_rows(struct asked *asked)
{
	bool is_over = false;
	int result = has_open_row(asked) ? finish_row(asked) : 0;
	if (result == ASK_BACK) {
		drop_row(asked);
		result = 0;
	}
	while (!is_over && result == 0) {
		bool is_added = false;
		bool has_rows =
		    record_get(asked->sheet->words, asked->field->name) != NULL;
		result = ask_row(asked, has_rows, &is_added);
		if (result == ASK_BACK && has_rows) {
			drop_row(asked);
			result = 0;
			continue;
		}
		is_over = !is_added && result == 0;
		if (is_added && result == 0)
			keep_row(asked);
		if (result == ASK_PASSED)
			result = 0;
	}
	return result;
}

int
sheet_ask_field(struct sheet *sheet, const struct kind_field *field,
    bool is_first)
{
	struct asked asked = { .sheet = sheet, .field = field };
	bool is_answered = false;
	int result = make_asked(&asked, is_first);
	bool has_none = asked.choices.count == 0 &&
	    (field->form == FORM_ROW || field->form == FORM_RECORD);
	if (result == 0 && has_none && !field->required) {
		clear_asked(&asked);
		return ASK_PASSED;
	}
	if (result == 0)
		sheet_show_before(sheet);
	if (result == 0)
		result = field->shape == VALUE_ROWS ?
		    ask_rows(&asked) :
		    ask_until_good(&asked, &is_answered);
	clear_asked(&asked);
	return result;
}
