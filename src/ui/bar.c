#include "ui/bar.h"

#include <stdbool.h>

#define MARGIN 1
#define GAP 3

struct bar {
	struct grid *grid;
	size_t row;
	size_t col; /* where the next entry begins */
};

/* False where it does not fit. */
static bool
add_entry(struct bar *bar, uint32_t key, const char *words)
{
	struct str name = { 0 };
	keys_print(&name, key);
	struct span label = span_make(str_text(&name), name.len);
	size_t width = grid_width(label) + 1 + grid_width(span_of(words));
	bool fits = bar->col + width <= bar->grid->cols;
	if (fits) {
		struct grid_place place = { .row = bar->row, .col = bar->col };
		place.col = grid_put(bar->grid, place, STYLE_BOLD, label) + 1;
		bar->col = GAP +
		    grid_put(bar->grid, place, STYLE_PLAIN, span_of(words));
	}
	str_clear(&name);
	return fits;
}

void
bar_draw(struct grid *grid, size_t row, const struct keys *keys,
    enum keys_place place, const enum keys_action *actions)
{
	struct bar bar = { .grid = grid, .row = row, .col = MARGIN };
	uint32_t help = keys_get_key(keys, place, ACTION_HELP);
	if (help != KEYS_NONE &&
	    !add_entry(&bar, help, keys_action_bar(ACTION_HELP)))
		return;
	for (; *actions != ACTION_NONE; actions++) {
		uint32_t key = keys_get_key(keys, place, *actions);
		if (key != KEYS_NONE && *actions != ACTION_HELP &&
		    !add_entry(&bar, key, keys_action_bar(*actions)))
			return;
	}
}
