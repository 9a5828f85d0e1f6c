#include "model/kinds.h"

static const struct field_choice stances[] = {
	{ .name = "agree", .word = N_("agree") },
	{ .name = "reservation", .word = N_("agree, with a reservation") },
	{ .name = "not-yet", .word = N_("not yet") },
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
	    .question = N_("Do you agree?"),
	    .help = N_("You can agree, agree with a reservation, or say that "
		       "you do not agree yet. You can change it later."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = stances,
	    .required = true },
	FIELD_SPEAKING_AS,
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

/* A reservation that nobody can read is none. */
static int
check_reservation(const struct record *record)
{
	return kind_check_words(record, "stance", "reservation");
}

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
	.body = N_("Your own words. With a reservation: what it is."),
	.fields = fields,
	.check = check_reservation,
};
