/*
 * Templates of stages: what a new project may start from. A project renames,
 * adds, splits and drops stages as it likes.
 *
 * Source of `research` and `service`: the stages in appendix 1 of the guide
 * to co-production of ARC Kent, Surrey and Sussex (2021); of `scie`: the four
 * parts of co-production of the Social Care Institute for Excellence, as that
 * guide gives them. The first and the last stage of each are ours.
 */
#ifndef WITHUS_TEMPLATE_H
#define WITHUS_TEMPLATE_H

#include <stddef.h>

struct template
{
	const char *name;          /* as typed: "research" */
	const char *word;          /* for people, N_() */
	const char *help;          /* what it suits, N_() */
	const char *const *stages; /* titles in order, N_(), NULL-ended; may
				      have none */
};

/* What lies between the `order` numbers of a template's stages, the first of
 * which has this number too: room to put one between. */
#define TEMPLATE_ORDER_STEP 10

/* All templates, in the order to offer them; ended by a NULL name. Static. */
const struct template *template_all(void);

/* One by its name; NULL where unknown. Static. */
const struct template *template_by_name(const char *name);

#endif
