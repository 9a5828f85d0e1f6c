#include "support/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"

#define FILE_MOST ((size_t)8 << 20)
#define SELF "/proc/self/exe"

struct stage stage;

int
stage_set_up(void **state)
{
	(void)state;
	(void)strcpy(stage.dir, "/tmp/withus-screen.XXXXXX");
	assert_non_null(mkdtemp(stage.dir));
	stage.path = file_join(stage.dir, "text");
	stage.kept = file_join(stage.dir, "kept");
	ssize_t len = readlink(SELF, stage.self, sizeof stage.self - 1);
	assert_true(len > 0);
	stage.self[len] = '\0';
	return 0;
}

int
stage_tear_down(void **state)
{
	(void)state;
	stage_stop();
	free(stage.path);
	free(stage.kept);
	return file_remove_all(stage.dir);
}

void
stage_start_in(const char *mode, const char *text, struct stage_size size,
    const struct terminal_spec *more)
{
	const char *const argv[] = { stage.self, "play", mode, stage.path,
		stage.kept, NULL };
	struct terminal_spec spec = { .argv = argv };
	if (more != NULL) {
		spec = *more;
		spec.argv = argv;
	}
	spec.cols = size.cols;
	spec.rows = size.rows;
	assert_int_equal(file_write(stage.path, text, strlen(text)), 0);
	stage.terminal = terminal_start(&spec);
}

void
stage_start(const char *mode, const char *text)
{
	stage_start_in(mode, text,
	    (struct stage_size){ .cols = 80, .rows = 24 }, NULL);
}

void
stage_stop(void)
{
	terminal_free(stage.terminal);
	stage.terminal = NULL;
}

void
stage_press(const char *keys)
{
	terminal_press(stage.terminal, keys);
}

void
stage_expect_row(size_t row, const char *wanted)
{
	char *text = terminal_row(stage.terminal, row);
	assert_string_equal(text, wanted);
	free(text);
}

void
stage_expect_cursor(size_t wanted_row, size_t wanted_col)
{
	size_t row;
	size_t col;
	terminal_cursor(stage.terminal, &row, &col);
	assert_int_equal(row, wanted_row);
	assert_int_equal(col, wanted_col);
}

void
stage_expect_kept(const char *wanted)
{
	struct str text = { 0 };
	assert_int_equal(file_read(&text, stage.kept, FILE_MOST), 0);
	assert_string_equal(str_text(&text), wanted);
	str_clear(&text);
}

void
stage_expect_end(int status)
{
	assert_int_equal(terminal_wait_end(stage.terminal), status);
	terminal_demand_clean(stage.terminal);
}

/* Keys that end it: nothing answers behind them. */
void
stage_end_by(const char *keys)
{
	terminal_send(stage.terminal, keys, strlen(keys));
	stage_expect_end(0);
}
