#include "model/kinds.h"

static const struct field_choice progress[] = {
	{ .name = "under-way", .word = N_("under way") },
	{ .name = "done", .word = N_("done") },
	{ .name = "not-possible", .word = N_("not possible") },
	{ .name = NULL },
};

static const struct kind_field fields[] = {
	{ .name = "to",
	    .word = N_("Answer to"),
	    .question = N_("What do you answer?"),
	    .help = N_("The decision that you say something about."),
	    .shape = VALUE_ONE,
	    .form = FORM_RECORD,
	    .points_to = "decision",
	    .required = true,
	    .hidden = true },
	FIELD_OF,
	{ .name = "progress",
	    .word = N_("What came of it"),
	    .question = N_("What came of it?"),
	    .help = N_("Under way keeps it open. If it was not possible, say "
		       "why."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = progress,
	    .required = true },
	{ .name = "day",
	    .option = "on",
	    .word = N_("Day"),
	    .question = N_("On which day?"),
	    .help = N_("Leave this out if it is today."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_PAST },
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

/* People are told why. */
static int
check_why(const struct record *record)
{
	return kind_check_words(record, "progress", "not-possible");
}

const struct kind kind_answer = {
	.name = "answer",
	.word = N_("answer"),
	.words = N_("answers"),
	.help = N_("What came of a decision."),
	.letter = 'N',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_RANDOM,
	.parent = "to",
	.day = "day",
	.body = N_("What was done, or why it was not possible."),
	.fields = fields,
	.check = check_why,
};
