/*
 * The terminal, by curses. This is the only part that knows curses; the rest
 * has grids (ui/grid.h) and keys (ui/keys.h).
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "base/str.h"
#include "ui/grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What term_read gives besides keys. */
enum term_event {
	TERM_PASTE = 0x120000, /* a paste begins: term_read_paste */
	TERM_SYNC              /* a test asks for a mark; test builds alone */
};

struct term_state;

/*
 * Takes a terminal over: its own screen, keys as they are typed. NULL, and
 * nothing changed, where it cannot place the cursor or clear its screen, or
 * is not known: then a person needs the plain mode. Both descriptors stay the
 * caller's. LC_CTYPE must be of UTF-8.
 */
struct term_state *term_open(int in, int out, bool colours);

/* Gives the terminal back as it was, for good. NULL does nothing. */
void term_close(struct term_state *term);

/* The same for a while; and takes it over again, drawing all anew. */
void term_leave(struct term_state *term);
void term_enter(struct term_state *term);

/* Asks the terminal how large it is. */
void term_get_size(struct term_state *term, size_t *cols, size_t *rows);

/* Brings a grid to the terminal: what differs from what it shows, and the
 * cursor. */
void term_draw(struct term_state *term, const struct grid *grid);

/* The next term_draw clears the screen, and writes all. */
void term_forget(struct term_state *term);

/* The next key that is waiting, or event; false where there is none. Never
 * waits but for the rest of a key, 25 ms. */
bool term_read(struct term_state *term, uint32_t *key);

/* Adds what is pasted, as it comes, up to its end; waits for that, a second
 * for each piece. */
void term_read_paste(struct term_state *term, struct str *out);

/* Writes bytes that curses need not know of. */
void term_write(struct term_state *term, const char *bytes);

#endif
