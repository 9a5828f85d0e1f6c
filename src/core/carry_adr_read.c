/*
 * A record is a title and sections below headings. Records as adr-tools writes
 * them (Nygard's form) have "Status", "Context", "Decision", "Consequences";
 * MADR has "Context and Problem Statement", "Considered Options", "Decision
 * Outcome" and more; people mix both, and add what they need. So a section is
 * known by its heading alone, in any order, and what is not known is text.
 *
 * What a section holds can hang on the status, which may stand below it: all
 * sections are found first, then the head is read, and then the others are
 * put in their places.
 */
#include "core/carry_adr.h"

#include "base/mem.h"
#include "base/outline.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* An option is one line of words; a longer one stays text. */
#define OPTION_MAX ((size_t)1000)
#define DEEPEST 7

/* The head, before the first heading, is one too: without a heading. */
struct section {
	enum adr_section is;
	unsigned level;
	struct span heading; /* its words */
	size_t from;         /* of the heading */
	size_t text;         /* behind it */
	size_t to;
	size_t first; /* of the marks in it, with `last` the one behind */
	size_t last;
};

struct reading {
	struct adr *adr;
	const char *text; /* behind the front matter */
	size_t len;
	struct outline outline;
	struct section *sections;
	size_t count;
	size_t cap;
};

/* ------------------------------------------------------------- sections */

static struct span
cut_span(const struct reading *reading, size_t from, size_t to)
{
	return span_make(reading->text + from, to - from);
}

static struct span
mark_words(const struct reading *reading, const struct outline_mark *mark)
{
	return adr_trim(cut_span(reading, mark->text, mark->end));
}

/* The first heading of the first level; without one, the first heading, if it
 * is none that sections have. The number of marks: none. */
static size_t
find_title(const struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	size_t first = outline->count;
	bool is_first = true;

	for (size_t i = 0; i < outline->count; i++) {
		const struct outline_mark *mark = &outline->marks[i];
		bool is_other =
		    adr_section_name(mark_words(reading, mark)) == ADR_OTHER;

		if (mark->is_item)
			continue;
		if (mark->level == 1 && is_other)
			return i;
		if (is_first && is_other && reading->adr->title == NULL)
			first = i;
		is_first = false;
	}
	return first;
}

static struct section *
open_section(struct reading *reading, size_t from)
{
	struct section *section;

	reading->sections = mem_grow(reading->sections, &reading->cap,
	    reading->count + 1, sizeof(*reading->sections));
	section = &reading->sections[reading->count++];
	*section = (struct section){
		.level = DEEPEST,
		.from = from,
		.text = from,
		.to = reading->len,
	};
	return section;
}

/* A heading begins a section if it is not below the one before; "Consequences"
 * below "Decision Outcome" are a section too. */
static bool
begins_section(const struct section *before, const struct outline_mark *mark,
    enum adr_section is)
{
	if (mark->is_item)
		return false;
	if (mark->level <= 2 || mark->level <= before->level)
		return true;
	return is != ADR_OTHER && before->is != ADR_OTHER &&
	    before->is != ADR_PLAIN && before->is != ADR_SECTION_OPTIONS;
}

static void
find_sections(struct reading *reading, size_t title)
{
	struct outline *outline = &reading->outline;
	struct section *section = open_section(reading, 0);

	for (size_t i = 0; i < outline->count; i++) {
		const struct outline_mark *mark = &outline->marks[i];
		struct span words = mark_words(reading, mark);
		enum adr_section is = adr_section_name(words);

		if (i != title && !begins_section(section, mark, is)) {
			section->last = i + 1;
			continue;
		}
		section->to = mark->from;
		section = open_section(reading, mark->from);
		section->text = mark->to;
		section->first = section->last = i + 1;
		if (i == title) {
			section->from = mark->to;
			continue;
		}
		section->is = is;
		section->level = mark->level;
		section->heading = words;
	}
}

/* --------------------------------------------------------------- places */

static struct span
section_text(const struct reading *reading, const struct section *section)
{
	return cut_span(reading, section->text, section->to);
}

static void
read_head(struct reading *reading, const struct section *section)
{
	struct span text = section_text(reading, section);

	if (section->is == ADR_SECTION_STATUS)
		adr_read_status(reading->adr, text);
	else if (section->is == ADR_SECTION_DAY)
		adr_read_day(reading->adr, text);
	else if (section->is == ADR_SECTION_DECIDERS)
		adr_read_deciders(reading->adr, text);
	else if (section->is == ADR_SECTION_LINKS)
		adr_read_links(reading->adr, text);
	else if (section->heading.data == NULL)
		adr_read_lines(reading->adr, text);
}

/* As it stands, with its heading. */
static void
keep_section(struct reading *reading, const struct section *section)
{
	adr_add_part(&reading->adr->body,
	    cut_span(reading, section->from, section->to));
}

static void
keep_other(struct reading *reading, const struct section *section)
{
	struct str *kept = &reading->adr->kept;

	keep_section(reading, section);
	str_add(kept, kept->len > 0 ? ", " : "");
	adr_add_line(kept, section->heading);
}

static void
add_drivers(struct reading *reading, const struct section *section)
{
	struct str *why = &reading->adr->why;
	struct span text = section_text(reading, section);

	if (adr_trim(text).len == 0)
		return;
	adr_add_part(why, section->heading);
	str_add_char(why, ':');
	adr_add_part(why, text);
}

/* The items of a list; without one, the headings below. */
static void
add_options(struct reading *reading, const struct section *section)
{
	struct adr *adr = reading->adr;
	const struct outline_mark *marks = reading->outline.marks;
	struct str all = { 0 };
	struct str line = { 0 };

	for (size_t i = section->first; i < section->last; i++) {
		if (marks[i].is_item != marks[section->first].is_item)
			continue;
		str_cut(&line, 0);
		adr_add_line(&line, mark_words(reading, &marks[i]));
		if (line.len == 0 || line.len > OPTION_MAX)
			continue;
		/* With its number: that of a list is no word. */
		str_add_bytes(&all, reading->text + marks[i].from,
		    marks[i].end - marks[i].from);
		str_add_char(&all, '\n');
		adr->options = mem_grow(adr->options, &adr->option_cap,
		    adr->option_count + 1, sizeof(*adr->options));
		adr->options[adr->option_count++] =
		    mem_dup(str_text(&line), line.len);
	}
	if (!adr_has_same_words(span_make(str_text(&all), all.len),
		section_text(reading, section)))
		keep_section(reading, section);
	str_clear(&line);
	str_clear(&all);
}

/* Where the paragraph "Chosen option: …, because …" has that word; 0. */
static size_t
find_because(struct span text)
{
	static const char chosen[] = "chosen option";
	static const char because[] = "because";
	size_t len = sizeof(because) - 1;
	size_t at = 0;

	while (at < text.len && !adr_is_word(text.data[at]))
		at++;
	if (text.len - at < sizeof(chosen) ||
	    strncasecmp(text.data + at, chosen, sizeof(chosen) - 1) != 0)
		return 0;
	for (; at + len <= text.len; at++) {
		if (text.data[at] == '\n' && at + 1 < text.len &&
		    text.data[at + 1] == '\n')
			break;
		if (strncasecmp(text.data + at, because, len) == 0 &&
		    !adr_is_word(text.data[at - 1]) &&
		    (at + len == text.len || !adr_is_word(text.data[at + len])))
			return at;
	}
	return 0;
}

static void
add_outcome(struct reading *reading, const struct section *section)
{
	struct adr *adr = reading->adr;
	struct span text = section_text(reading, section);
	size_t at = find_because(text);
	struct span why = text;

	if (at == 0) {
		adr_add_part(&adr->outcome, text);
		return;
	}
	why.data += at + strlen("because");
	why.len -= at + strlen("because");
	text.len = at;
	while (text.len > 0 && strchr(" ,\t\n", text.data[text.len - 1]))
		text.len--;
	while (why.len > 0 && strchr(" :\t", *why.data) != NULL) {
		why.data++;
		why.len--;
	}
	adr_add_part(&adr->outcome, text);
	adr_add_part(&adr->because, why);
}

static void
place_section(struct reading *reading, const struct section *section)
{
	struct adr *adr = reading->adr;
	bool settled = adr_is_settled(adr);

	if (section->is == ADR_SECTION_WHY)
		adr_add_part(&adr->why, section_text(reading, section));
	else if (section->is == ADR_SECTION_DRIVERS)
		add_drivers(reading, section);
	else if (section->is == ADR_SECTION_OPTIONS)
		add_options(reading, section);
	else if (section->is == ADR_SECTION_OUTCOME && settled)
		add_outcome(reading, section);
	else if (section->is == ADR_SECTION_REASON && settled)
		adr_add_part(&adr->because, section_text(reading, section));
	else if (section->is == ADR_OTHER)
		keep_other(reading, section);
	else if (section->heading.data != NULL &&
	    (section->is < ADR_SECTION_STATUS ||
		section->is > ADR_SECTION_DECIDERS) &&
	    adr_trim(section_text(reading, section)).len > 0)
		keep_section(reading, section);
}

/* ---------------------------------------------------------------- whole */

static int
set_title(struct reading *reading, const char *file, size_t title)
{
	struct adr *adr = reading->adr;
	struct str line = { 0 };

	if (title < reading->outline.count) {
		adr_add_line(&line,
		    mark_words(reading, &reading->outline.marks[title]));
		/* The one in front of the file is another one. */
		if (adr->title != NULL)
			adr_add_part(&adr->body, span_of(adr->title));
		free(adr->title);
		adr->title = str_take(&line);
	}
	if (adr->title != NULL && *adr->title != '\0')
		return 0;
	return err_set_at(1, 1, ERR_IMPORT_FORM, file, "it has no title", NULL);
}

static int
read_all(struct reading *reading, const char *file)
{
	size_t title;
	int err;

	if (!outline_read(&reading->outline, reading->text, reading->len))
		return err_set_at(1, 1, ERR_IMPORT_FORM, file,
		    "its markup is too tangled to be read", NULL);
	title = find_title(reading);
	err = set_title(reading, file, title);
	if (err != 0)
		return err;
	find_sections(reading, title);
	for (size_t i = 0; i < reading->count; i++)
		read_head(reading, &reading->sections[i]);
	for (size_t i = 0; i < reading->count; i++)
		place_section(reading, &reading->sections[i]);
	return 0;
}

int
adr_read(struct adr *out, const char *file, struct str *text)
{
	struct reading reading = { .adr = out };
	size_t front;
	int err;

	*out = (struct adr){ .status = ADR_UNKNOWN };
	adr_fold_lines(text);
	err = adr_check_text(text);
	if (err != 0)
		return err;
	front = adr_read_front(out, span_make(str_text(text), text->len));
	reading.text = str_text(text) + front;
	reading.len = text->len - front;
	err = read_all(&reading, file);
	free(reading.sections);
	outline_clear(&reading.outline);
	return err;
}

bool
adr_is_settled(const struct adr *adr)
{
	return adr->status >= ADR_ACCEPTED;
}

void
adr_clear(struct adr *adr)
{
	for (size_t i = 0; i < adr->decider_count; i++)
		free(adr->deciders[i]);
	for (size_t i = 0; i < adr->option_count; i++)
		free(adr->options[i]);
	for (size_t i = 0; i < adr->link_count; i++) {
		free(adr->links[i].file);
		free(adr->links[i].words);
	}
	free(adr->deciders);
	free(adr->options);
	free(adr->links);
	free(adr->title);
	str_clear(&adr->said);
	str_clear(&adr->head);
	str_clear(&adr->why);
	str_clear(&adr->outcome);
	str_clear(&adr->because);
	str_clear(&adr->body);
	str_clear(&adr->kept);
	*adr = (struct adr){ .status = ADR_UNKNOWN };
}
