#include "cli/out.h"

#include "base/clean.h"
#include "base/str.h"
#include "base/utf8.h"
#include "page/lines.h"

#include <withus/say.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define WIDTH_MOST 80
#define WIDTH_LEAST 20

#define ESC "\033["
#define STYLE_BOLD ESC "1m"
#define STYLE_END ESC "0m"

/* How this process shows things: set by out_open, then read, but for the
 * last two. */
static struct {
	size_t width;
	bool is_terminal;
	bool has_style;
	bool has_progress; /* standard error can show progress */
	bool has_failed;   /* a write to standard output has */
	int reason;        /* errno of that */
	size_t progress;   /* cells of it that stand there now */
} out = { .width = WIDTH_MOST };

/* Columns of the terminal. Behind a pipe is often a program that shows page by
 * page on the terminal where messages go; a file has no width. 0: none. */
static long
ask_terminal(void)
{
	struct winsize size = { 0 };
	struct stat to;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	if (fstat(STDOUT_FILENO, &to) == 0 && S_ISFIFO(to.st_mode) &&
	    ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	return 0;
}

/* $COLUMNS is what a person, or a test, asked for. */
static size_t
find_width(void)
{
	const char *columns = getenv("COLUMNS");
	long width = columns != NULL ? strtol(columns, NULL, 10) : 0;
	if (width <= 0)
		width = ask_terminal();
	if (width <= 0 || width > WIDTH_MOST)
		return WIDTH_MOST;
	return width < WIDTH_LEAST ? WIDTH_LEAST : (size_t)width;
}

static bool
is_set(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && *value != '\0';
}

static bool
is_dumb(void)
{
	const char *term = getenv("TERM");
	return term == NULL || strcmp(term, "dumb") == 0;
}

void
out_open(bool plain)
{
	bool may = !plain && !is_dumb();
	out.width = find_width();
	out.is_terminal = isatty(STDOUT_FILENO) != 0;
	out.has_style = may && out.is_terminal && !is_set("NO_COLOR");
	out.has_progress = may && isatty(STDERR_FILENO) != 0;
}

size_t
out_width(void)
{
	return out.width;
}

bool
out_is_terminal(void)
{
	return out.is_terminal;
}

/* Takes progress off the screen. */
static void
wipe_progress(void)
{
	if (out.progress == 0)
		return;
	(void)fprintf(stderr, "\r%*s\r", (int)out.progress, "");
	(void)fflush(stderr);
	out.progress = 0;
}

void
out_raw(const char *text, size_t len)
{
	wipe_progress();
	if (out.has_failed || fwrite(text, 1, len, stdout) == len)
		return;
	out.has_failed = true;
	out.reason = errno;
}

static const char *const colours[] = {
	[PAGE_PLAIN] = "",
	[PAGE_TITLE] = STYLE_BOLD,
	[PAGE_QUIET] = "",
	[PAGE_ADDED] = ESC "32m",
	[PAGE_REMOVED] = ESC "31m",
	[PAGE_FOUND] = STYLE_BOLD,
	[PAGE_NOTICE] = STYLE_BOLD,
};

/* True if the last span of a line does not end there: empty lines between
 * paragraphs have none. */
static bool
goes_on_below(const struct lines *lines, size_t at)
{
	at++;
	while (at < lines->count && lines->all[at].span_count == 0)
		at++;
	return at < lines->count && lines->all[at].spans[0].goes_on;
}

/* One line with its colours: one that goes on below is ended there. */
static void
add_line(struct str *to, const struct lines *lines, size_t at)
{
	const struct page_line *line = &lines->all[at];
	size_t done = 0;
	for (size_t i = 0; out.has_style && i < line->span_count; i++) {
		const struct page_span *span = &line->spans[i];
		const char *colour = colours[span->style];
		bool is_last = i + 1 == line->span_count;
		size_t end = span->begin + span->len;
		if (*colour == '\0')
			continue;
		str_add_bytes(to, line->text + done, span->begin - done);
		str_add(to, span->goes_on ? "" : colour);
		str_add_bytes(to, line->text + span->begin, span->len);
		if (!is_last || !goes_on_below(lines, at))
			str_add(to, STYLE_END);
		done = end;
	}
	str_add(to, line->text + done);
	str_add_char(to, '\n');
}

static void
add_paper(struct str *to, struct paper *paper)
{
	struct lines lines = { .all = NULL };
	lines_lay(&lines, paper, out.width);
	for (size_t i = 0; i < lines.count; i++)
		add_line(to, &lines, i);
	lines_clear(&lines);
	paper_clear(paper);
}

void
out_paper(struct paper *paper)
{
	struct str text = { 0 };
	add_paper(&text, paper);
	out_raw(str_text(&text), text.len);
	str_clear(&text);
}

void
out_prose(size_t indent, const char *text)
{
	struct paper paper = { .blocks = NULL };
	paper_prose(&paper, indent, text);
	out_paper(&paper);
}

void
out_item(size_t indent, const char *lead, const char *text)
{
	struct paper paper = { .blocks = NULL };
	paper_item(&paper, indent, lead, text);
	out_paper(&paper);
}

void
out_markdown(size_t indent, const char *body)
{
	struct paper paper = { .blocks = NULL };
	paper_markdown(&paper, indent, body);
	out_paper(&paper);
}

void
out_title(const char *text)
{
	struct paper paper = { .blocks = NULL };
	paper_title(&paper, text);
	out_paper(&paper);
}

void
out_line(enum page_style style, const char *text)
{
	struct paper paper = { .blocks = NULL };
	paper_line(&paper, style, text);
	out_paper(&paper);
}

void
out_say(const char *sentence, ...)
{
	struct paper paper = { .blocks = NULL };
	va_list list;
	va_start(list, sentence);
	paper_say_list(&paper, 0, sentence, list);
	va_end(list);
	out_paper(&paper);
}

void
out_blank(void)
{
	struct paper paper = { .blocks = NULL };
	paper_blank(&paper);
	out_paper(&paper);
}

void
out_prompt(const char *text)
{
	struct str line = { 0 };
	clean_line(&line, text, strlen(text));
	out_raw(str_text(&line), line.len);
	str_clear(&line);
	(void)fflush(stdout);
}

/* What was said before on standard output stands before it. */
void
out_notice(const char *text)
{
	struct paper paper = { .blocks = NULL };
	struct str rows = { 0 };
	wipe_progress();
	(void)fflush(stdout);
	paper_prose(&paper, 0, text);
	add_paper(&rows, &paper);
	(void)fwrite(str_text(&rows), 1, rows.len, stderr);
	(void)fflush(stderr);
	str_clear(&rows);
}

void
out_give_back(const char *text, size_t len)
{
	struct str clean = { 0 };
	clean_text(&clean, text, len);
	if (clean.len == 0 || clean.data[clean.len - 1] != '\n')
		str_add_char(&clean, '\n');
	(void)fwrite(str_text(&clean), 1, clean.len, stderr);
	(void)fflush(stderr);
	str_wipe(&clean);
}

void
out_progress(const char *text)
{
	if (!out.has_progress)
		return;
	struct str line = { 0 };
	wipe_progress();
	clean_line_cut(&line, text, strlen(text), out.width - 1);
	(void)fwrite(str_text(&line), 1, line.len, stderr);
	(void)fflush(stderr);
	out.progress = utf8_width(str_text(&line), line.len);
	str_clear(&line);
}

void
out_fault(const struct err *err)
{
	char *text = say_fault(err);
	out_notice(text);
	free(text);
}

int
out_close(void)
{
	wipe_progress();
	if (!out.has_failed && fflush(stdout) != 0) {
		out.has_failed = true;
		out.reason = errno;
	}
	return out.has_failed ?
	    err_set(ERR_OUT_CLOSED, strerror(out.reason), NULL) :
	    0;
}

bool
out_has_lost_reader(void)
{
	return out.has_failed && out.reason == EPIPE;
}
