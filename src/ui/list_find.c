/*
 * Finding words in a list: in what its rows say, however letters are written
 * (capital or small, with marks or without). All rows are looked through once
 * for each words; then going from place to place costs nothing.
 */
#include "ui/list_inside.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/question.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

void
list_forget_found(struct list *list)
{
	list->found_count = 0;
	list->searched = false;
}

static bool
has_in(struct span text, const char *words)
{
	if (text.len == 0)
		return false;
	char *folded = utf8_fold(text.data, text.len);
	bool found = strstr(folded, words) != NULL;
	free(folded);
	return found;
}

/* Words that begin in a line and end in the next. */
static bool
has_across(const struct list_row *row, struct span text, const char *words)
{
	struct span rest = row->rest;
	if (rest.len == 0 || has_in(rest, words))
		return false;
	struct str both = { 0 };
	while (rest.len > 0 && *rest.data == ' ')
		rest = span_make(rest.data + 1, rest.len - 1);
	str_add_bytes(&both, text.data, text.len);
	str_add_bytes(&both, rest.data, rest.len);
	bool found = has_in(span_make(str_text(&both), both.len), words);
	str_clear(&both);
	return found;
}

static bool
has_words(const struct list *list, const struct list_row *row,
    const char *words)
{
	for (size_t i = 0; i < list->ops->columns; i++)
		if (has_in(row->cell[i].text, words) ||
		    has_across(row, row->cell[i].text, words))
			return true;
	return false;
}

static void
search(struct list *list)
{
	struct list_row row;
	char *words = utf8_fold(str_text(&list->words), list->words.len);
	list_forget_found(list);
	for (size_t at = 0; list_get_row(list, at, &row); at++) {
		if (row.heading || !has_words(list, &row, words))
			continue;
		list->found = mem_grow(list->found, &list->found_cap,
		    list->found_count + 1, sizeof *list->found);
		list->found[list->found_count++] = at;
	}
	list->searched = true;
	free(words);
}

static void
say_place(const struct list *list, struct room *room, size_t index)
{
	char *number = say_number(index + 1);
	char *count = say_number(list->found_count);
	char *text = say_fill(_(N_("{1} of {2}")), number, count, NULL);
	room_say(room, text);
	free(text);
	free(count);
	free(number);
}

static void
say_nowhere(const struct list *list, struct room *room)
{
	char *text = say_fill(_(list->none), str_text(&list->words), NULL);
	room_say(room, text);
	free(text);
}

/* The first place at or behind a row; behind the last comes the first. */
static size_t
find_from(const struct list *list, size_t row)
{
	size_t i = 0;
	while (i < list->found_count && list->found[i] < row)
		i++;
	return i < list->found_count ? i : 0;
}

static size_t
find_before(const struct list *list, size_t row)
{
	size_t i = list->found_count;
	while (i > 0 && list->found[i - 1] >= row)
		i--;
	return i > 0 ? i - 1 : list->found_count - 1;
}

static void
go_to(struct list *list, struct room *room, size_t index)
{
	list_select(list, list->found[index]);
	say_place(list, room, index);
}

void
list_find(struct list *list, struct room *room, struct span words)
{
	if (words.len > 0) {
		str_cut(&list->words, 0);
		str_add_bytes(&list->words, words.data, words.len);
	}
	if (list->words.len == 0)
		return;
	search(list);
	if (list->found_count == 0)
		say_nowhere(list, room);
	else
		go_to(list, room, find_from(list, list->selected));
}

void
list_find_again(struct list *list, struct room *room, bool forward)
{
	if (list->words.len == 0) {
		list_ask_words(list, room);
		return;
	}
	if (!list->searched)
		search(list);
	if (list->found_count == 0)
		say_nowhere(list, room);
	else if (forward)
		go_to(list, room, find_from(list, list->selected + 1));
	else
		go_to(list, room, find_before(list, list->selected));
}

static void
take_words(void *data, struct room *room, struct span answer)
{
	list_find(data, room, answer);
}

void
list_ask_words(struct list *list, struct room *room)
{
	const struct question_line question = {
		.prompt = _(N_("Find:")),
		.done = take_words,
		.data = list,
	};
	question_ask(room, &question);
}
