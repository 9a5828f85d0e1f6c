/*
 * Filling in a record field by field: from flags and options, and at a
 * terminal by questions. What was typed and could not be saved is kept as a
 * draft, also where it stands in fields alone.
 */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/command.h"

#include <stdbool.h>
#include <stdint.h>

struct sheet {
	struct run *run;
	struct record *words; /* the owner's of the sheet */
	int64_t draft;        /* in which they lie; 0 */
};

/* What flags of the command give to a field of which each is called like a
 * choice; its own option can be given instead. `*out` NULL: nothing.
 * ERR_USAGE_TOGETHER. */
int sheet_flag(const struct run *run, const char *field, const char **out);

/* True if a field of this name was given as an option, or its flag. */
bool sheet_has(const struct run *run, const char *field);

struct sheet_asked {
	const char *field;
	const char *question; /* N_(); NULL: that of the field */
	bool is_required;
	bool takes_words; /* names, or else words: names.h */
};

/* Asks for a field. Enter alone leaves it as it is. Of rows, and until Enter
 * alone, for one after the other. -ERR_STOPPED. */
int sheet_ask(struct sheet *sheet, const struct sheet_asked *asked);

/* Asks for the body, line by line; Enter alone leaves it out, unless it is
 * required. */
int sheet_ask_body(struct sheet *sheet, const char *question, bool is_required);

/* After a fault: keeps what was typed, where nothing has kept it yet. Returns
 * `result`. */
int sheet_keep(struct sheet *sheet, int result);

#endif
