/*
 * What a shell may finish for somebody who types: codes, and the names of
 * things. It reads the lists alone, so that it is quick; it changes nothing.
 */
#ifndef WITHUS_OFFER_H
#define WITHUS_OFFER_H

#include <withus/journal.h>
#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

struct offer {
	const char *code;  /* "S-0a1b" */
	const char *kind;  /* "stage" */
	const char *title; /* as in lists: maybe "" */
};

struct offer_query {
	struct id project;
	const char *kind;  /* NULL: every kind that people write */
	const char *typed; /* a code begun: "S-0a", "S-", "0a1"; "": all */
	bool by_name;      /* `typed` without a letter and a dash is a name
			      begun, not a code */
	size_t most;       /* of each kind; not 0 */
};

/*
 * Calls `each` for what begins so: codes in their order, else the newest of
 * each kind first. What was taken back is only offered by the start of its
 * code. An offer is borrowed for the call; a result other than 0 stops and is
 * returned.
 */
int offer_each(struct journal *journal, const struct offer_query *query,
    int (*each)(void *data, const struct offer *offer), void *data);

#endif
