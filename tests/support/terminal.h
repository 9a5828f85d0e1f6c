/*
 * A terminal for tests: a program runs on a pseudo terminal, and what it
 * writes is read by libvterm, as a window would show it.
 *
 * Nothing waits by the clock. A program of a test build that finds
 * WITHUS_TEST_SYNC in its environment takes one private key, answers it by
 * drawing, and then writes a private mark with a number: as keys go in order
 * and bytes come out in order, everything sent before that key has been
 * handled and drawn when the mark arrives. It writes another mark whenever
 * it has taken the terminal over, since keys sent before that would be
 * echoed. (Text that appears proves less: it may be drawn first, or be left
 * from before. A second pipe would be overtaken by the terminal.)
 *
 * The program has a parent in its session, as under a shell: without one the
 * system does not stop it. The parent tells of stops and of the end.
 *
 * What never comes fails the test after a time that no sound run needs.
 */
#ifndef SUPPORT_TERMINAL_H
#define SUPPORT_TERMINAL_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct terminal;

struct terminal_spec {
	const char *const *argv; /* argv[0] is a path; NULL-ended */
	const char *const *env;  /* "NAME=value", added; NULL-ended; NULL */
	const char *name;        /* TERM; NULL: xterm-256color */
	size_t cols;
	size_t rows;
	bool deaf; /* takes no key of ours: nothing is waited for */
};

/* Starts it, and waits until it has drawn; to be freed. */
struct terminal *terminal_start(const struct terminal_spec *spec);

/* Ends what still runs. NULL does nothing. */
void terminal_free(struct terminal *terminal);

/* Sends bytes as keys, and waits until all are handled and drawn. */
void terminal_press(struct terminal *terminal, const char *keys);

/* The same for bytes that may hold a NUL, without waiting. */
void terminal_send(struct terminal *terminal, const char *keys, size_t len);
void terminal_sync(struct terminal *terminal);

/* Between the marks of a paste; waits. */
void terminal_paste(struct terminal *terminal, const char *text);

/* Waits until the window shows these words somewhere; for what is drawn
 * without a key. */
void terminal_expect(struct terminal *terminal, const char *words);

/* Waits for these bytes, behind all that was waited for so far. */
void terminal_wait_bytes(struct terminal *terminal, const char *bytes);

/* The window becomes another size; terminal_sync() waits for the redraw. */
void terminal_resize(struct terminal *terminal, size_t cols, size_t rows);

/* The text of a row without spaces at its end; to be freed. */
char *terminal_row(const struct terminal *terminal, size_t row);

/* A letter for each cell: '.' plain, 'b' bold, 'u' underlined, 'B' both;
 * 'r', 'R', 'U', 'X' the same in reverse. To be freed. */
char *terminal_styles(const struct terminal *terminal, size_t row);

/* A letter for each cell: '.' the terminal's own colour, else a digit. */
char *terminal_colours(const struct terminal *terminal, size_t row);

void terminal_cursor(const struct terminal *terminal, size_t *row, size_t *col);

/* How many bytes have come so far; and those since then. Borrowed, valid
 * until more come. */
size_t terminal_mark(const struct terminal *terminal);
struct span terminal_since(const struct terminal *terminal, size_t mark);

/* Sends a signal to the program alone. */
void terminal_signal(struct terminal *terminal, int number);

/* Waits until it has stopped; lets it go on, and waits until it has drawn. */
void terminal_wait_stop(struct terminal *terminal);
void terminal_continue(struct terminal *terminal);

/* Waits until it has ended: its exit status, or 128 + signal. */
int terminal_wait_end(struct terminal *terminal);

/* Closes the window under the program. Nothing but terminal_wait_end and
 * terminal_free after that. */
void terminal_close_window(struct terminal *terminal);

/* Demands what a shell wants to find: lines and echo on, the first screen,
 * the cursor shown, no marks around pastes, no mouse. */
void terminal_demand_clean(const struct terminal *terminal);

/* True where the program has the terminal for itself. */
bool terminal_is_taken(const struct terminal *terminal);

#endif
