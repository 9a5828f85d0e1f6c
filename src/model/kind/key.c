#include "model/kinds.h"

static const struct kind_field fields[] = {
	{ .name = "device",
	    .word = N_("Computer"),
	    .question = N_("What do you call this computer?"),
	    .help = N_("A name that tells you which one it is, like \"old "
		       "laptop\". Everyone in the team can read it."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT,
	    .hidden = true },
	{ .name = NULL },
};

/* The key itself is the one inside the signature. */
const struct kind kind_key = {
	.name = "key",
	.word = N_("key"),
	.words = N_("keys"),
	.help = N_("Shows that words were written on a computer of this "
		   "member. The program makes it for you."),
	.letter = 'K',
	.form = 1,
	.writer = WRITER_BY,
	.born = BORN_KEY,
	.title = "device",
	.fields = fields,
};
