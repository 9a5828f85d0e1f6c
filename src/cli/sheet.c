/*
 * Which questions are open is settled once, before the first is asked: going
 * back must not change what comes. Two things are looked at when a question
 * comes: whether a choice has ended the asking, and whether one needs words.
 */
#include "cli/sheet.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/editor.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Beside the fields of a draft: the names of those that were left out. */
#define PASSED "passed"
#define TEXT "text"
/* Among them, where the draft was begun by questions; before the name of what
 * was not finished; and before the place in it where it goes on: a question
 * of the text, a cell of the last row. */
#define BY_QUESTIONS "questions"
#define UNFINISHED '+'
#define CELL "."

/* ------------------------------------------------------------ options */

static bool
has_text(const struct run *run)
{
	return run_has(run, "message") || run_has(run, "file") ||
	    run_has(run, "editor");
}

int
sheet_take_title(struct sheet *sheet)
{
	struct run *run = sheet->run;
	const struct kind *kind = kind_by_name(sheet->words->kind);
	return run->arg_count > 0 ?
	    write_apply(run->journal, &run->project, sheet->words,
		kind_field(kind, kind->title), run->args[0]) :
	    0;
}

/* ------------------------------------------------------------ passed over */

static bool
was_passed(const struct sheet *sheet, const char *name)
{
	for (size_t i = 0; i < sheet->passed_count; i++) {
		if (strcmp(sheet->passed[i], name) == 0)
			return true;
	}
	return false;
}

/* `name` lives as long as the table of kinds. */
static void
note_passed(struct sheet *sheet, const char *name)
{
	if (sheet->passed_count < SHEET_MOST && !was_passed(sheet, name))
		sheet->passed[sheet->passed_count++] = name;
}

void
sheet_pass_text(struct sheet *sheet)
{
	note_passed(sheet, TEXT);
}

/* It has an answer now. */
static void
forget_passed(struct sheet *sheet, const char *name)
{
	size_t kept = 0;
	for (size_t i = 0; i < sheet->passed_count; i++) {
		if (strcmp(sheet->passed[i], name) != 0)
			sheet->passed[kept++] = sheet->passed[i];
	}
	sheet->passed_count = kept;
}

void
sheet_drop_passed(struct record *words)
{
	record_remove(words, PASSED);
}

static void
take_open(struct sheet *sheet, const char *name)
{
	const struct kind *kind = kind_by_name(sheet->words->kind);
	size_t len = strcspn(name, CELL);
	char *field = mem_dup(name, len);
	const struct kind_field *found = kind_field(kind, field);
	const char *place = name[len] != '\0' ? name + len + 1 : "0";
	if (strcmp(field, TEXT) == 0) {
		sheet->text_at = strtoul(place, NULL, 10);
	} else if (found != NULL && found->shape == VALUE_ROWS) {
		sheet->unfinished = found;
		sheet->cell_at = strtoul(place, NULL, 10);
	}
	free(field);
}

static void
take_name(struct sheet *sheet, const char *name)
{
	const struct kind *kind = kind_by_name(sheet->words->kind);
	const struct kind_field *field = kind_field(kind, name);
	if (*name == UNFINISHED)
		take_open(sheet, name + 1);
	else if (strcmp(name, TEXT) == 0)
		note_passed(sheet, TEXT);
	else if (field != NULL)
		note_passed(sheet, field->name);
}

void
sheet_take_passed(struct sheet *sheet)
{
	const struct value *value = record_get(sheet->words, PASSED);
	bool is_set = value != NULL && value->shape == VALUE_SET &&
	    kind_by_name(sheet->words->kind) != NULL;
	sheet->only_needed = value == NULL;
	sheet->was_asked = value != NULL;
	for (size_t i = 0; is_set && i < value->count; i++)
		take_name(sheet, value->items[i]);
	sheet->has_begun_text = sheet->text_at > 0;
	sheet_drop_passed(sheet->words);
}

/* ------------------------------------------------------------ drafts */

int
sheet_keep_as(struct sheet *sheet, const char *why)
{
	struct record *copy = record_copy(sheet->words);
	const char *names[SHEET_MOST + 3] = { BY_QUESTIONS };
	size_t count = 1;
	struct str open = { 0 };
	struct str text = { 0 };
	for (size_t i = 0; i < sheet->passed_count; i++)
		names[count++] = sheet->passed[i];
	if (sheet->unfinished != NULL) {
		str_add_format(&open, "%c%s" CELL "%zu", UNFINISHED,
		    sheet->unfinished->name, sheet->cell_at);
		names[count++] = str_text(&open);
	}
	if (sheet->text_at > 0) {
		str_add_format(&text, "%c" TEXT CELL "%zu", UNFINISHED,
		    sheet->text_at);
		names[count++] = str_text(&text);
	}
	if (sheet->was_asked || count > 1)
		record_set_items(copy, PASSED, names, count);
	int result = save_keep_draft(sheet->run, sheet->record, copy, why,
	    &sheet->draft);
	str_clear(&text);
	str_clear(&open);
	record_free(copy);
	return result;
}

void
sheet_keep_answer(struct sheet *sheet)
{
	if (sheet->was_asked)
		(void)sheet_keep_as(sheet, "stopped");
}

/* Its answers are for something else than what is asked about next. */
static void
drop_draft(struct sheet *sheet)
{
	struct run *run = sheet->run;
	if (sheet->draft > 0)
		(void)draft_drop(run->journal, &run->writer, sheet->draft);
	sheet->draft = 0;
}

/* Something that a person typed; a choice alone is soon made again. */
static bool
has_typed(const struct sheet *sheet)
{
	const struct record *words = sheet->words;
	const struct kind *kind = kind_by_name(words->kind);
	if (words->body_len > 0)
		return true;
	for (size_t i = 0; i < words->field_count; i++) {
		const struct kind_field *field =
		    kind_field(kind, words->fields[i].key);
		if (field != NULL && !field->hidden &&
		    field->form != FORM_CHOICE)
			return true;
	}
	return false;
}

/* Of a command line that lacks something the shell still has all; of a save
 * that would change nothing the journal has. */
static bool
is_worth_keeping(const struct sheet *sheet, int result)
{
	if (sheet->draft > 0 || sheet->was_asked)
		return true;
	if (result == -ERR_USAGE_MISSING)
		return sheet->words->body_len > 0;
	return has_typed(sheet);
}

int
sheet_keep(struct sheet *sheet, int result)
{
	struct run *run = sheet->run;
	const char *why = result == -ERR_STOPPED ? "stopped" : "refused";
	bool is_fault = result < 0 && result != -ERR_NOTHING_CHANGED;
	if (!is_fault || run->kept_draft != 0 || sheet->words == NULL ||
	    !is_worth_keeping(sheet, result))
		return result;
	struct err fault = *err_last();
	if (sheet_keep_as(sheet, why) == 0)
		run->kept_draft = sheet->draft;
	return err_restore(&fault);
}

int
sheet_keep_asked(struct sheet *sheet, int result)
{
	return sheet->was_asked ? sheet_keep(sheet, result) : result;
}

/* ------------------------------------------------------------ questions */

/* The questions of a sheet; the text stands behind the last field. */
struct plan {
	struct sheet *sheet;
	const struct kind *kind;
	const struct kind_field *fields[SHEET_MOST];
	size_t count;
	bool is_bare; /* no option was given: all are asked */
};

static bool
has_field(const struct plan *plan, const struct kind_field *field)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->fields[i] == field)
			return true;
	}
	return false;
}

static void
plan_field(struct plan *plan, const struct kind_field *field)
{
	const struct sheet *sheet = plan->sheet;
	bool is_needed = field->required && field->usual == NULL;
	bool has_none = record_get(sheet->words, field->name) == NULL ||
	    field == sheet->unfinished;
	bool is_open = !field->hidden && has_none &&
	    (is_needed || (plan->is_bare && !was_passed(sheet, field->name)));
	if (is_open && !has_field(plan, field) && plan->count < SHEET_MOST)
		plan->fields[plan->count++] = field;
}

/* Whether a name stands among those that a kind asks for. */
static bool
is_listed(const char *names, const char *name)
{
	size_t len = strlen(name);
	while (*names != '\0') {
		size_t next = strcspn(names, " ");
		if (next == len && strncmp(names, name, len) == 0)
			return true;
		names += next + (names[next] == ' ');
	}
	return false;
}

/* Those of the list, behind required ones that are not in it. */
static void
plan_fields(struct plan *plan)
{
	const char *rest = plan->kind->asks != NULL ? plan->kind->asks : "";
	const struct kind_field *field = plan->kind->fields;
	for (; field->name != NULL; field++) {
		if (field->required && !is_listed(rest, field->name))
			plan_field(plan, field);
	}
	while (*rest != '\0') {
		size_t len = strcspn(rest, " ");
		char *name = mem_dup(rest, len);
		field = kind_field(plan->kind, name);
		if (field != NULL)
			plan_field(plan, field);
		free(name);
		rest += len + (rest[len] == ' ');
	}
}

/* What the choices that were made mean for the rest. */
static bool
has_chosen(const struct plan *plan, bool (*is_so)(const struct field_choice *))
{
	const struct kind_field *field = plan->kind->fields;
	for (; field->name != NULL; field++) {
		const struct field_choice *choice = field->choices;
		const char *chosen =
		    record_get_text(plan->sheet->words, field->name);
		for (; choice != NULL && choice->name != NULL; choice++) {
			if (chosen != NULL && is_so(choice) &&
			    strcmp(choice->name, chosen) == 0)
				return true;
		}
	}
	return false;
}

static bool
is_end(const struct field_choice *choice)
{
	return choice->ends;
}

static bool
is_wordy(const struct field_choice *choice)
{
	return choice->needs_text;
}

/* The text, or a note that the editor is for it. */
static int
ask_for_text(const struct plan *plan, bool is_first)
{
	struct sheet *sheet = plan->sheet;
	bool is_required =
	    plan->kind->body_required || has_chosen(plan, is_wordy);
	bool is_wanted = is_required ||
	    ((plan->is_bare || plan->kind->body_asked) &&
		!was_passed(sheet, TEXT) && !has_chosen(plan, is_end));
	sheet->want = BODY_IF_GIVEN;
	if (plan->kind->body == NULL || !is_wanted || has_text(sheet->run) ||
	    (sheet->words->body_len > 0 && !sheet->has_begun_text))
		return ASK_PASSED;
	char *editor = editor_find();
	bool is_edited = is_required && editor != NULL;
	free(editor);
	if (is_edited) {
		sheet->want = BODY_WANTED;
		return ASK_PASSED;
	}
	int result = sheet_ask_text(sheet, is_required, is_first);
	if (result == 0 && sheet->words->body_len == 0)
		note_passed(sheet, TEXT);
	return result;
}

static int
ask_next(void *data, size_t index, bool is_first)
{
	struct plan *plan = data;
	struct sheet *sheet = plan->sheet;
	if (index == plan->count)
		return ask_for_text(plan, is_first);
	const struct kind_field *field = plan->fields[index];
	if (!field->required && has_chosen(plan, is_end))
		return ASK_PASSED;
	int result = sheet_ask_field(sheet, field, is_first);
	if (field->shape == VALUE_ROWS)
		sheet->unfinished = result < 0 ? field : NULL;
	if (result == 0 && record_get(sheet->words, field->name) == NULL)
		note_passed(sheet, field->name);
	else if (result == 0)
		forget_passed(sheet, field->name);
	if (result == 0)
		sheet_keep_answer(sheet);
	return result;
}

/* What a kind requires and nobody was asked about has its usual value. */
static int
take_usual(struct sheet *sheet)
{
	struct run *run = sheet->run;
	const struct kind *kind = kind_by_name(sheet->words->kind);
	const struct kind_field *field = kind->fields;
	int result = 0;
	for (; result == 0 && field->name != NULL; field++) {
		if (field->required && field->usual != NULL &&
		    record_get(sheet->words, field->name) == NULL)
			result = write_apply(run->journal, &run->project,
			    sheet->words, field, field->usual);
	}
	return result;
}

int
sheet_complete(struct sheet *sheet)
{
	struct run *run = sheet->run;
	struct plan plan = {
		.sheet = sheet,
		.kind = kind_by_name(sheet->words->kind),
		.is_bare = run->given_count == 0 && sheet->record == NULL &&
		    !sheet->only_needed,
	};
	bool had_draft = sheet->draft > 0;
	int result = 0;
	sheet->want = BODY_IF_GIVEN;
	if (run_can_ask(run)) {
		plan_fields(&plan);
		result = ask_walk(&plan, plan.count + 1, ask_next);
	}
	if (result == ASK_BACK && !had_draft)
		drop_draft(sheet);
	if (result == 0)
		result = take_usual(sheet);
	if (result == 0 && !run_can_ask(run))
		result = sheet_miss(run, sheet->words, sheet->extra_field);
	return result;
}

int
sheet_fill(struct sheet *sheet, const struct compose *compose)
{
	struct run *run = sheet->run;
	struct compose writing = *compose;
	int result = compose_take(run, compose, sheet->words, &sheet->draft);
	if (result == 0)
		result = sheet_complete(sheet);
	writing.want = sheet->want;
	return result != 0 ?
	    result :
	    compose_write(run, &writing, sheet->words, &sheet->draft);
}

void
sheet_show_before(struct sheet *sheet)
{
	const struct run *run = sheet->run;
	if (sheet->has_shown)
		return;
	sheet->has_shown = true;
	if (sheet->show != NULL)
		sheet->show(sheet->show_data);
	if (!id_is_none(&run->writer.for_person) && run->for_person != NULL)
		out_say(_("You answer for {1}: “you” means {1} in these "
			  "questions."),
		    run->for_person, NULL);
}
