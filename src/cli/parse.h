/*
 * The command line, read with getopt_long() by tables that are made from
 * those of commands and kinds.
 *
 * Options may stand anywhere before or after the command; what follows an
 * option is its value, also where it begins with - or +; `--` ends options.
 */
#ifndef CLI_PARSE_H
#define CLI_PARSE_H

#include "cli/command.h"

struct parsed {
	struct run run; /* command, arguments and options as given; its
				 command is NULL where none was */
	bool wants_help;
	bool wants_version;
	/* What run points into, besides argv and the tables. */
	const char **args;
	size_t arg_cap;
	struct given *given;
	size_t given_cap;
};

/* Reads a command line. 0, or an -ERR_USAGE_*; parse_clear() in any case.
 * With help or version asked for, missing arguments are no fault. */
int parse_line(struct parsed *out, int argc, char **argv);
void parse_clear(struct parsed *parsed);

/* The fault for a command that is not there, with the nearest that is; verb
 * NULL: the noun alone. */
int parse_refuse_command(const char *noun, const char *verb);

#endif
