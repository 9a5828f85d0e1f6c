/*
 * A program of trials: each row of a table is tried in turn, from a home in
 * which much has happened.
 */
#ifndef SUPPORT_TRIALS_H
#define SUPPORT_TRIALS_H

#include "support/busy.h"
#include "support/trial.h"

/* What the trials begin from; borrowed. */
const struct busy *trials_busy(void);

/* All that main of such a program does. */
int trials_main(int argc, char **argv, const struct trial *trials,
    size_t count);

#define TRIALS_MAIN(trials)                              \
	int main(int argc, char **argv)                  \
	{                                                \
		return trials_main(argc, argv, trials,   \
		    sizeof(trials) / sizeof(*(trials))); \
	}

#endif
