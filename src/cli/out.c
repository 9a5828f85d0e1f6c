#include "cli/out.h"

#include "base/clean.h"
#include "base/markdown.h"
#include "base/utf8.h"
#include "base/wrap.h"

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

/* Stands outside the brackets of what was found until it is coloured: a text
 * can have brackets of its own, but no such sign once it is cleaned. */
#define JOINER "\342\201\240"

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

static void
put_str(struct str *text)
{
	out_raw(str_text(text), text->len);
	str_clear(text);
}

void
out_prose(size_t indent, const char *text)
{
	struct str clean = { 0 };
	struct str rows = { 0 };
	clean_text(&clean, text, strlen(text));
	wrap_text(&rows, str_text(&clean), indent, out.width);
	put_str(&rows);
	str_clear(&clean);
}

void
out_item(size_t indent, const char *lead, const char *text)
{
	struct str first = { 0 };
	struct str clean = { 0 };
	struct str rows = { 0 };
	clean_line(&first, lead, strlen(lead));
	clean_text(&clean, text, strlen(text));
	wrap_item(&rows, str_text(&first), str_text(&clean), indent, out.width);
	put_str(&rows);
	str_clear(&clean);
	str_clear(&first);
}

void
out_markdown(size_t indent, const char *body)
{
	struct str rows = { 0 };
	markdown_print(&rows, body, indent, out.width);
	put_str(&rows);
}

/* Marks that say what colour alone would not. */
struct style_marks {
	const char *begin;
	const char *end;
	const char *colour;
};

static const struct style_marks styles[] = {
	[OUT_PLAIN] = { .begin = "", .end = "", .colour = "" },
	[OUT_TITLE] = { .begin = "", .end = "", .colour = STYLE_BOLD },
	[OUT_QUIET] = { .begin = "", .end = "", .colour = "" },
	[OUT_ADDED] = { .begin = "{+", .end = "+}", .colour = ESC "32m" },
	[OUT_REMOVED] = { .begin = "[-", .end = "-]", .colour = ESC "31m" },
	[OUT_FOUND] = { .begin = "[", .end = "]", .colour = STYLE_BOLD },
	[OUT_NOTICE] = { .begin = "", .end = "", .colour = STYLE_BOLD },
};

void
out_title(const char *text)
{
	struct str clean = { 0 };
	struct str rows = { 0 };
	str_add(&rows, out.has_style ? STYLE_BOLD : "");
	clean_line(&clean, text, strlen(text));
	wrap_text(&rows, str_text(&clean), 0, out.width);
	if (out.has_style) {
		str_cut(&rows, rows.len - 1);
		str_add(&rows, STYLE_END "\n");
	}
	put_str(&rows);
	str_clear(&clean);
}

void
out_line(enum out_style style, const char *text)
{
	const struct style_marks *marks = &styles[style];
	bool has_colour = out.has_style && *marks->colour != '\0';
	size_t room = out.width - strlen(marks->begin) - strlen(marks->end);
	struct str line = { 0 };
	str_add(&line, has_colour ? marks->colour : "");
	str_add(&line, marks->begin);
	clean_line_cut(&line, text, strlen(text), room);
	str_add(&line, marks->end);
	str_add(&line, has_colour ? STYLE_END : "");
	str_add_char(&line, '\n');
	put_str(&line);
}

void
out_say(const char *sentence, ...)
{
	const char *args[9];
	size_t count = 0;
	va_list list;
	va_start(list, sentence);
	for (; count < 9; count++) {
		args[count] = va_arg(list, const char *);
		if (args[count] == NULL)
			break;
	}
	va_end(list);
	for (; count < 9; count++)
		args[count] = "";
	char *text = say_fill(sentence, args[0], args[1], args[2], args[3],
	    args[4], args[5], args[6], args[7], args[8], NULL);
	out_prose(0, text);
	free(text);
}

void
out_blank(void)
{
	out_raw("\n", 1);
}

void
out_prompt(const char *text)
{
	struct str line = { 0 };
	clean_line(&line, text, strlen(text));
	put_str(&line);
	(void)fflush(stdout);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

/* Marks stand against the words, with the spaces outside, so that wrapping
 * never parts them. */
void
out_run(struct out_runs *runs, enum out_style style, const char *text,
    size_t len)
{
	const struct style_marks *marks = &styles[style];
	const char *joiner = style == OUT_FOUND && out.has_style ? JOINER : "";
	size_t begin = 0;
	size_t end = len;
	while (begin < end && is_space(text[begin]))
		begin++;
	while (end > begin && is_space(text[end - 1]))
		end--;
	clean_text(&runs->text, text, begin);
	if (end > begin) {
		str_add(&runs->text, joiner);
		str_add(&runs->text, marks->begin);
		clean_text(&runs->text, text + begin, end - begin);
		str_add(&runs->text, marks->end);
		str_add(&runs->text, joiner);
	}
	clean_text(&runs->text, text + end, len - end);
}

/* Colours what stands in marks; text that itself has such marks is coloured
 * too, and nothing worse. */
static void
add_colours(struct str *to, const char *text)
{
	bool is_found = false;
	for (; *text != '\0'; text++) {
		if (strncmp(text, JOINER, sizeof(JOINER) - 1) == 0) {
			is_found = !is_found;
			str_add(to,
			    is_found ? styles[OUT_FOUND].colour : STYLE_END);
			text += sizeof(JOINER) - 2;
			continue;
		}
		if (strncmp(text, "{+", 2) == 0)
			str_add(to, styles[OUT_ADDED].colour);
		else if (strncmp(text, "[-", 2) == 0)
			str_add(to, styles[OUT_REMOVED].colour);
		bool is_end =
		    strncmp(text, "+}", 2) == 0 || strncmp(text, "-]", 2) == 0;
		str_add_char(to, *text);
		if (!is_end)
			continue;
		str_add_char(to, *++text);
		str_add(to, STYLE_END);
	}
}

void
out_runs_end(struct out_runs *runs, size_t indent)
{
	struct str rows = { 0 };
	wrap_text(&rows, str_text(&runs->text), indent, out.width);
	str_clear(&runs->text);
	if (!out.has_style) {
		put_str(&rows);
		return;
	}
	struct str coloured = { 0 };
	add_colours(&coloured, str_text(&rows));
	str_clear(&rows);
	put_str(&coloured);
}

/* What was said before on standard output stands before it. */
void
out_notice(const char *text)
{
	struct str clean = { 0 };
	struct str rows = { 0 };
	wipe_progress();
	(void)fflush(stdout);
	clean_text(&clean, text, strlen(text));
	wrap_text(&rows, str_text(&clean), 0, out.width);
	(void)fwrite(str_text(&rows), 1, rows.len, stderr);
	(void)fflush(stderr);
	str_clear(&rows);
	str_clear(&clean);
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
