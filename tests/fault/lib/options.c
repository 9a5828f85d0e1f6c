#define _GNU_SOURCE 1
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ALL_MODES (((1u << WIRE_OOM_ONCE) - 1) & ~(1u << WIRE_COUNT))
#define OOM_MODES (1u << WIRE_OOM_ONCE | 1u << WIRE_OOM_EVER)

enum choice {
	OPT_SCENARIO = 1,
	OPT_MODES,
	OPT_SECONDS,
	OPT_POINTS,
	OPT_SEED,
	OPT_JOBS,
	OPT_DEEP,
	OPT_DOUBLE,
	OPT_RANDOM,
	OPT_ROUNDS,
	OPT_SAVES,
	OPT_PATIENCE,
	OPT_LIST,
	OPT_STOP,
	OPT_KEEP,
	OPT_ONLY
};

static const struct option table[] = {
	{ .name = "scenario", .has_arg = 1, .val = OPT_SCENARIO },
	{ .name = "modes", .has_arg = 1, .val = OPT_MODES },
	{ .name = "seconds", .has_arg = 1, .val = OPT_SECONDS },
	{ .name = "points", .has_arg = 1, .val = OPT_POINTS },
	{ .name = "seed", .has_arg = 1, .val = OPT_SEED },
	{ .name = "jobs", .has_arg = 1, .val = OPT_JOBS },
	{ .name = "deep", .has_arg = 1, .val = OPT_DEEP },
	{ .name = "double", .has_arg = 1, .val = OPT_DOUBLE },
	{ .name = "random", .has_arg = 1, .val = OPT_RANDOM },
	{ .name = "rounds", .has_arg = 1, .val = OPT_ROUNDS },
	{ .name = "saves", .has_arg = 1, .val = OPT_SAVES },
	{ .name = "patience", .has_arg = 1, .val = OPT_PATIENCE },
	{ .name = "list", .has_arg = 0, .val = OPT_LIST },
	{ .name = "stop", .has_arg = 0, .val = OPT_STOP },
	{ .name = "keep", .has_arg = 1, .val = OPT_KEEP },
	{ .name = "only", .has_arg = 1, .val = OPT_ONLY }, { .name = NULL }
};

_Noreturn static void
refuse(const char *what, const char *given)
{
	fprintf(stderr, "%s: %s\nOptions:", what, given);
	for (const struct option *row = table; row->name; row++)
		fprintf(stderr, " --%s", row->name);
	fputs("\nScenarios:", stderr);
	for (int n = 0; scenario_get(n); n++)
		fprintf(stderr, " %s", scenario_get(n)->name);
	fputs("\nModes: all oom", stderr);
	for (int i = 1; i < WIRE_MODE_COUNT; i++)
		fprintf(stderr, " %s", wire_mode_names[i]);
	fputc('\n', stderr);
	exit(2);
}

static void
add_scenario(struct options *options, const char *name)
{
	int n = 0;
	while (options->scenarios[n])
		n++;
	if (n < OPTIONS_SCENARIOS - 1)
		options->scenarios[n] = scenario_find(name);
	if (!options->scenarios[n])
		refuse("no such scenario", name);
}

static uint32_t
find_modes(const char *name)
{
	if (strcmp(name, "all") == 0)
		return ALL_MODES;
	if (strcmp(name, "oom") == 0)
		return OOM_MODES;
	for (int i = 1; i < WIRE_MODE_COUNT; i++)
		if (strcmp(name, wire_mode_names[i]) == 0)
			return 1u << i;
	refuse("no such mode", name);
}

static void
set_modes(struct options *options, char *list)
{
	options->modes = 0;
	char *rest = NULL;
	for (char *name = strtok_r(list, ",", &rest); name;
	     name = strtok_r(NULL, ",", &rest))
		options->modes |= find_modes(name);
}

static int
read_number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);
	if (*end || end == text || n < 0 || n > INT_MAX)
		refuse("not a number", text);
	return (int)n;
}

/* The rows that hold a number. */
static void
set_number(struct options *options, int which, int n)
{
	switch (which) {
	case OPT_SECONDS:
		options->seconds = n;
		break;
	case OPT_POINTS:
		options->points = (uint64_t)n;
		break;
	case OPT_SEED:
		options->seed = (uint64_t)n;
		break;
	case OPT_JOBS:
		options->jobs = n > 0 ? n : 1;
		break;
	case OPT_DEEP:
		options->deep = n;
		break;
	case OPT_DOUBLE:
		options->doubles = (uint64_t)n;
		break;
	case OPT_RANDOM:
		options->random = n;
		break;
	case OPT_ROUNDS:
		options->rounds = n;
		break;
	case OPT_SAVES:
		options->saves = n;
		break;
	default:
		options->patience = n;
		break;
	}
}

static void
set_option(struct options *options, int which, char *value)
{
	switch (which) {
	case OPT_SCENARIO:
		add_scenario(options, value);
		break;
	case OPT_MODES:
		set_modes(options, value);
		break;
	case OPT_LIST:
		for (int n = 0; scenario_get(n); n++)
			printf("%s\t%s\n", scenario_get(n)->name,
			    scenario_get(n)->what);
		exit(0);
	case OPT_STOP:
		options->stops = true;
		break;
	case OPT_KEEP:
		options->keep = value;
		break;
	case OPT_ONLY:
		options->only = value;
		break;
	default:
		set_number(options, which, read_number(value));
		break;
	}
}

static void
find_program(struct options *options)
{
	const char *given = getenv("WITHUS");
	if (!given || !*given)
		given = "build/fault/withus";
	if (!realpath(given, options->program) ||
	    access(options->program, X_OK) != 0)
		refuse("no program to try (set WITHUS)", given);
}

void
options_read(struct options *options, int argc, char **argv)
{
	*options = (struct options){ .modes = ALL_MODES,
		.seed = 1,
		.jobs = 2,
		.deep = 10,
		.random = 3,
		.rounds = 4,
		.saves = 20,
		.patience = 20 };
	for (int which;
	     (which = getopt_long(argc, argv, "", table, NULL)) != -1;)
		if (which == '?')
			refuse("see above", argv[0]);
		else
			set_option(options, which, optarg);
	if (optind < argc)
		refuse("not an option", argv[optind]);
	if (!options->scenarios[0])
		for (int n = 0; scenario_get(n); n++)
			add_scenario(options, scenario_get(n)->name);
	find_program(options);
}
