#include "base/intl.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/complete.h"
#include "cli/lookup.h"
#include "cli/out.h"
#include "cli/shell.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whoever presses TAB does not wait long for a journal that is busy. */
#define SECONDS_MOST 4

/* The scripts, src/cli/completion/withus.*: texts, ended by a NUL. */
extern const char completion_bash[];
extern const char completion_zsh[];
extern const char completion_fish[];

/* How a shell hands over what was typed: with its quotes, and with "=" apart
 * from what is around it, or not. */
struct shell {
	const char *name;
	const char *script;
	bool is_raw;       /* the words before the one at hand */
	bool hand_is_raw;  /* the word at hand */
	bool parts_equals; /* "--for=team" comes as three words */
	bool wants_quotes; /* it takes words as they must stand in the line */
};

static const struct shell shells[] = {
	{
	    .name = "bash",
	    .script = completion_bash,
	    .is_raw = true,
	    .hand_is_raw = true,
	    .parts_equals = true,
	    .wants_quotes = true,
	},
	{ .name = "zsh", .script = completion_zsh },
	{
	    .name = "fish",
	    .script = completion_fish,
	    .hand_is_raw = true,
	},
	{ .name = NULL },
};

static int
find_shell(const char *typed, const struct shell **out)
{
	for (const struct shell *each = shells; each->name != NULL; each++) {
		if (strcmp(each->name, typed) == 0) {
			*out = each;
			return 0;
		}
	}
	return err_set(ERR_FIELD_CHOICE, "completion", typed, "bash, zsh, fish",
	    NULL);
}

/* ------------------------------------------------------------ words */

/* A line as a shell gave it: the words before the one at hand, as they would
 * reach the program, and the one at hand. */
struct handed {
	char **words;
	size_t count;
	char *hand;
	char quote; /* open in the word at hand */
};

static void
clear_handed(struct handed *handed)
{
	for (size_t i = 0; i < handed->count; i++)
		free(handed->words[i]);
	free(handed->words);
	free(handed->hand);
}

/* True for the "=" between an option and its value. */
static bool
is_equals(const struct shell *shell, const struct handed *handed,
    const char *word)
{
	return shell->parts_equals && strcmp(word, "=") == 0 &&
	    handed->count > 0 &&
	    strncmp(handed->words[handed->count - 1], "--", 2) == 0;
}

/* `words` begins with the program's name. False where the word at hand cannot
 * be finished. */
static bool
take_words(struct handed *out, const struct shell *shell,
    const char *const *words, size_t count)
{
	size_t last = count - 1;
	*out = (struct handed){ .words = mem_new_array(count, sizeof(char *)) };
	for (size_t i = 1; i < last; i++) {
		if (!is_equals(shell, out, words[i]))
			out->words[out->count++] = shell->is_raw ?
			    shell_unquote(words[i]) :
			    mem_dup_text(words[i]);
	}
	const char *hand =
	    is_equals(shell, out, words[last]) ? "" : words[last];
	out->hand =
	    shell->hand_is_raw ? shell_unquote(hand) : mem_dup_text(hand);
	return !shell->wants_quotes || shell_find_quote(hand, &out->quote);
}

static void
answer(const struct shell *shell, const struct handed *handed)
{
	struct entered entered;
	struct suggestions found = { .typed = "" };
	struct str text = { 0 };
	entered_read(&entered, (const char *const *)handed->words,
	    handed->count);
	struct lookup lookup = {
		.run = {
			.home_typed = entered.home,
			.project_typed = entered.project,
			.member_typed = entered.member,
		},
	};
	complete_word(&found, &lookup, &entered, handed->hand);
	suggest_print(&text, &found, shell->wants_quotes, handed->quote);
	out_raw(str_text(&text), text.len);
	str_clear(&text);
	suggest_clear(&found);
	lookup_close(&lookup);
	entered_clear(&entered);
}

/* `completion words SHELL -- PROGRAM WORD…`: what the scripts ask, the word at
 * hand last. It is no command for people, and never has a fault. */
static void
answer_words(const struct run *run)
{
	const size_t before = 2;
	const struct shell *shell = NULL;
	struct handed handed;
	if (run->arg_count < before + 2 ||
	    find_shell(run->args[1], &shell) != 0)
		return;
	(void)alarm(SECONDS_MOST);
	if (take_words(&handed, shell, run->args + before,
		run->arg_count - before))
		answer(shell, &handed);
	clear_handed(&handed);
	(void)alarm(0);
}

static int
run_completion(struct run *run)
{
	const struct shell *shell = NULL;
	if (strcmp(run->args[0], "words") == 0) {
		answer_words(run);
		return 0;
	}
	if (run->arg_count > 1)
		return err_set(ERR_USAGE_EXTRA, "completion", run->args[1],
		    NULL);
	int result = find_shell(run->args[0], &shell);
	if (result == 0)
		out_raw(shell->script, strlen(shell->script));
	return result;
}

const struct command cmd_completion = {
	.name = "completion",
	.args = N_("bash|zsh|fish"),
	.args_least = 1,
	.args_most = SIZE_MAX,
	.summary = N_("finish what you type, in your shell"),
	.help = N_("It prints a script for your shell. With it you can press "
		   "the TAB key while you type a command of withus, and see "
		   "what could come next. Where withus was installed, bash "
		   "and fish know it already, and zsh too on most computers. "
		   "Else write a line into a file in your home folder.\n\n"
		   "bash: into .bashrc\n\n"
		   "source <(withus completion bash)\n\n"
		   "zsh: into .zshrc, below “compinit”\n\n"
		   "source <(withus completion zsh)\n\n"
		   "fish: into .config/fish/config.fish\n\n"
		   "withus completion fish | source"),
	.need = NEED_NOTHING,
	.run = run_completion,
};
