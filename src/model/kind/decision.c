#include "model/kinds.h"

static const char *const option_cells[] = { N_("Option"), NULL };

static const struct kind_field fields[] = {
	{ .name = "title",
	    .word = N_("Question"),
	    .question = N_("What do you want to decide?"),
	    .help = N_("One question, in plain words."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT,
	    .required = true,
	    .counts = true },
	{ .name = "why",
	    .word = N_("Why it matters"),
	    .question = N_("Why does this matter?"),
	    .help = N_("What hangs on it, and for whom."),
	    .shape = VALUE_ONE,
	    .form = FORM_WORDS,
	    .counts = true },
	{ .name = "options",
	    .option = "option",
	    .word = N_("Options"),
	    .question = N_("What is one thing that you could choose?"),
	    .help = N_("One option at a time. You can also leave it open. "
		       "Others can add more."),
	    .shape = VALUE_ROWS,
	    .form = FORM_TEXT,
	    .cells = option_cells,
	    .counts = true },
	{ .name = "stages",
	    .option = "stage",
	    .word = N_("Stages"),
	    .question = N_("Which stage of the work is this about?"),
	    .help = N_("One, several, or none: not about one stage."),
	    .shape = VALUE_SET,
	    .form = FORM_RECORD,
	    .points_to = "stage" },
	{ .name = "involve",
	    .word = N_("Who should be involved"),
	    .question = N_("Who should be involved, if not everyone?"),
	    .help = N_("Leave this out for everyone. Or write names with "
		       "commas between them; for someone who is no member, "
		       "write = in front. Anyone can add a name, also their "
		       "own."),
	    .shape = VALUE_SET,
	    .form = FORM_NAMES,
	    .points_to = "member" },
	{ .name = "touches",
	    .word = N_("Who else it touches"),
	    .question = N_("Who else does this touch?"),
	    .help = N_("Names, with commas between them. For someone who is "
		       "no member, write = in front."),
	    .shape = VALUE_SET,
	    .form = FORM_NAMES,
	    .points_to = "member" },
	{ .name = "until",
	    .word = N_("Open until"),
	    .question = N_("Until when can people give their view?"),
	    .help = N_("The last day. A view can still be given later."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_FUTURE },
	{ .name = "means",
	    .word = N_("How we mean to decide"),
	    .question = N_("How do you mean to decide?"),
	    .help = N_("For example: all agree, or we vote at the next "
		       "meeting."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT },
	{ .name = "replaces",
	    .word = N_("Replaces"),
	    .question = N_("Which earlier decision does this replace?"),
	    .help = N_("The code of a decision that no longer holds once "
		       "this one is settled."),
	    .shape = VALUE_SET,
	    .form = FORM_RECORD,
	    .points_to = "decision" },
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

/* No decision replaces itself. */
static int
check_replaces(const struct record *record)
{
	return kind_check_other(record, "replaces");
}

const struct kind kind_decision = {
	.name = "decision",
	.word = N_("decision"),
	.words = N_("decisions"),
	.help = N_("A question that you settle together, and how you settled "
		   "it."),
	.letter = 'D',
	.form = 1,
	.writer = WRITER_EVERYONE,
	.born = BORN_RANDOM,
	.title = "title",
	.body = N_("What more should people know?"),
	.asks = "title why options stages involve until means",
	.fields = fields,
	.check = check_replaces,
};
