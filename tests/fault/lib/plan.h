/*
 * A scenario played once without faults: what its steps print, a copy of the
 * box before each, and every call that could fail.
 */
#ifndef FAULT_PLAN_H
#define FAULT_PLAN_H

#include "checker.h"
#include "options.h"

struct plan_calls {
	uint64_t count;
	uint8_t *ops;      /* of call n at n, from 1 */
	uint8_t *in_child; /* 1: not made by the first process */
};

struct plan {
	const struct scenario *scenario;
	const struct options *options;
	char folder[PATH_MAX]; /* the whole run's; not ours to remove */
	int step_count;
	char codes[SCENARIO_STEPS + 2][ITEMS_CODE_SIZE];
	struct plan_calls calls[SCENARIO_STEPS + 1];  /* of step n, at n */
	struct plan_calls memory[SCENARIO_STEPS + 1]; /* allocations */
};

/*
 * Plays it in `<folder>/base` and judges the end. Ends the program with
 * status 2 where that goes wrong without any fault. Allocations are counted
 * only where the options ask for them.
 */
void plan_make(struct plan *plan, const struct scenario *scenario,
    const struct options *options, const char *folder);
void plan_clear(struct plan *plan);

/* Opens a stage for one worker, with the codes that the plan found. */
void plan_open_stage(const struct plan *plan, struct stage *stage, int worker);

/* Puts the stage where it was before a step; one more than there are: where
 * it was at the end. */
void plan_go_before(const struct plan *plan, struct stage *stage, int step);

/* Plays a step that has to go well, for the program ends as above where it
 * does not. Gives its exit status. */
int plan_play(struct stage *stage, const struct scenario *scenario, int number,
    const struct stage_fault *fault);

/* Plays the steps of the preparation. */
void plan_prepare(struct stage *stage, const struct scenario *scenario);

#endif
