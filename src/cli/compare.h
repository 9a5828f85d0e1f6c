/* What changed between two texts of one thing, word by word. */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "cli/command.h"

#include <withus/history.h>

struct json;

struct compare {
	struct run *run;
	struct change_sides sides; /* read_changes() sets their numbers */
	const char *code;
	const char *heading; /* stands above what changed, translated; NULL:
				which versions these are */
	bool is_counting;    /* only the words that people agree to */
};

/* Shows it. `*count`: how many runs were shown; with 0 nothing was printed,
 * and no heading either. */
int compare_show(const struct compare *compare, size_t *count);

/* The same in JSON: code, from, to, runs. The caller's. */
int compare_list(const struct compare *compare, struct json **out);

#endif
