/* Decision records of any bytes: what is read is whole, every word of the
 * file is in what it became, and places in the text go up. */
#include "base/markdown.h"
#include "base/outline.h"
#include "core/carry_adr.h"

#include <ctype.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
demand(bool condition)
{
	if (!condition)
		abort();
}

static void
demand_marks(const struct str *text)
{
	struct outline outline = { .marks = NULL };
	size_t at = 0;
	if (!outline_read(&outline, str_text(text), text->len))
		demand(outline.count == 0);
	for (size_t i = 0; i < outline.count; i++) {
		const struct outline_mark *mark = &outline.marks[i];
		demand(at <= mark->from && mark->from <= mark->text &&
		    mark->text <= mark->end && mark->end <= mark->to &&
		    mark->to <= text->len);
		at = mark->to;
	}
	outline_clear(&outline);
}

/* A word that a name of a section or a sign of a list may have been. */
static bool
may_go(const char *word, size_t len)
{
	static const char *const names[] = { "status", "date", "deciders",
		"decision", "makers", "context", "and", "problem", "statement",
		"issue", "background", "motivation", "drivers", "forces",
		"considered", "options", "alternatives", "outcome", "rationale",
		"justification", "because", "title", "consequences", "links",
		"positive", "negative", "pros", "cons", "of", "the",
		"confirmation", "validation", "more", "information" };
	size_t digits = 0;
	while (digits < len && isdigit((unsigned char)word[digits]))
		digits++;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (adr_is_text(span_make(word, len), names[i]))
			return true;
	return digits == len;
}

/* The words of `text` are among those of `all`. */
static void
demand_words(const struct str *text, const struct str *all)
{
	const char *from = str_text(text);
	while (*from != '\0') {
		size_t len = 0;
		if (!adr_is_word(*from)) {
			from++;
			continue;
		}
		while (adr_is_word(from[len]))
			len++;
		if (!may_go(from, len)) {
			char *word = strndup(from, len);
			demand(strstr(str_text(all), word) != NULL);
			free(word);
		}
		from += len;
	}
}

static void
gather(struct str *all, const struct adr *adr)
{
	const struct str *const parts[] = { &adr->said, &adr->head, &adr->why,
		&adr->outcome, &adr->because, &adr->body };
	str_add(all, adr->title);
	for (size_t i = 0; i < adr->option_count; i++) {
		str_add_char(all, '\n');
		str_add(all, adr->options[i]);
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		str_add_char(all, '\n');
		str_add(all, str_text(parts[i]));
	}
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	demand(setlocale(LC_ALL, "C.UTF-8") != NULL);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { 0 };
	struct str all = { 0 };
	struct adr adr;
	str_add_bytes(&text, data, size);
	if (adr_read(&adr, "x.md", &text) == 0) {
		demand_marks(&text);
		gather(&all, &adr);
		demand_words(&text, &all);
	}
	adr_clear(&adr);
	str_clear(&all);
	str_clear(&text);
	return 0;
}
