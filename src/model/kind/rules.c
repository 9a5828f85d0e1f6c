#include "model/kinds.h"

#include <withus/err.h>

static const struct field_choice all[] = {
	{ .name = "all", .word = N_("everyone") },
	{ .name = NULL },
};

static const struct field_choice yes_no[] = {
	{ .name = "yes", .word = N_("yes") },
	{ .name = "no", .word = N_("no") },
	{ .name = NULL },
};

/* How often, in weeks: all of them are about the rhythm, and count. */
/* clang-format off */
#define FIELD_WEEKS(key, title, asks, says) {                                 \
	.name = key,                                                          \
	.word = title,                                                        \
	.question = asks,                                                     \
	.help = says,                                                         \
	.shape = VALUE_ONE,                                                   \
	.form = FORM_NUMBER,                                                  \
	.counts = true }
/* clang-format on */

static const struct kind_field fields[] = {
	{ .name = "title",
	    .word = N_("Title"),
	    .question = N_("What are these ground rules about?"),
	    .help = N_("A short name. For example: how we meet, who does "
		       "what, who owns what we make."),
	    .shape = VALUE_ONE,
	    .form = FORM_TEXT,
	    .required = true,
	    .counts = true },
	{ .name = "group",
	    .word = N_("Who must agree"),
	    .question = N_("Who must agree to this?"),
	    .help = N_("Everyone (write: all), or names with commas between "
		       "them. It is agreed when all of them have agreed."),
	    .shape = VALUE_SET,
	    .form = FORM_NAMES,
	    .usual = "all",
	    .choices = all,
	    .points_to = "member",
	    .required = true },
	{ .name = "look-again",
	    .word = N_("Look again on"),
	    .question = N_("When do you want to look at this again?"),
	    .help = N_("Ground rules are alive. Choose a day to see if they "
		       "still fit."),
	    .shape = VALUE_ONE,
	    .form = FORM_DATE,
	    .lean = LEAN_FUTURE },
	{ .name = "look-every",
	    .word = N_("Look again every (weeks)"),
	    .question = N_("Every how many weeks do you want to look at this "
			   "again?"),
	    .help = N_("A number of weeks, like 26 for twice a year."),
	    .shape = VALUE_ONE,
	    .form = FORM_NUMBER },
	FIELD_WEEKS("individual-every", N_("Own diary every (weeks)"),
	    N_("Every how many weeks does each person reflect?"),
	    N_("A number of weeks. Leave this out if you do not keep "
	       "diaries one by one.")),
	FIELD_WEEKS("team-every", N_("Team reflection every (weeks)"),
	    N_("Every how many weeks does the team reflect together?"),
	    N_("A number of weeks. Leave this out if you do not reflect "
	       "together.")),
	FIELD_WEEKS("answers-within", N_("Answers within (weeks)"),
	    N_("Within how many weeks does something said get an answer?"),
	    N_("A number of weeks.")),
	FIELD_WEEKS("rules-every", N_("Ground rules again every (weeks)"),
	    N_("Every how many weeks do you look at the ground rules?"),
	    N_("A number of weeks.")),
	{ .name = "per-stage",
	    .word = N_("For each stage"),
	    .question = N_("Do you reflect at least once in each stage?"),
	    .help = N_("Yes or no."),
	    .shape = VALUE_ONE,
	    .form = FORM_CHOICE,
	    .choices = yes_no,
	    .counts = true },
	{ .name = "counted",
	    .word = N_("Who is counted"),
	    .question = N_("Who is counted when you look how reflection "
			   "goes?"),
	    .help = N_("Everyone (write: all), or names with commas between "
		       "them. Nobody's words are ever counted, only that "
		       "they reflected."),
	    .shape = VALUE_SET,
	    .form = FORM_NAMES,
	    .choices = all,
	    .points_to = "member",
	    .counts = true },
	FIELD_TAGS,
	FIELD_GOES_WITH,
	{ .name = NULL },
};

/* A group of nobody would have agreed before anybody said a word: beside
 * "all" stand the members of the day. */
static int
check_group(const struct record *record)
{
	const struct value *group = record_get(record, "group");

	if (group->count == 1 && value_has(group, all->name))
		return err_set(ERR_FIELD_MISSING, record->kind, "group", NULL);
	return 0;
}

const struct kind kind_rules = {
	.name = "rules",
	.word = N_("ground rules"),
	.words = N_("ground rules"),
	.help = N_("How you want to work together, written by the group and "
		   "agreed by each person."),
	.letter = 'G',
	.form = 1,
	.writer = WRITER_EVERYONE,
	.born = BORN_RHYTHM,
	.title = "title",
	.body = N_("What do you want to agree? Leave an empty line between one "
		   "point and the next."),
	.body_required = true,
	.asks = "title group look-again",
	.fields = fields,
	.check = check_group,
};
