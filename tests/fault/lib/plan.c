#define _GNU_SOURCE 1
#include "plan.h"

#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn static void
give_up(const struct scenario *scenario, int step, const char *why,
    const char *words)
{
	printf("# %s, step %d, without a fault: %s %s\n", scenario->name, step,
	    why, words ? words : "");
	exit(2);
}

int
plan_play(struct stage *stage, const struct scenario *scenario, int number,
    const struct stage_fault *fault)
{
	const struct scenario_step *step = &scenario->steps[number - 1];
	struct spawn_result result;
	stage_play(stage, step, number, fault, &result);
	if (result.is_hung)
		give_up(scenario, number, "hangs", result.err);
	if (!stage_is_right_exit(step, result.status)) {
		printf("# exit %d, signal %d\n", result.status, result.signal);
		give_up(scenario, number, "fails:", result.err);
	}
	if (step->slot && step->ack == SCENARIO_BY_CODE &&
	    checker_find_fate(step, &result) != CHECKER_ACKED)
		give_up(scenario, number, "prints no code:", result.out);
	int status = result.status;
	spawn_clear(&result);
	return status;
}

void
plan_prepare(struct stage *stage, const struct scenario *scenario)
{
	for (int i = 1; i <= scenario->prepared; i++)
		plan_play(stage, scenario, i, NULL);
}

static uint8_t *
copy_bytes(const uint8_t *bytes, size_t len)
{
	uint8_t *copy = malloc(len);
	if (!copy)
		abort();
	memcpy(copy, bytes, len);
	return copy;
}

static void
take_calls(struct plan_calls *calls, const struct wire_state *state)
{
	calls->count = atomic_load(&state->steps);
	if (calls->count >= WIRE_STEP_MAX)
		calls->count = WIRE_STEP_MAX - 1;
	calls->ops = copy_bytes(state->ops, calls->count + 1);
	calls->in_child = copy_bytes(state->in_child, calls->count + 1);
}

static void
get_snapshot(const struct plan *plan, char out[PATH_MAX], int step)
{
	if (snprintf(out, PATH_MAX, "%s/before-%d", plan->folder, step) >=
	    PATH_MAX)
		abort();
}

static void
play_steps(struct plan *plan, struct stage *stage)
{
	/* Counting allocations is failing none: there is no step 0. */
	const struct stage_fault count = { .mode = WIRE_COUNT };
	const struct stage_fault memory = { .mode = WIRE_OOM_ONCE };
	bool wants_memory =
	    plan->options->modes & (1u << WIRE_OOM_ONCE | 1u << WIRE_OOM_EVER);
	char snapshot[PATH_MAX];

	for (int i = plan->scenario->prepared + 1; i <= plan->step_count; i++) {
		get_snapshot(plan, snapshot, i);
		tree_restore(stage->box, snapshot);
		if (wants_memory) {
			plan_play(stage, plan->scenario, i, &memory);
			take_calls(&plan->memory[i], stage->state);
			stage_restore(stage, snapshot);
		}
		plan_play(stage, plan->scenario, i, &count);
		take_calls(&plan->calls[i], stage->state);
	}
	get_snapshot(plan, snapshot, plan->step_count + 1);
	tree_restore(stage->box, snapshot);
}

void
plan_make(struct plan *plan, const struct scenario *scenario,
    const struct options *options, const char *folder)
{
	struct stage stage = { .program = options->program,
		.patience_ms = options->patience * 1000 };
	struct checker checker;

	*plan = (struct plan){ .scenario = scenario, .options = options };
	snprintf(plan->folder, sizeof(plan->folder), "%s", folder);
	plan->step_count = scenario_count_steps(scenario);
	stage_open(&stage, folder, "base");
	plan_prepare(&stage, scenario);
	play_steps(plan, &stage);
	checker_begin(&checker, &stage, scenario, plan->step_count + 1);
	checker.is_deep = true;
	memcpy(plan->codes, stage.codes, sizeof(plan->codes));
	if (checker_judge(&checker) != CHECKER_FINE)
		give_up(scenario, plan->step_count,
		    "is judged wrong:", checker.why);
	stage_close(&stage);
}

void
plan_clear(struct plan *plan)
{
	char snapshot[PATH_MAX];
	for (int i = 1; i <= plan->step_count + 1; i++) {
		get_snapshot(plan, snapshot, i);
		tree_remove(snapshot);
	}
	for (int i = 1; i <= plan->step_count; i++) {
		free(plan->calls[i].ops);
		free(plan->calls[i].in_child);
		free(plan->memory[i].ops);
		free(plan->memory[i].in_child);
	}
}

void
plan_open_stage(const struct plan *plan, struct stage *stage, int worker)
{
	char name[32];
	snprintf(name, sizeof(name), "worker-%d", worker);
	*stage = (struct stage){ .program = plan->options->program,
		.patience_ms = plan->options->patience * 1000 };
	stage_open(stage, plan->folder, name);
	memcpy(stage->codes, plan->codes, sizeof(stage->codes));
}

void
plan_go_before(const struct plan *plan, struct stage *stage, int step)
{
	char snapshot[PATH_MAX];
	get_snapshot(plan, snapshot, step);
	stage_restore(stage, snapshot);
	memcpy(stage->codes, plan->codes, sizeof(stage->codes));
}
