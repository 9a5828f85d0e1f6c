#include "cli/who.h"

#include "base/mem.h"
#include "cli/ask.h"
#include "cli/open.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>
#include <withus/say.h>

#include <stdlib.h>

/* Members as choices; the code of each is its name. */
struct people {
	struct id *ids;
	struct ask_choice *choices;
	char **owned; /* code and name of each, by turns */
	size_t count;
	size_t id_cap;
	size_t choice_cap;
	size_t owned_cap;
};

static int
take_member(void *data, const struct item *item)
{
	struct people *people = data;
	size_t count = people->count;
	people->ids = mem_grow(people->ids, &people->id_cap, count + 1,
	    sizeof(*people->ids));
	people->choices = mem_grow(people->choices, &people->choice_cap,
	    count + 2, sizeof(*people->choices));
	people->owned = mem_grow(people->owned, &people->owned_cap,
	    2 * count + 2, sizeof(*people->owned));
	people->ids[count] = item->id;
	people->owned[2 * count] = mem_dup_text(item->code);
	people->owned[2 * count + 1] =
	    say_fill("{1} ({2})", item->title, item->code, NULL);
	people->choices[count] = (struct ask_choice){
		.name = people->owned[2 * count],
		.word = people->owned[2 * count + 1],
	};
	people->count++;
	return 0;
}

static void
clear_people(struct people *people)
{
	for (size_t i = 0; i < 2 * people->count; i++)
		free(people->owned[i]);
	free(people->owned);
	free(people->choices);
	free(people->ids);
}

/* Leaves in the choices only those who live here. */
static int
keep_those_here(struct run *run, struct people *people)
{
	size_t kept = 0;
	for (size_t i = 0; i < people->count; i++) {
		bool lives_here = false;
		int result = member_lives_here(run->journal, &run->project,
		    &people->ids[i], &lives_here);
		if (result != 0)
			return result;
		if (lives_here)
			people->choices[kept++] = people->choices[i];
	}
	people->choices[kept] = (struct ask_choice){ .name = NULL };
	return 0;
}

static int
ask_for_one(struct run *run, const struct people *people, struct id *out)
{
	struct ask ask = {
		.question = _("Who are you?"),
		.help = _("Several people write on this computer. What you do "
			  "now is yours. You can also say who you are with "
			  "--as NAME."),
		.choices = people->choices,
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
	struct people people = { 0 };
	struct query query = {
		.project = run->project,
		.kind = "member",
		.oldest_first = true,
	};
	int result = read_list(run->journal, &query, take_member, &people);
	if (result == 0)
		result = keep_those_here(run, &people);
	if (result == 0)
		result = ask_for_one(run, &people, out);
	clear_people(&people);
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
