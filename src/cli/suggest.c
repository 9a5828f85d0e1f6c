#include "cli/suggest.h"

#include "base/clean.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/shell.h"

#include <stdlib.h>
#include <string.h>

/* What is said about a word may be this long. */
#define ABOUT_CELLS 60

static bool
is_there(const struct suggestions *all, const char *word)
{
	for (size_t i = 0; i < all->count; i++) {
		if (strcmp(all->words[i], word) == 0)
			return true;
	}
	return false;
}

/* A word that a terminal cannot show as it is would not be chosen, and could
 * part lines. */
static bool
is_clean(const char *word)
{
	struct str clean = { 0 };
	clean_line(&clean, word, strlen(word));
	bool same = strcmp(str_text(&clean), word) == 0;
	str_clear(&clean);
	return same;
}

static char *
clean_about(const char *about)
{
	struct str clean = { 0 };
	if (about != NULL)
		clean_line_cut(&clean, about, strlen(about), ABOUT_CELLS);
	return str_take(&clean);
}

void
suggest_add_found(struct suggestions *all, const char *word, const char *about)
{
	size_t cap = all->cap;
	if (!is_clean(word) || is_there(all, word) ||
	    (all->before != NULL && !is_clean(all->before)))
		return;
	all->words =
	    mem_grow(all->words, &cap, all->count + 1, sizeof(*all->words));
	all->about = mem_grow(all->about, &all->cap, all->count + 1,
	    sizeof(*all->about));
	all->words[all->count] = mem_dup_text(word);
	all->about[all->count] = clean_about(about);
	all->count++;
}

void
suggest_add(struct suggestions *all, const char *word, const char *about)
{
	char *begin = utf8_fold(all->typed, strlen(all->typed));
	char *folded = utf8_fold(word, strlen(word));
	bool begins = strncmp(folded, begin, strlen(begin)) == 0;
	free(folded);
	free(begin);
	if (begins)
		suggest_add_found(all, word, about);
}

void
suggest_clear(struct suggestions *all)
{
	for (size_t i = 0; i < all->count; i++) {
		free(all->words[i]);
		free(all->about[i]);
	}
	free(all->words);
	free(all->about);
	free(all->before);
	*all = (struct suggestions){ .typed = "" };
}

void
suggest_print(struct str *out, const struct suggestions *all, bool quoted,
    char quote)
{
	static const char *const names[] = {
		[SUGGEST_WORDS] = "words\n",
		[SUGGEST_FILES] = "files\n",
		[SUGGEST_FOLDERS] = "folders\n",
	};
	str_add(out, names[all->what]);
	for (size_t i = 0; i < all->count; i++) {
		struct str word = { 0 };
		str_add(&word, all->before != NULL ? all->before : "");
		str_add(&word, all->words[i]);
		if (quoted)
			shell_quote(out, str_text(&word), quote);
		else
			str_add(out, str_text(&word));
		str_add_char(out, '\t');
		str_add(out, all->about[i]);
		str_add_char(out, '\n');
		str_clear(&word);
	}
}
