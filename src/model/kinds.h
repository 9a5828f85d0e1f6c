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
/* Which versions of a record the words were said to. */
#define FIELD_OF {                                                            \
	.name = "of",                                                         \
	.word = N_("Said to"),                                                \
	.question = N_("Which words is it about?"),                           \
	.help = N_("The words that were on the screen. The program notes "    \
		   "them for you."),                                          \
	.shape = VALUE_SET,                                                   \
	.form = FORM_VERSION,                                                 \
	.required = true,                                                     \
	.hidden = true }
#define FIELD_SPEAKING_AS {                                                   \
	.name = "speaking-as",                                                \
	.word = N_("Speaking as"),                                            \
	.question = N_("As what are you speaking here?"),                     \
	.help = N_("For example: a carer. Leave this out if you like."),      \
	.shape = VALUE_ONE,                                                   \
	.form = FORM_TEXT }
/* clang-format on */

/* A record that may not point to itself by a field (one, or a set). */
int kind_check_other(const struct record *record, const char *key);

#endif
