#include "ui/list_inside.h"

#include <stdlib.h>

void
list_init(struct list *list, const struct list_ops *ops, void *data,
    const char *empty)
{
	*list = (struct list){
		.ops = ops,
		.data = data,
		.none = ops->none,
		.seen = 1,
		.end = LIST_UNCOUNTED,
	};
	str_add(&list->empty, empty);
	list_select(list, 0);
}

void
list_clear(struct list *list)
{
	str_clear(&list->empty);
	str_clear(&list->id);
	str_clear(&list->words);
	free(list->found);
	*list = (struct list){ .ops = NULL };
}

void
list_set_none(struct list *list, const char *none)
{
	list->none = none;
}

bool
list_get_row(struct list *list, size_t number, struct list_row *row)
{
	*row = (struct list_row){ .heading = false };
	if (number >= list->end)
		return false;
	return list->ops->row(list->data, number, row);
}

static bool
has_row(struct list *list, size_t number)
{
	struct list_row row;
	return list_get_row(list, number, &row);
}

static bool
is_choice(struct list *list, size_t number)
{
	struct list_row row;
	return list_get_row(list, number, &row) && !row.heading;
}

static size_t
count_rows(struct list *list)
{
	if (list->end != LIST_UNCOUNTED)
		return list->end;
	if (list->ops->count != NULL)
		return list->end = list->ops->count(list->data);
	size_t count = list->top;
	while (count > 0 && !has_row(list, count - 1))
		count--;
	while (has_row(list, count))
		count++;
	return list->end = count;
}

/* ------------------------------------------------- selecting */

static void
take(struct list *list, size_t number)
{
	struct list_row row;
	str_cut(&list->id, 0);
	list->has_id = list_get_row(list, number, &row) && !row.heading;
	if (list->has_id)
		str_add_bytes(&list->id, row.id.data, row.id.len);
	list->selected = number;
}

/* The next row, from here on, that can be selected. */
static bool
find_below(struct list *list, size_t *number)
{
	size_t at = *number;
	while (has_row(list, at) && !is_choice(list, at))
		at++;
	if (!has_row(list, at))
		return false;
	*number = at;
	return true;
}

static bool
find_above(struct list *list, size_t *number)
{
	for (size_t at = *number + 1; at-- > 0;) {
		if (is_choice(list, at)) {
			*number = at;
			return true;
		}
	}
	return false;
}

/* A row that is there: this one, or the last. */
static size_t
limit(struct list *list, size_t number)
{
	if (has_row(list, number))
		return number;
	size_t count = count_rows(list);
	return count > 0 ? count - 1 : 0;
}

void
list_select(struct list *list, size_t number)
{
	number = limit(list, number);
	if (!find_below(list, &number))
		(void)find_above(list, &number);
	take(list, number);
}

struct span
list_selected(struct list *list)
{
	if (!list->has_id)
		return span_make(NULL, 0);
	return span_make(str_text(&list->id), list->id.len);
}

static bool
is_same(struct list *list, size_t number)
{
	struct list_row row;
	return list_get_row(list, number, &row) && !row.heading &&
	    span_equal(row.id, list_selected(list));
}

/* Where what was selected is now. */
static bool
find_same(struct list *list, size_t *number)
{
	size_t at = *number;
	bool below = true;
	for (size_t step = 0; step < LIST_SEEK_ROWS; step++) {
		below = below && has_row(list, at + step);
		if (below && is_same(list, at + step)) {
			*number = at + step;
			return true;
		}
		if (step <= at && is_same(list, at - step)) {
			*number = at - step;
			return true;
		}
		if (!below && step > at)
			break;
	}
	return false;
}

void
list_reload(struct list *list)
{
	size_t before = list->selected;
	size_t number = before;
	list->end = LIST_UNCOUNTED;
	list_forget_found(list);
	if (!list->has_id || !find_same(list, &number)) {
		list_select(list, before);
		return;
	}
	/* What is seen around it stays, too. */
	list->top += number - before;
	if (number < before && list->top > number)
		list->top = 0;
	take(list, number);
}

/* ------------------------------------------------- moving */

static void
move_down(struct list *list, size_t step)
{
	size_t number = limit(list, list->selected + step);
	if (find_below(list, &number) || find_above(list, &number))
		take(list, number);
}

static void
move_up(struct list *list, size_t step)
{
	size_t number = list->selected > step ? list->selected - step : 0;
	if (find_above(list, &number) || find_below(list, &number))
		take(list, number);
}

static void
move_page(struct list *list, bool down)
{
	size_t step = list->seen > 1 ? list->seen - 1 : 1;
	if (down) {
		list->top += step;
		move_down(list, step);
	} else {
		list->top = list->top > step ? list->top - step : 0;
		move_up(list, step);
	}
}

static bool
is_heading(struct list *list, size_t number)
{
	struct list_row row;
	return list_get_row(list, number, &row) && row.heading;
}

/* The first row of the next group. */
static void
move_to_next_part(struct list *list)
{
	size_t at = list->selected;
	while (has_row(list, at) && !is_heading(list, at))
		at++;
	if (find_below(list, &at))
		take(list, at);
}

/* The first row of this group, or from there that of the one before. */
static void
move_to_prior_part(struct list *list)
{
	size_t at = list->selected;
	while (at > 0 && is_heading(list, at - 1))
		at--;
	while (at > 0 && !is_heading(list, at - 1))
		at--;
	list_select(list, at);
}

static void
move(struct list *list, enum keys_action action)
{
	switch (action) {
	case ACTION_UP:
		move_up(list, 1);
		break;
	case ACTION_DOWN:
		move_down(list, 1);
		break;
	case ACTION_FIRST:
		list->top = 0;
		list_select(list, 0);
		break;
	case ACTION_LAST:
		list_select(list, count_rows(list));
		break;
	case ACTION_NEXT_PART:
		move_to_next_part(list);
		break;
	case ACTION_PRIOR_PART:
		move_to_prior_part(list);
		break;
	default:
		move_page(list, action == ACTION_PAGE_DOWN);
	}
}

bool
list_takes(enum keys_action action)
{
	switch (action) {
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
	case ACTION_FIRST:
	case ACTION_LAST:
	case ACTION_NEXT_PART:
	case ACTION_PRIOR_PART:
	case ACTION_FIND:
	case ACTION_FIND_NEXT:
	case ACTION_FIND_BACK:
		return true;
	default:
		return false;
	}
}

bool
list_act(struct list *list, struct room *room, enum keys_action action)
{
	if (!list_takes(action))
		return false;
	switch (action) {
	case ACTION_FIND:
		list_ask_words(list, room);
		break;
	case ACTION_FIND_NEXT:
	case ACTION_FIND_BACK:
		list_find_again(list, room, action == ACTION_FIND_NEXT);
		break;
	default:
		move(list, action);
	}
	return true;
}

int
list_rest(struct list *list)
{
	if (list->end != LIST_UNCOUNTED)
		return -1;
	(void)count_rows(list);
	return 0;
}
