/*
 * Ways to ask: questions that help somebody begin to write. They are offers:
 * any of them can be left out, and a blank page is one of the ways.
 *
 * The prompts are our own words. What they are modelled on: "what, so what,
 * now what" (Terry Borton, 1970; Gary Rolfe and others, 2001); a cycle of six
 * steps (Graham Gibbs, 1988); questions that teams who do research together
 * ask of their own working; noting at the start what one knows and assumes.
 */
#ifndef WITHUS_ASKING_H
#define WITHUS_ASKING_H

#include <stddef.h>

struct asking {
	const char *name;           /* as stored and typed: "cycle" */
	const char *word;           /* for people, N_() */
	const char *help;           /* when it may help, N_() */
	const char *const *prompts; /* N_(), NULL-ended; may have none */
};

/* All ways, in the order to offer them; ended by a NULL name. Static. */
const struct asking *asking_all(void);

/* One by its name; NULL where unknown. Static. */
const struct asking *asking_by_name(const char *name);

#endif
