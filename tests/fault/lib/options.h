/*
 * The options that the programs of this folder share; each says which it
 * takes. No scenario named: all of them.
 */
#ifndef FAULT_OPTIONS_H
#define FAULT_OPTIONS_H

#include "scenarios.h"
#include "wire.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#define OPTIONS_SCENARIOS 32

struct options {
	char program[PATH_MAX]; /* $WITHUS, else build/fault/withus */
	const struct scenario *scenarios[OPTIONS_SCENARIOS]; /* NULL-ended */
	uint32_t modes;   /* --modes: a bit for each enum wire_mode */
	int seconds;      /* --seconds: for all together; 0: no end */
	uint64_t points;  /* --points: at most, a scenario; 0: all */
	uint64_t seed;    /* --seed */
	int jobs;         /* --jobs: processes side by side */
	int deep;         /* --deep: rebuild and git fsck every so often */
	uint64_t doubles; /* --double: cases with further kills */
	int random;       /* --random: random states at each cut */
	int rounds;       /* --rounds */
	int saves;        /* --saves: of each process in a round */
	int patience;     /* --patience: seconds until a run hangs */
	/* --list prints the scenarios and ends the program. */
	bool stops;       /* --stop: at the first that is not fine */
	const char *keep; /* --keep: folder that gets the box of --only */
	const char *only; /* --only: one case, as it is named when bad */
};

/* Ends the program with status 2 and a list of options where something is
 * not understood. */
void options_read(struct options *options, int argc, char **argv);

#endif
