/*
 * A store on a real file in a folder of its own, for one test, and SQLite
 * itself beside it: to look at the file, and to break it.
 */
#ifndef SUPPORT_DESK_H
#define SUPPORT_DESK_H

#include "store/local.h"
#include "store/shared.h"
#include "store/staged.h"
#include "store/store.h"
#include "support/place.h"

struct desk {
	struct place place;
	char *path; /* of journal.db */
	struct store *store;
};

/* Makes the folder; opens a new file in it; opens that once more. */
void desk_make(struct desk *desk);
void desk_open(struct desk *desk);
void desk_close(struct desk *desk);
void desk_clear(struct desk *desk);

/* A call that must succeed; the test says which fault it was otherwise. */
#define ok(call) desk_check((call), #call)
void desk_check(int result, const char *call);

void desk_begin(struct desk *desk);
void desk_commit(struct desk *desk);

/* Runs SQL on a file past the store; asks it for a number. */
void desk_run(const char *path, const char *sql);
int64_t desk_ask(const char *path, const char *sql);
/* What the first column of the first row says as text; to be freed. */
char *desk_ask_text(const char *path, const char *sql);

/* Names made from a number: their first bytes are it, big-endian. */
struct id desk_id(int n);
struct vid desk_vid(int n);

/* Puts version n of a record into every table a save touches, as part of an
 * action; `text` are its bytes, its title and the words of a draft. */
int desk_save(struct store *store, int project, int record, int n,
    const char *text);

#endif
