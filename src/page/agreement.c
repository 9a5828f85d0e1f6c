#include "page/agreement.h"

#include "base/intl.h"
#include "base/str.h"
#include "page/phrase.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

/* Where words stand below their code: "A-5cz4  ". */
#define INDENT 8

/* {1} who, {2} when. */
static const char *const sentences[] = {
	[RULES_SILENT] = N_("{1} has not answered yet."),
	[RULES_AGREES] = N_("{1} agrees ({2})."),
	[RULES_RESERVATION] = N_("{1} agrees, with a reservation ({2})."),
	[RULES_EARLIER] = N_("{1} agreed to earlier words ({2})."),
	[RULES_NOT_YET] = N_("{1} does not agree yet ({2})."),
	[RULES_TWO_THINGS] = N_("{1} said two different things at the same "
				"time ({2}). Neither counts until {1} says "
				"which holds."),
};

static bool
has_reservation(const struct rules_person *person)
{
	const char *stance = person->agreement != NULL ?
	    record_get_text(person->agreement->words, "stance") :
	    NULL;
	return stance != NULL && strcmp(stance, "reservation") == 0;
}

static const char *
choose_sentence(const struct rules_person *person)
{
	if (id_is_none(&person->who.id))
		return _("{1} must agree too, but is no member here yet.");
	if (person->is_unknown)
		return _("{1} answered ({2}), but to words that are not all "
			 "on this computer yet.");
	if (person->where == RULES_NOT_YET && person->is_earlier)
		return _("{1} did not agree to earlier words ({2}).");
	if (person->where == RULES_EARLIER && has_reservation(person))
		return _("{1} agreed to earlier words, with a reservation "
			 "({2}).");
	if (person->where == RULES_SILENT && !person->is_asked)
		return _("{1} has not answered.");
	return say_text(sentences[person->where]);
}

/* What else there is to know of them. */
static void
add_notes(struct str *out, const struct rules_person *person)
{
	if (id_is_none(&person->who.id))
		return;
	if (person->has_left)
		phrase_add(out, _("Has left the team."));
	else if (person->is_asked && !person->is_in_group)
		phrase_add(out, _("Joined later; asked too."));
	else if (!person->is_asked && !person->is_in_group)
		phrase_add(out, _("Need not agree."));
	else if (person->is_awaited && person->is_earlier)
		phrase_add(out, _("Asked again."));
	if (person->is_away)
		phrase_add(out, _("Away now."));
}

/* To be freed. */
static char *
describe(const struct rules_person *person)
{
	const struct item *agreement = person->agreement;
	struct str out = { 0 };
	char *day = say_day(agreement != NULL ? agreement->changed : "");
	char *name = phrase_known(&person->who,
	    agreement != NULL ? agreement->trust : TRUST_CONFIRMED);
	char *text = say_fill(choose_sentence(person), name, day, NULL);
	str_add(&out, text);
	add_notes(&out, person);
	if (agreement != NULL)
		phrase_add_origin(&out, agreement);
	free(text);
	free(name);
	free(day);
	return str_take(&out);
}

void
page_agreement(struct paper *paper, const struct rules_person *person)
{
	const struct item *agreement = person->agreement;
	struct str lead = { 0 };
	char *text = describe(person);
	str_add_format(&lead, "%-6s  ",
	    agreement != NULL ? agreement->code : "");
	paper_item(paper, 0, str_text(&lead), text);
	if (agreement != NULL && agreement->words->body_len > 0)
		paper_markdown(paper, INDENT, agreement->words->body);
	str_clear(&lead);
	free(text);
}
