#include "cli/ask_choice.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* So many choices are shown at once. */
#define PAGE 10

bool
ask_choice_has_more(const struct ask *ask, size_t shown)
{
	return ask->choices != NULL && shown > 0 &&
	    ask->choices[shown].name != NULL;
}

size_t
ask_choice_page(const struct ask *ask)
{
	size_t count = 0;
	while (ask->choices != NULL && count < PAGE &&
	    ask->choices[count].name != NULL)
		count++;
	return count;
}

size_t
ask_choice_show(const struct ask *ask, size_t first)
{
	size_t i = first;
	for (; ask->choices[i].name != NULL && i < first + PAGE; i++) {
		struct str lead = { 0 };
		str_add_format(&lead, "%zu  ", i + 1);
		out_item(2, lead.data, ask->choices[i].word);
		str_clear(&lead);
		if (ask->choices[i].help != NULL)
			out_prose(5, ask->choices[i].help);
	}
	if (ask_choice_has_more(ask, i))
		out_item(2, "m  ", _("show more of them"));
	return i;
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

/* What is none of the choices; where several begin so, only if it will do. */
static bool
is_other(const struct ask *ask, const char *typed, size_t count)
{
	bool is_number = strspn(typed, "0123456789") == strlen(typed);
	bool is_clear = count < 2 || ask->check == NULL ||
	    ask->check(ask->data, typed) == 0;
	return ask->takes_other && !is_number && is_clear;
}

/* One of the choices, by its number, its name or words, or the start of them
 * where only one begins so; NULL where it is none. */
static const char *
find_one(const struct ask *ask, const char *typed)
{
	const char *found = find_number(ask, typed);
	char *folded = utf8_fold(typed, strlen(typed));
	size_t count = 0;
	if (found == NULL)
		found = find_fitting(ask, folded, FIT_WHOLE, &count);
	if (found == NULL && count == 0)
		found = find_fitting(ask, folded, FIT_START, &count);
	free(folded);
	if (found != NULL)
		return found;
	if (is_other(ask, typed, count))
		return typed;
	if (count > 1)
		out_say(_("“{1}” could mean more than one of these."), typed,
		    NULL);
	return NULL;
}

/* What stands between commas, without the spaces at its ends. To be freed. */
static char *
cut_part(const char **rest)
{
	const char *start = *rest + strspn(*rest, " \t");
	size_t len = strcspn(start, ",");
	*rest = start + len + (start[len] == ',');
	while (len > 0 && (start[len - 1] == ' ' || start[len - 1] == '\t'))
		len--;
	return mem_dup(start, len);
}

static char *
find_several(const struct ask *ask, const char *typed)
{
	struct str out = { 0 };
	bool is_good = true;
	while (is_good && *typed != '\0') {
		char *part = cut_part(&typed);
		const char *found = *part != '\0' ? find_one(ask, part) : "";
		is_good = found != NULL;
		if (is_good && *found != '\0' && out.len > 0)
			str_add_char(&out, ',');
		if (is_good)
			str_add(&out, found);
		free(part);
	}
	if (!is_good)
		str_clear(&out);
	return is_good ? str_take(&out) : NULL;
}

char *
ask_choice_find(const struct ask *ask, const char *typed)
{
	if (ask->takes_several && *typed != '=')
		return find_several(ask, typed);
	const char *found = find_one(ask, typed);
	return found != NULL ? mem_dup_text(found) : NULL;
}
