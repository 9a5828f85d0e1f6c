/*
 * Signals: handlers are there before curses is, which then leaves them alone.
 * A handler writes one byte, its number, into a pipe that the loop waits on
 * beside the terminal. What comes first in time need not be read first; but
 * before each drawing the pipe is looked into, so a window that changed its
 * size before a key was sent is never drawn for that key in the old size.
 *
 * Being stopped (TSTP): the terminal is given back, the signal has its
 * default way for a moment and is raised again, and after that line the
 * process goes on. Who was stopped without being asked (STOP) finds out by
 * CONT, and draws all anew.
 */
#include "ui/screen.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/wrap.h"
#include "ui/term.h"

#include <withus/say.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Keys that are handled at most before the next drawing. */
#define KEYS_A_DRAW 4096

static const int caught[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP,
	SIGWINCH, SIGCONT };
#define CAUGHT_COUNT (sizeof caught / sizeof *caught)

struct screen {
	struct term_state *term;
	const struct screen_client *client;
	struct grid grid;
	struct sigaction before[CAUGHT_COUNT];
	int in;
	int wake[2];    /* the pipe of the signals */
	int end_signal; /* the loop is to end by it; 0: none */
	bool ended;     /* by the client */
	bool resized;
	bool stopping;  /* to be stopped */
	bool continued; /* was stopped unasked */
	bool taken;     /* the next drawing is the first since we have it */
	unsigned marks; /* of tests, answered */
};

/* Whose pipe the handler writes into. */
static struct screen *current;

/* ------------------------------------------------- signals */

static void
note_signal(int number)
{
	int saved = errno;
	char byte = (char)number;
	if (current != NULL && write(current->wake[1], &byte, 1) < 0)
		errno = saved;
	errno = saved;
}

static void
catch_signals(struct screen *screen)
{
	struct sigaction action = { .sa_handler = note_signal };
	(void)sigfillset(&action.sa_mask);
	for (size_t i = 0; i < CAUGHT_COUNT; i++)
		(void)sigaction(caught[i], &action, &screen->before[i]);
}

static void
release_signals(struct screen *screen)
{
	for (size_t i = 0; i < CAUGHT_COUNT; i++)
		(void)sigaction(caught[i], &screen->before[i], NULL);
}

static void
take_signal(struct screen *screen, int number)
{
	switch (number) {
	case SIGWINCH:
		screen->resized = true;
		break;
	case SIGTSTP:
		screen->stopping = true;
		break;
	case SIGCONT:
		screen->continued = true;
		break;
	default:
		screen->end_signal = number;
	}
}

static void
take_signals(struct screen *screen)
{
	char bytes[64];
	ssize_t size;
	while ((size = read(screen->wake[0], bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < size; i++)
			take_signal(screen, bytes[i]);
}

/* Where nobody could let it go on again, the system does not stop it. */
static void
stop(struct screen *screen)
{
	screen_step_out(screen);
	(void)raise(SIGTSTP);
	screen_step_in(screen);
}

static void
handle_signals(struct screen *screen)
{
	take_signals(screen);
	if (screen->stopping && screen->end_signal == 0)
		stop(screen);
	if (screen->continued)
		screen_step_in(screen);
	if (screen->resized) {
		size_t cols;
		size_t rows;
		screen->resized = false;
		term_get_size(screen->term, &cols, &rows);
		grid_set_size(&screen->grid, cols, rows);
	}
}

/* ------------------------------------------------- opening, closing */

/* Widths and letters need UTF-8, whatever the locale says. */
static bool
has_letters(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ||
	    setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

static bool
make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	for (size_t i = 0; i < 2; i++) {
		(void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static void
free_screen(struct screen *screen)
{
	current = NULL;
	release_signals(screen);
	(void)close(screen->wake[0]);
	(void)close(screen->wake[1]);
	grid_clear(&screen->grid);
	free(screen);
}

struct screen *
screen_open(int in, int out, bool colours)
{
	assert(current == NULL);
	if (!has_letters() || !isatty(in) || !isatty(out))
		return NULL;
	const char *without = getenv("NO_COLOR");
	if (without != NULL && *without != '\0')
		colours = false;
	struct screen *screen = mem_new(sizeof *screen);
	if (!make_pipe(screen->wake)) {
		free(screen);
		return NULL;
	}
	screen->in = in;
	current = screen;
	catch_signals(screen);
	screen->term = term_open(in, out, colours);
	if (screen->term == NULL) {
		free_screen(screen);
		return NULL;
	}
	screen->resized = true;
	screen->taken = true;
	return screen;
}

void
screen_close(struct screen *screen)
{
	if (screen == NULL)
		return;
	term_close(screen->term);
	free_screen(screen);
}

void
screen_rescue(void)
{
	if (current != NULL)
		term_leave(current->term);
}

void
screen_die(int number)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t all;
	(void)sigaction(number, &plain, NULL);
	(void)sigemptyset(&all);
	(void)sigaddset(&all, number);
	(void)sigprocmask(SIG_UNBLOCK, &all, NULL);
	(void)raise(number);
	_exit(128 + number);
}

/* Who stops the program that has the terminal then, stops this one too. */
void
screen_step_out(struct screen *screen)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	term_leave(screen->term);
	(void)sigaction(SIGTSTP, &plain, NULL);
}

void
screen_step_in(struct screen *screen)
{
	struct sigaction action = { .sa_handler = note_signal };
	(void)sigfillset(&action.sa_mask);
	(void)sigaction(SIGTSTP, &action, NULL);
	take_signals(screen);
	screen->stopping = false;
	screen->continued = false;
	term_enter(screen->term);
	screen->resized = true;
	screen->taken = true;
}

void
screen_end(struct screen *screen)
{
	screen->ended = true;
}

void
screen_redraw(struct screen *screen)
{
	term_forget(screen->term);
}

void
screen_suspend(struct screen *screen)
{
	screen->stopping = true;
}

/* ------------------------------------------------- the loop */

/* Tests wait for these marks; see tests/support/terminal.h. */
static void
mark(struct screen *screen, const char *word)
{
#ifdef WITHUS_TEST
	if (getenv("WITHUS_TEST_SYNC") != NULL) {
		struct str bytes = { 0 };
		str_add_format(&bytes, "\033]7777;%s\a", word);
		term_write(screen->term, str_text(&bytes));
		str_clear(&bytes);
	}
#else
	(void)screen;
	(void)word;
#endif
}

static void
draw_too_small(struct grid *grid)
{
	struct str rows = { 0 };
	wrap_text(&rows,
	    _(N_("This window is too small. Please make it larger.")), 0,
	    grid->cols);
	struct span rest = span_make(str_text(&rows), rows.len);
	struct grid_place place = { .row = 0 };
	for (; rest.len > 0; place.row++)
		(void)grid_put(grid, place, STYLE_PLAIN, span_next_line(&rest));
	str_clear(&rows);
}

static void
draw(struct screen *screen)
{
	struct grid *grid = &screen->grid;
	handle_signals(screen);
	if (screen->end_signal != 0)
		return;
	grid_erase(grid);
	if (grid->cols < SCREEN_COLS_MIN || grid->rows < SCREEN_ROWS_MIN)
		draw_too_small(grid);
	else
		screen->client->draw(screen->client->data, grid);
	term_draw(screen->term, grid);
	if (screen->taken) {
		screen->taken = false;
		mark(screen, "in");
	}
}

static void
answer_sync(struct screen *screen)
{
	struct str number = { 0 };
	draw(screen);
	str_add_format(&number, "%u", ++screen->marks);
	mark(screen, str_text(&number));
	str_clear(&number);
}

static void
dispatch(struct screen *screen, uint32_t key)
{
	const struct screen_client *client = screen->client;
	struct str text = { 0 };
	switch (key) {
	case TERM_SYNC:
		answer_sync(screen);
		break;
	case TERM_PASTE:
		term_read_paste(screen->term, &text);
		client->paste(client->data,
		    span_make(str_text(&text), text.len));
		break;
	default:
		client->key(client->data, key);
	}
	str_clear(&text);
}

static bool
is_over(const struct screen *screen)
{
	return screen->ended || screen->end_signal != 0;
}

/* Returns how many keys there were. */
static size_t
drain(struct screen *screen)
{
	uint32_t key;
	size_t count = 0;
	while (!is_over(screen) && !screen->stopping && count < KEYS_A_DRAW &&
	    term_read(screen->term, &key)) {
		dispatch(screen, key);
		count++;
	}
	return count;
}

/* Waits for keys, signals, or the time that the client named. */
static bool
wait_for_more(struct screen *screen)
{
	int ms = screen->client->rest(screen->client->data);
	struct pollfd fds[] = {
		{ .fd = screen->in, .events = POLLIN },
		{ .fd = screen->wake[0], .events = POLLIN },
	};
	if (is_over(screen) || poll(fds, 2, ms) <= 0)
		return false;
	return fds[0].revents != 0;
}

int
screen_run(struct screen *screen, const struct screen_client *client)
{
	screen->client = client;
	screen->ended = false;
	draw(screen);
	while (!is_over(screen)) {
		bool ready = wait_for_more(screen);
		handle_signals(screen);
		size_t count = drain(screen);
		/* Ready, and yet nothing comes: the terminal has gone. */
		if (ready && count == 0 && screen->end_signal == 0)
			screen->end_signal = SIGHUP;
		if (!is_over(screen))
			draw(screen);
	}
	return screen->end_signal;
}
