#include "model/kinds.h"

static const struct kind_field fields[] = {
	{ .name = "to",
	    .word = N_("Reply to"),
	    .question = N_("What do you reply to?"),
	    .help = N_("The entry, or other thing, that your words are "
		       "about."),
	    .shape = VALUE_ONE,
	    .form = FORM_RECORD,
	    .points_to = "*",
	    .required = true,
	    .hidden = true },
	FIELD_SPEAKING_AS,
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

const struct kind kind_reply = {
	.name = "reply",
	.word = N_("reply"),
	.words = N_("replies"),
	.help = N_("Your words on something that is already here."),
	.letter = 'C',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_RANDOM,
	.parent = "to",
	.body = N_("What do you want to say about it?"),
	.body_required = true,
	.asks = "",
	.fields = fields,
};
