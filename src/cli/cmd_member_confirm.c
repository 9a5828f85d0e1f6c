/*
 * My word that the words of a member come from that member: six words that
 * both screens show are read aloud and compared.
 */
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"
#include "cli/command.h"
#include "cli/given.h"
#include "cli/out.h"
#include "cli/save.h"
#include "cli/target.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct option_row options[] = {
	{
	    .name = "words",
	    .value = N_("WORDS"),
	    .help = N_("The six words as you heard them. Without it you are "
		       "asked."),
	},
	{
	    .name = "key",
	    .value = N_("NUMBER"),
	    .help = N_("Where somebody writes with more than one key: which of "
		       "them, by its number in “withus member show”."),
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

/* The keys of a member. */
struct keys {
	const char *name; /* of the member */
	struct own_key *keys;
	size_t count;
	size_t cap;
};

struct own_key {
	struct id id;
	char *words;
	char *since; /* in words */
	bool is_confirmed;
};

static int
take_key(void *data, const struct member_key *key)
{
	struct keys *keys = data;
	keys->keys = mem_grow(keys->keys, &keys->cap, keys->count + 1,
	    sizeof(*keys->keys));
	keys->keys[keys->count++] = (struct own_key){
		.id = key->id,
		.words = mem_dup_text(key->words),
		.since = say_date(key->since),
		.is_confirmed = key->is_confirmed,
	};
	return 0;
}

static void
clear_keys(struct keys *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		free(keys->keys[i].words);
		free(keys->keys[i].since);
	}
	free(keys->keys);
}

/* The key by its number in “withus member show”; NULL where it is none. */
static int
find_number(const struct keys *keys, const char *typed,
    const struct own_key **out)
{
	long long number = 0;
	if (!given_read_number(typed, &number) || number < 1 ||
	    (size_t)number > keys->count)
		return err_set(ERR_KEY_NOT_THERE, keys->name, typed, NULL);
	*out = &keys->keys[number - 1];
	return 0;
}

/* The key whose six words were heard, among all or the one chosen. */
static int
find_heard(const struct keys *keys, const char *heard,
    const struct own_key **key)
{
	char *wanted = squeeze(heard, strlen(heard));
	const struct own_key *found = NULL;
	for (size_t i = 0; keys->keys != NULL && i < keys->count; i++) {
		const struct own_key *each = &keys->keys[i];
		char *words = squeeze(each->words, strlen(each->words));
		bool may_be = *key == NULL || *key == each;
		if (may_be && strcmp(words, wanted) == 0)
			found = each;
		free(words);
	}
	free(wanted);
	*key = found;
	return found != NULL ? 0 : err_set(ERR_WORDS_DIFFER, keys->name, NULL);
}

/* With several, which of them was heard. */
static int
ask_key(const struct keys *keys, const struct own_key **key)
{
	struct ask_choice *choices =
	    mem_new_array(keys->count + 1, sizeof(*choices));
	for (size_t i = 0; keys->keys != NULL && i < keys->count; i++) {
		const struct own_key *each = &keys->keys[i];
		const char *sentence = each->is_confirmed ?
		    _("{1} (since {2}, confirmed by you)") :
		    _("{1} (since {2})");
		choices[i] = (struct ask_choice){
			.name = each->words,
			.word =
			    say_fill(sentence, each->words, each->since, NULL),
		};
	}
	char *question = say_fill(_("The words of {1} come from more than one "
				    "key. Which six words did you hear?"),
	    keys->name, NULL);
	const struct ask ask = {
		.question = question,
		.choices = choices,
		.is_required = true,
	};
	char *answer = NULL;
	int result = ask_one(&ask, &answer);
	if (result == 0)
		result = find_heard(keys, answer, key);
	free(answer);
	free(question);
	for (size_t i = 0; i < keys->count; i++)
		free((char *)(uintptr_t)choices[i].word);
	free(choices);
	return result;
}

static int
ask_heard(const struct keys *keys, const struct own_key *key)
{
	bool is_right = false;
	out_say(_("These are the six words of {1}, since {2}:"), keys->name,
	    key->since, NULL);
	out_prose(2, key->words);
	char *question =
	    say_fill(_("Did you hear {1} read out just these words?"),
		keys->name, NULL);
	int result = ask_yes(question,
	    _("Ask them to type “withus member show” on their computer and "
	      "to read the six words to you, in the same room or on the "
	      "phone."),
	    false, &is_right);
	free(question);
	if (result == 0 && !is_right)
		result = err_set(ERR_WORDS_DIFFER, keys->name, NULL);
	return result;
}

/* Which key is meant, and whether its words are those that were heard: by
 * option, or asked. */
static int
choose_key(struct run *run, const struct keys *keys, const struct own_key **key)
{
	const char *typed = run_option(run, "key");
	const char *heard = run_option(run, "words");
	int result = typed != NULL ? find_number(keys, typed, key) : 0;
	if (result != 0)
		return result;
	if (heard != NULL)
		return find_heard(keys, heard, key);
	if (!run_can_ask(run))
		return run_miss(run, _("--words \"THE SIX WORDS\""));
	if (*key == NULL && keys->count == 1)
		*key = &keys->keys[0];
	if (*key == NULL)
		return ask_key(keys, key);
	return ask_heard(keys, *key);
}

static int
tell_confirmed(struct run *run, const struct keys *keys,
    const struct written *written)
{
	if (run->json)
		return save_tell(run, written);
	out_say(keys->count == 1 ?
		_("Saved: from now on the words of {1} are shown as "
		  "confirmed. If {1} writes on another computer later, that "
		  "one wants a word of its own.") :
		_("Saved: from now on the words of {1} that come from this "
		  "key are shown as confirmed. Each other key wants a word of "
		  "its own."),
	    keys->name, NULL);
	save_tell_waiting(run, written->in_history);
	return 0;
}

static int
confirm(struct run *run, const struct id *id, const char *name)
{
	struct keys keys = { .name = name };
	const struct own_key *key = NULL;
	struct written written = { 0 };
	int result =
	    member_each_key(run->journal, &run->writer, id, take_key, &keys);
	if (result == 0)
		result = choose_key(run, &keys, &key);
	if (result == 0)
		result = member_confirm_key(run->journal, &run->writer, id,
		    &key->id, &written);
	if (result == -ERR_NOTHING_CHANGED)
		result = err_set(ERR_ALREADY_CONFIRMED, name, NULL);
	if (result == 0)
		result = tell_confirmed(run, &keys, &written);
	clear_keys(&keys);
	return result;
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
		   "their words are shown as confirmed from then on. It is "
		   "about these six words alone: another computer of theirs "
		   "has others. What you confirmed stays confirmed. This is "
		   "never needed: words that nobody confirmed count the "
		   "same."),
	.need = NEED_MEMBER,
	.target = &target_of_member,
	.options = options,
	.statuses = statuses,
	.run = run_member_confirm,
};
