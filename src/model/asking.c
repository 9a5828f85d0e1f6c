#include <withus/asking.h>

#include "model/kinds.h"

#include <string.h>

static const char *const prompts_free[] = { NULL };

static const char *const prompts_what[] = {
	N_("What happened?"),
	N_("So what? Why does it matter, to you and to others?"),
	N_("Now what? What will you do, or what would you ask for?"),
	NULL,
};

static const char *const prompts_cycle[] = {
	N_("What happened? Tell it as if to someone who was not there."),
	N_("What did you feel and think while it happened?"),
	N_("What was good about it, and what was hard?"),
	N_("Why do you think it went like this?"),
	N_("What else could have been done, by you or by others?"),
	N_("If it happens again, what will you do?"),
	NULL,
};

static const char *const prompts_together[] = {
	N_("What worked well, and for whom?"),
	N_("Where did it stick?"),
	N_("Who was heard, and who was not?"),
	N_("What in our way of working got in the way?"),
	N_("What did this ask of me, and what help would I like?"),
	NULL,
};

static const char *const prompts_before[] = {
	N_("What do I know about this already?"),
	N_("What do I not know?"),
	N_("What do I take for granted, about this and about the others?"),
	N_("What do I hope for?"),
	NULL,
};

const struct field_choice asking_choices[] = {
#define X(key, for_people, when) \
	{ .name = #key, .word = for_people, .help = when },
#include "model/asking.def"
#undef X
	{ .name = NULL },
};

static const struct asking askings[] = {
#define X(key, for_people, when)    \
	{ .name = #key,             \
		.word = for_people, \
		.help = when,       \
		.prompts = prompts_##key },
#include "model/asking.def"
#undef X
	{ .name = NULL },
};

const struct asking *
asking_all(void)
{
	return askings;
}

const struct asking *
asking_by_name(const char *name)
{
	for (const struct asking *asking = askings; asking->name; asking++)
		if (strcmp(asking->name, name) == 0)
			return asking;
	return NULL;
}
