#include "model/kinds.h"

static const struct field_choice readers[] = {
	{ .name = "team",
	    .word = N_("the team"),
	    .help = N_("Everyone who is in this project, or joins it later, "
		       "can read it.") },
	{ .name = "public",
	    .word = N_("anyone"),
	    .help = N_("People outside the project may read it too. What "
		       "they have copied cannot be called back.") },
	{ .name = NULL },
};

static const struct field_choice yes[] = {
	{ .name = "yes", .word = N_("yes") },
	{ .name = NULL },
};

static const struct kind_field fields[] = {
	{ .name = "readers",
	    .option = "for",
	    .word = N_("Who can read it"),
	    .question = N_("Who may read this entry?"),
	    .help = N_("You choose this anew for each entry."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = readers,
	    .required = true },
	{ .name = "stages",
	    .option = "stage",
	    .word = N_("Stages"),
	    .question = N_("Which stage of the work is this about?"),
	    .help = N_("One, several, or none: not about one stage."),
	    .shape = VALUE_SET,
	    .form = FORM_RECORD,
	    .points_to = "stage" },
	{ .name = "day",
	    .option = "on",
	    .word = N_("Day"),
	    .question = N_("Which day is it about?"),
	    .help = N_("Leave this out if it is today."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_PAST },
	{ .name = "model",
	    .option = "asking",
	    .word = N_("Questions"),
	    .question = N_("Which questions would you like to start with?"),
	    .help = N_("They are there to help. You can leave any of them "
		       "out."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = asking_choices },
	FIELD_SPEAKING_AS,
	{ .name = "team",
	    .word = N_("Of the whole team"),
	    .question = N_("Did the team reflect on this together?"),
	    .help = N_("Say yes if this is what the team said together, and "
		       "not one person's diary."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = yes },
	{ .name = "asked",
	    .word = N_("Who was asked"),
	    .question = N_("Who was asked to come?"),
	    .help = N_("Names, with commas between them. For someone who is "
		       "no member, write = in front."),
	    .shape = VALUE_SET,
	    .form = FORM_NAMES,
	    .points_to = "member" },
	{ .name = "present",
	    .word = N_("Who was there"),
	    .question = N_("Who was there?"),
	    .help = N_("Names, with commas between them. For someone who is "
		       "no member, write = in front."),
	    .shape = VALUE_SET,
	    .form = FORM_NAMES,
	    .points_to = "member" },
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

const struct kind kind_reflection = {
	.name = "reflection",
	.word = N_("diary entry"),
	.words = N_("diary entries"),
	.help = N_("Thoughts about how we work together, from one person or "
		   "from the whole team."),
	.letter = 'R',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_RANDOM,
	.day = "day",
	.body = N_("What do you want to remember?"),
	.body_required = true,
	.asks = "readers stages model",
	.fields = fields,
};
