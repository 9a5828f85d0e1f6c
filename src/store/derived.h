/*
 * What is worked out from versions: records, lists of them, links and voices.
 * Same conventions as shared.h.
 */
#ifndef STORE_DERIVED_H
#define STORE_DERIVED_H

#include "store/store.h"

#include <withus/record.h>

/* One row a record: what lists need (schema/shared.sql says it column by
 * column). */
struct record_row {
	struct id id;
	struct id project;
	const char *kind;
	struct id by;
	const char *day;
	const char *title;
	struct vid shown; /* none: several heads, or none */
	int heads;
	int clashes;
	int aside;
	bool is_withdrawn;
};
typedef int record_each(void *data, const struct record_row *row);

int store_put_record(struct store *store, const struct record_row *row);
int store_remove_record(struct store *store, const struct id *id);
/* Calls `each` once, or not at all; also for a hidden one. */
int store_get_record(struct store *store, const struct id *id,
    record_each *each, void *data);

/* What a list asks for. Newest first by (day, id); not hidden ones. Counting
 * passes over `most` and `after`. */
struct record_query {
	struct id project;
	const char *kind;  /* not NULL */
	struct id by;      /* none: anybody's */
	struct id target;  /* none; else only those whose field points there */
	const char *field; /* with target: which field; NULL: any */
	const char *since; /* YYYY-MM-DD; NULL */
	const char *until;
	bool oldest_first;
	bool with_withdrawn;
	size_t most;                    /* 0: all */
	const struct record_row *after; /* go on behind this row; NULL */
};
int store_each_record(struct store *store, const struct record_query *query,
    record_each *each, void *data);
int store_count_records(struct store *store, const struct record_query *query,
    size_t *out);
/* Those with an id between two, both in it, in its order; not hidden ones. */
struct record_range {
	struct id project;
	const char *kind; /* NULL: any */
	struct id least;
	struct id greatest;
	size_t most; /* 0: all */
};
int store_each_in_range(struct store *store, const struct record_range *range,
    record_each *each, void *data);
/* The ids just before and after in a kind, of hidden ones too; or none. */
struct neighbours {
	struct id before;
	struct id after;
};
int store_get_neighbours(struct store *store, const struct id *project,
    const char *kind, const struct id *id, struct neighbours *out);

/* Which record points to which, by which field; the kind and the day are of
 * the one that points. */
struct link_row {
	struct id target;
	const char *kind;
	const char *field;
	const char *day;
	struct id record;
};
int store_add_link(struct store *store, const struct link_row *row);
int store_remove_links(struct store *store, const struct id *record);
/* Those that point to a target, oldest first, not hidden; kind NULL: any. */
int store_each_link(struct store *store, const struct id *target,
    const char *kind, int (*each)(void *data, const struct link_row *row),
    void *data);

/* Where one record points. */
int store_each_link_of(struct store *store, const struct id *record,
    int (*each)(void *data, const struct link_row *row), void *data);

/* Records and links that no version stands behind, and tallies that are not
 * what there is: damage. Removing the first sets the second right. */
int store_count_lone(struct store *store, const struct id *project,
    size_t *out);
int store_remove_lone(struct store *store, const struct id *project);

/* Whose key speaks for which member (enum voice_grade). */
struct voice_row {
	struct id member;
	unsigned char key[32];
	int grade;
};
int store_put_voice(struct store *store, const struct id *project,
    const struct voice_row *row);
int store_remove_voices(struct store *store, const struct id *project);
int store_each_voice(struct store *store, const struct id *project,
    int (*each)(void *data, const struct voice_row *row), void *data);

#endif
