/* What a decision record says of its state, and of others that stand in for it
 * or that it stands in for. */
#include "core/carry_adr.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NUMBER_DIGITS_MAX ((size_t)18)

/* --------------------------------------------------------------- status */

static const struct status_word {
	const char *word;
	enum adr_status status;
} status_words[] = {
	{ .word = "proposed", .status = ADR_OPEN },
	{ .word = "proposal", .status = ADR_OPEN },
	{ .word = "draft", .status = ADR_OPEN },
	{ .word = "pending", .status = ADR_OPEN },
	{ .word = "open", .status = ADR_OPEN },
	{ .word = "accepted", .status = ADR_ACCEPTED },
	{ .word = "approved", .status = ADR_ACCEPTED },
	{ .word = "adopted", .status = ADR_ACCEPTED },
	{ .word = "agreed", .status = ADR_ACCEPTED },
	{ .word = "decided", .status = ADR_ACCEPTED },
	{ .word = "implemented", .status = ADR_ACCEPTED },
	{ .word = "rejected", .status = ADR_REJECTED },
	{ .word = "declined", .status = ADR_REJECTED },
	{ .word = "deprecated", .status = ADR_DEPRECATED },
	{ .word = "obsolete", .status = ADR_DEPRECATED },
	{ .word = "superseded", .status = ADR_SUPERSEDED },
	{ .word = "superceded", .status = ADR_SUPERSEDED },
};

/* The first word of a line, past what is struck out. */
static struct span
first_word(struct span line)
{
	struct span word;

	while (line.len > 0 && !isalpha((unsigned char)*line.data)) {
		if (line.len > 4 && memcmp(line.data, "~~", 2) == 0) {
			const char *end =
			    memchr(line.data + 2, '~', line.len - 2);
			size_t gone = end == NULL ?
			    line.len :
			    (size_t)(end - line.data) + 1;

			line = span_make(line.data + gone, line.len - gone);
			continue;
		}
		line.data++;
		line.len--;
	}
	word = span_make(line.data, 0);
	while (
	    word.len < line.len && isalpha((unsigned char)line.data[word.len]))
		word.len++;
	return word;
}

/* "proposed | accepted | …" is a form that nobody filled in. */
static void
read_status_line(struct adr *adr, struct span line)
{
	struct span word = first_word(line);

	if (memchr(line.data, '|', line.len) != NULL)
		return;
	for (size_t i = 0; i < sizeof(status_words) / sizeof(*status_words);
	     i++)
		if (adr_is_text(word, status_words[i].word) &&
		    adr->status < status_words[i].status)
			adr->status = status_words[i].status;
}

void
adr_take_status(struct adr *adr, struct span text)
{
	struct span rest = text;

	text = adr_trim(text);
	if (text.len > 0 && adr->said.len > 0)
		str_add(&adr->said, "; ");
	adr_add_line(&adr->said, text);
	while (rest.len > 0)
		read_status_line(adr, span_next_line(&rest));
	adr_read_links(adr, text);
}

/* ---------------------------------------------------------------- links */

static const struct link_word {
	const char *word;
	bool is_newer;
} link_words[] = {
	{ .word = "superseded by", .is_newer = true },
	{ .word = "superceded by", .is_newer = true },
	{ .word = "replaced by", .is_newer = true },
	{ .word = "supersedes", .is_newer = false },
	{ .word = "supercedes", .is_newer = false },
	{ .word = "replaces", .is_newer = false },
};

/* Where a line says that, behind it; NULL. */
static const char *
find_link_word(struct span line, bool *is_newer)
{
	for (size_t at = 0; at < line.len; at++)
		for (size_t i = 0; i < sizeof(link_words) / sizeof(*link_words);
		     i++) {
			size_t len = strlen(link_words[i].word);

			if (at + len > line.len ||
			    (at > 0 && adr_is_word(line.data[at - 1])) ||
			    strncasecmp(line.data + at, link_words[i].word,
				len) != 0)
				continue;
			*is_newer = link_words[i].is_newer;
			return line.data + at + len;
		}
	return NULL;
}

/* "](../adr/0009-name.md#part)" is 0009-name.md. */
static char *
find_file(struct span rest)
{
	size_t from = 0, to;

	while (from + 2 < rest.len && memcmp(rest.data + from, "](", 2) != 0)
		from++;
	from += 2;
	for (to = from;
	     to < rest.len && strchr(")# \t?", rest.data[to]) == NULL; to++)
		if (rest.data[to] == '/')
			from = to + 1;
	return to > from ? mem_dup(rest.data + from, to - from) : NULL;
}

static bool
find_number(struct span text, unsigned long long *out)
{
	char digits[NUMBER_DIGITS_MAX + 1] = "";
	size_t count = 0;

	while (text.len > 0 && !isdigit((unsigned char)*text.data)) {
		text.data++;
		text.len--;
	}
	while (count < text.len && count < NUMBER_DIGITS_MAX &&
	    isdigit((unsigned char)text.data[count])) {
		digits[count] = text.data[count];
		count++;
	}
	*out = strtoull(digits, NULL, 10);
	return count > 0;
}

bool
adr_file_number(const char *name, unsigned long long *out)
{
	return find_number(span_of(name), out);
}

static void
read_link(struct adr *adr, struct span line)
{
	struct adr_link link = { .file = NULL };
	struct str words = { 0 };
	struct span rest;
	const char *behind = find_link_word(line, &link.is_newer);

	if (behind == NULL || memchr(line.data, '|', line.len) != NULL)
		return;
	rest = span_make(behind, line.len - (size_t)(behind - line.data));
	link.file = find_file(rest);
	if (link.is_newer)
		adr->status = ADR_SUPERSEDED;
	if (link.file == NULL && !find_number(rest, &link.number))
		return;
	adr_add_line(&words, line);
	link.words = str_take(&words);
	adr->links = mem_grow(adr->links, &adr->link_cap, adr->link_count + 1,
	    sizeof(*adr->links));
	adr->links[adr->link_count++] = link;
}

void
adr_read_links(struct adr *adr, struct span text)
{
	while (text.len > 0)
		read_link(adr, span_next_line(&text));
}
