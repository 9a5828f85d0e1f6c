#include "ui/spoken.h"

#include "base/intl.h"
#include "base/near.h"
#include "base/utf8.h"
#include "ui/question.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* How well a word fits what was typed. */
enum fit {
	FIT_NONE,
	FIT_NEAR,  /* may be meant */
	FIT_START, /* begins so */
	FIT_WHOLE
};

static enum fit
compare(const char *typed, const char *word)
{
	char *folded = utf8_fold(word, strlen(word));
	enum fit fit = FIT_NONE;
	if (strcmp(typed, folded) == 0)
		fit = FIT_WHOLE;
	else if (strncmp(typed, folded, strlen(typed)) == 0)
		fit = FIT_START;
	else if (near_is_likely(typed, folded))
		fit = FIT_NEAR;
	free(folded);
	return fit;
}

static enum fit
judge(const char *typed, enum keys_action action)
{
	enum fit word = compare(typed, keys_action_word(action));
	enum fit bar = compare(typed, keys_action_bar(action));
	return word > bar ? word : bar;
}

/* Who typed nothing, or spaces, means nothing. */
static char *
fold_typed(struct span answer)
{
	while (answer.len > 0 && *answer.data == ' ')
		answer = span_make(answer.data + 1, answer.len - 1);
	while (answer.len > 0 && answer.data[answer.len - 1] == ' ')
		answer.len--;
	return utf8_fold(answer.data, answer.len);
}

/* The best of what can be done now, and how well it fits; where several
 * begin so, the first of keys.def. */
static enum fit
choose(const struct room *room, const char *typed, enum keys_action *best)
{
	enum fit most = FIT_NONE;
	for (enum keys_action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		if (!room_can(room, a) || a == ACTION_COMMAND ||
		    a == ACTION_CANCEL)
			continue;
		enum fit fit = judge(typed, a);
		if (fit > most) {
			most = fit;
			*best = a;
		}
	}
	return most;
}

static void
say_none(struct room *room, const char *typed, const char *near)
{
	char *text = near != NULL ?
	    say_fill(
		_(N_("There is no command “{1}” here. Did you mean “{2}”?")),
		typed, near, NULL) :
	    say_fill(
		_(N_("There is no command “{1}” here. Help names them all.")),
		typed, NULL);
	room_say(room, text);
	free(text);
}

static void
take(void *data, struct room *room, struct span answer)
{
	enum keys_action action = ACTION_NONE;
	char *typed = fold_typed(answer);
	(void)data;
	if (*typed != '\0') {
		enum fit fit = choose(room, typed, &action);
		if (fit > FIT_NEAR)
			(void)room_act(room, action);
		else
			say_none(room, typed,
			    fit == FIT_NEAR ? keys_action_word(action) : NULL);
	}
	free(typed);
}

static void
complete(void *data, struct room *room, struct str *answer)
{
	enum keys_action action = ACTION_NONE;
	char *typed = fold_typed(span_make(str_text(answer), answer->len));
	(void)data;
	if (*typed != '\0' && choose(room, typed, &action) == FIT_START) {
		str_cut(answer, 0);
		str_add(answer, keys_action_word(action));
	}
	free(typed);
}

void
spoken_ask(struct room *room)
{
	const struct question_line question = {
		.prompt = _(N_("Command:")),
		.done = take,
		.complete = complete,
	};
	question_ask(room, &question);
}
