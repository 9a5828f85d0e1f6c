#include "page/compare.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* In plain, this many bytes of what stands before a change are shown, so
 * that it can be found. */
#define BEFORE_BYTES 60

/* Runs shown so far, of the field at hand. */
struct comparing {
	struct paper *paper;
	const struct compare *compare;
	struct change_sides sides;
	size_t count;
	bool has_field;    /* a field is open, of this name: */
	char *field;       /* NULL: the text */
	struct str before; /* in plain: words that stayed */
};

static const char *const plain_words[] = {
	[CHANGE_SAME] = N_("after: {1}"),
	[CHANGE_REMOVED] = N_("removed: {1}"),
	[CHANGE_ADDED] = N_("added: {1}"),
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n';
}

/* Spaces alone are left out. */
static void
show_plain(struct paper *paper, enum change_op op, const char *text, size_t len)
{
	while (len > 0 && is_space(*text)) {
		text++;
		len--;
	}
	while (len > 0 && is_space(text[len - 1]))
		len--;
	if (len == 0)
		return;
	char *words = mem_dup(text, len);
	char *line = say_fill(say_text(plain_words[op]), words, NULL);
	paper_prose(paper, 2, line);
	free(line);
	free(words);
}

/* The end of what stayed, from a word on. */
static void
show_before(struct comparing *comparing)
{
	const char *text = str_text(&comparing->before);
	size_t len = comparing->before.len;
	const char *begin = text;
	if (len > BEFORE_BYTES) {
		const char *space = strchr(text + len - BEFORE_BYTES, ' ');
		begin = space != NULL ? space + 1 : text;
	}
	show_plain(comparing->paper, CHANGE_SAME, begin, strlen(begin));
	str_clear(&comparing->before);
}

static void
take_plain(struct comparing *comparing, const struct change_run *run)
{
	if (run->op == CHANGE_SAME) {
		str_clear(&comparing->before);
		str_add_bytes(&comparing->before, run->text, run->len);
		return;
	}
	show_before(comparing);
	show_plain(comparing->paper, run->op, run->text, run->len);
}

static void
take_marked(struct comparing *comparing, const struct change_run *run)
{
	static const enum page_style styles[] = {
		[CHANGE_SAME] = PAGE_PLAIN,
		[CHANGE_REMOVED] = PAGE_REMOVED,
		[CHANGE_ADDED] = PAGE_ADDED,
	};
	paper_run(comparing->paper, styles[run->op], run->text, run->len);
}

static void
end_field(struct comparing *comparing)
{
	free(comparing->field);
	str_clear(&comparing->before);
	comparing->field = NULL;
	comparing->has_field = false;
}

/* "version 1", or the combined text, or nothing. To be freed. */
static char *
name_side(size_t number, const char *without)
{
	struct str digits = { 0 };
	str_add_format(&digits, "%zu", number);
	char *text = number > 0 ?
	    say_fill(_("version {1}"), digits.data, NULL) :
	    mem_dup_text(without);
	str_clear(&digits);
	return text;
}

static void
show_heading(const struct comparing *comparing)
{
	if (comparing->compare->heading != NULL) {
		paper_prose(comparing->paper, 0, comparing->compare->heading);
		return;
	}
	char *from = name_side(comparing->sides.from_number, _("nothing"));
	char *to = name_side(comparing->sides.to_number,
	    _("the texts of now together"));
	char *title = say_fill(_("{1}, from {2} to {3}"),
	    comparing->compare->code, from, to, NULL);
	paper_title(comparing->paper, title);
	free(title);
	free(to);
	free(from);
}

static void
begin_field(struct comparing *comparing, const struct change_run *run)
{
	const char *label = run->field != NULL ? run->field : _("Text");
	if (run->about != NULL)
		label = say_text(run->about->word);
	if (comparing->count == 0)
		show_heading(comparing);
	paper_blank(comparing->paper);
	paper_title(comparing->paper, label);
	if (!comparing->compare->is_plain)
		paper_runs(comparing->paper, 2);
	comparing->field = mem_dup_text(run->field);
	comparing->has_field = true;
}

static bool
is_open(const struct comparing *comparing, const char *field)
{
	if (!comparing->has_field)
		return false;
	if (field == NULL || comparing->field == NULL)
		return field == comparing->field;
	return strcmp(field, comparing->field) == 0;
}

bool
page_compare_has(const struct compare *compare, const struct change_run *run)
{
	return !compare->is_counting || run->field == NULL ||
	    (run->about != NULL && run->about->counts);
}

/* People do not read the names of versions. */
static bool
is_for_people(const struct change_run *run)
{
	return run->about == NULL || run->about->form != FORM_VERSION;
}

static void
show_run(struct comparing *comparing, const struct change_run *run)
{
	if (comparing->compare->is_plain)
		take_plain(comparing, run);
	else
		take_marked(comparing, run);
}

/* A day is one word: it stays or goes whole, and is shown as people say it. */
static void
show_day(struct comparing *comparing, const struct change_run *run)
{
	struct change_run said = *run;
	char *typed = mem_dup(run->text, run->len);
	char *day = say_date(typed);
	said.text = day;
	said.len = strlen(day);
	show_run(comparing, &said);
	free(day);
	free(typed);
}

static int
take_run(void *data, const struct change_run *run)
{
	struct comparing *comparing = data;
	if (!page_compare_has(comparing->compare, run) || !is_for_people(run))
		return 0;
	if (!is_open(comparing, run->field)) {
		end_field(comparing);
		begin_field(comparing, run);
	}
	comparing->count++;
	if (run->about != NULL && run->about->form == FORM_DATE)
		show_day(comparing, run);
	else
		show_run(comparing, run);
	return 0;
}

int
page_compare(struct paper *paper, const struct compare *compare, size_t *count)
{
	struct comparing comparing = {
		.paper = paper,
		.compare = compare,
		.sides = compare->sides,
	};
	int result = read_changes(compare->reading->journal, &comparing.sides,
	    take_run, &comparing);
	end_field(&comparing);
	*count = comparing.count;
	return result;
}
