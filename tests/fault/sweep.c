/*
 * Makes every mutating call of a scenario fail, one by one and in every way,
 * and judges what is left.
 *
 * A point is (step of the scenario, mode, number of the call). For each, the
 * box is put where it was before that step, the step runs with the fault,
 * and the checker plays the start that follows, in a world without faults.
 * Points come in an order that the seed decides, so that a run that is cut
 * short, by the clock or by --points, has seen a fair part of everything.
 *
 * With --double, the run is killed at a random call, and so is, up to three
 * times, the recovery.
 *
 * Exit status: 0 all fine · 1 something is not · 2 the harness cannot tell.
 */
#define _GNU_SOURCE 1
#include "lib/crew.h"
#include "lib/plan.h"
#include "lib/rng.h"
#include "lib/tree.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point {
	uint32_t at;
	uint8_t step;
	uint8_t mode;
};

/* What the processes of a crew work on. */
struct sweep {
	const struct plan *plan;
	struct crew_tally *tally;
	struct point *points;
	size_t count;
};

static bool
is_kill(enum wire_mode mode)
{
	return mode == WIRE_KILL_BEFORE || mode == WIRE_KILL_AFTER ||
	    mode == WIRE_KILL_ALONE || mode == WIRE_TORN;
}

static bool
is_memory(enum wire_mode mode)
{
	return mode == WIRE_OOM_ONCE || mode == WIRE_OOM_EVER;
}

/* A mode that would do nothing new at this call is no point. */
static bool
applies(enum wire_mode mode, enum wire_op op, bool in_child)
{
	switch (mode) {
	case WIRE_TORN:
	case WIRE_SHORT:
		return op == WIRE_WRITE;
	case WIRE_KILL_ALONE:
		return in_child;
	case WIRE_FULL_ONCE:
	case WIRE_FULL_EVER:
		return op != WIRE_UNLINK && op != WIRE_RMDIR &&
		    op != WIRE_CHMOD && op != WIRE_TIMES;
	default:
		return true;
	}
}

static void
add_points(struct sweep *sweep, int step, enum wire_mode mode)
{
	const struct plan_calls *calls = is_memory(mode) ?
	    &sweep->plan->memory[step] :
	    &sweep->plan->calls[step];
	struct point *grown = realloc(sweep->points,
	    (sweep->count + calls->count + 1) * sizeof(*grown));
	if (!grown)
		abort();
	sweep->points = grown;
	for (uint64_t n = 1; n <= calls->count; n++)
		if (applies(mode, calls->ops[n], calls->in_child[n]))
			sweep->points[sweep->count++] =
			    (struct point){ .at = (uint32_t)n,
				    .step = (uint8_t)step,
				    .mode = (uint8_t)mode };
}

/*
 * Random order, but first one point of every call, then a second of every
 * call, and so on: however early the end comes, no call has been left out
 * for another's sake.
 */
static void
order_points(struct sweep *sweep)
{
	struct rng rng = { .state = sweep->plan->options->seed };
	struct point *ordered = calloc(sweep->count + 1, sizeof(*ordered));
	uint8_t *seen[SCENARIO_STEPS + 1] = { 0 };
	size_t done = 0;

	rng_shuffle(&rng, sweep->points, sweep->count, sizeof(*sweep->points));
	for (int s = 0; s <= SCENARIO_STEPS; s++)
		seen[s] = calloc(WIRE_STEP_MAX, 1);
	for (uint8_t round = 0; done < sweep->count; round++)
		for (size_t i = 0; ordered && i < sweep->count; i++) {
			struct point *point = &sweep->points[i];
			uint8_t *times = &seen[point->step][point->at];
			if (point->at == 0 || *times != round)
				continue;
			*times = round + 1;
			ordered[done++] = *point;
			point->at = 0;
		}
	for (int s = 0; s <= SCENARIO_STEPS; s++)
		free(seen[s]);
	free(sweep->points);
	sweep->points = ordered;
}

static void
list_points(struct sweep *sweep)
{
	const struct options *options = sweep->plan->options;
	for (int s = sweep->plan->scenario->prepared + 1;
	     s <= sweep->plan->step_count; s++)
		for (int m = WIRE_COUNT + 1; m < WIRE_MODE_COUNT; m++)
			if (options->modes & (1u << m))
				add_points(sweep, s, (enum wire_mode)m);
	order_points(sweep);
}

static void
name_point(const struct sweep *sweep, const struct point *point, char out[128])
{
	snprintf(out, 128, "%s:%d:%s:%u", sweep->plan->scenario->name,
	    point->step, wire_mode_names[point->mode], point->at);
}

/* What the run itself did wrong, whatever it left. */
static enum checker_verdict
judge_run(struct checker *checker, const struct spawn_result *result,
    enum wire_mode mode)
{
	const char *words = result->err ? result->err : "";
	if (result->is_hung)
		return checker_say(checker, CHECKER_HUNG, "it hangs");
	if (result->signal && !(result->signal == SIGKILL && is_kill(mode)))
		return checker_say(checker, CHECKER_CRASHED, "signal %d: %s",
		    result->signal, words);
	if (result->status > 0 && result->err_len + result->out_len == 0)
		return checker_say(checker, CHECKER_SILENT,
		    "exit %d without a word", result->status);
	return CHECKER_FINE;
}

/* Plays one step under a fault and notes what its user saw. */
static enum checker_verdict
play_faulty(struct checker *checker, int number,
    const struct stage_fault *fault)
{
	const struct scenario_step *step =
	    &checker->scenario->steps[number - 1];
	struct spawn_result result;
	stage_play(checker->stage, step, number, fault, &result);
	checker->fates[number] = checker_find_fate(step, &result);
	enum checker_verdict verdict = judge_run(checker, &result, fault->mode);
	spawn_clear(&result);
	return verdict;
}

/* A disk that stays full or broken is so for the next step as well. */
static bool
lasts(enum wire_mode mode)
{
	return mode == WIRE_EIO_EVER || mode == WIRE_FULL_EVER ||
	    mode == WIRE_OOM_EVER;
}

static void
try_point(struct sweep *sweep, struct stage *stage, const struct point *point)
{
	const struct plan *plan = sweep->plan;
	enum wire_mode mode = (enum wire_mode)point->mode;
	struct stage_fault fault = { .mode = mode, .at = point->at };
	struct checker checker;
	char name[128];

	plan_go_before(plan, stage, point->step);
	checker_begin(&checker, stage, plan->scenario, point->step);
	enum checker_verdict verdict =
	    play_faulty(&checker, point->step, &fault);
	if (atomic_load(&stage->state->fired))
		atomic_fetch_add(&sweep->tally->struck, 1);
	if (verdict == CHECKER_FINE && lasts(mode) &&
	    point->step < plan->step_count) {
		fault.at = 1;
		verdict = play_faulty(&checker, point->step + 1, &fault);
	}
	int deep = plan->options->deep;
	checker.is_deep = deep > 0 && point->at % (uint32_t)deep == 0;
	crew_keep(plan->options, stage);
	if (verdict == CHECKER_FINE)
		verdict = checker_judge(&checker);
	name_point(sweep, point, name);
	crew_report(sweep->tally, plan->options, name, verdict, &checker);
}

static void
work_on_points(void *data, int worker)
{
	struct sweep *sweep = data;
	struct stage stage;
	plan_open_stage(sweep->plan, &stage, worker);
	while (crew_goes_on(sweep->tally)) {
		uint64_t i = atomic_fetch_add(&sweep->tally->next, 1);
		if (i >= sweep->count)
			break;
		try_point(sweep, &stage, &sweep->points[i]);
	}
	stage_close(&stage);
}

static enum wire_mode
choose_kill(struct rng *rng)
{
	static const enum wire_mode kills[] = { WIRE_KILL_BEFORE,
		WIRE_KILL_AFTER, WIRE_TORN };
	return kills[rng_below(rng, 3)];
}

/*
 * Kills the recovery, up to three times in a row, each time at a random call
 * of those that a recovery would make now. Returns how often it was killed.
 */
static int
kill_recovery(struct checker *checker, struct rng *rng, const char *copy)
{
	struct stage *stage = checker->stage;
	struct scenario_step recover = { .home = checker->scenario->home };
	struct spawn_result result;
	int kills = 0;

	memcpy(recover.args, checker->scenario->recover, sizeof(recover.args));
	for (int i = 0; i < 3; i++) {
		struct stage_fault fault = { .mode = WIRE_COUNT };
		tree_restore(stage->box, copy);
		stage_play(stage, &recover, 0, &fault, &result);
		spawn_clear(&result);
		uint64_t calls = atomic_load(&stage->state->steps);
		if (calls == 0)
			break;
		fault.mode = choose_kill(rng);
		fault.at = 1 + rng_below(rng, calls);
		tree_restore(copy, stage->box);
		stage_play(stage, &recover, 0, &fault, &result);
		kills += result.signal == SIGKILL;
		spawn_clear(&result);
	}
	return kills;
}

/* Case `i` of the double ones: all of it follows from the seed. */
static void
try_double(struct sweep *sweep, struct stage *stage, uint64_t i)
{
	const struct plan *plan = sweep->plan;
	struct rng rng = { .state = plan->options->seed + i * 1000003 };
	const struct point *point =
	    &sweep->points[rng_below(&rng, sweep->count)];
	struct stage_fault fault = { .mode = choose_kill(&rng),
		.at = point->at };
	struct checker checker;
	char copy[PATH_MAX + 8], name[128];

	snprintf(copy, sizeof(copy), "%s/copy", stage->work);
	plan_go_before(plan, stage, point->step);
	checker_begin(&checker, stage, plan->scenario, point->step);
	enum checker_verdict verdict =
	    play_faulty(&checker, point->step, &fault);
	if (verdict == CHECKER_FINE) {
		if (kill_recovery(&checker, &rng, copy) > 0)
			atomic_fetch_add(&sweep->tally->struck, 1);
		checker.is_deep = i % 10 == 0;
		verdict = checker_judge(&checker);
	}
	snprintf(name, sizeof(name), "%s:double:%llu", plan->scenario->name,
	    (unsigned long long)i);
	crew_report(sweep->tally, plan->options, name, verdict, &checker);
}

static void
work_on_doubles(void *data, int worker)
{
	struct sweep *sweep = data;
	struct stage stage;
	plan_open_stage(sweep->plan, &stage, worker);
	while (crew_goes_on(sweep->tally)) {
		uint64_t i = atomic_fetch_add(&sweep->tally->next, 1);
		if (i >= sweep->plan->options->doubles)
			break;
		try_double(sweep, &stage, i);
	}
	stage_close(&stage);
}

/* Leaves of the list the one case that --only names. */
static void
pick_only(struct sweep *sweep, const char *only)
{
	char name[128];
	size_t kept = 0;
	for (size_t i = 0; i < sweep->count; i++) {
		name_point(sweep, &sweep->points[i], name);
		if (strcmp(name, only) == 0)
			sweep->points[kept++] = sweep->points[i];
	}
	sweep->count = kept;
}

static void
sweep_scenario(struct crew_tally *tally, const struct options *options,
    const struct scenario *scenario, const char *folder)
{
	struct plan plan;
	plan_make(&plan, scenario, options, folder);
	struct sweep sweep = { .plan = &plan, .tally = tally };
	list_points(&sweep);
	size_t all = sweep.count;
	if (options->only)
		pick_only(&sweep, options->only);
	if (options->points && options->points < sweep.count)
		sweep.count = options->points;
	uint64_t before = atomic_load(&tally->points);
	atomic_store(&tally->next, 0);
	crew_run(options->jobs,
	    options->doubles && all ? work_on_doubles : work_on_points, &sweep);
	printf("# %s: %llu of %llu\n", scenario->name,
	    (unsigned long long)(atomic_load(&tally->points) - before),
	    (unsigned long long)(options->doubles ? options->doubles : all));
	free(sweep.points);
	plan_clear(&plan);
}

int
main(int argc, char **argv)
{
	struct options options;
	char folder[PATH_MAX];
	int64_t begun = spawn_now();
	int count = 0;

	options_read(&options, argc, argv);
	struct crew_tally *tally = crew_open();
	stage_make_folder(folder);
	int64_t end =
	    options.seconds ? begun + (int64_t)options.seconds * 1000000000 : 0;
	while (options.scenarios[count])
		count++;
	for (int i = 0; i < count && !atomic_load(&tally->stops); i++) {
		crew_share_time(tally, end, count - i);
		sweep_scenario(tally, &options, options.scenarios[i], folder);
	}
	crew_print(tally, options.doubles ? "double" : "sweep",
	    options.doubles ? "cases" : "points", begun);
	return crew_count_bad(tally) ? 1 : 0;
}
