#include "model/kinds.h"

static const struct field_choice stances[] = {
	{ .name = "agree", .word = N_("agree"), .ends = true },
	{ .name = "reservation",
	    .word = N_("agree, with a reservation"),
	    .help = N_("You agree, and say what troubles you."),
	    .text = N_("What is your reservation?"),
	    .needs_text = true },
	{ .name = "not-yet",
	    .word = N_("not yet"),
	    .help = N_("Something has to change first. You can say what."),
	    .text = N_("What has to change first?") },
	{ .name = NULL },
};

static const struct kind_field fields[] = {
	{ .name = "rules",
	    .word = N_("Ground rules"),
	    .question = N_("Which ground rules do you agree to?"),
	    .help = N_("The ground rules that your words are about."),
	    .shape = VALUE_ONE,
	    .form = FORM_RECORD,
	    .points_to = "rules",
	    .required = true,
	    .hidden = true },
	FIELD_OF,
	{ .name = "stance",
	    .word = N_("Agreement"),
	    .question = N_("Do you agree to these words?"),
	    .help = N_("All of these answers are welcome. You can change "
		       "yours at any time."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = stances,
	    .required = true },
	FIELD_SPEAKING_AS,
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

const struct kind kind_agreement = {
	.name = "agreement",
	.word = N_("agreement"),
	.words = N_("agreements"),
	.help = N_("Whether you agree to the ground rules as they are now."),
	.letter = 'A',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_PARENT,
	.parent = "rules",
	.body = N_("What do you want to say beside it?"),
	.body_asked = true,
	.asks = "stance",
	.fields = fields,
};
