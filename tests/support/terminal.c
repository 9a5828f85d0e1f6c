#include "support/terminal_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"

#define WAIT_MS 30000
#define SYNC_KEY "\033[7777~"
#define TAKEN_MARK "\033]7777;in\a"
#define LEFT_MARK "\033]7777;out\a"
#define ENV_MOST 32

/* What the parent of the program reports. */
enum report_kind {
	REPORT_STARTED, /* value: its process */
	REPORT_STOPPED,
	REPORT_ENDED /* value: as terminal_wait_end */
};

struct report {
	enum report_kind what;
	int value;
};

/* ------------------------------------------------- the parent's process */

static void
tell(int reports, enum report_kind what, int value)
{
	struct report report = { .what = what, .value = value };
	if (write(reports, &report, sizeof report) != (ssize_t)sizeof report)
		_exit(1);
}

static void
set_signals(void (*handler)(int))
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGQUIT, SIGTSTP,
		SIGTTOU, SIGTTIN, SIGTERM, SIGPIPE };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		(void)signal(numbers[i], handler);
}

static void
become(const struct terminal_spec *spec, char **env)
{
	(void)setpgid(0, 0);
	(void)tcsetpgrp(STDIN_FILENO, getpid());
	set_signals(SIG_DFL);
	(void)execve(spec->argv[0], (char *const *)(uintptr_t)spec->argv, env);
	_exit(127);
}

static void
lead(const struct terminal_spec *spec, char **env, int reports, int orders)
{
	set_signals(SIG_IGN);
	pid_t child = fork();
	if (child == 0)
		become(spec, env);
	(void)setpgid(child, child);
	tell(reports, REPORT_STARTED, child);
	for (;;) {
		int status;
		char order;
		if (waitpid(child, &status, WUNTRACED) < 0)
			_exit(1);
		(void)tcsetpgrp(STDIN_FILENO, getpgrp());
		ssize_t size =
		    write(STDOUT_FILENO, LEFT_MARK, sizeof LEFT_MARK - 1);
		(void)size;
		if (!WIFSTOPPED(status)) {
			tell(reports, REPORT_ENDED,
			    WIFEXITED(status) ? WEXITSTATUS(status) :
						128 + WTERMSIG(status));
			/* The terminal stays, to be looked at. */
			_exit(read(orders, &order, 1) > 0);
		}
		tell(reports, REPORT_STOPPED, 0);
		if (read(orders, &order, 1) != 1)
			_exit(0);
		(void)tcsetpgrp(STDIN_FILENO, child);
		(void)kill(-child, SIGCONT);
	}
}

/* ------------------------------------------------- reading */

static int
note_property(VTermProp property, VTermValue *value, void *data)
{
	struct terminal *terminal = data;
	if (property == VTERM_PROP_CURSORVISIBLE)
		terminal->cursor_is_shown = value->boolean;
	if (property == VTERM_PROP_ALTSCREEN)
		terminal->is_alternate = value->boolean;
	if (property == VTERM_PROP_MOUSE)
		terminal->mouse = value->number;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = note_property,
};

/* What a terminal answers to questions. */
static void
answer(const char *bytes, size_t len, void *data)
{
	terminal_send(data, bytes, len);
}

static void
take_report(struct terminal *terminal)
{
	struct report report;
	ssize_t size = read(terminal->reports, &report, sizeof report);
	assert_int_equal(size, sizeof report);
	if (report.what == REPORT_STARTED)
		terminal->program = report.value;
	terminal->stopped = report.what == REPORT_STOPPED;
	terminal->ended = report.what == REPORT_ENDED;
	terminal->status = report.value;
}

static bool
take_output(struct terminal *terminal)
{
	char bytes[65536];
	ssize_t size = read(terminal->master, bytes, sizeof bytes);
	if (size <= 0)
		return false;
	str_add_bytes(&terminal->raw, bytes, (size_t)size);
	(void)vterm_input_write(terminal->vterm, bytes, (size_t)size);
	return true;
}

static void
fail_waiting(struct terminal *terminal, const char *what)
{
	for (size_t row = 0; row < terminal->size[1]; row++) {
		char *text = terminal_row(terminal, row);
		print_message("|%s\n", text);
		free(text);
	}
	fail_msg("%s did not come%s", what,
	    terminal->ended ? ": the program has ended" : "");
}

/* Waits for one thing or the other, and takes it. */
static void
pump(struct terminal *terminal, const char *what)
{
	struct pollfd fds[] = {
		{ .fd = terminal->reports, .events = POLLIN },
		{ .fd = terminal->master, .events = POLLIN },
	};
	int count = poll(fds, 2, WAIT_MS);
	if (count < 0 && errno == EINTR)
		return;
	if (count <= 0)
		fail_waiting(terminal, what);
	/* Bytes first: they were written before the program ended. */
	if ((fds[1].revents & POLLIN) != 0)
		(void)take_output(terminal);
	else if ((fds[0].revents & POLLIN) != 0)
		take_report(terminal);
	else
		fail_waiting(terminal, what);
}

/* True, and past it, if the mark has come. */
static bool
pass_mark(struct terminal *terminal, const char *mark)
{
	size_t len = strlen(mark);
	const char *raw = str_text(&terminal->raw);
	for (size_t at = terminal->searched; at + len <= terminal->raw.len;
	     at++) {
		if (memcmp(raw + at, mark, len) != 0)
			continue;
		terminal->searched = at + len;
		return true;
	}
	return false;
}

/* The mark after the last byte of a program that has ended says that no
 * other one comes. */
static void
wait_for(struct terminal *terminal, const char *mark)
{
	while (!pass_mark(terminal, mark)) {
		if (terminal->ended && pass_mark(terminal, LEFT_MARK))
			fail_waiting(terminal, mark);
		pump(terminal, mark);
	}
}

/* ------------------------------------------------- starting, ending */

static char **
make_env(const struct terminal_spec *spec)
{
	static const char *const kept[] = { "PATH", "HOME", "TMPDIR",
		"ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE" };
	char **env = mem_new_array(ENV_MOST, sizeof *env);
	size_t count = 0;
	struct str one = { 0 };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (getenv(kept[i]) == NULL)
			continue;
		str_add_format(&one, "%s=%s", kept[i], getenv(kept[i]));
		env[count++] = str_take(&one);
	}
	str_add_format(&one, "TERM=%s",
	    spec->name != NULL ? spec->name : "xterm-256color");
	env[count++] = str_take(&one);
	if (!spec->deaf)
		env[count++] = mem_dup_text("WITHUS_TEST_SYNC=1");
	for (size_t i = 0; spec->env != NULL && spec->env[i] != NULL; i++) {
		assert_true(count < ENV_MOST - 1);
		env[count++] = mem_dup_text(spec->env[i]);
	}
	return env;
}

static void
free_env(char **env)
{
	for (size_t i = 0; env[i] != NULL; i++)
		free(env[i]);
	free(env);
}

static void
set_window(struct winsize *window, size_t cols, size_t rows)
{
	*window = (struct winsize){
		.ws_col = (unsigned short)cols,
		.ws_row = (unsigned short)rows,
	};
}

static int
make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return -1;
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	return fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

struct terminal *
terminal_start(const struct terminal_spec *spec)
{
	struct terminal *terminal = mem_new(sizeof *terminal);
	terminal->cursor_is_shown = true;
	terminal->size[0] = spec->cols;
	terminal->size[1] = spec->rows;
	terminal->vterm = vterm_new((int)spec->rows, (int)spec->cols);
	vterm_set_utf8(terminal->vterm, 1);
	vterm_output_set_callback(terminal->vterm, answer, terminal);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_reset(terminal->screen, 1);

	int reports[2];
	int orders[2];
	struct winsize window;
	assert_int_equal(make_pipe(reports), 0);
	assert_int_equal(make_pipe(orders), 0);
	set_window(&window, spec->cols, spec->rows);
	char **env = make_env(spec);
	terminal->parent = forkpty(&terminal->master, NULL, NULL, &window);
	assert_true(terminal->parent >= 0);
	if (terminal->parent == 0) {
		(void)close(reports[0]);
		(void)close(orders[1]);
		lead(spec, env, reports[1], orders[0]);
	}
	free_env(env);
	(void)close(reports[1]);
	(void)close(orders[0]);
	(void)fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
	terminal->reports = reports[0];
	terminal->orders = orders[1];
	while (terminal->program == 0)
		pump(terminal, "the start");
	if (!spec->deaf)
		wait_for(terminal, TAKEN_MARK);
	return terminal;
}

void
terminal_free(struct terminal *terminal)
{
	if (terminal == NULL)
		return;
	if (!terminal->ended)
		(void)kill(terminal->program, SIGKILL);
	(void)close(terminal->orders);
	(void)close(terminal->reports);
	if (terminal->master >= 0)
		(void)close(terminal->master);
	while (waitpid(terminal->parent, NULL, 0) < 0 && errno == EINTR)
		continue;
	vterm_free(terminal->vterm);
	str_clear(&terminal->raw);
	free(terminal);
}

/* ------------------------------------------------- doing */

/* The terminal takes some kilobytes at once; while it is full, what the
 * program writes must be read, or both would wait for ever. */
void
terminal_send(struct terminal *terminal, const char *keys, size_t len)
{
	while (len > 0) {
		struct pollfd fd = { .fd = terminal->master,
			.events = POLLIN | POLLOUT };
		assert_true(poll(&fd, 1, WAIT_MS) > 0);
		if ((fd.revents & POLLIN) != 0)
			(void)take_output(terminal);
		if ((fd.revents & POLLOUT) == 0)
			continue;
		ssize_t sent =
		    write(terminal->master, keys, len < 1024 ? len : 1024);
		assert_true(sent > 0);
		keys += sent;
		len -= (size_t)sent;
	}
}

void
terminal_sync(struct terminal *terminal)
{
	char mark[32];
	terminal_send(terminal, SYNC_KEY, strlen(SYNC_KEY));
	(void)snprintf(mark, sizeof mark, "\033]7777;%zu\a", ++terminal->syncs);
	wait_for(terminal, mark);
}

void
terminal_press(struct terminal *terminal, const char *keys)
{
	terminal_send(terminal, keys, strlen(keys));
	terminal_sync(terminal);
}

void
terminal_paste(struct terminal *terminal, const char *text)
{
	terminal_send(terminal, "\033[200~", 6);
	terminal_send(terminal, text, strlen(text));
	terminal_press(terminal, "\033[201~");
}

void
terminal_expect(struct terminal *terminal, const char *words)
{
	for (;;) {
		for (size_t row = 0; row < terminal->size[1]; row++) {
			char *text = terminal_row(terminal, row);
			bool found = strstr(text, words) != NULL;
			free(text);
			if (found)
				return;
		}
		pump(terminal, words);
	}
}

void
terminal_wait_bytes(struct terminal *terminal, const char *bytes)
{
	wait_for(terminal, bytes);
}

/* The emulator first: what comes after the signal has the new size. */
void
terminal_resize(struct terminal *terminal, size_t cols, size_t rows)
{
	struct winsize window;
	set_window(&window, cols, rows);
	vterm_set_size(terminal->vterm, (int)rows, (int)cols);
	terminal->size[0] = cols;
	terminal->size[1] = rows;
	assert_int_equal(ioctl(terminal->master, TIOCSWINSZ, &window), 0);
}

void
terminal_signal(struct terminal *terminal, int number)
{
	assert_int_equal(kill(terminal->program, number), 0);
}

void
terminal_wait_stop(struct terminal *terminal)
{
	while (!terminal->stopped)
		pump(terminal, "the stop");
	wait_for(terminal, LEFT_MARK);
}

void
terminal_continue(struct terminal *terminal)
{
	terminal->searched = terminal->raw.len;
	terminal->stopped = false;
	assert_int_equal(write(terminal->orders, "c", 1), 1);
	wait_for(terminal, TAKEN_MARK);
}

int
terminal_wait_end(struct terminal *terminal)
{
	while (!terminal->ended)
		pump(terminal, "the end");
	while (terminal->master >= 0 && !pass_mark(terminal, LEFT_MARK))
		pump(terminal, "the last byte");
	return terminal->status;
}

void
terminal_close_window(struct terminal *terminal)
{
	(void)close(terminal->master);
	terminal->master = -1;
}
