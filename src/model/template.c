#include <withus/template.h>

#include "base/intl.h"

#include <string.h>

/* What every template but the empty one begins and ends with. */
#define FIRST N_("Before we start")
#define LAST N_("Afterwards")

static const char *const research[] = {
	FIRST,
	N_("Ideas and priorities"),
	N_("Design and proposal"),
	N_("Applying for funding"),
	N_("Carrying out the research"),
	N_("Analysis and interpretation"),
	N_("Writing and publication"),
	N_("Sharing the findings"),
	N_("Putting findings to use"),
	LAST,
	NULL,
};

static const char *const service[] = {
	FIRST,
	N_("Ideas and priorities"),
	N_("Design of the service"),
	N_("Seeking resources"),
	N_("Delivery"),
	N_("Evaluation or audit"),
	N_("Reporting"),
	N_("Sharing and learning"),
	N_("Making change last"),
	LAST,
	NULL,
};

static const char *const scie[] = {
	FIRST,
	N_("Co-design"),
	N_("Co-decision"),
	N_("Co-delivery"),
	N_("Co-evaluation"),
	LAST,
	NULL,
};

static const char *const empty[] = { NULL };

static const struct template templates[] = {
	{ .name = "research",
	    .word = N_("A research project"),
	    .help = N_("From the first idea to putting the findings to use."),
	    .stages = research },
	{ .name = "service",
	    .word = N_("A service"),
	    .help = N_("From the first idea to making a change that lasts."),
	    .stages = service },
	{ .name = "scie",
	    .word = N_("Four parts of working together"),
	    .help = N_("Design, decide, deliver and look back, all together."),
	    .stages = scie },
	{ .name = "empty",
	    .word = N_("No stages yet"),
	    .help = N_("You add your own stages, now or later."),
	    .stages = empty },
	{ .name = NULL },
};

const struct template *
template_all(void)
{
	return templates;
}

const struct template *
template_by_name(const char *name)
{
	const struct template *template = templates;

	for (; template->name; template ++)
		if (strcmp(template->name, name) == 0)
			return template;
	return NULL;
}
