/* What a terminal of tests shows, and how it is set. */
#include "support/terminal_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <termios.h>

#include <cmocka.h>

#include "base/utf8.h"

static bool
get_cell(const struct terminal *terminal, size_t row, size_t col,
    VTermScreenCell *cell)
{
	VTermPos place = { .row = (int)row, .col = (int)col };
	(void)vterm_screen_get_cell(terminal->screen, place, cell);
	return cell->chars[0] != UINT32_MAX;
}

char *
terminal_row(const struct terminal *terminal, size_t row)
{
	struct str out = { 0 };
	for (size_t col = 0; col < terminal->size[0]; col++) {
		VTermScreenCell cell;
		if (!get_cell(terminal, row, col, &cell))
			continue;
		if (cell.chars[0] == 0)
			str_add_char(&out, ' ');
		for (size_t i = 0;
		     i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++) {
			char bytes[4];
			str_add_bytes(&out, bytes,
			    utf8_encode(bytes, cell.chars[i]));
		}
	}
	while (out.len > 0 && out.data[out.len - 1] == ' ')
		str_cut(&out, out.len - 1);
	return str_take(&out);
}

char *
terminal_styles(const struct terminal *terminal, size_t row)
{
	static const char letters[] = ".buBrRUX";
	struct str out = { 0 };
	for (size_t col = 0; col < terminal->size[0]; col++) {
		VTermScreenCell cell;
		(void)get_cell(terminal, row, col, &cell);
		size_t which = (cell.attrs.bold ? 1U : 0U) +
		    (cell.attrs.underline ? 2U : 0U) +
		    (cell.attrs.reverse ? 4U : 0U);
		str_add_char(&out, letters[which]);
	}
	return str_take(&out);
}

char *
terminal_colours(const struct terminal *terminal, size_t row)
{
	struct str out = { 0 };
	for (size_t col = 0; col < terminal->size[0]; col++) {
		VTermScreenCell cell;
		(void)get_cell(terminal, row, col, &cell);
		if (VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
			str_add_char(&out, '.');
		else
			str_add_char(&out, (char)('0' + cell.fg.indexed.idx));
	}
	return str_take(&out);
}

void
terminal_cursor(const struct terminal *terminal, size_t *row, size_t *col)
{
	VTermPos place;
	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &place);
	assert_true(terminal->cursor_is_shown);
	*row = (size_t)place.row;
	*col = (size_t)place.col;
}

size_t
terminal_mark(const struct terminal *terminal)
{
	return terminal->raw.len;
}

struct span
terminal_since(const struct terminal *terminal, size_t mark)
{
	assert_true(mark <= terminal->raw.len);
	return span_make(str_text(&terminal->raw) + mark,
	    terminal->raw.len - mark);
}

/* The last of both in what came. */
static bool
is_switched_on(const struct terminal *terminal, const char *on, const char *off)
{
	bool state = false;
	const char *raw = str_text(&terminal->raw);
	for (size_t i = 0; i + strlen(on) <= terminal->raw.len; i++) {
		if (memcmp(raw + i, on, strlen(on)) == 0)
			state = true;
		else if (memcmp(raw + i, off, strlen(off)) == 0)
			state = false;
	}
	return state;
}

static bool
takes_pastes(const struct terminal *terminal)
{
	return is_switched_on(terminal, "\033[?2004h", "\033[?2004l");
}

static bool
takes_lines(const struct terminal *terminal)
{
	struct termios modes;
	assert_int_equal(tcgetattr(terminal->master, &modes), 0);
	return (modes.c_lflag & (ICANON | ECHO | ISIG)) ==
	    (ICANON | ECHO | ISIG) &&
	    (modes.c_oflag & (OPOST | ONLCR)) == (OPOST | ONLCR);
}

void
terminal_demand_clean(const struct terminal *terminal)
{
	assert_true(takes_lines(terminal));
	assert_true(terminal->cursor_is_shown);
	assert_false(terminal->is_alternate);
	assert_int_equal(terminal->mouse, 0);
	assert_false(takes_pastes(terminal));
	assert_false(is_switched_on(terminal, "\033[?1h", "\033[?1l"));
}

bool
terminal_is_taken(const struct terminal *terminal)
{
	return !takes_lines(terminal) && terminal->is_alternate &&
	    takes_pastes(terminal);
}
