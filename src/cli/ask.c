#include "cli/ask.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/ask_choice.h"
#include "cli/ask_fault.h"
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
show_question(const struct ask *ask, size_t *shown)
{
	if (ask->is_again) {
		*shown = ask_choice_page(ask);
		return;
	}
	out_blank();
	out_prose(0, ask->question);
	*shown = ask->choices != NULL ? ask_choice_show(ask, 0) : 0;
	if (ask->has_lines && ask->knows_lines)
		out_prose(0, _("A line with only a dot ends it."));
	else if (ask->has_lines)
		out_prose(0,
		    _("Write as many lines as you like. A line with only a "
		      "dot ends it. Ctrl-D stops, and what you wrote stays a "
		      "draft."));
}

static void
show_prompt(const struct ask *ask)
{
	const char *before = ask->before != NULL ? ask->before :
	    ask->usual != NULL                   ? find_word(ask, ask->usual) :
						   "";
	if (*before == '\0') {
		out_prompt("> ");
		return;
	}
	char *text = say_fill("[{1}] > ", before, NULL);
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
	if (ask->takes_several)
		out_prose(0,
		    _("You can choose several: put commas between them."));
	if (ask->before != NULL && *ask->before != '\0')
		out_prose(0,
		    _("Enter alone leaves what is there. \"\" takes it "
		      "away."));
	else if (ask->usual != NULL && *ask->usual != '\0')
		out_say(_("Enter alone means: {1}."),
		    find_word(ask, ask->usual), NULL);
	else if (!ask->is_required)
		out_prose(0, _("Enter alone leaves this out."));
	if (ask->can_go_back)
		out_prose(0, _("“back” goes to the question before."));
	out_prose(0, _("Ctrl-D stops here."));
}

/* What stands there is to go. */
static bool
is_taken_away(const struct ask *ask, const char *answer)
{
	return ask->before != NULL && strcmp(answer, ASK_TAKE_AWAY) == 0;
}

/* Whether an answer will do; says why not. */
static bool
is_good(const struct ask *ask, const char *answer)
{
	if (*answer == '\0') {
		bool will_do = !ask->is_required ||
		    (ask->before != NULL && *ask->before != '\0');
		if (!will_do)
			out_prose(0, _("This one needs an answer."));
		return will_do;
	}
	if (ask->check == NULL || ask->check(ask->data, answer) == 0)
		return true;
	ask_fault_tell();
	return false;
}

/* `back`, where there is no way back; true unless it may be an answer. */
static bool
refuse_back(const struct ask *ask)
{
	if (ask->is_first)
		out_prose(0,
		    _("This is the first question: there is none before it. "
		      "Ctrl-D stops here."));
	else if (ask->choices != NULL || ask->has_lines)
		out_prose(0,
		    _("There is no way back from this question. Ctrl-D stops "
		      "here."));
	return ask->is_first || ask->choices != NULL || ask->has_lines;
}

/* What a line stands for; NULL where it is none of the choices, which is
 * told. To be freed. */
static char *
read_answer(const struct ask *ask, const char *typed)
{
	char *answer = NULL;
	if (*typed == '\0' && ask->usual != NULL && ask->before == NULL)
		return mem_dup_text(ask->usual);
	if (*typed == '\0' || ask->choices == NULL || is_taken_away(ask, typed))
		return mem_dup_text(typed);
	answer = ask_choice_find(ask, typed);
	if (answer == NULL)
		out_prose(0,
		    _("Please type one of the numbers above. Type ? for "
		      "help."));
	return answer;
}

static enum reply
judge_line(const struct ask *ask, const char *typed, size_t *shown,
    char **answer)
{
	bool is_back = strcasecmp(typed, _("back")) == 0;
	if (strcmp(typed, "?") == 0) {
		show_help(ask);
		return REPLY_AGAIN;
	}
	if (ask_choice_has_more(ask, *shown) && strcmp(typed, "m") == 0) {
		*shown = ask_choice_show(ask, *shown);
		return REPLY_AGAIN;
	}
	if (is_back && ask->can_go_back)
		return REPLY_BACK;
	if (is_back && refuse_back(ask))
		return REPLY_AGAIN;
	char *given = read_answer(ask, typed);
	if (given == NULL || !is_good(ask, given)) {
		free(given);
		return REPLY_AGAIN;
	}
	*answer = given;
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

/* One question, and how many of its choices were shown. */
struct asking {
	const struct ask *ask;
	size_t *shown;
};

/* One line read: 0 and an answer, REPLY_AGAIN …, or a fault. */
static int
take_line(const struct asking *asking, struct str *line, enum reply *reply,
    char **answer)
{
	const struct ask *ask = asking->ask;
	show_prompt(ask);
	if (!read_line(line)) {
		out_blank();
		return err_set(ERR_STOPPED, NULL);
	}
	char *typed = trim(str_text(line));
	*reply = judge_line(ask, typed, asking->shown, answer);
	free(typed);
	if (*reply != REPLY_ANSWER || !ask->has_lines || **answer == '\0' ||
	    is_taken_away(ask, *answer))
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
	size_t shown = 0;
	const struct asking asking = { .ask = ask, .shown = &shown };
	*answer = NULL;
	hold_endings(&held);
	show_question(ask, &shown);
	while (result == 0 && reply == REPLY_AGAIN)
		result = take_line(&asking, &line, &reply, answer);
	release_endings(&held);
	str_clear(&line);
	if (result != 0)
		return result;
	return reply == REPLY_BACK ? ASK_BACK : 0;
}

int
ask_walk(void *data, size_t count,
    int (*one)(void *data, size_t index, bool is_first))
{
	size_t *trail = mem_new_array(count + 1, sizeof(*trail));
	size_t index = 0;
	size_t answered = 0;
	int result = 0;
	struct held held;
	hold_endings(&held);
	while (result == 0 && index < count) {
		result = one(data, index, answered == 0);
		if (result == 0)
			trail[answered++] = index;
		if (result == 0 || result == ASK_PASSED) {
			index++;
			result = 0;
		} else if (result == ASK_BACK && answered > 0) {
			index = trail[--answered];
			result = 0;
		}
	}
	release_endings(&held);
	free(trail);
	return result;
}

/* Questions with what was answered. */
struct answering {
	const struct ask *asks;
	char **answers;
};

static int
ask_next(void *data, size_t index, bool is_first)
{
	const struct answering *answering = data;
	struct ask ask = answering->asks[index];
	char *before = answering->answers[index];
	ask.can_go_back = !is_first;
	ask.is_first = is_first;
	if (before != NULL && *before != '\0')
		ask.usual = before;
	int result = ask_one(&ask, &answering->answers[index]);
	if (result == ASK_BACK)
		answering->answers[index] = before;
	else
		free(before);
	return result;
}

int
ask_all(const struct ask *asks, size_t count, char **answers)
{
	struct answering answering = { .asks = asks, .answers = answers };
	for (size_t i = 0; i < count; i++)
		answers[i] = NULL;
	return ask_walk(&answering, count, ask_next);
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
