#include "model/kinds.h"

static const struct field_choice yes_no[] = {
	{ .name = "yes", .word = N_("yes") },
	{ .name = "no", .word = N_("no") },
	{ .name = NULL },
};

static const struct kind_field fields[] = {
	{ .name = "name",
	    .word = N_("Name"),
	    .question = N_("What name should the team see?"),
	    .help = N_("A name to be called by. It can be changed later."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT,
	    .required = true },
	{ .name = "hats",
	    .word = N_("Takes part as"),
	    .question = N_("As what do you take part?"),
	    .help = N_("For example: public partner, carer, researcher. You "
		       "can have several, and you show only those that you "
		       "want to show."),
	    .shape = VALUE_SET,
	    .form = FORM_TEXT },
	{ .name = "takes-part",
	    .word = N_("What helps me take part"),
	    .question = N_("What helps you to take part?"),
	    .help = N_("For example: large print, a time of day, travel, pay, "
		       "a language, someone beside you. The team can read "
		       "this. You do not have to say anything."),
	    .shape = VALUE_ONE,
	    .form = FORM_WORDS },
	{ .name = "named-as",
	    .word = N_("Named in reports as"),
	    .question = N_("How should reports name you?"),
	    .help = N_("Your full name, another name, or \"not named\"."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT },
	{ .name = "counted",
	    .word = N_("Counted by name"),
	    .question = N_("May the page about our rhythm show your name?"),
	    .help = N_("It shows only whether and when you reflected, never "
		       "what you wrote. It is no unless you say yes."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = yes_no },
	{ .name = "joined",
	    .word = N_("Joined"),
	    .question = N_("When did you join the team?"),
	    .help = N_("The day from which you took part."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_PAST },
	{ .name = "left",
	    .word = N_("Left"),
	    .question = N_("When did you leave the team?"),
	    .help = N_("Leave this out while you are in the team. What you "
		       "wrote stays yours."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_PAST },
	{ .name = "away-from",
	    .word = N_("Away from"),
	    .question = N_("From when are you away?"),
	    .help = N_("While you are away, nobody waits for you. You do not "
		       "have to say why."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_FUTURE },
	{ .name = "away-until",
	    .word = N_("Away until"),
	    .question = N_("Until when are you away?"),
	    .help = N_("Leave this out if you do not know yet."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_FUTURE },
	{ .name = "formerly",
	    .word = N_("Formerly"),
	    .question = N_("Which member were you before?"),
	    .help = N_("For when you lost every computer that you wrote on "
		       "and had to start again."),
	    .shape = VALUE_ONE,
	    .form = FORM_RECORD,
	    .points_to = "member" },
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

/* Nobody was themself before. */
static int
check_formerly(const struct record *record)
{
	return kind_check_other(record, "formerly");
}

const struct kind kind_member = {
	.name = "member",
	.word = N_("member"),
	.words = N_("members"),
	.help = N_("Someone who does this project with the others."),
	.letter = 'M',
	.form = 1,
	.writer = WRITER_EVERYONE,
	.born = BORN_MEMBER,
	.title = "name",
	.day = "joined",
	.body =
	    N_("What do you bring, what would you like to learn, and what do "
	       "you hope for?"),
	.asks = "name",
	.fields = fields,
	.check = check_formerly,
};
