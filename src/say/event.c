#include <withus/say.h>

#include "base/intl.h"
#include "say/fill.h"

#include <stdlib.h>
#include <string.h>

/*
 * The message for each event: {1} what, {2} why (a whole message), {3} done,
 * {4} total. `many` is for another number done than one, where that makes a
 * difference; `bare` for when no total is known.
 */
struct event_sentence {
	const char *text;
	const char *many;
	const char *bare;
};

static const struct event_sentence sentences[] = {
	[EVENT_HOME_ON_FUSE] = {
		.text = N_("Your journal lies in “{1}”, which may be a folder "
			   "that is shared between computers. If it is, two "
			   "computers could damage it. Your words are safe "
			   "now. Choose a folder on this computer alone with "
			   "--home FOLDER."),
	},
	[EVENT_NOT_IN_HISTORY] = {
		.text = N_("Your words are saved on this computer, but are not "
			   "yet in the history. {2}"),
	},
	[EVENT_RECOVERED] = {
		.text = N_("{3} earlier save was not yet in the history. It is "
			   "there now. You need do nothing."),
		.many = N_("{3} earlier saves were not yet in the history. "
			   "They are there now. You need do nothing."),
	},
	[EVENT_IMPORT_DROPPED] = {
		.text = N_("The last time that words were brought in, it was "
			   "cut off. None of them were kept, and nothing else "
			   "was changed. Bring the file in again."),
	},
	[EVENT_TAKEN_IN] = {
		.text = N_("{3} version was found in the history and is here "
			   "now too. You need do nothing."),
		.many = N_("{3} versions were found in the history and are "
			   "here now too. You need do nothing."),
	},
	[EVENT_LEFT_OUT] = {
		.text = N_("In the history lies a file that is not part of "
			   "this journal: “{1}”. {2}"),
		.many = N_("In the history lie {3} files that are not part "
			   "of this journal. One of them is “{1}”. {2}"),
	},
	[EVENT_PUT_BACK] = {
		.text = N_("Something had taken files out of the history. They "
			   "are there again, and no words are lost. You need "
			   "do nothing."),
	},
	[EVENT_BACKUP_FAILED] = {
		.text = N_("The daily copy of your journal could not be made. "
			   "{2} Your journal itself is safe."),
	},
	[EVENT_CLOCK_BEHIND] = {
		.text = N_("This computer says that today is before the last "
			   "day that you wrote. Your words are safe. Check "
			   "the date of this computer."),
	},
	[EVENT_PROGRESS] = {
		.text = N_("{1}: {3} of {4}"),
		.bare = N_("{1}: {3}"),
	},
	[EVENT_FAULT] = {
		.text = N_("Damaged: {1}. {2}"),
	},
	[EVENT_MENDED] = {
		.text = N_("Mended: {3} of {4}."),
	},
	[EVENT_NOT_MENDED] = {
		.text = N_("Could not be mended: {1}. {2}"),
	},
	[EVENT_UNREADABLE] = {
		.text = N_("{1} is left out of this list. {2}"),
	},
	[EVENT_HURT] = {
		.text = N_("Your words are saved, but something that was saved "
			   "before is damaged. {2}"),
	},
	[EVENT_NOTE] = {
		.text = N_("All is well: {1}."),
	},
};

/* What EVENT_PROGRESS counts, and what a fault was found in, by the names that
 * the library gives. */
struct work_word {
	const char *name;
	const char *word;
};

static const struct work_word place_words[] = {
	{ .name = "branch", .word = N_("the newest page of the history") },
	{ .name = "head", .word = N_("the mark in the history") },
	{ .name = "history", .word = N_("the history") },
	{ .name = "lists", .word = N_("the lists") },
	{ .name = "objects", .word = N_("files of the history") },
	{ .name = "settings", .word = N_("the settings of the history") },
	{ .name = "tree", .word = N_("the newest page of the history") },
};

/* The work whose steps are seconds: {3} so far, of {4} at most. */
#define WORK_BY_CLOCK "look"

static const struct work_word work_words[] = {
	{ .name = "save", .word = N_("Bringing words into the history") },
	{ .name = "take", .word = N_("Reading the history") },
	{ .name = "check", .word = N_("Looking at every word that was kept") },
	{ .name = "import", .word = N_("Bringing words in") },
	{ .name = "export", .word = N_("Writing the words out") },
	{ .name = "rebuild", .word = N_("Building the lists again") },
};

static const char *
name_by(const struct work_word *words, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(name, words[i].name) == 0)
			return say_text(words[i].word);
	}
	return name;
}

static const char *
name_what(const struct event *event)
{
	if (event->what == NULL)
		return "";
	switch (event->code) {
	case EVENT_PROGRESS:
		return name_by(work_words,
		    sizeof(work_words) / sizeof(*work_words), event->what);
	case EVENT_FAULT:
	case EVENT_NOT_MENDED:
		return name_by(place_words,
		    sizeof(place_words) / sizeof(*place_words), event->what);
	default:
		return event->what;
	}
}

/* `check` finds what others only stumble over: who runs it is not told to
 * run it. */
static char *
say_why(const struct event *event)
{
	if (event->why == NULL)
		return NULL;
	return event->code == EVENT_FAULT || event->code == EVENT_NOT_MENDED ?
	    say_found(event->why) :
	    say_fault(event->why);
}

static const char *
choose_sentence(const struct event *event)
{
	const struct event_sentence *row = &sentences[event->code];
	if (event->code == EVENT_PROGRESS && event->what != NULL &&
	    strcmp(event->what, WORK_BY_CLOCK) == 0)
		return _("Looking through the history: {3} of at most {4} "
			 "seconds");
	if (row->bare != NULL && event->total == 0)
		return say_text(row->bare);
	if (row->many != NULL)
		return say_plural(row->text, row->many, event->done);
	return say_text(row->text);
}

/* Where there is no reason its place leaves a space behind. */
static void
trim_end(char *text)
{
	size_t len = strlen(text);
	while (len > 0 && text[len - 1] == ' ')
		text[--len] = '\0';
}

char *
say_event(const struct event *event)
{
	char *why = say_why(event);
	char *done = say_number(event->done);
	char *total = say_number(event->total);
	const char *args[] = {
		name_what(event),
		why != NULL ? why : "",
		done,
		total,
	};
	char *text = fill_sentence(choose_sentence(event), args,
	    sizeof(args) / sizeof(*args));
	trim_end(text);
	free(total);
	free(done);
	free(why);
	return text;
}
