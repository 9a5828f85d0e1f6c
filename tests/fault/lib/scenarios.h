/*
 * What the program is made to do while faults strike, and what must then be
 * readable: a table, one scenario a row.
 */
#ifndef FAULT_SCENARIOS_H
#define FAULT_SCENARIOS_H

#include <stdbool.h>
#include <stddef.h>

#define SCENARIO_ARGS 20
#define SCENARIO_STEPS 16 /* at most, the one afterwards not counted */
#define SCENARIO_SLOTS 8  /* slot 0 is none */
#define SCENARIO_READS 5
#define SCENARIO_READ_ARGS 5

/* What says that a step was acknowledged. */
enum scenario_ack {
	SCENARIO_BY_CODE, /* a "code" on standard output */
	SCENARIO_BY_EXIT  /* the exit status alone */
};

/*
 * One run of the program: `withus --home H` and then `args`. "{box}" in an
 * argument is the folder that the homes lie in; "{3}" is the code that step
 * 3 printed (steps count from 1, those of the preparation too). Instead of
 * a command:
 *   @jrnl WORD…        writes {box}/in.jrnl with an entry for each word
 *   @copy              copies the first home to the second
 *   @adr NAME WORD…    writes the folder {box}/NAME with a decision for each
 *                      word, settled by it
 *   @damage-object     spoils a file of an entry in the history
 *   @damage-object WORD…  spoils those that have these words
 *   @damage-row WORD   spoils the stored words of the entry that begins so
 *   @damage-file       spoils the beginning of journal.db: nobody can open it
 */
struct scenario_step {
	const char *args[SCENARIO_ARGS];
	int home;          /* 0, or 1 for the second */
	int slot;          /* what it changes; 0: nothing that is looked at */
	const char *shows; /* the words to be seen in that slot from then on,
			      with blanks between; "": none */
	enum scenario_ack ack;
	const char *exits;   /* statuses that are right without a fault, one
				digit each; NULL: "0" */
	const char *only_if; /* left out where this file is not there */
	const char *env;     /* "NAME=value" for the program; NULL */
};

struct scenario {
	const char *name;
	const char *what;
	struct scenario_step steps[SCENARIO_STEPS];
	int prepared;      /* so many steps come before the faults */
	int home;          /* the home that is judged */
	bool may_be_empty; /* it may hold no project yet: exit 3 is right */
	struct scenario_slot {
		/* The commands in whose items the words are counted, all
		 * together; none: `diary --json`. */
		const char *reads[SCENARIO_READS][SCENARIO_READ_ARGS];
		bool is_local; /* not, or not only, in the history */
		int home;
	} slots[SCENARIO_SLOTS];
	/* The ordinary start that may mend what a fault left. */
	const char *recover[SCENARIO_ARGS];
	/* What must work again after any fault, at the first try. */
	struct scenario_step after;
};

/* The n-th of all, from 0; NULL where there are no more. */
const struct scenario *scenario_get(int n);

/* NULL where there is none of that name. */
const struct scenario *scenario_find(const char *name);

/* How many steps it has. */
int scenario_count_steps(const struct scenario *scenario);

/* The n-th word of `words` (from 0) into `out`; false where there is none. */
bool scenario_get_word(char out[64], const char *words, int n);

#endif
