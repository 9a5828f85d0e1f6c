/*
 * Searching by words: the index over what people see, and the one over older
 * words (schema/shared.sql). Conventions of shared.h. What is searched for is
 * an expression that terms_match (model/terms.h) made.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"

#include <withus/record.h>

enum search_shelf {
	SEARCH_NOW, /* one row a record: what is shown */
	SEARCH_OLD  /* one row a version that is not shown */
};

/* One text. */
struct search_row {
	int64_t place; /* given by the store */
	struct id record;
	struct vid vid; /* SEARCH_NOW: none where heads are combined */
	const char *day;
	const char *title;
	const char *fields;
	const char *marks;
	size_t length;    /* of the body, in bytes: the end of the version's */
	const char *body; /* a body that is no version's; else NULL */
};
typedef int search_each(void *data, const struct search_row *row);

/* Puts a text in the place of the one of its record (SEARCH_NOW) or version
 * (SEARCH_OLD); one that is there just so is left. */
int store_put_search(struct store *store, enum search_shelf shelf,
    const struct search_row *row);
/* Takes out the text of a record, or of a version. Before a version goes, all
 * that read it must (store_remove_version sees to it). */
int store_remove_search_now(struct store *store, const struct id *record);
int store_remove_search_old(struct store *store, const struct vid *vid);
int store_remove_search_of(struct store *store, const struct vid *vid);

/* The texts of a record, in order of vid; the one at a place. */
int store_each_search(struct store *store, enum search_shelf shelf,
    const struct id *record, search_each *each, void *data);
int store_get_search(struct store *store, enum search_shelf shelf,
    int64_t place, search_each *each, void *data);

/* What is asked for. */
struct search_query {
	enum search_shelf shelf;
	const char *match;
	int64_t least;    /* places, both ends included */
	int64_t greatest; /* store_search_places; to go on: last place - 1 */
	size_t most;      /* 0: all */
	bool is_scored;   /* else 0; the best have the least score */
	bool with_words;  /* not with is_scored */
};

/* The places that days from `since` to `until` (NULL: any) can have. */
void store_search_places(struct search_query *query, const char *since,
    const char *until);

/* The words around what was found, which stands between SEARCH_BEGIN and
 * SEARCH_END; SEARCH_CUT where something is left out. No text that was
 * admitted holds such signs, unless one hid them in a field. */
#define SEARCH_BEGIN '\001'
#define SEARCH_END '\002'
#define SEARCH_CUT '\003'
struct search_words {
	const char *title; /* whole */
	const char *body;
	const char *fields;
};

struct search_found {
	int64_t place;
	double score;
	struct search_words words; /* where asked for */
};
typedef int search_found_each(void *data, const struct search_found *found);

/* Newest first, not hidden ones. */
int store_each_found(struct store *store, const struct search_query *query,
    search_found_each *each, void *data);
int store_count_found(struct store *store, const struct search_query *query,
    size_t *out);

/* The words of one place, for those who have no words yet. To look for a place
 * again costs more than to see it in passing. */
int store_get_found(struct store *store, const struct search_query *query,
    int64_t place, search_found_each *each, void *data);

/* What store_forget_shared takes along: the texts of records of which it
 * takes a row or a version. */
int store_forget_search(struct store *store, const struct id *project,
    size_t most);

/* Texts whose record has no version are damage: they go. */
int store_remove_lone_search(struct store *store);

/* Holds the indexes against the texts, in a transaction: -ERR_STORE_DAMAGED.
 * Makes them anew. */
int store_check_search(struct store *store);
int store_rebuild_search(struct store *store);

#endif
