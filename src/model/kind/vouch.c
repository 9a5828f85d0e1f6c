#include "model/kinds.h"

static const struct kind_field fields[] = {
	{ .name = "key",
	    .word = N_("Key"),
	    .question = N_("Whose key is it?"),
	    .help = N_("The key that you give your word for."),
	    .shape = VALUE_ONE,
	    .form = FORM_RECORD,
	    .points_to = "key",
	    .required = true,
	    .hidden = true },
	{ .name = NULL },
};

const struct kind kind_vouch = {
	.name = "vouch",
	.word = N_("confirmation"),
	.words = N_("confirmations"),
	.help = N_("Your word that a key belongs to this member, because you "
		   "checked it together."),
	.letter = 'B',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_PARENT,
	.parent = "key",
	.fields = fields,
};
