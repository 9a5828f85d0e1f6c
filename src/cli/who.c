#include "cli/who.h"

#include "cli/choices.h"
#include "cli/open.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

/* Members who live here. */
struct people {
	struct run *run;
	struct choices choices;
};

static int
take_member(void *data, const struct item *item)
{
	struct people *people = data;
	struct run *run = people->run;
	bool lives_here = false;
	int result = member_lives_here(run->journal, &run->project, &item->id,
	    &lives_here);
	if (result == 0 && lives_here)
		choices_add_item(&people->choices, item);
	return result;
}

static int
ask_for_one(struct run *run, const struct choices *choices, struct id *out)
{
	struct ask ask = {
		.question = _("Who are you?"),
		.help = _("Several people write on this computer. What you do "
			  "now is yours. You can also say who you are with "
			  "--as NAME."),
		.choices = choices->list,
		.is_required = true,
	};
	char *code = NULL;
	int result = ask_one(&ask, &code);
	if (result == 0)
		result = member_acting(run->journal, &run->project, code, out);
	free(code);
	return result;
}

int
who_ask(struct run *run, struct id *out)
{
	struct people people = { .run = run };
	const struct query query = {
		.project = run->project,
		.kind = "member",
		.oldest_first = true,
	};
	int result = read_list(run->journal, &query, take_member, &people);
	if (result == 0)
		result = ask_for_one(run, &people.choices, out);
	choices_clear(&people.choices);
	return result;
}

int
who_find(struct run *run, struct id *out)
{
	if (run->arg_count > 0)
		return read_find(run->journal, &run->project, "member",
		    run->args[0], out);
	int result = run->command->need < NEED_MEMBER ? open_member(run) : 0;
	if (result == 0)
		*out = run->writer.member;
	return result;
}
