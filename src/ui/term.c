#include "ui/term.h"

#include "base/mem.h"
#include "ui/keys.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

/* A key that begins like a longer one is that key after so many ms. */
#define ESCAPE_MS 25
#define PASTE_MS 1000
#define PASTE_END "\033[201~"
#define PASTE_END_LEN (sizeof PASTE_END - 1)
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define SEQUENCE_MOST 64

/* Codes for keys that curses does not know; above its own. */
enum {
	CODE_PASTE = KEY_MAX + 1,
	CODE_PASTE_END,
	CODE_SYNC,
	CODE_CTRL_UP,
	CODE_CTRL_DOWN,
	CODE_CTRL_LEFT,
	CODE_CTRL_RIGHT,
	CODE_CTRL_HOME,
	CODE_CTRL_END,
	CODE_CTRL_DELETE
};

struct term_state {
	SCREEN *screen;
	FILE *in;
	FILE *out;
	struct grid shown; /* what the terminal shows; none: unknown */
	bool colours;
	bool left;
};

struct code {
	int code;
	uint32_t key;
};

static const struct code codes[] = {
	{ .code = KEY_UP, .key = KEYS_UP },
	{ .code = KEY_DOWN, .key = KEYS_DOWN },
	{ .code = KEY_LEFT, .key = KEYS_LEFT },
	{ .code = KEY_RIGHT, .key = KEYS_RIGHT },
	{ .code = KEY_HOME, .key = KEYS_HOME },
	{ .code = KEY_END, .key = KEYS_END },
	{ .code = KEY_PPAGE, .key = KEYS_PAGE_UP },
	{ .code = KEY_NPAGE, .key = KEYS_PAGE_DOWN },
	{ .code = KEY_IC, .key = KEYS_INSERT },
	{ .code = KEY_DC, .key = KEYS_DELETE },
	{ .code = KEY_BACKSPACE, .key = KEYS_BACKSPACE },
	{ .code = KEY_ENTER, .key = KEYS_ENTER },
	{ .code = KEY_BTAB, .key = KEYS_BACK_TAB },
	{ .code = CODE_PASTE, .key = TERM_PASTE },
	{ .code = CODE_SYNC, .key = TERM_SYNC },
	{ .code = CODE_CTRL_UP, .key = KEYS_CTRL_UP },
	{ .code = CODE_CTRL_DOWN, .key = KEYS_CTRL_DOWN },
	{ .code = CODE_CTRL_LEFT, .key = KEYS_CTRL_LEFT },
	{ .code = CODE_CTRL_RIGHT, .key = KEYS_CTRL_RIGHT },
	{ .code = CODE_CTRL_HOME, .key = KEYS_CTRL_HOME },
	{ .code = CODE_CTRL_END, .key = KEYS_CTRL_END },
	{ .code = CODE_CTRL_DELETE, .key = KEYS_CTRL_DELETE },
};

/* Keys as nearly all terminals send them, whatever terminfo says. */
struct sequence {
	const char *bytes;
	int code;
};

static const struct sequence sequences[] = {
	{ .bytes = "\033[200~", .code = CODE_PASTE },
	{ .bytes = PASTE_END, .code = CODE_PASTE_END },
	{ .bytes = "\033[A", .code = KEY_UP },
	{ .bytes = "\033[B", .code = KEY_DOWN },
	{ .bytes = "\033[C", .code = KEY_RIGHT },
	{ .bytes = "\033[D", .code = KEY_LEFT },
	{ .bytes = "\033OA", .code = KEY_UP },
	{ .bytes = "\033OB", .code = KEY_DOWN },
	{ .bytes = "\033OC", .code = KEY_RIGHT },
	{ .bytes = "\033OD", .code = KEY_LEFT },
	{ .bytes = "\033[H", .code = KEY_HOME },
	{ .bytes = "\033[F", .code = KEY_END },
	{ .bytes = "\033OH", .code = KEY_HOME },
	{ .bytes = "\033OF", .code = KEY_END },
	{ .bytes = "\033[1~", .code = KEY_HOME },
	{ .bytes = "\033[4~", .code = KEY_END },
	{ .bytes = "\033[Z", .code = KEY_BTAB },
	{ .bytes = "\033[1;5A", .code = CODE_CTRL_UP },
	{ .bytes = "\033[1;5B", .code = CODE_CTRL_DOWN },
	{ .bytes = "\033[1;5C", .code = CODE_CTRL_RIGHT },
	{ .bytes = "\033[1;5D", .code = CODE_CTRL_LEFT },
	{ .bytes = "\033[1;5H", .code = CODE_CTRL_HOME },
	{ .bytes = "\033[1;5F", .code = CODE_CTRL_END },
	{ .bytes = "\033[3;5~", .code = CODE_CTRL_DELETE },
#ifdef WITHUS_TEST
	{ .bytes = "\033[7777~", .code = CODE_SYNC },
#endif
};

/* ------------------------------------------------- taking it over */

static bool
has_string(const char *name)
{
	const char *value = tigetstr(name);
	return value != NULL && (intptr_t)value != -1;
}

static bool
is_able(int out)
{
	int fault;
	if (setupterm(NULL, out, &fault) != OK)
		return false;
	bool able = has_string("cup") && has_string("clear");
	(void)del_curterm(cur_term);
	return able;
}

static void
set_up(struct term_state *term)
{
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)keypad(stdscr, TRUE);
	(void)nodelay(stdscr, TRUE);
	(void)idlok(stdscr, TRUE);
	/* All input is taken before anything is drawn: then all is drawn. */
	(void)typeahead(-1);
	(void)set_escdelay(ESCAPE_MS);
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		(void)define_key(sequences[i].bytes, sequences[i].code);
	if (!term->colours || !has_colors() || start_color() != OK ||
	    use_default_colors() != OK) {
		term->colours = false;
		return;
	}
	(void)init_pair(ACCENT_RED, COLOR_RED, -1);
	(void)init_pair(ACCENT_GREEN, COLOR_GREEN, -1);
	(void)init_pair(ACCENT_MAGENTA, COLOR_MAGENTA, -1);
}

static FILE *
open_stream(int fd, const char *mode)
{
	int copy = dup(fd);
	FILE *stream = copy < 0 ? NULL : fdopen(copy, mode);
	if (stream == NULL && copy >= 0)
		(void)close(copy);
	return stream;
}

static void
free_term(struct term_state *term)
{
	if (term->screen != NULL)
		delscreen(term->screen);
	if (term->in != NULL)
		(void)fclose(term->in);
	if (term->out != NULL)
		(void)fclose(term->out);
	grid_clear(&term->shown);
	free(term);
}

struct term_state *
term_open(int in, int out, bool colours)
{
	if (!is_able(out))
		return NULL;
	struct term_state *term = mem_new(sizeof *term);
	term->colours = colours;
	term->in = open_stream(in, "r");
	term->out = open_stream(out, "w");
	if (term->in != NULL && term->out != NULL)
		term->screen = newterm(NULL, term->out, term->in);
	if (term->screen == NULL) {
		free_term(term);
		return NULL;
	}
	(void)set_term(term->screen);
	set_up(term);
	term_write(term, PASTE_ON);
	return term;
}

void
term_close(struct term_state *term)
{
	if (term == NULL)
		return;
	term_leave(term);
	free_term(term);
}

void
term_leave(struct term_state *term)
{
	if (term->left)
		return;
	term_write(term, PASTE_OFF);
	(void)def_prog_mode();
	(void)endwin();
	term->left = true;
}

void
term_enter(struct term_state *term)
{
	(void)reset_prog_mode();
	term_forget(term);
	term->left = false;
	term_write(term, PASTE_ON);
}

/* The order matters, so what curses holds back goes first. */
void
term_write(struct term_state *term, const char *bytes)
{
	(void)fflush(term->out);
	size_t len = strlen(bytes);
	while (len > 0) {
		ssize_t size = write(fileno(term->out), bytes, len);
		if (size < 0 && errno == EINTR)
			continue;
		if (size <= 0)
			return;
		bytes += size;
		len -= (size_t)size;
	}
}

/* ------------------------------------------------- drawing */

void
term_get_size(struct term_state *term, size_t *cols, size_t *rows)
{
	struct winsize size = { .ws_col = 0 };
	if (ioctl(fileno(term->out), TIOCGWINSZ, &size) == 0 &&
	    size.ws_col > 0 && size.ws_row > 0) {
		if (size.ws_row != LINES || size.ws_col != COLS)
			(void)resizeterm(size.ws_row, size.ws_col);
	}
	*cols = (size_t)COLS;
	*rows = (size_t)LINES;
}

static void
write_cell(const struct term_state *term, const struct grid_cell *cell)
{
	static const unsigned looks[] = { LOOK_BOLD, LOOK_UNDERLINE,
		LOOK_REVERSE };
	static const attr_t attributes[] = { A_BOLD, A_UNDERLINE, A_REVERSE };
	wchar_t text[GLYPH_POINTS + 1] = { 0 };
	for (size_t i = 0; i < cell->part.count; i++)
		text[i] = (wchar_t)cell->part.point[i];
	attr_t attribute = A_NORMAL;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		if ((grid_look_of(cell->style) & looks[i]) != 0)
			attribute |= attributes[i];
	short pair = 0;
	if (term->colours)
		pair = (short)grid_accent_of(cell->style);
	cchar_t shown;
	if (setcchar(&shown, text, attribute, pair, NULL) == OK)
		(void)add_wch(&shown);
}

static bool
is_shown(const struct term_state *term, const struct grid_cell *row, size_t at,
    size_t cols)
{
	return term->shown.cells != NULL &&
	    memcmp(term->shown.cells + at, row, cols * sizeof *row) == 0;
}

void
term_draw(struct term_state *term, const struct grid *grid)
{
	if (term->shown.cols != grid->cols || term->shown.rows != grid->rows)
		grid_clear(&term->shown);
	for (size_t row = 0; row < grid->rows; row++) {
		size_t at = row * grid->cols;
		if (is_shown(term, grid->cells + at, at, grid->cols))
			continue;
		(void)move((int)row, 0);
		for (size_t col = 0; col < grid->cols; col++)
			if (grid->cells[at + col].part.cells > 0)
				write_cell(term, &grid->cells[at + col]);
	}
	if (term->shown.cells == NULL)
		grid_set_size(&term->shown, grid->cols, grid->rows);
	memcpy(term->shown.cells, grid->cells,
	    grid->cols * grid->rows * sizeof *grid->cells);
	(void)move((int)grid->cursor_row, (int)grid->cursor_col);
	(void)refresh();
}

void
term_forget(struct term_state *term)
{
	grid_clear(&term->shown);
	(void)clearok(curscr, TRUE);
}

/* ------------------------------------------------- reading */

static uint32_t
find_key(int code)
{
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == code)
			return codes[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEYS_F1 + (uint32_t)(code - KEY_F(1));
	return KEYS_UNKNOWN;
}

static uint32_t
find_character(wint_t character)
{
	switch (character) {
	case '\r':
	case '\n':
		return KEYS_ENTER;
	case '\t':
		return KEYS_TAB;
	case '\b':
	case 0x7F:
		return KEYS_BACKSPACE;
	case 0:
		return KEYS_UNKNOWN;
	default:
		return character < KEYS_UP ? (uint32_t)character : KEYS_UNKNOWN;
	}
}

/*
 * ESC alone is a key. With "[" or "O" right behind it, it begins a key that
 * nobody knows here, and the rest of that must not be taken for keys of its
 * own; anything else is what was typed after it.
 */
static uint32_t
read_escape(void)
{
	wint_t next;
	int result = get_wch(&next);
	if (result == ERR)
		return KEYS_ESCAPE;
	if (result == KEY_CODE_YES) {
		(void)ungetch((int)next);
		return KEYS_ESCAPE;
	}
	if (next == 'O') {
		(void)get_wch(&next);
		return KEYS_UNKNOWN;
	}
	if (next != '[') {
		(void)unget_wch((wchar_t)next);
		return KEYS_ESCAPE;
	}
	for (size_t i = 0; i < SEQUENCE_MOST; i++)
		if (get_wch(&next) != OK || (next >= 0x40 && next <= 0x7E))
			break;
	return KEYS_UNKNOWN;
}

bool
term_read(struct term_state *term, uint32_t *key)
{
	(void)term;
	wint_t got;
	int result = get_wch(&got);
	while (result == KEY_CODE_YES &&
	    (got == KEY_RESIZE || got == CODE_PASTE_END))
		result = get_wch(&got);
	if (result == ERR)
		return false;
	if (result == KEY_CODE_YES)
		*key = find_key((int)got);
	else
		*key = got == 033 ? read_escape() : find_character(got);
	return true;
}

static bool
is_coming(int fd)
{
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	int count;
	do
		count = poll(&ready, 1, PASTE_MS);
	while (count < 0 && errno == EINTR);
	return count > 0;
}

/* How many bytes at the end of the text are the beginning of the end. */
static size_t
match_end(const struct str *text, size_t start)
{
	size_t len = PASTE_END_LEN;
	if (len > text->len - start)
		len = text->len - start;
	while (len > 0 &&
	    memcmp(text->data + text->len - len, PASTE_END, len) != 0)
		len--;
	return len;
}

/*
 * Bytes are taken past curses, which would make keys of them: never more than
 * are still missing from the end of the paste, so that none behind it is
 * taken.
 */
void
term_read_paste(struct term_state *term, struct str *out)
{
	int fd = fileno(term->in);
	size_t start = out->len;
	size_t matched = 0;
	while (matched < PASTE_END_LEN && is_coming(fd)) {
		char bytes[PASTE_END_LEN];
		ssize_t size = read(fd, bytes, PASTE_END_LEN - matched);
		if (size < 0 && errno == EINTR)
			continue;
		if (size <= 0)
			return;
		str_add_bytes(out, bytes, (size_t)size);
		matched = match_end(out, start);
	}
	if (matched == PASTE_END_LEN)
		str_cut(out, out->len - matched);
}
