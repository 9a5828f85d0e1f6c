#include "cli/begin.h"

#include "base/mem.h"
#include "base/str.h"
#include "cli/ask.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/say.h>
#include <withus/template.h>

#include <stdlib.h>

#define TEMPLATE_USUAL "research"

/* The questions, in the order to ask them. */
enum beginning_question {
	ASK_NAME,
	ASK_TITLE,
	ASK_STAGES,
	ASK_COUNT
};

/* The templates as choices, ended by a NULL name. To be freed. */
static struct ask_choice *
make_choices(void)
{
	const struct template *templates = template_all();
	size_t count = 0;
	while (templates[count].name != NULL)
		count++;
	struct ask_choice *choices = mem_new_array(count + 1, sizeof(*choices));
	for (size_t i = 0; i < count; i++)
		choices[i] = (struct ask_choice){
			.name = templates[i].name,
			.word = say_text(templates[i].word),
			.help = say_text(templates[i].help),
		};
	return choices;
}

/* What a record of this kind is called, as the table of kinds asks it. */
static struct ask
ask_title(const char *kind_name, const char *usual)
{
	const struct kind *kind = kind_by_name(kind_name);
	const struct kind_field *field = kind_field(kind, kind->title);
	return (struct ask){
		.question = say_text(field->question),
		.help = say_text(field->help),
		.usual = usual,
		.is_required = true,
	};
}

int
begin_ask(struct beginning *beginning)
{
	struct ask_choice *choices = make_choices();
	const struct ask asks[ASK_COUNT] = {
		[ASK_NAME] = ask_title("member", beginning->name),
		[ASK_TITLE] = ask_title("project", beginning->title),
		[ASK_STAGES] = {
			.question = _("Which stages will the work have?"),
			.help = _("They are only a start: you can rename, add "
				  "and drop stages at any time."),
			.usual = beginning->template != NULL
			    ? beginning->template
			    : TEMPLATE_USUAL,
			.choices = choices,
		},
	};
	char *answers[ASK_COUNT];
	int result = ask_all(asks, ASK_COUNT, answers);
	begin_clear(beginning);
	beginning->name = answers[ASK_NAME];
	beginning->title = answers[ASK_TITLE];
	beginning->template = answers[ASK_STAGES];
	free(choices);
	return result;
}

void
begin_clear(struct beginning *beginning)
{
	free(beginning->template);
	free(beginning->name);
	free(beginning->title);
	*beginning = (struct beginning){ 0 };
}

int
begin_check_template(const char *name)
{
	if (name == NULL || template_by_name(name) != NULL)
		return 0;
	struct str names = { 0 };
	for (const struct template *each = template_all(); each->name != NULL;
	     each++) {
		if (names.len > 0)
			str_add(&names, ", ");
		str_add(&names, each->name);
	}
	int result =
	    err_set(ERR_FIELD_CHOICE, "stages", name, str_text(&names), NULL);
	str_clear(&names);
	return result;
}

int
begin_project(struct run *run, const struct beginning *beginning,
    const struct record *words, struct written *out)
{
	struct project_new start = {
		.title = beginning->title,
		.member = beginning->name,
		.template = beginning->template != NULL ? beginning->template :
							  TEMPLATE_USUAL,
		.words = words,
		.about_files = _("These files are the journal of people who "
				 "do a project together. Each file holds the "
				 "words of one person, or words that the team "
				 "shares. Read them as you like, and please "
				 "do not change them here: the program withus "
				 "does that, and keeps what was there "
				 "before."),
	};
	int result =
	    project_start(run->journal, &start, out, &run->writer.member);
	if (result != 0)
		return result;
	run->project = out->id;
	run->writer.project = out->id;
	return 0;
}
