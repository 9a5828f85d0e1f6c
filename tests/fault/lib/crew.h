/*
 * Several processes that work on one list of cases, and what they found,
 * counted together.
 */
#ifndef FAULT_CREW_H
#define FAULT_CREW_H

#include "checker.h"
#include "options.h"

#include <stdatomic.h>

/* Shared by all of a crew. */
struct crew_tally {
	_Atomic uint64_t next;   /* the next case to be taken */
	_Atomic uint64_t points; /* cases judged */
	_Atomic uint64_t struck; /* of them, those in which the fault came */
	_Atomic uint64_t same;   /* cases equal to one judged before */
	_Atomic uint64_t more;   /* whatever else a program counts */
	_Atomic uint64_t verdicts[CHECKER_VERDICT_COUNT];
	_Atomic int stops; /* 1: take no further case */
	int64_t until;     /* spawn_now() at which to stop; 0: never */
};

/* One for all scenarios of a program. Also makes SIGINT, SIGTERM and SIGHUP
 * end it in good order. */
struct crew_tally *crew_open(void);

/* Gives what is left of the time to `left` scenarios evenly. */
void crew_share_time(struct crew_tally *tally, int64_t end, int left);

/* Runs `work` in `jobs` processes, numbered from 0, and waits for all. Ends
 * the program with status 2 where one of them failed. */
void crew_run(int jobs, void (*work)(void *data, int worker), void *data);

/* True while there is time, and nothing asked to stop. */
bool crew_goes_on(const struct crew_tally *tally);

/* Where one case alone was asked for: keeps its box before it is judged. */
void crew_keep(const struct options *options, const struct stage *stage);

/* Counts a verdict; prints what is not fine. `name` is the case as
 * --only takes it. */
void crew_report(struct crew_tally *tally, const struct options *options,
    const char *name, enum checker_verdict verdict,
    const struct checker *checker);

/* How many cases were not fine. */
uint64_t crew_count_bad(const struct crew_tally *tally);

/* One line of figures, as a TAP comment. `what` comes first, `of` is what a
 * case is called. */
void crew_print(const struct crew_tally *tally, const char *what,
    const char *of, int64_t begun);

#endif
