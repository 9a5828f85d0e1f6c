/* What changed in a document since somebody said what they think of it. */
#ifndef CLI_SINCE_H
#define CLI_SINCE_H

#include "cli/command.h"

#include <withus/rules.h>

struct json;

struct since {
	struct run *run;
	const struct rules *rules;
	const struct rules_person *person; /* has said something */
	bool is_me;                        /* who reads it */
};

/* Shows the words that people agree to, word by word; where they have not
 * changed, says so. -ERR_RULES_ELSEWHERE. */
int since_show(const struct since *since);

/* The same in JSON; the caller's. */
int since_list(const struct since *since, struct json **out);

#endif
