/*
 * Trials: something a person does, done once with every call below core
 * failing (support/sweep.h). Whatever fails, the doing returns a fault that
 * says so, or bears it; the home opens again; its words are those of before
 * or those of after; and the next save works.
 */
#ifndef SUPPORT_TRIAL_H
#define SUPPORT_TRIAL_H

#include "support/home.h"

#include <stdbool.h>
#include <stddef.h>

enum trial_words {
	TRIAL_STAY, /* it changes no words; all runs have one home */
	TRIAL_KEEP, /* it may change the home, not its words */
	TRIAL_TURN, /* 0: the words of after; a fault: those of before */
	TRIAL_PASS, /* either, whatever it returned */
	TRIAL_END   /* those of after, once `mend` did what was left */
};

struct trial {
	const char *name;
	int (*run)(struct home *home);
	enum trial_words words;
	int expected;                       /* where nothing fails */
	void (*prepare)(struct home *home); /* before it; NULL */
	/* Before the home is opened again, for what is to be done anyway; NULL.
	 * Its journal is closed. */
	void (*mend)(struct home *home);
};

/* Tries it from the home that `base` is, which must be closed (home_rest). */
void trial_run(const struct home *base, const struct trial *trial);

/* Homes made from here on lie in memory where there is such a place: a trial
 * has hundreds of them, and none has to outlive it. */
void trial_settle(void);

/* Closes the journal of a home and keeps its files. */
void trial_rest(struct home *home);

/* Opens the journal of a home; must succeed. */
void trial_open(struct home *home);

/* A call that must succeed. */
#define TRIAL_OK(call) trial_check((call), #call)
void trial_check(int err, const char *call);

#endif
