#include "model/kinds.h"

static const struct field_choice stances[] = {
	{ .name = "agree", .word = N_("agree") },
	{ .name = "reservations", .word = N_("agree, with reservations") },
	{ .name = "aside", .word = N_("stand aside") },
	{ .name = "object", .word = N_("object") },
	{ .name = "leave-out", .word = N_("leave me out of this one") },
	{ .name = NULL },
};

static const struct kind_field fields[] = {
	{ .name = "decision",
	    .word = N_("Decision"),
	    .question = N_("Which decision is it about?"),
	    .help = N_("The decision that you give your view on."),
	    .shape = VALUE_ONE,
	    .form = FORM_RECORD,
	    .points_to = "decision",
	    .required = true,
	    .hidden = true },
	FIELD_OF,
	{ .name = "stance",
	    .word = N_("View"),
	    .question = N_("Where do you stand?"),
	    .help = N_("If you stand aside you do not agree, but you do not "
		       "stop it. You can change it later."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = stances,
	    .required = true },
	{ .name = "option",
	    .word = N_("Option"),
	    .question = N_("Which option would you choose?"),
	    .help = N_("Its letter, or your own words with = in front. You "
		       "can leave this out."),
	    .shape = VALUE_ONE,
	    .form = FORM_ROW,
	    .rows_of = "options" },
	FIELD_SPEAKING_AS,
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

const struct kind kind_view = {
	.name = "view",
	.word = N_("view"),
	.words = N_("views"),
	.help = N_("What you think about a decision. Only you can change it "
		   "or take it back."),
	.letter = 'V',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_PARENT,
	.parent = "decision",
	.body = N_("Your view, in your own words."),
	.fields = fields,
};
