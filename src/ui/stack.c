#include "ui/stack.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

void
stack_push(struct stack *stack, struct view view)
{
	stack->views = mem_grow(stack->views, &stack->cap, stack->count + 1,
	    sizeof *stack->views);
	stack->views[stack->count++] = view;
}

void
stack_pop(struct stack *stack)
{
	assert(stack->count > 0);
	stack->gone = mem_grow(stack->gone, &stack->gone_cap,
	    stack->gone_count + 1, sizeof *stack->gone);
	stack->gone[stack->gone_count++] = stack->views[--stack->count];
}

void
stack_sweep(struct stack *stack)
{
	for (size_t i = 0; i < stack->gone_count; i++) {
		const struct view *view = &stack->gone[i];
		if (view->ops->close != NULL)
			view->ops->close(view->data);
	}
	stack->gone_count = 0;
}

const struct view *
stack_get(const struct stack *stack, size_t below)
{
	if (below >= stack->count)
		return NULL;
	return &stack->views[stack->count - 1 - below];
}

const struct view *
stack_get_body(const struct stack *stack)
{
	size_t below = 0;
	const struct view *view = stack_get(stack, below);
	while (view != NULL && view->ops->foot != NULL)
		view = stack_get(stack, ++below);
	return view;
}

void
stack_clear(struct stack *stack)
{
	while (stack->count > 0)
		stack_pop(stack);
	stack_sweep(stack);
	free(stack->views);
	free(stack->gone);
	*stack = (struct stack){ .count = 0 };
}
