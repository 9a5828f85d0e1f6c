/*
 * Cuts the power at every moment of a scenario.
 *
 * The scenario runs once, traced. Then, for each place in the trace, what a
 * disk may hold there is worked out (lib/disk.h says by which rules): with
 * nothing of what is not safe, with all of it, with names but no bytes, with
 * bytes but no names, and some by chance. Each state is written out and
 * judged: what the program had said to be saved before that place must be
 * there. States that are equal are judged once.
 *
 * The trace is held against the truth: what the model says the disk holds at
 * the end must be what it holds.
 *
 * Exit status: 0 all fine · 1 something is not · 2 the harness cannot tell.
 */
#define _GNU_SOURCE 1
#include "lib/crew.h"
#include "lib/disk.h"
#include "lib/plan.h"
#include "lib/rng.h"
#include "lib/trace.h"
#include "lib/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FIXED 4   /* states at a cut that chance has no part in */
#define PASSES 16 /* each sees a fair part of all states */
#define SEEN_BITS 20
#define SEEN_COUNT (1u << SEEN_BITS)

static const char *const survival_names[] = {
	[DISK_SAFE] = "safe",
	[DISK_ALL] = "all",
	[DISK_NAMES] = "names",
	[DISK_BYTES] = "bytes",
	[DISK_RANDOM] = "random",
};

/* Hashes of the states that somebody has taken; shared, 0 is free. */
struct seen {
	_Atomic uint64_t keys[SEEN_COUNT];
};

struct replay {
	struct plan plan; /* the scenario and the codes; no calls */
	struct crew_tally *tally;
	struct seen *seen;
	struct stage *base; /* where the traced run was */
	struct disk *disk;  /* as the steps found it */
	struct trace trace;
	int pass;
};

/* True for whoever comes first with this state. */
static bool
claim(struct seen *seen, uint64_t key)
{
	key += key == 0;
	for (uint64_t i = key; i < key + SEEN_COUNT; i++) {
		_Atomic uint64_t *place = &seen->keys[i % SEEN_COUNT];
		uint64_t found = 0;
		if (atomic_compare_exchange_strong(place, &found, key))
			return true;
		if (found == key)
			return false;
	}
	return true;
}

/* What the user had seen of a step when this many events had happened. */
static enum checker_fate
find_fate(const struct replay *replay, int number, size_t cut)
{
	const struct scenario_step *step =
	    &replay->plan.scenario->steps[number - 1];
	struct spawn_result seen = { .status = -1, .signal = 9 };
	char words[8192] = "";
	bool is_begun = false, is_inside = false;

	for (size_t i = 0; i < cut; i++) {
		const struct wire_event *head = &replay->trace.events[i].head;
		if (head->op == WIRE_BEGIN)
			is_inside = head->offset == (uint64_t)number;
		is_begun |= is_inside;
		if (is_inside && head->op == WIRE_SAID &&
		    seen.out_len + head->data_len < sizeof(words)) {
			memcpy(words + seen.out_len,
			    replay->trace.events[i].data, head->data_len);
			seen.out_len += head->data_len;
		}
		if (is_inside && head->op == WIRE_END) {
			seen.status = (int)head->mode;
			seen.signal = 0;
		}
	}
	seen.out = words;
	words[seen.out_len] = '\0';
	return is_begun ? checker_find_fate(step, &seen) : CHECKER_NOT_RUN;
}

static void
set_fates(const struct replay *replay, struct checker *checker, size_t cut)
{
	const struct plan *plan = &replay->plan;
	for (int i = plan->scenario->prepared + 1; i <= plan->step_count; i++)
		checker->fates[i] = find_fate(replay, i, cut);
}

static void
try_state(const struct replay *replay, struct stage *stage,
    const struct disk *disk, size_t cut, int variant)
{
	const struct plan *plan = &replay->plan;
	int prepared = plan->scenario->prepared;
	enum disk_survival survival =
	    variant < FIXED ? (enum disk_survival)variant : DISK_RANDOM;
	struct checker checker;
	char name[128];

	snprintf(name, sizeof(name), "%s:%zu:%s:%d", plan->scenario->name, cut,
	    survival_names[survival], variant);
	if (plan->options->only && strcmp(plan->options->only, name) != 0)
		return;
	uint64_t turn = atomic_fetch_add(&replay->tally->next, 1);
	if (plan->options->points && turn >= plan->options->points)
		return;
	checker_begin(&checker, stage, plan->scenario, prepared + 1);
	set_fates(replay, &checker, cut);
	struct disk_image *image = disk_cut(disk, survival,
	    plan->options->seed + cut * 1009 + (uint64_t)variant);
	uint64_t key = disk_image_hash(image);
	for (int i = prepared + 1; i <= plan->step_count; i++)
		key = key * 31 + (uint64_t)checker.fates[i];
	if (claim(replay->seen, key)) {
		stage_restore(stage, NULL);
		disk_image_write(image, stage->box);
		int deep = plan->options->deep;
		checker.is_deep = deep > 0 && key % (uint64_t)deep == 0;
		memcpy(stage->codes, plan->codes, sizeof(stage->codes));
		crew_keep(plan->options, stage);
		enum checker_verdict verdict = checker_judge(&checker);
		crew_report(replay->tally, plan->options, name, verdict,
		    &checker);
	} else {
		atomic_fetch_add(&replay->tally->same, 1);
	}
	disk_image_free(image);
}

/* Whether a state belongs to this pass: all of it follows from the seed. */
static bool
is_turn(const struct replay *replay, uint64_t number)
{
	struct rng rng = { .state = replay->plan.options->seed ^
		    (number * 0x10001) };
	rng_next(&rng);
	return rng_next(&rng) % PASSES == (uint64_t)replay->pass;
}

static void
work(void *data, int worker)
{
	const struct replay *replay = data;
	const struct options *options = replay->plan.options;
	size_t variants = (size_t)FIXED + (size_t)options->random;
	struct stage stage;

	plan_open_stage(&replay->plan, &stage, worker);
	for (size_t cut = 0; cut <= replay->trace.count; cut++) {
		if (cut > 0)
			disk_apply(replay->disk,
			    &replay->trace.events[cut - 1]);
		for (size_t v = 0; v < variants; v++) {
			uint64_t number = cut * variants + v;
			if (!crew_goes_on(replay->tally))
				break;
			if (is_turn(replay, number) &&
			    number % (uint64_t)options->jobs ==
				(uint64_t)worker)
				try_state(replay, &stage, replay->disk, cut,
				    (int)v);
		}
	}
	stage_close(&stage);
}

/* Runs the steps, traced, in a box that the disk then knows. */
static void
play_traced(struct replay *replay, struct stage *stage, const char *path)
{
	const struct scenario *scenario = replay->plan.scenario;
	const struct stage_fault fault = { .mode = WIRE_COUNT, .trace = path };

	trace_begin(path);
	plan_prepare(stage, scenario);
	replay->disk = disk_load(stage->box);
	for (int i = scenario->prepared + 1; i <= replay->plan.step_count;
	     i++) {
		trace_mark(path, WIRE_BEGIN, i, 0);
		trace_mark(path, WIRE_END, i,
		    plan_play(stage, scenario, i, &fault));
	}
	trace_read(&replay->trace, path);
	memcpy(replay->plan.codes, stage->codes, sizeof(stage->codes));
}

static void
show_difference(const struct replay *replay, const struct disk_image *told)
{
	struct stage *stage = replay->base;
	char path[PATH_MAX + 16];
	struct spawn_result result;
	const char *const argv[] = { "diff", "-r", path, stage->box, NULL };

	snprintf(path, sizeof(path), "%s/told", stage->work);
	disk_image_write(told, path);
	stage_run(stage, argv, &result);
	printf("# %s: the trace does not tell all: %s\n",
	    replay->plan.scenario->name,
	    result.out ? result.out : "modes differ");
	fflush(stdout);
}

/* The model, with everything done, is the box as it is. Ends the process
 * that it runs in: what it does to the disk must not stay done. */
static void
compare_end(void *data, int worker)
{
	const struct replay *replay = data;
	struct disk *box = disk_load(replay->base->box);
	struct disk_image *truth = disk_cut(box, DISK_ALL, 0);
	(void)worker;
	for (size_t i = 0; i < replay->trace.count; i++)
		disk_apply(replay->disk, &replay->trace.events[i]);
	struct disk_image *told = disk_cut(replay->disk, DISK_ALL, 0);
	if (disk_image_hash(truth) != disk_image_hash(told)) {
		show_difference(replay, told);
		_exit(1);
	}
	disk_image_free(truth);
	disk_image_free(told);
	disk_free(box);
}

static void
replay_scenario(struct replay *replay, const struct scenario *scenario,
    const struct options *options, const char *folder)
{
	struct stage stage = { .program = options->program,
		.patience_ms = options->patience * 1000 };
	char path[PATH_MAX + 16];

	replay->plan = (struct plan){ .scenario = scenario,
		.options = options,
		.step_count = scenario_count_steps(scenario) };
	snprintf(replay->plan.folder, sizeof(replay->plan.folder), "%s",
	    folder);
	snprintf(path, sizeof(path), "%s/trace", folder);
	stage_open(&stage, folder, "base");
	play_traced(replay, &stage, path);
	replay->base = &stage;
	crew_run(1, compare_end, replay);
	memset(replay->seen, 0, sizeof(*replay->seen));
	atomic_store(&replay->tally->next, 0);
	uint64_t before = atomic_load(&replay->tally->points) +
	    atomic_load(&replay->tally->same);
	for (replay->pass = 0;
	     replay->pass < PASSES && crew_goes_on(replay->tally);
	     replay->pass++)
		crew_run(options->jobs, work, replay);
	printf("# %s: %llu of %llu, %zu events\n", scenario->name,
	    (unsigned long long)(atomic_load(&replay->tally->points) +
		atomic_load(&replay->tally->same) - before),
	    (unsigned long long)((replay->trace.count + 1) *
		((size_t)FIXED + (size_t)options->random)),
	    replay->trace.count);
	trace_clear(&replay->trace);
	disk_free(replay->disk);
	stage_close(&stage);
}

int
main(int argc, char **argv)
{
	struct options options;
	char folder[PATH_MAX];
	int64_t begun = spawn_now();
	int count = 0;

	options_read(&options, argc, argv);
	struct replay replay = { .tally = crew_open() };
	replay.seen = mmap(NULL, sizeof(*replay.seen), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (replay.seen == MAP_FAILED)
		return 2;
	stage_make_folder(folder);
	int64_t end =
	    options.seconds ? begun + (int64_t)options.seconds * 1000000000 : 0;
	while (options.scenarios[count])
		count++;
	for (int i = 0; i < count && !atomic_load(&replay.tally->stops); i++) {
		crew_share_time(replay.tally, end, count - i);
		replay_scenario(&replay, options.scenarios[i], &options,
		    folder);
	}
	crew_print(replay.tally, "power loss", "states", begun);
	return crew_count_bad(replay.tally) ? 1 : 0;
}
