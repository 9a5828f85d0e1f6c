/*
 * Judges a home after a fault: the program is started as a person would
 * start it, and what was acknowledged must be there, once, also from the
 * history alone. Old or new, never between.
 */
#ifndef FAULT_CHECKER_H
#define FAULT_CHECKER_H

#include "stage.h"

enum checker_verdict {
	CHECKER_FINE,
	CHECKER_LOST,    /* something acknowledged is not there */
	CHECKER_BETWEEN, /* neither the state before nor the one after */
	CHECKER_BROKEN,  /* does not recover, or does not work again */
	CHECKER_HISTORY, /* git lacks it, is damaged, or says it twice */
	CHECKER_HUNG,
	CHECKER_CRASHED, /* ended by a signal that we did not send */
	CHECKER_SILENT,  /* failed without a word about it */
	CHECKER_VERDICT_COUNT
};

/* Short words for them, such as "lost". */
extern const char *const checker_names[CHECKER_VERDICT_COUNT];

/* What came of a step as its user saw it. */
enum checker_fate {
	CHECKER_NOT_RUN,
	CHECKER_BEGUN, /* may have happened or not */
	CHECKER_ACKED
};

struct checker {
	struct stage *stage;
	const struct scenario *scenario;
	/* Of step n, from 1; of the one afterwards at 0. */
	enum checker_fate fates[SCENARIO_STEPS + 1];
	bool is_deep; /* also rebuild, check again, git fsck */
	/* What follows is the checker's own. */
	const char *found[SCENARIO_SLOTS]; /* what a slot turned out to hold */
	char why[1024];                    /* for people, where not fine */
};

/* Sets up a case in which the steps of the preparation, and those of the
 * scenario before step `number`, were acknowledged. */
void checker_begin(struct checker *checker, struct stage *stage,
    const struct scenario *scenario, int number);

/* What a run of a step came to. Exit status 5 is "saved, but not yet in the
 * history". A run that was killed acknowledged what it had printed. */
enum checker_fate checker_find_fate(const struct scenario_step *step,
    const struct spawn_result *result);

/* Notes why, in one line, and gives the verdict back. */
__attribute__((format(printf, 3, 4))) enum checker_verdict
checker_say(struct checker *checker, enum checker_verdict verdict,
    const char *format, ...);

/*
 * Plays the recovery, judges, and plays the step afterwards. The box is
 * changed by that.
 */
enum checker_verdict checker_judge(struct checker *checker);

#endif
