/*
 * Where a decision stands: who should be involved and who was, which
 * settlements hold and whose claims they are, and the status that follows.
 * withus-record(5), "Status of a decision". Pure: today is an argument, and
 * nothing here is ever stored or typed.
 */
#ifndef MODEL_LEDGER_H
#define MODEL_LEDGER_H

#include "model/counting.h"
#include "model/presence.h"

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One view head of somebody's view. */
struct ledger_head {
	struct vid vid;
	/* Other versions of the view that said the same, before an undo. */
	struct vid *alike;
	size_t alike_count;
	const char *stance; /* "agree", "object", "leave-out" … */
	enum counting_words words;
	bool is_withdrawn;
};

/* A record of kind view. */
struct ledger_view {
	struct id by;
	struct ledger_head *heads;
	size_t head_count;
	struct vid *versions; /* all it ever had */
	size_t version_count;
	/* Found out: */
	bool is_there;   /* some head is not withdrawn */
	bool is_unasked; /* by somebody who need not have been involved */
	bool is_after;   /* no settlement in force had seen it */
	bool is_changed; /* one had, but not these words */
	bool is_two_things;
	bool is_objection; /* one of its heads is */
	bool is_leaving;   /* all of them leave themselves out */
	enum counting_words words;
};

/* A record of kind settlement. */
struct ledger_settlement {
	struct id id;
	struct id instead; /* none */
	char day[11];
	char look_again[11]; /* "" */
	bool has_task;       /* somebody carries it out, or by some day */
	bool is_of_all;      /* how: by agreement */
	bool is_withdrawn;
	char *said; /* its counting words */
	struct vid *seen;
	size_t seen_count;
	/* Found out: */
	bool is_in_force;
	bool is_claim; /* of all, beside an objection or a view not there */
};

/* A record of kind answer that was not withdrawn. */
struct ledger_answer {
	char day[11];
	bool is_final; /* done, or not possible */
	/* Found out: */
	bool is_latest;
};

enum ledger_part {
	LEDGER_AWAITED,
	LEDGER_GAVE,
	LEDGER_LEFT_OUT,
	LEDGER_GONE /* has left the team */
};

#define LEDGER_NONE SIZE_MAX

/* Somebody who should be involved. */
struct ledger_person {
	struct id id;      /* none: words */
	const char *words; /* without "="; borrowed; NULL */
	enum ledger_part part;
	size_t view; /* their first view that is there; LEDGER_NONE */
};

/* Who should be involved, from all versions; the caller clears the names. */
struct ledger_names {
	struct value named; /* shape SET; `count` 0: nobody by name */
	bool is_all;
};
void ledger_gather(struct ledger_names *out, const struct lineage *lineage);
void ledger_names_clear(struct ledger_names *names);

/* All that is looked at; what is found out about each part goes into it. */
struct ledger_matter {
	const struct ledger_names *names;
	const struct presence *members;
	size_t member_count;
	struct ledger_view *views;
	size_t view_count;
	struct ledger_settlement *settlements;
	size_t settlement_count;
	struct ledger_answer *answers;
	size_t answer_count;
	const char *made;  /* the day of the decision's first version */
	const char *until; /* "" */
	const char *today;
	bool has_successor; /* a settled decision replaces this one */
};

/* One of the first four, then others. */
enum ledger_state {
	LEDGER_OPEN = 1,
	LEDGER_READY = 2,
	LEDGER_SETTLED = 4,
	LEDGER_DIFFERENTLY = 8, /* settled differently by two */
	LEDGER_REPLACED = 16,
	LEDGER_TO_CARRY_OUT = 32,
	LEDGER_ANOTHER_LOOK = 64
};

struct ledger {
	struct ledger_person *people;
	size_t count;
	unsigned states;
};

/* The caller clears `*out`. */
void ledger_make(struct ledger *out, const struct ledger_matter *matter);
void ledger_clear(struct ledger *ledger);

/* Marks which settlements hold; returns how many. (Of another decision that
 * is all that is asked.) */
size_t ledger_find_force(struct ledger_settlement *settlements, size_t count);

/* Names of states ("to-carry-out"), in order, into `out`; how many. */
#define LEDGER_STATES_MOST 4
size_t ledger_name_states(unsigned states, const char *out[LEDGER_STATES_MOST]);

#endif
