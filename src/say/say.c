#include <withus/say.h>

#include "base/clean.h"
#include "base/str.h"
#include "say/fill.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#define DOMAIN "withus"
#define PLACES 9

void
say_open(const char *catalogue_dir)
{
	if (catalogue_dir != NULL)
		bindtextdomain(DOMAIN, catalogue_dir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

/* The catalogue keeps its own header under the empty string. */
const char *
say_text(const char *marked)
{
	return *marked != '\0' ? gettext(marked) : marked;
}

const char *
say_plural(const char *one, const char *many, unsigned long n)
{
	return ngettext(one, many, n);
}

/* The number of a place that begins here, or 0. */
static size_t
read_place(const char *text)
{
	bool is_place = text[0] == '{' && text[1] >= '1' && text[1] <= '9' &&
	    text[2] == '}';
	return is_place ? (size_t)(text[1] - '0') : 0;
}

char *
fill_sentence(const char *sentence, const char *const *args, size_t count)
{
	struct str out = { 0 };
	while (*sentence != '\0') {
		size_t place = read_place(sentence);
		if (place == 0) {
			str_add_char(&out, *sentence++);
			continue;
		}
		if (place <= count)
			clean_line(&out, args[place - 1],
			    strlen(args[place - 1]));
		sentence += 3;
	}
	return str_take(&out);
}

char *
say_fill(const char *sentence, ...)
{
	const char *args[PLACES];
	size_t count = 0;
	va_list list;
	va_start(list, sentence);
	for (;;) {
		const char *arg = va_arg(list, const char *);
		if (arg == NULL || count == PLACES)
			break;
		args[count++] = arg;
	}
	va_end(list);
	return fill_sentence(sentence, args, count);
}

/* Adds the digits in groups, each as long as the locale says. */
static void
add_grouped(struct str *out, const char *digits, size_t group, const char *mark)
{
	size_t len = strlen(digits);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % group == 0)
			str_add(out, mark);
		str_add_char(out, digits[i]);
	}
}

char *
say_number(unsigned long number)
{
	struct str digits = { 0 };
	str_add_format(&digits, "%lu", number);
	const struct lconv *way = localeconv();
	char group = way->grouping[0];
	if (group <= 0 || group == CHAR_MAX || *way->thousands_sep == '\0')
		return str_take(&digits);
	struct str out = { 0 };
	add_grouped(&out, digits.data, (size_t)group, way->thousands_sep);
	str_clear(&digits);
	return str_take(&out);
}
