/*
 * Trials in a terminal: a folder with a file, and one of the programs of
 * support/play.h on a terminal of its own, which is this very program called
 * with other arguments.
 */
#ifndef SUPPORT_STAGE_H
#define SUPPORT_STAGE_H

#include "support/terminal.h"

#include <stddef.h>

#define STAGE_FIRST_ROW 2

struct stage {
	char dir[64];
	char *path;
	char *kept;
	char self[256];
	struct terminal *terminal;
};

/* The trial of this moment. */
extern struct stage stage;

struct stage_size {
	size_t cols;
	size_t rows;
};

/* For cmocka. */
int stage_set_up(void **state);
int stage_tear_down(void **state);

/* Starts a program, "box" or "list", with a text; `more`, which may be NULL,
 * has the terminal's name, environment and deafness. */
void stage_start_in(const char *mode, const char *text, struct stage_size size,
    const struct terminal_spec *more);

/* The same at 80x24. */
void stage_start(const char *mode, const char *text);

/* Ends what runs, for another start. */
void stage_stop(void);

void stage_press(const char *keys);

/* Keys that end the program, and that it then ends well. */
void stage_end_by(const char *keys);

/* Demands what a row shows, where the cursor is, what the box kept, how the
 * program ended; then the terminal must be clean. */
void stage_expect_row(size_t row, const char *wanted);
void stage_expect_cursor(size_t wanted_row, size_t wanted_col);
void stage_expect_kept(const char *wanted);
void stage_expect_end(int status);

#endif
