/*
 * The text of a sheet. A diary entry with a model is asked for question by
 * question, and any of them can be left out; the answers follow each other as
 * paragraphs. Every line lies in a draft once it was typed.
 */
#include "cli/sheet.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/save.h"
#include "page/excerpt.h"

#include <withus/asking.h>
#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Cells of what was written to a question before. */
#define BEFORE_CELLS 40

/* A text while it is written, part by part. */
struct writing {
	struct sheet *sheet;
	const char *const *prompts; /* N_() */
	char **parts;               /* NULL, or to be freed */
	size_t count;
	size_t now; /* the part that is written */
	bool is_required;
	bool is_first;
};

/* The parts, with `lines` for the one that is written now (NULL: none). */
static void
set_body(struct writing *writing, const char *lines)
{
	struct str body = { 0 };
	for (size_t i = 0; i < writing->count; i++) {
		const char *part = i == writing->now && lines != NULL ?
		    lines :
		    writing->parts[i];
		if (part == NULL || *part == '\0')
			continue;
		while (body.len > 0 && body.data[body.len - 1] == '\n')
			str_cut(&body, body.len - 1);
		if (body.len > 0)
			str_add(&body, "\n\n");
		str_add(&body, part);
	}
	save_set_body(writing->sheet->words, str_text(&body), body.len);
	str_wipe(&body);
}

/* What there is so far, to go on with the question `next`. */
static void
keep_at(const struct writing *writing, size_t next)
{
	struct sheet *sheet = writing->sheet;
	size_t before = sheet->text_at;
	sheet->text_at = next < writing->count ? next : 0;
	(void)sheet_keep_as(sheet, "stopped");
	sheet->text_at = before;
}

static void
keep_lines(void *data, const char *lines)
{
	struct writing *writing = data;
	set_body(writing, lines);
	keep_at(writing, writing->now + 1);
}

static bool
has_others(const struct writing *writing)
{
	for (size_t i = 0; i < writing->count; i++) {
		if (i != writing->now && writing->parts[i] != NULL &&
		    *writing->parts[i] != '\0')
			return true;
	}
	return false;
}

static char *
make_question(const struct writing *writing, bool is_required)
{
	const char *prompt = say_text(writing->prompts[writing->now]);
	return is_required ?
	    say_fill("{1}", prompt, NULL) :
	    say_fill(_("{1} Enter alone leaves it out."), prompt, NULL);
}

static char *
describe_before(const char *part)
{
	struct record *words = NULL;
	if (part == NULL || *part == '\0')
		return NULL;
	words = record_new("reply");
	record_set_body(words, part, strlen(part));
	char *before = excerpt_make(words, BEFORE_CELLS, NULL);
	record_free(words);
	return before;
}

/* Enter alone leaves a part as it was. */
static void
take_part(struct writing *writing, char *answer)
{
	char **part = &writing->parts[writing->now];
	bool is_cleared = answer != NULL && strcmp(answer, ASK_TAKE_AWAY) == 0;
	if (is_cleared) {
		free(*part);
		*part = NULL;
	} else if (answer != NULL && *answer != '\0') {
		free(*part);
		*part = mem_dup_text(answer);
		writing->sheet->was_asked = true;
	}
	free(answer);
}

/* The last question, where one answer at least is needed, has to have one. */
static int
ask_part(void *data, size_t index, bool is_first)
{
	struct writing *writing = data;
	bool is_start = writing->is_first && is_first;
	if (index < writing->sheet->text_at)
		return ASK_PASSED;
	writing->now = index;
	bool is_required = writing->is_required &&
	    index + 1 == writing->count && !has_others(writing);
	char *question = make_question(writing, is_required);
	char *before = describe_before(writing->parts[index]);
	bool can_go_back = !is_start || writing->sheet->run->chosen != NULL;
	const struct ask ask = {
		.question = question,
		.before = before,
		.is_required = is_required,
		.has_lines = true,
		.knows_lines = writing->sheet->knows_lines,
		.can_go_back = can_go_back,
		.is_first = !can_go_back,
		.keep = keep_lines,
		.keep_data = writing,
	};
	char *answer = NULL;
	sheet_show_before(writing->sheet);
	int result = ask_one(&ask, &answer);
	writing->sheet->knows_lines = true;
	take_part(writing, answer);
	if (result == 0 && writing->sheet->was_asked) {
		set_body(writing, NULL);
		keep_at(writing, index + 1);
	}
	free(before);
	free(question);
	return result;
}

static const struct asking *
find_model(const struct record *words)
{
	const char *model = record_get_text(words, "model");
	const struct asking *asking =
	    model != NULL ? asking_by_name(model) : NULL;
	return asking != NULL && asking->prompts[0] != NULL ? asking : NULL;
}

/* A choice that was made may ask for its own words. */
static const char *
find_question(const struct record *words)
{
	const struct kind *kind = kind_by_name(words->kind);
	const struct kind_field *field = kind->fields;
	for (; field->name != NULL; field++) {
		const struct field_choice *choice = field->choices;
		const char *chosen = record_get_text(words, field->name);
		for (; choice != NULL && choice->name != NULL; choice++) {
			if (chosen != NULL && choice->text != NULL &&
			    strcmp(choice->name, chosen) == 0)
				return choice->text;
		}
	}
	return kind->body;
}

/* Where it goes on, if it was stopped: a question that has words is done. */
static void
note_place(const struct writing *writing, int result)
{
	const char *part = writing->parts[writing->now];
	size_t next = writing->now + (part != NULL && *part != '\0');
	writing->sheet->text_at =
	    result < 0 && next < writing->count ? next : 0;
}

int
sheet_ask_text(struct sheet *sheet, bool is_required, bool is_first)
{
	const struct asking *model = find_model(sheet->words);
	const char *const alone[] = {
		find_question(sheet->words),
		NULL,
	};
	struct writing writing = {
		.sheet = sheet,
		.prompts = model != NULL ? model->prompts : alone,
		.is_required = is_required,
		.is_first = is_first,
	};
	while (writing.prompts[writing.count] != NULL)
		writing.count++;
	writing.parts = mem_new_array(writing.count, sizeof(*writing.parts));
	if (sheet->words->body_len > 0)
		writing.parts[0] = mem_dup_text(sheet->words->body);
	sheet->has_begun_text = true;
	int result = ask_walk(&writing, writing.count, ask_part);
	set_body(&writing, NULL);
	note_place(&writing, result);
	for (size_t i = 0; i < writing.count; i++)
		free(writing.parts[i]);
	free(writing.parts);
	return result;
}
