/*
 * What `withus` does without a command: the first time, at a terminal, a
 * sample to look at, or a start by questions; after that the projects, and
 * what to type next.
 */
#include "base/clock.h"
#include "base/intl.h"
#include "cli/ask.h"
#include "cli/begin.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/open.h"
#include "cli/out.h"
#include "cli/projects.h"
#include "cli/save.h"
#include "cli/try.h"
#include "cli/waiting.h"

#include <withus/err.h>
#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Without a project there is nothing to read yet, and no place to write. */
static void
show_next(bool has_project)
{
	static const char *const first[] = { "new", "try", "help", NULL };
	static const char *const names[] = {
		"reflect",
		"diary",
		"rules",
		"decisions",
		"stages",
		"members",
		"help",
		NULL,
	};
	out_blank();
	out_prose(0, _("What you can type next, each after the word withus:"));
	help_some(has_project ? names : first);
}

static void
welcome(void)
{
	out_prose(0,
	    _("Welcome. withus keeps the journal of people who do a project "
	      "together. A few questions, and you can begin. Nothing leaves "
	      "this computer."));
	out_prose(0, _("Type ? for help with a question."));
}

/* A first entry may be read by the team: that is what most of them are. */
static struct record *
make_entry(const char *text)
{
	char today[DATE_SIZE];
	struct record *words = record_new("reflection");
	date_print(today, clock_today());
	record_set_text(words, "readers", "team");
	record_set_text(words, "day", today);
	save_set_body(words, text, strlen(text));
	return words;
}

/* The entry lies in a draft until it is saved; where somebody stopped in the
 * middle it stays there. */
static int
take_entry(struct run *run, const char *text, int result)
{
	int64_t draft = 0;
	struct record *words = make_entry(text);
	int kept = save_keep_draft(run, NULL, words,
	    result == 0 ? "kept" : "stopped", &draft);
	if (result == 0 && kept == 0)
		result = save_new(run, words, draft);
	else if (kept == 0)
		run->kept_draft = draft;
	record_free(words);
	return result != 0 ? result : kept;
}

static int
ask_entry(struct run *run)
{
	struct ask ask = {
		.question = _("Would you like to write a first entry in the "
			      "diary? How do you hope to work together?"),
		.help = _("The members of the project will be able to read "
			  "it. You can also write one later."),
		.has_lines = true,
	};
	char *text = NULL;
	int result = ask_one(&ask, &text);
	if (text != NULL && *text != '\0')
		result = take_entry(run, text, result);
	free(text);
	return result;
}

/* Who has never seen a journal may want to see one first. Its last day is
 * today, so that it is alive. */
static int
offer_sample(struct run *run, bool *taken)
{
	char today[DATE_SIZE];
	int result = ask_yes(_("Would you like to look around in a sample "
			       "project first?"),
	    _("It is made up, and in a folder of its own that you can throw "
	      "away. You can start your own project at any time."),
	    false, taken);
	date_print(today, clock_today());
	return result == 0 && *taken ? try_sample(run, NULL, today) : result;
}

static int
start_own(struct run *run)
{
	struct beginning beginning = { 0 };
	struct written written = { 0 };
	int result = begin_ask(&beginning);
	if (result == 0)
		result = open_journal(run);
	if (result == 0)
		result = begin_project(run, &beginning, NULL, &written);
	if (result == 0) {
		out_blank();
		result = save_tell(run, &written);
	}
	begin_clear(&beginning);
	if (result == 0 && kind_by_name("reflection") != NULL)
		result = ask_entry(run);
	if (result == 0)
		show_next(true);
	return result;
}

static int
start_first(struct run *run)
{
	bool has_sample = false;
	welcome();
	int result = offer_sample(run, &has_sample);
	return result != 0 || has_sample ? result : start_own(run);
}

static int
run_start(struct run *run)
{
	bool is_there = journal_is_there(run->home);
	if (!is_there && run_can_ask(run))
		return start_first(run);
	size_t count = 0;
	int result = is_there ? open_journal(run) : 0;
	if (result == 0)
		result = projects_show(run, &count);
	if (result == 0 && is_there && !run->json)
		result = waiting_show(run);
	if (result == 0 && !run->json)
		show_next(count > 0);
	return result;
}

static const int statuses[] = { STATUS_NOT_SHARED, STATUS_DAMAGE, 0 };

const struct command cmd_start = {
	.name = "start",
	.summary = N_("begin, or see what there is"),
	.help = N_("This is what withus does without a command. The first "
		   "time it asks whether you want to look around in a sample "
		   "project. Else it asks your name, what your project is "
		   "called and how its stages should be, and lets you write a "
		   "first entry. After that it lists the projects and says "
		   "what you can type next."),
	.need = NEED_HOME,
	.statuses = statuses,
	.run = run_start,
};
