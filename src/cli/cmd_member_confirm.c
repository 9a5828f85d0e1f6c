/*
 * My word that the words of a member come from that member: six words that
 * both screens show are read aloud and compared.
 */
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/save.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct option_row options[] = {
	{
	    .name = "words",
	    .value = N_("WORDS"),
	    .help = N_("The six words as you heard them. Without it you are "
		       "asked."),
	},
	{ .name = NULL },
};

/* The letters of some words, small, without what is between them. */
static char *
squeeze(const char *text, size_t len)
{
	struct str out = { 0 };
	for (size_t i = 0; i < len; i++) {
		if (isalpha((unsigned char)text[i]))
			str_add_char(&out,
			    (char)tolower((unsigned char)text[i]));
	}
	return str_take(&out);
}

/* True if what was heard is one of the lines of six words. */
static bool
is_heard(const char *key_words, const char *heard)
{
	char *wanted = squeeze(heard, strlen(heard));
	bool found = false;
	while (*key_words != '\0' && !found) {
		size_t len = strcspn(key_words, "\n");
		char *line = squeeze(key_words, len);
		found = strcmp(line, wanted) == 0;
		free(line);
		key_words += len + (key_words[len] == '\n');
	}
	free(wanted);
	return found;
}

static int
ask_heard(const char *name, const char *key_words, bool *out)
{
	out_say(_("These are the six words of {1}:"), name, NULL);
	out_prose(2, key_words);
	char *question =
	    say_fill(_("Did you hear {1} read out just these words?"), name,
		NULL);
	int result = ask_yes(question,
	    _("Ask them to type “withus member show” on their computer and "
	      "to read the six words to you, in the same room or on the "
	      "phone."),
	    false, out);
	free(question);
	return result;
}

/* Whether the words are those that were heard: by option, or asked. */
static int
compare_words(struct run *run, const struct id *id, const char *name)
{
	const char *heard = run_option(run, "words");
	char *key_words = NULL;
	bool is_right = false;
	int result =
	    member_key_words(run->journal, &run->project, id, &key_words);
	if (result == 0 && heard != NULL)
		is_right = is_heard(key_words, heard);
	else if (result == 0 && run_can_ask(run))
		result = ask_heard(name, key_words, &is_right);
	else if (result == 0)
		result = run_miss(run, _("--words \"THE SIX WORDS\""));
	free(key_words);
	if (result == 0 && !is_right)
		result = err_set(ERR_WORDS_DIFFER, name, NULL);
	return result;
}

static int
confirm(struct run *run, const struct id *id, const char *name)
{
	struct written written = { 0 };
	int result = member_confirm(run->journal, &run->writer, id, &written);
	if (result == -ERR_NOTHING_CHANGED)
		return err_set(ERR_ALREADY_CONFIRMED, name, NULL);
	if (result != 0)
		return result;
	if (run->json)
		return save_tell(run, &written);
	out_say(_("Saved: from now on the words of {1} are shown as "
		  "confirmed."),
	    name, NULL);
	save_tell_waiting(run, written.in_history);
	return 0;
}

static int
run_member_confirm(struct run *run)
{
	struct id id;
	char *name = NULL;
	char *code = NULL;
	int result =
	    read_find(run->journal, &run->project, "member", run->args[0], &id);
	if (result == 0)
		result = read_mention(run->journal, &run->project, &id, &name,
		    &code);
	if (result == 0)
		result = compare_words(run, &id, name);
	if (result == 0)
		result = confirm(run, &id, name);
	free(code);
	free(name);
	return result;
}

static const int statuses[] = {
	STATUS_NOT_THERE,
	STATUS_NOT_SHARED,
	STATUS_DAMAGE,
	0,
};

const struct command cmd_member_confirm = {
	.name = "member",
	.verb = "confirm",
	.args = N_("MEMBER"),
	.args_least = 1,
	.args_most = 1,
	.summary = N_("say that words really come from a member"),
	.help = N_("Ask the person to type “withus member show” and to read "
		   "the six words to you. If they are those that you see, "
		   "their words are shown as confirmed from then on. This is "
		   "never needed: words that nobody confirmed count the "
		   "same."),
	.need = NEED_MEMBER,
	.options = options,
	.statuses = statuses,
	.run = run_member_confirm,
};
