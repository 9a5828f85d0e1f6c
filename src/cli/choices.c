#include "cli/choices.h"

#include "base/mem.h"
#include "base/str.h"
#include "page/excerpt.h"

#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/read.h>
#include <withus/say.h>

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Cells of the first words of something without a title. */
#define EXCERPT_CELLS 50

void
choices_add(struct choices *choices, char *name, char *word, char *help)
{
	choices->list = mem_grow(choices->list, &choices->cap,
	    choices->count + 2, sizeof(*choices->list));
	choices->list[choices->count++] = (struct ask_choice){
		.name = name,
		.word = word,
		.help = help,
	};
	choices->list[choices->count] = (struct ask_choice){ .name = NULL };
}

void
choices_clear(struct choices *choices)
{
	for (size_t i = 0; i < choices->count; i++) {
		free((char *)(uintptr_t)choices->list[i].name);
		free((char *)(uintptr_t)choices->list[i].word);
		free((char *)(uintptr_t)choices->list[i].help);
	}
	free(choices->list);
	*choices = (struct choices){ .list = NULL };
}

/* Its title, or its first words; "" where it has neither. To be freed. */
static char *
name_item(const struct item *item)
{
	bool has_title = item->kind != NULL && item->kind->title != NULL;
	return has_title ? mem_dup_text(item->title) :
			   excerpt_make(item->words, EXCERPT_CELLS, NULL);
}

void
choices_add_item(struct choices *choices, const struct item *item)
{
	char *words = name_item(item);
	char *word = *words != '\0' ?
	    say_fill(_("{1} ({2})"), words, item->code, NULL) :
	    mem_dup_text(item->code);
	choices_add(choices, mem_dup_text(item->code), word, NULL);
	free(words);
}

/* The title of what it is about; NULL. To be freed. */
static char *
find_about(struct run *run, const struct item *item)
{
	const char *parent = item->kind != NULL ? item->kind->parent : NULL;
	const char *about =
	    parent != NULL ? record_get_text(item->words, parent) : NULL;
	struct err before = *err_last();
	char *title = NULL;
	char *code = NULL;
	struct id id;
	if (about == NULL || !id_parse(&id, about, strlen(about)))
		return NULL;
	if (read_mention(run->journal, &run->project, &id, &title, &code) != 0)
		(void)err_restore(&before);
	free(code);
	return title;
}

void
choices_add_mixed(struct choices *choices, struct run *run,
    const struct item *item)
{
	const char *kind =
	    item->kind != NULL ? say_text(item->kind->word) : item->kind_name;
	char *own = name_item(item);
	char *about = find_about(run, item);
	char *word = *own != '\0' ?
	    say_fill(_("{1} ({2}, {3})"), own, kind, item->code, NULL) :
	    about != NULL ?
	    say_fill(_("{1} on “{2}” ({3})"), kind, about, item->code, NULL) :
	    say_fill(_("{1} ({2})"), kind, item->code, NULL);
	choices_add(choices, mem_dup_text(item->code), word, NULL);
	free(about);
	free(own);
}

/* ------------------------------------------------------------ records */

/* Those of a kind, with their places in the list where they have some. */
struct listing {
	struct choices *choices;
	unsigned long *orders;
	size_t cap;
	size_t first; /* of the choices that are these */
};

static int
take_item(void *data, const struct item *item)
{
	struct listing *listing = data;
	size_t count = listing->choices->count - listing->first;
	const char *order = record_get_text(item->words, "order");
	listing->orders = mem_grow(listing->orders, &listing->cap, count + 1,
	    sizeof(*listing->orders));
	listing->orders[count] =
	    order != NULL ? strtoul(order, NULL, 10) : ULONG_MAX;
	choices_add_item(listing->choices, item);
	return 0;
}

/* There are a few stages, and most stand right: one after the other into its
 * place, so that equal ones stay as they came. */
static void
sort_by_order(struct listing *listing)
{
	struct ask_choice *list = listing->choices->list + listing->first;
	size_t count = listing->choices->count - listing->first;
	for (size_t i = 1; i < count; i++) {
		struct ask_choice choice = list[i];
		unsigned long order = listing->orders[i];
		size_t at = i;
		for (; at > 0 && listing->orders[at - 1] > order; at--) {
			list[at] = list[at - 1];
			listing->orders[at] = listing->orders[at - 1];
		}
		list[at] = choice;
		listing->orders[at] = order;
	}
}

int
choices_add_kind(struct choices *choices, struct run *run, const char *kind)
{
	struct listing listing = {
		.choices = choices,
		.first = choices->count,
	};
	const struct kind *found = kind_by_name(kind);
	bool has_order = found != NULL && kind_field(found, "order") != NULL;
	const struct query query = {
		.project = run->project,
		.kind = kind,
		.oldest_first = has_order || strcmp(kind, "member") == 0,
	};
	int result = read_list(run->journal, &query, take_item, &listing);
	if (has_order)
		sort_by_order(&listing);
	free(listing.orders);
	return result;
}

/* ------------------------------------------------------------ fields */

static void
add_of_table(struct choices *choices, const struct field_choice *choice)
{
	for (; choice != NULL && choice->name != NULL; choice++)
		choices_add(choices, mem_dup_text(choice->name),
		    mem_dup_text(say_text(choice->word)),
		    choice->help != NULL ?
			mem_dup_text(say_text(choice->help)) :
			NULL);
}

/* Each by its letter. */
static int
add_rows(struct choices *choices, struct run *run, const struct record *words,
    const struct kind_field *field)
{
	const struct kind *kind = kind_by_name(words->kind);
	const char *about = record_get_text(words, kind->parent);
	struct item *item = NULL;
	struct id id;
	if (about == NULL || !id_parse(&id, about, strlen(about)))
		return 0;
	int result = read_item(run->journal, &run->project, &id, &item);
	const struct value *rows =
	    result == 0 ? record_get(item->words, field->rows_of) : NULL;
	for (size_t i = 0; rows != NULL && i < rows->count; i++) {
		char letter[DECISION_LETTER_SIZE];
		const struct row *row = &rows->rows[i];
		decision_letter(letter, item->words, row->cells[0]);
		choices_add(choices, mem_dup_text(letter),
		    say_fill(_("{1} (option {2})"),
			row->count > 1 ? row->cells[1] : "", letter, NULL),
		    NULL);
	}
	item_free(item);
	return result;
}

/* One kind that a field can point to, and not any. */
static bool
points_to_one(const struct kind_field *field)
{
	return field->points_to != NULL &&
	    strpbrk(field->points_to, " *") == NULL;
}

int
choices_add_field(struct choices *choices, struct run *run,
    const struct record *words, const struct kind_field *field)
{
	bool is_record = field->form == FORM_RECORD ||
	    field->form == FORM_NAMES || field->names_first;
	if (field->form == FORM_ROW)
		return add_rows(choices, run, words, field);
	add_of_table(choices, field->choices);
	return is_record && points_to_one(field) ?
	    choices_add_kind(choices, run, field->points_to) :
	    0;
}
