#include "page/history.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "page/moment.h"
#include "page/phrase.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* By its number in what it is a version of, or in a project by its code. */
static struct page_history_line
make_line(const struct page_history *history, const struct moment *moment)
{
	struct str lead = { 0 };
	struct str text = { 0 };
	if (history->of_project)
		str_add(&lead, moment->code);
	else
		str_add_format(&lead, "%zu", moment->number);
	str_add(&lead, "  ");
	moment_describe(&text, moment, history->of_project);
	return (struct page_history_line){
		.lead = str_take(&lead),
		.text = str_take(&text),
	};
}

static void
clear_line(struct page_history_line *line)
{
	free(line->lead);
	free(line->text);
}

static void
add_moment(struct page_history *history, const struct moment *moment)
{
	struct page_history_line line = make_line(history, moment);
	paper_item(history->paper, 0, line.lead, line.text);
	clear_line(&line);
}

/* Lets go of what was held, and adds it unless it was told otherwise. */
static void
release(struct page_history *history, bool is_told)
{
	for (size_t i = 0; i < history->held_count; i++) {
		struct page_history_line *line = &history->held[i];
		if (!is_told)
			paper_item(history->paper, 0, line->lead, line->text);
		clear_line(line);
	}
	history->held_count = 0;
	history->stages = 0;
}

static bool
is_kind(const struct moment *moment, const char *kind)
{
	return strcmp(moment->kind_name, kind) == 0;
}

static void
hold(struct page_history *history, const struct moment *moment)
{
	history->held = mem_grow(history->held, &history->held_cap,
	    history->held_count + 1, sizeof(*history->held));
	history->held[history->held_count++] = make_line(history, moment);
	history->stages += is_kind(moment, "stage");
	history->doing = moment->doing;
}

static void
add_start(struct page_history *history, const struct moment *moment)
{
	char *lead = say_fill("{1}  ", moment->code, NULL);
	char *day = say_day(moment->made);
	char *count = say_number(history->stages);
	const char *sentence = history->stages == 0 ?
	    _("{1}: {2} started the project. “{4}”") :
	    say_plural("{1}: {2} started the project with {3} stage. “{4}”",
		"{1}: {2} started the project with {3} stages. “{4}”",
		history->stages);
	char *text = say_fill(sentence, day, phrase_name(&moment->by), count,
	    moment->title, NULL);
	release(history, true);
	paper_item(history->paper, 0, lead, text);
	free(text);
	free(count);
	free(day);
	free(lead);
}

/* Of a project: what began with it stands in its own line. */
static void
take_of_project(struct page_history *history, const struct moment *moment)
{
	bool is_begun = moment->what == MOMENT_BEGAN && moment->doing != 0;
	if (history->held_count > 0 && history->doing != moment->doing)
		release(history, false);
	if (is_begun && (is_kind(moment, "stage") || is_kind(moment, "member")))
		hold(history, moment);
	else if (is_begun && is_kind(moment, "project") &&
	    history->held_count > 0)
		add_start(history, moment);
	else
		add_moment(history, moment);
}

/* What has neither a title nor text (a key) says nothing to people. */
static bool
is_for_people(const struct moment *moment)
{
	return moment->kind == NULL || *moment->title != '\0' ||
	    moment->kind->body != NULL;
}

void
page_history_take(struct page_history *history, const struct moment *moment)
{
	if (!history->of_project)
		add_moment(history, moment);
	else if (is_for_people(moment))
		take_of_project(history, moment);
}

void
page_history_end(struct page_history *history)
{
	release(history, false);
	free(history->held);
	history->held = NULL;
	history->held_cap = 0;
}
