/*
 * The local tables (schema/local.sql): what lies in this file alone. Same
 * conventions as shared.h.
 */
#ifndef STORE_LOCAL_H
#define STORE_LOCAL_H

#include "store/store.h"

#include <withus/record.h>

/* Projects. One that is there already is left; one just used comes first. */
int store_add_project(struct store *store, const struct id *project);
int store_use_project(struct store *store, const struct id *project);
/* Last used or added first. */
int store_each_project(struct store *store,
    int (*each)(void *data, const struct id *project), void *data);

/* Members who live here. */
struct me_row {
	struct id project;
	struct id member;
	unsigned char public[32];
	unsigned char secret[64];
};
int store_put_me(struct store *store, const struct me_row *row);
int store_get_me(struct store *store, const struct id *project,
    const struct id *member, struct me_row *out, bool *is_there);
int store_each_me(struct store *store, const struct id *project,
    int (*each)(void *data, const struct me_row *row), void *data);

/* Actions. */
struct action_row {
	int64_t number;
	struct id project;
	struct id member;
	const char *word;
	const char *day;
	int64_t at;
	bool is_kept;
	int64_t undoes; /* 0: none */
};
int store_add_action(struct store *store, const struct action_row *row,
    int64_t *number);
int store_keep_action(struct store *store, int64_t number);
/* With its list of versions; nothing may wait for it, or be hidden or staged
 * by it. */
int store_remove_action(struct store *store, int64_t number);
typedef int action_each(void *data, const struct action_row *row);
int store_get_action(struct store *store, int64_t number, action_each *each,
    void *data);
/* Calls `each` once, or not at all: the last kept action of a member. */
int store_get_last_action(struct store *store, const struct id *project,
    const struct id *member, action_each *each, void *data);
/* Actions whose import was cut off. */
int store_each_unkept(struct store *store, const struct id *project,
    action_each *each, void *data);
int store_add_did(struct store *store, int64_t action, const struct vid *vid);
int store_each_did(struct store *store, int64_t action,
    int (*each)(void *data, const struct vid *vid), void *data);
/* The action that made a version here; 0 for none. */
int store_get_doer(struct store *store, const struct vid *vid, int64_t *action);

/* A run of what is numbered. */
struct seq_run {
	struct id project;
	int64_t seq; /* where it begins, not in it; 0: at its start */
	size_t most; /* 0: all */
};

/* Outbox. */
struct outbox_row {
	int64_t seq;
	int64_t action;
	struct id project;
	struct vid vid;
	const char *bytes;
	size_t len;
};
typedef int outbox_each(void *data, const struct outbox_row *row);
int store_add_outbox(struct store *store, const struct outbox_row *row);
/* Of kept actions, in order, those after `seq`. */
int store_each_outbox(struct store *store, const struct seq_run *run,
    outbox_each *each, void *data);
int store_has_outbox(struct store *store, const struct vid *vid, bool *out);
/* Of kept actions. */
int store_count_outbox(struct store *store, const struct id *project,
    size_t *out);
int store_remove_outbox(struct store *store, const struct vid *vid);

/* Arrivals. Of a version that is there already, the first is kept. */
struct arrived_row {
	int64_t seq;
	struct vid vid;
	int64_t at;
};
int store_add_arrived(struct store *store, const struct id *project,
    const struct vid *vid, int64_t at);
int store_remove_arrived(struct store *store, const struct vid *vid);
int store_get_arrived(struct store *store, const struct vid *vid,
    struct arrived_row *out, bool *is_there);
/* Newest first, those before `seq`. */
int store_each_arrived(struct store *store, const struct seq_run *run,
    int (*each)(void *data, const struct arrived_row *row), void *data);

/* Drafts. */
struct draft_row {
	int64_t number;
	struct id project;
	struct id member;
	const char *kind;
	struct id record; /* none: a new one */
	const char *fields;
	const char *body;
	const char *why;
	int64_t at;
};
typedef int draft_row_each(void *data, const struct draft_row *row);
/* number 0: a new one, else replaced, or put back where it had gone. Sets the
 * number. */
int store_put_draft(struct store *store, const struct draft_row *row,
    int64_t *number);
int store_get_draft(struct store *store, int64_t number, draft_row_each *each,
    void *data);
int store_each_draft(struct store *store, const struct id *project,
    const struct id *member, draft_row_each *each, void *data);
int store_remove_draft(struct store *store, int64_t number);

/* Pieces of histories, in a backup. */
int store_add_piece(struct store *store, const struct id *project,
    int64_t number, const void *bytes, size_t len);
int store_each_piece(struct store *store, const struct id *project,
    int (*each)(void *data, const void *bytes, size_t len), void *data);
int store_remove_pieces(struct store *store);

/* Settings: the value is the caller's to free; NULL where not set, and to
 * take one out. */
int store_get_setting(struct store *store, const char *name, char **out);
int store_set_setting(struct store *store, const char *name, const char *value);

#endif
