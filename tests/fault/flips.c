/*
 * Turns over one bit of a finished home, in journal.db or in a file of the
 * history, and asks the program.
 *
 * Either `check` reports damage (exit 6), and then `check --repair` mends it
 * so that everything reads as before, or says what it cannot mend; or
 * `check` is content, and then everything must read as before, also after a
 * rebuild. Nothing may hang, crash, or stay silent.
 *
 * --points: how many bits (150); --scenario: whose home (save).
 *
 * Exit status: 0 all fine · 1 something is not · 2 the harness cannot tell.
 */
#define _GNU_SOURCE 1
#include "lib/crew.h"
#include "lib/plan.h"
#include "lib/rng.h"
#include "lib/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILES_MAX 4096
#define DAMAGE 6

/* All that a person can read of it. */
static const char *const readings[][4] = {
	{ "diary", "--json" },
	{ "projects", "--json" },
	{ "members", "--json" },
	{ "decisions", "--json" },
	{ "drafts", "--json" },
};
#define READINGS (sizeof(readings) / sizeof(readings[0]))

struct flips {
	struct plan plan;
	struct crew_tally *tally;
	uint64_t count;
	char *as_before[READINGS]; /* what they printed before */
	_Atomic uint64_t *reported;
	_Atomic uint64_t *mended;
};

/* Files of a home that have bytes; journal.db is one of them. */
struct files {
	char *paths[FILES_MAX];
	size_t count;
};

static void
add_file(void *data, const char *path)
{
	struct files *files = data;
	struct stat st;
	if (files->count < FILES_MAX && stat(path, &st) == 0 &&
	    st.st_size > 0 && !strstr(path, "/journal.db"))
		files->paths[files->count++] = strdup(path);
}

/* Half of the bits fall into journal.db. */
static void
choose_file(const struct stage *stage, struct rng *rng, char out[PATH_MAX])
{
	struct files files = { .count = 0 };
	char home[PATH_MAX];

	stage_get_home(stage, home, 0);
	snprintf(out, PATH_MAX, "%.4000s/journal.db", home);
	tree_each_file(home, add_file, &files);
	if (files.count > 0 && rng_below(rng, 2) == 0)
		snprintf(out, PATH_MAX, "%s",
		    files.paths[rng_below(rng, files.count)]);
	for (size_t i = 0; i < files.count; i++)
		free(files.paths[i]);
}

/* A byte that is not zero, at or behind `at`. */
static uint64_t
skip_zeros(const char *bytes, size_t len, uint64_t at)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[(at + i) % len])
			return (at + i) % len;
	return at;
}

/* A byte near words that somebody saved, if they can be read there. */
static uint64_t
find_words(const struct plan *plan, struct rng *rng, const char *bytes,
    size_t len)
{
	const struct scenario *scenario = plan->scenario;
	uint64_t steps = (uint64_t)plan->step_count;
	char word[64];
	const struct scenario_step *step =
	    &scenario->steps[rng_below(rng, steps)];
	uint64_t at = rng_below(rng, len);
	if (!scenario_get_word(word, step->shows, 0))
		return at;
	const char *found = memmem(bytes + at, len - at, word, strlen(word));
	if (!found)
		found = memmem(bytes, len, word, strlen(word));
	uint64_t near = found ? (uint64_t)(found - bytes) : at;
	return (near + rng_below(rng, 48)) % len;
}

/*
 * A third of the bytes is chosen from all, a third from those that are not
 * zero (most of a young database is), and a third near the words.
 */
static uint64_t
choose_byte(const struct plan *plan, struct rng *rng, const char *bytes,
    size_t len)
{
	uint64_t at = rng_below(rng, len);
	switch (rng_below(rng, 3)) {
	case 0:
		return at;
	case 1:
		return skip_zeros(bytes, len, at);
	default:
		return find_words(plan, rng, bytes, len);
	}
}

/* Names what was done in `name`. */
static void
flip_bit(const struct plan *plan, struct stage *stage, uint64_t number,
    char name[256])
{
	struct rng rng = { .state = plan->options->seed + number * 7919 };
	char path[PATH_MAX];
	struct stat st;
	size_t len = 0;

	choose_file(stage, &rng, path);
	char *bytes = tree_read_file(path, &len);
	if (!bytes || len == 0 || stat(path, &st) != 0) {
		fprintf(stderr, "nothing to turn over in %s\n", path);
		exit(2);
	}
	uint64_t at = choose_byte(plan, &rng, bytes, len);
	int bit = (int)rng_below(&rng, 8);
	bytes[at] = (char)(bytes[at] ^ (1 << bit));
	chmod(path, 0600);
	tree_write_file(path, bytes, len);
	chmod(path, st.st_mode & 07777);
	free(bytes);
	snprintf(name, 256, "flip:%llu:%.150s:%llu:%d",
	    (unsigned long long)number, path + strlen(stage->box) + 1,
	    (unsigned long long)at, bit);
}

/* Runs a command. Hanging and crashing are always wrong, and so is failing
 * without a word. */
static enum checker_verdict
run(struct checker *checker, const char *const *args,
    struct spawn_result *result)
{
	stage_command(checker->stage, 0, args, result);
	if (result->is_hung)
		return checker_say(checker, CHECKER_HUNG, "%s hangs", args[0]);
	if (result->signal)
		return checker_say(checker, CHECKER_CRASHED,
		    "%s: signal %d: %s", args[0], result->signal,
		    result->err ? result->err : "");
	if (result->status && result->err_len + result->out_len == 0)
		return checker_say(checker, CHECKER_SILENT,
		    "%s: exit %d, no words", args[0], result->status);
	return CHECKER_FINE;
}

static enum checker_verdict
expect(struct checker *checker, const char *const *args, int status)
{
	struct spawn_result result;
	enum checker_verdict verdict = run(checker, args, &result);
	if (verdict == CHECKER_FINE && result.status != status)
		verdict =
		    checker_say(checker, CHECKER_BROKEN, "%s: exit %d: %s",
			args[0], result.status, result.err ? result.err : "");
	spawn_clear(&result);
	return verdict;
}

static enum checker_verdict
read_all(struct checker *checker, const struct flips *flips)
{
	struct spawn_result result;
	enum checker_verdict verdict = CHECKER_FINE;
	for (size_t i = 0; i < READINGS && verdict == CHECKER_FINE; i++) {
		verdict = run(checker, readings[i], &result);
		const char *now = result.out ? result.out : "";
		if (verdict == CHECKER_FINE &&
		    strcmp(now, flips->as_before[i]) != 0)
			verdict = checker_say(checker, CHECKER_SILENT,
			    "%s reads otherwise: %.300s", readings[i][0],
			    *now ? now : result.err);
		spawn_clear(&result);
	}
	return verdict;
}

static enum checker_verdict
judge_repair(struct checker *checker, const struct flips *flips)
{
	static const char *const repair[] = { "check", "--repair", NULL };
	static const char *const check[] = { "check", NULL };
	struct spawn_result result;

	atomic_fetch_add(flips->reported, 1);
	enum checker_verdict verdict = run(checker, repair, &result);
	bool is_mended = result.status == 0;
	spawn_clear(&result);
	if (verdict != CHECKER_FINE || !is_mended)
		return verdict;
	atomic_fetch_add(flips->mended, 1);
	verdict = expect(checker, check, 0);
	return verdict == CHECKER_FINE ? read_all(checker, flips) : verdict;
}

static enum checker_verdict
judge_content(struct checker *checker, const struct flips *flips)
{
	static const char *const rebuild[] = { "rebuild", NULL };
	enum checker_verdict verdict = read_all(checker, flips);
	if (verdict == CHECKER_FINE)
		verdict = expect(checker, rebuild, 0);
	return verdict == CHECKER_FINE ? read_all(checker, flips) : verdict;
}

static enum checker_verdict
judge_flip(struct checker *checker, const struct flips *flips)
{
	static const char *const check[] = { "check", NULL };
	struct spawn_result result;
	enum checker_verdict verdict = run(checker, check, &result);
	int status = result.status;
	if (verdict == CHECKER_FINE && status != 0 && status != DAMAGE)
		verdict = checker_say(checker, CHECKER_BROKEN,
		    "check: exit %d: %.300s", status,
		    result.err ? result.err : "");
	spawn_clear(&result);
	if (verdict != CHECKER_FINE)
		return verdict;
	return status == DAMAGE ? judge_repair(checker, flips) :
				  judge_content(checker, flips);
}

static void
work(void *data, int worker)
{
	struct flips *flips = data;
	const struct plan *plan = &flips->plan;
	struct stage stage;
	char name[256];

	plan_open_stage(plan, &stage, worker);
	while (crew_goes_on(flips->tally)) {
		uint64_t i = atomic_fetch_add(&flips->tally->next, 1);
		if (i >= flips->count)
			break;
		struct checker checker;
		plan_go_before(plan, &stage, plan->step_count + 1);
		checker_begin(&checker, &stage, plan->scenario, 1);
		flip_bit(plan, &stage, i, name);
		if (plan->options->only &&
		    strcmp(name, plan->options->only) != 0)
			continue;
		crew_keep(plan->options, &stage);
		enum checker_verdict verdict = judge_flip(&checker, flips);
		crew_report(flips->tally, plan->options, name, verdict,
		    &checker);
	}
	stage_close(&stage);
}

static void
read_before(struct flips *flips, struct stage *stage)
{
	struct spawn_result result;
	for (size_t i = 0; i < READINGS; i++) {
		stage_command(stage, 0, readings[i], &result);
		flips->as_before[i] = result.out ? result.out : strdup("");
		result.out = NULL;
		spawn_clear(&result);
	}
}

int
main(int argc, char **argv)
{
	struct options options;
	struct flips flips = { .count = 150 };
	struct stage stage;
	char folder[PATH_MAX];
	int64_t begun = spawn_now();

	options_read(&options, argc, argv);
	const struct scenario *scenario =
	    options.scenarios[1] ? scenario_find("save") : options.scenarios[0];
	if (options.points)
		flips.count = options.points;
	flips.tally = crew_open();
	crew_share_time(flips.tally,
	    options.seconds ? begun + (int64_t)options.seconds * 1000000000 : 0,
	    1);
	flips.reported = &flips.tally->struck;
	flips.mended = &flips.tally->more;
	stage_make_folder(folder);
	plan_make(&flips.plan, scenario, &options, folder);
	plan_open_stage(&flips.plan, &stage, 0);
	plan_go_before(&flips.plan, &stage, flips.plan.step_count + 1);
	read_before(&flips, &stage);
	stage_close(&stage);
	crew_run(options.jobs, work, &flips);
	printf("# flips: %llu reported, %llu of them mended\n",
	    (unsigned long long)atomic_load(flips.reported),
	    (unsigned long long)atomic_load(flips.mended));
	crew_print(flips.tally, "flips", "bits", begun);
	plan_clear(&flips.plan);
	for (size_t i = 0; i < READINGS; i++)
		free(flips.as_before[i]);
	return crew_count_bad(flips.tally) ? 1 : 0;
}
