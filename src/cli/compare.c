#include "cli/compare.h"

#include "base/intl.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/json.h"
#include "cli/out.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* With --plain, this many bytes of what stands before a change are shown, so
 * that it can be found. */
#define BEFORE_BYTES 60

/* Runs shown so far, of the field at hand. */
struct comparing {
	const struct compare *compare;
	struct change_sides sides;
	struct json *list; /* in JSON */
	size_t count;
	bool has_field; /* a field is open, of this name: */
	char *field;    /* NULL: the text */
	struct out_runs words;
	struct str before; /* with --plain: words that stayed */
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
show_plain(enum change_op op, const char *text, size_t len)
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
	out_prose(2, line);
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
	show_plain(CHANGE_SAME, begin, strlen(begin));
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
	show_plain(run->op, run->text, run->len);
}

static void
take_marked(struct comparing *comparing, const struct change_run *run)
{
	static const enum out_style styles[] = {
		[CHANGE_SAME] = OUT_PLAIN,
		[CHANGE_REMOVED] = OUT_REMOVED,
		[CHANGE_ADDED] = OUT_ADDED,
	};
	out_run(&comparing->words, styles[run->op], run->text, run->len);
}

static void
end_field(struct comparing *comparing)
{
	if (comparing->has_field && !comparing->compare->run->plain)
		out_runs_end(&comparing->words, 2);
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
		out_prose(0, comparing->compare->heading);
		return;
	}
	char *from = name_side(comparing->sides.from_number, _("nothing"));
	char *to = name_side(comparing->sides.to_number,
	    _("the texts of now together"));
	char *title = say_fill(_("{1}, from {2} to {3}"),
	    comparing->compare->code, from, to, NULL);
	out_title(title);
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
	out_blank();
	out_title(label);
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

/* People do not read the names of versions. */
static bool
is_wanted(const struct comparing *comparing, const struct change_run *run)
{
	const struct kind_field *field = run->about;
	bool is_for_all =
	    !comparing->compare->is_counting || run->field == NULL;
	if (comparing->list == NULL && field != NULL &&
	    field->form == FORM_VERSION)
		return false;
	return is_for_all || (field != NULL && field->counts);
}

static void
show_run(struct comparing *comparing, const struct change_run *run)
{
	if (comparing->compare->run->plain)
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
	if (!is_wanted(comparing, run))
		return 0;
	if (comparing->list != NULL) {
		json_add(comparing->list, json_of_change(run));
		return 0;
	}
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
compare_show(const struct compare *compare, size_t *count)
{
	struct comparing comparing = {
		.compare = compare,
		.sides = compare->sides,
	};
	int result = read_changes(compare->run->journal, &comparing.sides,
	    take_run, &comparing);
	end_field(&comparing);
	*count = comparing.count;
	return result;
}

int
compare_list(const struct compare *compare, struct json **out)
{
	struct comparing comparing = {
		.compare = compare,
		.sides = compare->sides,
		.list = json_new_array(),
	};
	int result = read_changes(compare->run->journal, &comparing.sides,
	    take_run, &comparing);
	if (result != 0) {
		json_free(comparing.list);
		return result;
	}
	struct json *object = json_new_object();
	json_put_text(object, "code", compare->code);
	json_put_number(object, "from", (int64_t)comparing.sides.from_number);
	json_put_number(object, "to", (int64_t)comparing.sides.to_number);
	json_put(object, "runs", comparing.list);
	*out = object;
	return 0;
}
