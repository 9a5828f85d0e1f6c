#include "cli/entered.h"

#include <string.h>

static void
decide(struct entered *entered, const struct command *command)
{
	entered->command = command;
	options_clear(&entered->options);
	options_gather(&entered->options, command);
}

const struct option_entry *
entered_find_option(const struct entered *entered, const char *word)
{
	const char *name = word + strlen("--");
	size_t len = strcspn(name, "=");
	const struct option_entry *found = NULL;
	size_t begun = 0;
	for (size_t i = 0; i < entered->options.count; i++) {
		const struct option_entry *each = &entered->options.entries[i];
		if (strncmp(each->name, name, len) != 0)
			continue;
		if (each->name[len] == '\0')
			return each;
		found = each;
		begun++;
	}
	return begun == 1 ? found : NULL;
}

static void
note_value(struct entered *entered, const struct option_entry *entry,
    const char *value)
{
	if (entry->origin != OPTION_GLOBAL)
		return;
	if (strcmp(entry->name, "home") == 0)
		entered->home = value;
	else if (strcmp(entry->name, "project") == 0)
		entered->project = value;
	else if (strcmp(entry->name, "as") == 0)
		entered->member = value;
}

static void
take_long(struct entered *entered, const char *word)
{
	const struct option_entry *entry = entered_find_option(entered, word);
	const char *value = strchr(word, '=');
	if (entry == NULL || !entry->takes_value)
		return;
	if (value != NULL)
		note_value(entered, entry, value + 1);
	else
		entered->waiting = entry;
}

/* Letters behind one dash: what follows the first that takes a value is its
 * value. */
static void
take_letters(struct entered *entered, const char *word)
{
	for (const char *letter = word + 1; *letter != '\0'; letter++) {
		const struct option_entry *entry =
		    options_find_letter(&entered->options, *letter);
		if (entry == NULL || !entry->takes_value)
			continue;
		if (letter[1] == '\0')
			entered->waiting = entry;
		return;
	}
}

static void
take_argument(struct entered *entered, const char *word)
{
	if (entered->arg_count++ == 0)
		entered->first = word;
}

static void
take_word(struct entered *entered, const char *word)
{
	if (entered->noun == NULL) {
		entered->noun = word;
		entered->may_be_verb = command_has_verbs(word);
		decide(entered, command_find(word, NULL));
		return;
	}
	const struct command *command =
	    entered->may_be_verb ? command_find(entered->noun, word) : NULL;
	entered->may_be_verb = false;
	if (command != NULL)
		decide(entered, command);
	else
		take_argument(entered, word);
}

void
entered_read(struct entered *out, const char *const *words, size_t count)
{
	*out = (struct entered){ .noun = NULL };
	decide(out, NULL);
	for (size_t i = 0; i < count; i++) {
		const char *word = words[i];
		if (out->waiting != NULL) {
			note_value(out, out->waiting, word);
			out->waiting = NULL;
		} else if (out->is_behind || word[0] != '-' ||
		    word[1] == '\0') {
			take_word(out, word);
		} else if (strcmp(word, "--") == 0) {
			out->is_behind = true;
		} else if (word[1] == '-') {
			take_long(out, word);
		} else {
			take_letters(out, word);
		}
	}
}

void
entered_clear(struct entered *entered)
{
	options_clear(&entered->options);
}
