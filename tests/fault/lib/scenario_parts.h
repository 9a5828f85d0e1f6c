/*
 * What the tables of scenarios share: the tables themselves, and steps that
 * many of them have.
 */
#ifndef FAULT_SCENARIO_PARTS_H
#define FAULT_SCENARIO_PARTS_H

#include "scenarios.h"

/* Each ends with a row without a name. */
extern const struct scenario scenarios_plain[];
extern const struct scenario scenarios_shared[];

#define NEW_PROJECT                         \
	{                                   \
		.args = {                   \
			"new",              \
			"Stroke ward days", \
			"--as",             \
			"Amina",            \
			"--stages",         \
			"empty",            \
			"--json"            \
		}                           \
	}

#define SAVE(number, word, rest)                                           \
	{                                                                  \
		.args = { "reflect", "--for", "team", "-m", word " " rest, \
			"--json" },                                        \
		.slot = number, .shows = word                              \
	}

#define SAVE_AFTERWARDS                                           \
	{                                                         \
		.args = { "reflect", "--for", "team", "-m",       \
			"zanderweir afterwards", "--json" },      \
		.slot = SCENARIO_SLOTS - 1, .shows = "zanderweir" \
	}

#define START              \
	{                  \
		"projects" \
	}

#endif
