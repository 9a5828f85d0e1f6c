#include "cli/ask.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/say.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/select.h>
#include <unistd.h>

/* What becomes of a line that was typed. */
enum reply {
	REPLY_ANSWER,
	REPLY_AGAIN, /* help was shown, or the answer was none */
	REPLY_BACK
};

/* Ctrl-C, a window that closes, and being told to end. */
static const int endings[] = { SIGINT, SIGHUP, SIGTERM };

#define ENDING_COUNT (sizeof(endings) / sizeof(*endings))

/* What they did before a question, and what was held back then. */
struct held {
	struct sigaction actions[ENDING_COUNT];
	sigset_t mask;
};

static void
wake_up(int signal)
{
	(void)signal;
}

/* What ends the program elsewhere is the end of the input at a question, so
 * that answers which were given become a draft. It is held back but for the
 * wait, or it could come between the prompt and the wait unseen. */
static void
hold_endings(struct held *held)
{
	const struct sigaction wake = { .sa_handler = wake_up };
	sigset_t mask;
	sigemptyset(&mask);
	for (size_t i = 0; i < ENDING_COUNT; i++) {
		sigaddset(&mask, endings[i]);
		(void)sigaction(endings[i], &wake, &held->actions[i]);
	}
	(void)sigprocmask(SIG_BLOCK, &mask, &held->mask);
}

static void
release_endings(const struct held *held)
{
	(void)sigprocmask(SIG_SETMASK, &held->mask, NULL);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		(void)sigaction(endings[i], &held->actions[i], NULL);
}

/* False where one of them came first. A terminal gives a line at a time, so
 * none lies in the buffer of stdin. */
static bool
wait_for_line(void)
{
	sigset_t mask;
	fd_set set;
	FD_ZERO(&set);
	FD_SET(STDIN_FILENO, &set);
	(void)sigprocmask(SIG_BLOCK, NULL, &mask);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		sigdelset(&mask, endings[i]);
	return pselect(STDIN_FILENO + 1, &set, NULL, NULL, NULL, &mask) > 0;
}

/* Reads a line without its LF; false at the end of the input. */
static bool
read_line(struct str *line)
{
	char *data = NULL;
	size_t cap = 0;
	ssize_t len = wait_for_line() ? getline(&data, &cap, stdin) : -1;
	line->len = 0;
	if (len > 0 && data[len - 1] == '\n')
		len--;
	if (len >= 0)
		str_add_bytes(line, data, (size_t)len);
	free(data);
	return len >= 0;
}

/* Cuts white space at both ends. To be freed. */
static char *
trim(const char *text)
{
	static const char space[] = " \t\r";
	text += strspn(text, space);
	size_t len = strlen(text);
	while (len > 0 && strchr(space, text[len - 1]) != NULL)
		len--;
	return mem_dup(text, len);
}

static void
show_choices(const struct ask *ask)
{
	for (size_t i = 0; ask->choices[i].name != NULL; i++) {
		struct str lead = { 0 };
		str_add_format(&lead, "%zu  ", i + 1);
		out_item(2, lead.data, ask->choices[i].word);
		str_clear(&lead);
		if (ask->choices[i].help != NULL)
			out_prose(5, ask->choices[i].help);
	}
}

static const char *
find_word(const struct ask *ask, const char *name)
{
	for (size_t i = 0; ask->choices != NULL && ask->choices[i].name != NULL;
	     i++) {
		if (strcmp(ask->choices[i].name, name) == 0)
			return ask->choices[i].word;
	}
	return name;
}

static void
show_question(const struct ask *ask)
{
	out_blank();
	out_prose(0, ask->question);
	if (ask->choices != NULL)
		show_choices(ask);
	if (ask->has_lines)
		out_prose(0,
		    _("Write as many lines as you like. A line with only a "
		      "dot ends it. Ctrl-D stops, and what you wrote stays a "
		      "draft."));
}

static void
show_prompt(const struct ask *ask)
{
	if (ask->usual == NULL || *ask->usual == '\0') {
		out_prompt("> ");
		return;
	}
	char *text = say_fill("[{1}] > ", find_word(ask, ask->usual), NULL);
	out_prompt(text);
	free(text);
}

static void
show_help(const struct ask *ask)
{
	if (ask->help != NULL)
		out_prose(0, ask->help);
	if (ask->choices != NULL)
		out_prose(0,
		    _("Type the number of your choice, or the start of its "
		      "words."));
	if (ask->has_lines)
		out_prose(0,
		    _("Write line by line. A line with only a dot ends it."));
	if (ask->usual != NULL && *ask->usual != '\0')
		out_say(_("Enter alone means: {1}."),
		    find_word(ask, ask->usual), NULL);
	else if (!ask->is_required)
		out_prose(0, _("Enter alone leaves this out."));
	if (ask->can_go_back)
		out_prose(0, _("“back” goes to the question before."));
	out_prose(0, _("Ctrl-D stops here."));
}

/* How well a choice fits what was typed. */
enum fit {
	FIT_NONE,
	FIT_START,
	FIT_WHOLE
};

static enum fit
fit_word(const char *typed, const char *word)
{
	char *folded = utf8_fold(word, strlen(word));
	enum fit fit = FIT_NONE;
	if (strcmp(folded, typed) == 0)
		fit = FIT_WHOLE;
	else if (strncmp(folded, typed, strlen(typed)) == 0)
		fit = FIT_START;
	free(folded);
	return fit;
}

static enum fit
fit_choice(const char *typed, const struct ask_choice *choice)
{
	enum fit name = fit_word(typed, choice->name);
	enum fit word = fit_word(typed, choice->word);
	return name > word ? name : word;
}

/* The only choice that fits so well, with the number of those that do. */
static const char *
find_fitting(const struct ask *ask, const char *typed, enum fit least,
    size_t *count)
{
	const char *found = NULL;
	*count = 0;
	for (size_t i = 0; ask->choices[i].name != NULL; i++) {
		if (fit_choice(typed, &ask->choices[i]) < least)
			continue;
		found = ask->choices[i].name;
		++*count;
	}
	return *count == 1 ? found : NULL;
}

static const char *
find_number(const struct ask *ask, const char *typed)
{
	char *end = NULL;
	unsigned long number = strtoul(typed, &end, 10);
	if (end == typed || *end != '\0' || number == 0)
		return NULL;
	for (size_t i = 0; ask->choices[i].name != NULL; i++) {
		if (number == i + 1)
			return ask->choices[i].name;
	}
	return NULL;
}

/* A choice by its number, its name or words, or the start of them where only
 * one begins so; NULL where it is none. */
static const char *
find_choice(const struct ask *ask, const char *typed)
{
	const char *found = find_number(ask, typed);
	char *folded = utf8_fold(typed, strlen(typed));
	size_t count = 0;
	if (found == NULL)
		found = find_fitting(ask, folded, FIT_WHOLE, &count);
	if (found == NULL && count == 0)
		found = find_fitting(ask, folded, FIT_START, &count);
	free(folded);
	if (found == NULL && count > 1)
		out_say(_("“{1}” could mean more than one of these."), typed,
		    NULL);
	return found;
}

/* Whether an answer will do; says why not. */
static bool
is_good(const struct ask *ask, const char *answer)
{
	if (*answer == '\0') {
		if (ask->is_required)
			out_prose(0, _("This one needs an answer."));
		return !ask->is_required;
	}
	if (ask->check == NULL || ask->check(ask->data, answer) == 0)
		return true;
	out_fault(err_last());
	return false;
}

static enum reply
judge_line(const struct ask *ask, const char *typed, char **answer)
{
	if (strcmp(typed, "?") == 0) {
		show_help(ask);
		return REPLY_AGAIN;
	}
	bool is_back = strcasecmp(typed, _("back")) == 0;
	if (is_back && ask->can_go_back)
		return REPLY_BACK;
	if (is_back && ask->is_first) {
		out_prose(0,
		    _("This is the first question: there is none before it. "
		      "Ctrl-D stops here."));
		return REPLY_AGAIN;
	}
	if (is_back && (ask->choices != NULL || ask->has_lines)) {
		out_prose(0,
		    _("There is no way back from this question. Ctrl-D stops "
		      "here."));
		return REPLY_AGAIN;
	}
	const char *given = typed;
	if (*typed == '\0' && ask->usual != NULL)
		given = ask->usual;
	else if (*typed != '\0' && ask->choices != NULL)
		given = find_choice(ask, typed);
	if (given == NULL) {
		out_prose(0,
		    _("Please type one of the numbers above. Type ? for "
		      "help."));
		return REPLY_AGAIN;
	}
	if (!is_good(ask, given))
		return REPLY_AGAIN;
	*answer = mem_dup_text(given);
	return REPLY_ANSWER;
}

/* Gathers lines up to a dot alone; true unless the input ended before. */
static bool
read_lines(const struct ask *ask, struct str *text, struct str *line)
{
	while (strcmp(str_text(line), ".") != 0) {
		str_add(text, str_text(line));
		str_add_char(text, '\n');
		if (ask->keep != NULL)
			ask->keep(ask->keep_data, str_text(text));
		out_prompt("> ");
		if (!read_line(line)) {
			out_blank();
			return false;
		}
	}
	return true;
}

/* After a first line of words of several lines: the others. */
static int
finish_lines(const struct ask *ask, struct str *line, char **answer)
{
	struct str text = { 0 };
	bool is_whole = read_lines(ask, &text, line);
	*answer = str_take(&text);
	return is_whole ? 0 : err_set(ERR_STOPPED, NULL);
}

/* One line read: 0 and an answer, REPLY_AGAIN …, or a fault. */
static int
take_line(const struct ask *ask, struct str *line, enum reply *reply,
    char **answer)
{
	show_prompt(ask);
	if (!read_line(line)) {
		out_blank();
		return err_set(ERR_STOPPED, NULL);
	}
	char *typed = trim(str_text(line));
	*reply = judge_line(ask, typed, answer);
	free(typed);
	if (*reply != REPLY_ANSWER || !ask->has_lines || **answer == '\0')
		return 0;
	free(*answer);
	*answer = NULL;
	return finish_lines(ask, line, answer);
}

int
ask_one(const struct ask *ask, char **answer)
{
	struct str line = { 0 };
	enum reply reply = REPLY_AGAIN;
	int result = 0;
	struct held held;
	*answer = NULL;
	hold_endings(&held);
	show_question(ask);
	while (result == 0 && reply == REPLY_AGAIN)
		result = take_line(ask, &line, &reply, answer);
	release_endings(&held);
	str_clear(&line);
	if (result != 0)
		return result;
	return reply == REPLY_BACK ? ASK_BACK : 0;
}

int
ask_all(const struct ask *asks, size_t count, char **answers)
{
	for (size_t i = 0; i < count; i++)
		answers[i] = NULL;
	for (size_t i = 0; i < count;) {
		struct ask ask = asks[i];
		char *before = answers[i];
		ask.can_go_back = i > 0;
		ask.is_first = i == 0;
		if (before != NULL && *before != '\0')
			ask.usual = before;
		int result = ask_one(&ask, &answers[i]);
		if (result == ASK_BACK) {
			answers[i--] = before;
			continue;
		}
		free(before);
		if (result != 0)
			return result;
		i++;
	}
	return 0;
}

int
ask_yes(const char *question, const char *help, bool usual, bool *out)
{
	const struct ask_choice choices[] = {
		{ .name = "yes", .word = _("yes") },
		{ .name = "no", .word = _("no") },
		{ .name = NULL },
	};
	struct ask ask = {
		.question = question,
		.help = help,
		.usual = usual ? "yes" : "no",
		.choices = choices,
	};
	char *answer = NULL;
	int result = ask_one(&ask, &answer);
	*out = result == 0 && strcmp(answer, "yes") == 0;
	free(answer);
	return result;
}
