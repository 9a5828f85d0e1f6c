/*
 * Views on top of each other. One that is taken away is kept until nobody can
 * be working in it, so that a view may close itself in the middle of a call.
 */
#ifndef UI_STACK_H
#define UI_STACK_H

#include "ui/view.h"

#include <stddef.h>

struct stack {
	struct view *views; /* the last is on top */
	size_t count;
	size_t cap;
	struct view *gone; /* to be closed */
	size_t gone_count;
	size_t gone_cap;
};

/* Puts a view on top, and owns it. A zeroed stack is empty. */
void stack_push(struct stack *stack, struct view view);

/* Takes the top away, which there must be. */
void stack_pop(struct stack *stack);

/* Closes what was taken away, the earliest first. */
void stack_sweep(struct stack *stack);

/* The view that is so far below the top; NULL where there is none. Borrowed
 * until the stack changes. */
const struct view *stack_get(const struct stack *stack, size_t below);

/* The highest view that is not at the foot; NULL where there is none. */
const struct view *stack_get_body(const struct stack *stack);

/* Takes all away, closes them, and frees what it holds. */
void stack_clear(struct stack *stack);

#endif
