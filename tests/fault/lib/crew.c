#define _GNU_SOURCE 1
#include "crew.h"

#include "tree.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static struct crew_tally *all;

static void
ask_to_stop(int signal)
{
	(void)signal;
	atomic_store(&all->stops, 1);
}

struct crew_tally *
crew_open(void)
{
	struct sigaction action = { .sa_handler = ask_to_stop,
		.sa_flags = SA_RESTART };
	all = mmap(NULL, sizeof(*all), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (all == MAP_FAILED) {
		perror("mmap");
		exit(2);
	}
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	return all;
}

void
crew_share_time(struct crew_tally *tally, int64_t end, int left)
{
	int64_t now = spawn_now();
	tally->until = end ? now + (end - now) / (left > 0 ? left : 1) : 0;
}

void
crew_run(int jobs, void (*work)(void *data, int worker), void *data)
{
	int failed = 0;
	fflush(stdout);
	for (int i = 0; i < jobs; i++) {
		pid_t pid = fork();
		if (pid < 0) {
			perror("fork");
			exit(2);
		}
		if (pid == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			work(data, i);
			fflush(stdout);
			_exit(0);
		}
	}
	for (int status; wait(&status) > 0;)
		failed += status != 0;
	if (failed) {
		fprintf(stderr, "%d of the processes failed\n", failed);
		exit(2);
	}
}

bool
crew_goes_on(const struct crew_tally *tally)
{
	return !atomic_load(&tally->stops) &&
	    (tally->until == 0 || spawn_now() < tally->until);
}

void
crew_keep(const struct options *options, const struct stage *stage)
{
	if (options->only && options->keep)
		tree_restore(stage->box, options->keep);
}

void
crew_report(struct crew_tally *tally, const struct options *options,
    const char *name, enum checker_verdict verdict,
    const struct checker *checker)
{
	atomic_fetch_add(&tally->points, 1);
	atomic_fetch_add(&tally->verdicts[verdict], 1);
	if (verdict == CHECKER_FINE)
		return;
	printf("# bad: %s: %s: %s\n", name, checker_names[verdict],
	    checker->why);
	fflush(stdout);
	if (options->stops)
		atomic_store(&tally->stops, 1);
}

uint64_t
crew_count_bad(const struct crew_tally *tally)
{
	uint64_t bad = 0;
	for (int i = CHECKER_FINE + 1; i < CHECKER_VERDICT_COUNT; i++)
		bad += atomic_load(&tally->verdicts[i]);
	return bad;
}

void
crew_print(const struct crew_tally *tally, const char *what, const char *of,
    int64_t begun)
{
	double seconds = (double)(spawn_now() - begun) / 1e9;
	uint64_t points = atomic_load(&tally->points);
	uint64_t same = atomic_load(&tally->same);

	printf("# %s: %llu %s (", what, (unsigned long long)(points + same),
	    of);
	if (same)
		printf("%llu different", (unsigned long long)points);
	else
		printf("%llu struck",
		    (unsigned long long)atomic_load(&tally->struck));
	fputc(')', stdout);
	for (int i = CHECKER_FINE + 1; i < CHECKER_VERDICT_COUNT; i++)
		printf(", %llu %s",
		    (unsigned long long)atomic_load(&tally->verdicts[i]),
		    checker_names[i]);
	printf("; %.0f s, %.1f a second\n", seconds,
	    seconds > 0 ? (double)(points + same) / seconds : 0);
	fflush(stdout);
}
