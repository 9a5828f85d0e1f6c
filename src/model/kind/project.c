#include "model/kinds.h"

static const char *const voice_cells[] = { N_("Whose voice"),
	N_("Who brings it"), N_("What we do about it"), NULL };

static const struct kind_field fields[] = {
	{ .name = "title",
	    .word = N_("Title"),
	    .question = N_("What is the project called?"),
	    .help =
		N_("A short name that everyone in the team would use. It can "
		   "be changed later."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT,
	    .required = true },
	{ .name = "voices",
	    .option = "voice",
	    .word = N_("Voices we need"),
	    .question = N_("Whose voice does this project need?"),
	    .help = N_("Say whose voice it is, who brings it (or \"nobody "
		       "yet\"), and what the team is doing about it."),
	    .shape = VALUE_ROWS,
	    .form = FORM_TEXT,
	    .cells = voice_cells },
	{ .name = "asking",
	    .word = N_("Questions for diaries"),
	    .question = N_("Which questions should a new diary entry start "
			   "with?"),
	    .help = N_("Each person can still choose others, or none, for "
		       "each entry."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = asking_choices },
	{ .name = "principles",
	    .word = N_("Principles"),
	    .question = N_("Which principles do you want to hold on to?"),
	    .help = N_("Use your own words, or name a set: involve or "
		       "actearly. You can give several, with commas between "
		       "them."),
	    .shape = VALUE_SET,
	    .form = FORM_TEXT },
	{ .name = "languages",
	    .word = N_("Languages"),
	    .question = N_("Which languages do people in the team use?"),
	    .help = N_("Count sign languages too. You can give several, with "
		       "commas between them."),
	    .shape = VALUE_SET,
	    .form = FORM_TEXT },
	{ .name = "ended",
	    .word = N_("Ended"),
	    .question = N_("When did the project end?"),
	    .help = N_("Leave this out while it goes on. Everything can "
		       "still be read and added to afterwards."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_PAST },
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

const struct kind kind_project = {
	.name = "project",
	.word = N_("project"),
	.words = N_("projects"),
	.help = N_("What you do together, and why."),
	.letter = 'P',
	.form = 1,
	.writer = WRITER_EVERYONE,
	.born = BORN_RANDOM,
	.title = "title",
	.body = N_("Why do you do this together? What do you aim for? And what "
		   "is already fixed, and by whom?"),
	.asks = "title",
	.fields = fields,
};
