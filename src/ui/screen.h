/*
 * The loop of the full screen: keys in, a grid out, signals in between.
 *
 * All that was typed is handled before anything is drawn, so that a slow
 * line never lags behind fast fingers. Signals are written into a pipe by
 * their handler and handled in the loop. Whatever ends it, the terminal is
 * left as it was found.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "base/span.h"
#include "ui/grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Smaller windows show one sentence until they are larger again. */
#define SCREEN_COLS_MIN 30
#define SCREEN_ROWS_MIN 8

struct screen;

/* What is on the screen. Each call gets `data`. */
struct screen_client {
	void (*key)(void *data, uint32_t key); /* of ui/keys.h */
	/* Text that was pasted, as the terminal sent it; never keys. */
	void (*paste)(void *data, struct span text);
	/* Draws all of it into a blank grid, and sets its cursor. */
	void (*draw)(void *data, struct grid *grid);
	/* All is handled and drawn: returns after how many ms it wants to be
	 * called again if nothing happens, -1: not at all. */
	int (*rest)(void *data);
	void *data;
};

/*
 * Takes over a terminal; `colours` as the settings say (NO_COLOR in the
 * environment, not empty, says no). NULL, and nothing changed, where the
 * terminal cannot do it. One at a time; to be closed.
 */
struct screen *screen_open(int in, int out, bool colours);

/* Gives the terminal back, and signals as they were. NULL does nothing. */
void screen_close(struct screen *screen);

/*
 * Runs until screen_end: 0. Or until the signal that is returned: the words
 * are to be kept, the screen to be closed, and then comes screen_die. A
 * terminal that has gone is SIGHUP.
 */
int screen_run(struct screen *screen, const struct screen_client *client);

/* From within a call of the client: the loop ends after it. */
void screen_end(struct screen *screen);

/* The next drawing clears the screen and writes all. */
void screen_redraw(struct screen *screen);

/* Stops the process as ^Z does, once the call of the client returns. */
void screen_suspend(struct screen *screen);

/* Gives the terminal to another program on it, an editor; and takes it
 * back. */
void screen_step_out(struct screen *screen);
void screen_step_in(struct screen *screen);

/* Leaves the terminal clean if one is taken: for who must end at once. */
void screen_rescue(void);

/* Ends the process by a signal, as if nothing had caught it. */
void screen_die(int number) __attribute__((noreturn));

#endif
