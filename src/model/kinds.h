/* What the kinds share, one file each in src/model/kind/. */
#ifndef MODEL_KINDS_H
#define MODEL_KINDS_H

#include "base/intl.h"

#include <withus/kind.h>

#define X(name) extern const struct kind kind_##name;
#include "model/kind.def"
#undef X

/* The ways to ask, as choices of a field; src/model/asking.c. */
extern const struct field_choice asking_choices[];

/* Cells of FIELD_GOES_WITH. */
extern const char *const kind_goes_with_cells[];

/* Fields of every kind but key and vouch. */
/* clang-format off */
#define FIELD_TAGS {                                                          \
	.name = "tags",                                                       \
	.word = N_("Tags"),                                                   \
	.question = N_("Is there a word to find this by later?"),             \
	.help = N_("A principle, a tension, or words of your own. You can "   \
		   "give several, with commas between them."),                \
	.shape = VALUE_SET,                                                   \
	.form = FORM_TEXT }
#define FIELD_GOES_WITH {                                                     \
	.name = "goes-with",                                                  \
	.word = N_("Goes with"),                                              \
	.question = N_("Is there something else that goes with this, like a " \
		       "drawing or a film?"),                                 \
	.help = N_("Say what it is, where it is kept, and what it shows, "    \
		   "so that people who cannot see it know too."),             \
	.shape = VALUE_ROWS,                                                  \
	.form = FORM_TEXT,                                                    \
	.cells = kind_goes_with_cells }
/* clang-format on */

#endif
