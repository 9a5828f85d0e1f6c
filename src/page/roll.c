#include "page/roll.h"

#include "base/intl.h"
#include "base/utf8.h"
#include "page/phrase.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

void
roll_add(struct str *out, const struct person *person)
{
	if (out->len > 0)
		str_add(out, ", ");
	str_add(out, phrase_name(person));
}

char *
roll_list(const struct person *people, size_t count, size_t most)
{
	struct str out = { 0 };
	bool is_cut = most > 0 && count > most;
	size_t shown = is_cut ? most : count;
	for (size_t i = 0; i < shown; i++)
		roll_add(&out, &people[i]);
	if (!is_cut)
		return str_take(&out);
	char *rest = say_number(count - shown);
	char *text = say_fill(say_plural(N_("{1} and {2} other"),
				  N_("{1} and {2} others"), count - shown),
	    str_text(&out), rest, NULL);
	str_clear(&out);
	free(rest);
	return text;
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *left = a;
	const char *const *right = b;
	char *first = utf8_fold(*left, strlen(*left));
	char *second = utf8_fold(*right, strlen(*right));
	int order = strcmp(first, second);
	free(first);
	free(second);
	return order != 0 ? order : strcmp(*left, *right);
}

char *
roll_sort(char **names, size_t count)
{
	struct str out = { 0 };
	if (count > 1)
		qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_add(&out, ", ");
		str_add(&out, names[i]);
	}
	return str_take(&out);
}
