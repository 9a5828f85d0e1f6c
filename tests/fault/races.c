/*
 * Several processes save in one home at the same time, and a fair part of
 * them are killed at a random moment. Afterwards everything that was
 * acknowledged must be there, once, also in the history; what was killed
 * before it could say so may be there once or not at all.
 *
 * --rounds, --saves (of each process), --jobs (processes; 4 is usual).
 *
 * Exit status: 0 all fine · 1 something is not · 2 the harness cannot tell.
 */
#define _GNU_SOURCE 1
#include "lib/crew.h"
#include "lib/history.h"
#include "lib/plan.h"
#include "lib/rng.h"
#include "lib/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define SAVES_MAX 1000
#define JOBS_MAX 16

/* What the processes of a round saved; shared. */
struct ledger {
	_Atomic uint64_t kills, refusals;
	uint8_t fates[JOBS_MAX][SAVES_MAX]; /* enum checker_fate */
};

struct race {
	const struct options *options;
	struct crew_tally *tally;
	struct ledger *ledger;
	struct stage stage; /* of the home */
	int round;
	int64_t longest; /* nanoseconds until the latest kill */
};

static void
make_word(char out[64], int round, int worker, int save)
{
	snprintf(out, 64, "zz%dq%dq%dzz", round, worker, save);
}

/* One save in four is killed. */
static void
save_one(struct race *race, struct rng *rng, int worker, int save)
{
	struct ledger *ledger = race->ledger;
	char word[64], home[PATH_MAX];
	struct spawn_result result;
	char *env[STAGE_ENV_MAX + 1];
	const char *const argv[] = { race->stage.program, "--home", home,
		"reflect", "--for", "team", "-m", word, "--json", NULL };
	const struct scenario_step step = { .slot = 1 };

	make_word(word, race->round, worker, save);
	stage_get_home(&race->stage, home, 0);
	for (int i = 0; i < race->stage.env_count; i++)
		env[i] = race->stage.env[i];
	env[race->stage.env_count] = NULL;
	struct spawn_spec spec = { .argv = argv,
		.env = env,
		.patience_ms = race->stage.patience_ms };
	if (rng_below(rng, 4) == 0)
		spec.kill_after_ns =
		    1 + (int64_t)rng_below(rng, (uint64_t)race->longest);
	spawn_run(&spec, &result);
	enum checker_fate fate = checker_find_fate(&step, &result);
	ledger->fates[worker][save] = (uint8_t)fate;
	if (result.signal)
		atomic_fetch_add(&ledger->kills, 1);
	else if (fate != CHECKER_ACKED)
		atomic_fetch_add(&ledger->refusals, 1);
	if (result.is_hung || (result.signal && result.signal != 9)) {
		printf("# bad: %s: signal %d, %s\n", word, result.signal,
		    result.is_hung ? "hangs" : "crashed");
		atomic_fetch_add(&race->tally->verdicts[result.is_hung ?
					 CHECKER_HUNG :
					 CHECKER_CRASHED],
		    1);
	}
	spawn_clear(&result);
}

static void
work(void *data, int worker)
{
	struct race *race = data;
	struct rng rng = { .state = race->options->seed +
		    (uint64_t)race->round * 1000 + (uint64_t)worker };
	for (int i = 0; i < race->options->saves; i++) {
		save_one(race, &rng, worker, i);
		atomic_fetch_add(&race->tally->points, 1);
	}
}

static void
complain(struct race *race, enum checker_verdict verdict, const char *what,
    const char *words)
{
	printf("# bad: round %d: %s: %s %s\n", race->round,
	    checker_names[verdict], what, words ? words : "");
	atomic_fetch_add(&race->tally->verdicts[verdict], 1);
}

/* False where it did not end well. What it printed goes to `out`. */
static bool
run(struct race *race, const char *const *args, char **out)
{
	struct spawn_result result;
	stage_command(&race->stage, 0, args, &result);
	bool is_well = result.status == 0;
	if (!is_well)
		complain(race, result.is_hung ? CHECKER_HUNG : CHECKER_BROKEN,
		    args[0], result.err);
	if (out) {
		*out = result.out;
		result.out = NULL;
	}
	spawn_clear(&result);
	return is_well;
}

/* `text` has one item, or line, for each word that it holds. */
static void
compare(struct race *race, const char *diary, const struct history *history)
{
	char word[64];
	for (int w = 0; w < race->options->jobs; w++)
		for (int i = 0; i < race->options->saves; i++) {
			make_word(word, race->round, w, i);
			size_t count = items_count_word(diary, word);
			bool is_acked =
			    race->ledger->fates[w][i] == CHECKER_ACKED;
			if (is_acked && count == 0)
				complain(race, CHECKER_LOST, word, "");
			if (count > 1)
				complain(race, CHECKER_BETWEEN, word,
				    "is there twice");
			if (count > 0 && history->repo_count > 0 &&
			    !history_has_word(history, word))
				complain(race, CHECKER_HISTORY, word,
				    "is not in the history");
		}
}

static void
judge_round(struct race *race)
{
	static const char *const projects[] = { "projects", NULL };
	static const char *const check[] = { "check", NULL };
	static const char *const diary[] = { "diary", "--json", NULL };
	static const char *const rebuild[] = { "rebuild", NULL };
	static const char *const save[] = { "reflect", "--for", "team", "-m",
		"afterwards", "--json", NULL };
	struct history history = { 0 };
	char *out = NULL;

	if (run(race, projects, NULL) && run(race, check, NULL) &&
	    run(race, save, NULL) && run(race, diary, &out)) {
		history_read(&history, &race->stage, 0, true);
		if (history.why[0])
			complain(race, CHECKER_HISTORY, history.why, "");
		compare(race, out, &history);
		free(out);
		out = NULL;
		if (run(race, rebuild, NULL) && run(race, diary, &out))
			compare(race, out, &history);
		history_clear(&history);
	}
	free(out);
}

static void
race_round(struct race *race, const char *folder)
{
	static const char *const new[] = { "new", "Races", "--as", "Amina",
		"--json", NULL };
	static const char *const save[] = { "reflect", "--for", "team", "-m",
		"beforehand", "--json", NULL };
	race->stage.program = race->options->program;
	race->stage.patience_ms = race->options->patience * 1000;
	stage_open(&race->stage, folder, "race");
	memset(race->ledger->fates, 0, sizeof(race->ledger->fates));
	int64_t begun = spawn_now();
	if (!run(race, new, NULL) || !run(race, save, NULL))
		exit(2);
	/* Others in the way make a save take longer than these two did. */
	race->longest = (spawn_now() - begun) * race->options->jobs / 4;
	crew_run(race->options->jobs, work, race);
	judge_round(race);
	if (race->options->keep && crew_count_bad(race->tally))
		tree_restore(race->stage.box, race->options->keep);
	stage_close(&race->stage);
}

int
main(int argc, char **argv)
{
	struct options options;
	char folder[PATH_MAX];
	int64_t begun = spawn_now();

	options_read(&options, argc, argv);
	if (options.jobs > JOBS_MAX || options.saves > SAVES_MAX) {
		fputs("too many processes or saves\n", stderr);
		return 2;
	}
	struct race race = { .options = &options, .tally = crew_open() };
	race.ledger = mmap(NULL, sizeof(*race.ledger), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (race.ledger == MAP_FAILED)
		return 2;
	stage_make_folder(folder);
	crew_share_time(race.tally,
	    options.seconds ? begun + (int64_t)options.seconds * 1000000000 : 0,
	    1);
	for (race.round = 0; race.round < options.rounds &&
	     crew_goes_on(race.tally) && !crew_count_bad(race.tally);
	     race.round++)
		race_round(&race, folder);
	printf("# races: %d rounds of %d processes, %llu killed, %llu "
	       "refused\n",
	    race.round, options.jobs,
	    (unsigned long long)atomic_load(&race.ledger->kills),
	    (unsigned long long)atomic_load(&race.ledger->refusals));
	atomic_store(&race.tally->struck, atomic_load(&race.ledger->kills));
	crew_print(race.tally, "races", "saves", begun);
	return crew_count_bad(race.tally) ? 1 : 0;
}
