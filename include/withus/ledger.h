/*
 * The decision ledger: who should be involved in a decision, who was, who
 * decided, and what became of it. The rules are in withus-record(5), "Status
 * of a decision": all of it is worked out from the decision's versions and
 * from the views, settlements and answers that name it.
 */
#ifndef WITHUS_LEDGER_H
#define WITHUS_LEDGER_H

#include <withus/item.h>
#include <withus/journal.h>

#include <stdbool.h>
#include <stddef.h>

#define DECISION_LETTER_SIZE 4

/* An option: people see its letter, records hold its row's name. */
struct decision_option {
	char letter[DECISION_LETTER_SIZE]; /* "a" */
	const char *row;                   /* both borrowed from the item */
	const char *text;
	size_t chosen_count; /* views in force that name it */
};

/* Whether words were said to the question as it stands. */
enum decision_words {
	DECISION_SAME,
	DECISION_CHANGED, /* the question changed since */
	DECISION_UNKNOWN  /* what they were said to is not all here yet */
};

/* A view that was not taken back. */
struct decision_view {
	struct item *item; /* who: item->by */
	enum decision_words words;
	bool is_unasked;    /* by somebody who need not have been involved */
	bool is_after;      /* no settlement in force had seen it */
	bool is_changed;    /* one had, but with other words */
	bool is_two_things; /* they said different things at the same time */
	bool is_objection;  /* one of the things they say is that */
	const char *stance; /* borrowed; NULL: two things */
	char option[DECISION_LETTER_SIZE]; /* letter; "" for words or none */
	const char *option_text;           /* borrowed; NULL: none, or gone */
};

/* Where somebody stands who should be involved. */
enum decision_part {
	DECISION_AWAITED,
	DECISION_GAVE,
	DECISION_LEFT_OUT, /* asked to be left out of this one */
	DECISION_GONE      /* has left the team: nobody waits for them */
};

struct decision_person {
	struct person who; /* no id: words ("the night staff") */
	enum decision_part part;
	bool is_away; /* today; still awaited, but do not press */
	const struct decision_view *view; /* of the decision; NULL */
};

struct decision_settlement {
	struct item *item;
	bool is_in_force; /* else another one stands instead of it */
	enum decision_words words;
	bool is_claim; /* it says "by agreement" beside a view that objects or
			  that is not there: the claim is item->by's */
	const struct decision_view **objections; /* these views */
	size_t objection_count;
	const struct decision_person **missing; /* and these people */
	size_t missing_count;
	struct person *seen; /* whose views were there */
	size_t seen_count;
};

/* Another decision that is named beside this one. */
struct decision_mention {
	struct id id;
	char *code;
	char *title;
	bool is_settled;
};

struct decision {
	struct item *item; /* item->status has the states */
	struct decision_option *options;
	size_t option_count;
	bool is_for_all;                /* everyone should be involved */
	struct decision_person *people; /* who should be involved; by name */
	size_t people_count;
	size_t awaited_count;
	struct decision_view *views; /* all, oldest first */
	size_t view_count;
	struct decision_settlement *settlements; /* in force first, then newest
						    first */
	size_t settlement_count;
	size_t in_force_count;
	struct item **answers; /* what came of it; oldest first */
	size_t answer_count;
	size_t latest_count; /* the last so many, of one day, count */
	struct decision_mention *replaced_by; /* also by open ones */
	size_t replaced_by_count;
	struct decision_mention *replaces;
	size_t replaces_count;
};

/* To be freed by decision_free. ERR_CODE_NOT_THERE, ERR_CODE_KIND. */
int read_decision(struct journal *journal, const struct id *project,
    const struct id *id, struct decision **out);
void decision_free(struct decision *decision);

/* Which decisions a list holds. */
enum decision_filter {
	DECISIONS_ALL,
	DECISIONS_OPEN, /* open or ready, and not replaced */
	DECISIONS_SETTLED,
	DECISIONS_ANOTHER_LOOK,
	DECISIONS_CARRY_OUT,
	DECISIONS_AWAIT /* open or ready ones that await the view of `member` */
};

struct decision_query {
	struct id project;
	enum decision_filter filter;
	struct id member;  /* for DECISIONS_AWAIT, and awaits_me */
	const char *since; /* YYYY-MM-DD; NULL */
	const char *until;
	size_t most; /* 0: all */
};

struct decision_row {
	const struct item *item;
	size_t view_count;
	size_t people_count;          /* who should be involved */
	const struct person *awaited; /* while it is open; not who is away */
	size_t awaited_count;
	bool awaits_me;
	const struct item *settlement; /* the first in force; NULL: open */
};

/* Newest first. A row is borrowed for the call. */
int read_decision_list(struct journal *journal,
    const struct decision_query *query,
    int (*each)(void *data, const struct decision_row *row), void *data);

/* The letter of an option by its row's name; "" where there is none. */
void decision_letter(char out[DECISION_LETTER_SIZE],
    const struct record *decision, const char *row);

#endif
