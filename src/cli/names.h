/*
 * NAMES|WORDS: who did something may be members, or anybody in words. What is
 * typed is names if every part between its commas is one, else words as they
 * stand; "=words" are words in any case. A part that is nearly a name is
 * asked about, and refused where nobody can be asked.
 */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include "cli/command.h"

/* The options of one field, taken out of those that were given, so that the
 * others can be applied without it. */
struct names {
	const struct kind_field *field;
	const struct given *all; /* as given */
	size_t all_count;
	struct given *rest; /* without this field */
	bool is_quiet;      /* for a draft: asks and refuses nothing; what is
			       no name is words */
};
void names_set_apart(struct run *run, const char *field, struct names *out);
void names_put_back(struct run *run, struct names *names);

/* Applies those of the field, each option by itself. ERR_NAME_*. */
int names_apply(struct run *run, struct record *words,
    const struct names *names);

/* The same for one text that was typed; what the field had before goes. */
int names_apply_text(struct run *run, struct record *words,
    const struct kind_field *field, const char *typed);

#endif
