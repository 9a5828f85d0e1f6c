/*
 * SAVE: words become durable in one transaction, and only then is anything
 * said. An action of more versions than one transaction may hold comes in
 * pieces, and shows with the last.
 */
#ifndef CORE_SAVE_H
#define CORE_SAVE_H

#include "base/date.h"
#include "core/admit.h"
#include "core/derive.h"
#include "store/local.h"

#include <withus/journal.h>
#include <withus/record.h>

/* One version of an action: admitted, with its bytes. */
struct saved {
	struct admitted admitted;
	char *bytes;
	size_t len;
};

/* Everything a person does at once. Zeroed but for project, member, word. */
struct action {
	struct id project;
	struct id member;        /* none: nobody of this home did it */
	const char *word;        /* "save", "undo", "import", "repair" */
	int64_t undoes;          /* number of the action taken back; 0 */
	int64_t draft;           /* wiped in the same transaction; 0 */
	const struct me_row *me; /* a key that begins to live here with it;
				    NULL */
	bool is_start;           /* a project begins with it */
	struct saved *versions;
	size_t count;
	size_t cap;
	/* Asked inside the transaction, before anything is written: whether
	 * what the words were made from is still so. NULL: not asked. */
	int (*still)(void *data);
	void *still_data;
	int64_t number;        /* set by save_action */
	struct piecing *ahead; /* what went in before; NULL: nothing */
	struct hurt hurt;      /* what could not be read meanwhile */
};

/* Adds a version; takes over record and bytes. */
void action_add(struct action *action, struct admitted *admitted, char *bytes,
    size_t len);
void action_clear(struct action *action);

/* Makes an action durable. On failure nothing of it is kept. Versions that
 * are known already (an import) are left out. Damage in other records keeps no
 * action out; it is told afterwards (EVENT_HURT). */
int save_action(struct journal *journal, struct action *action);

/* An action that may be too large for memory: called after each version that
 * is added, it puts what it holds into the tables, where that is more than one
 * transaction may hold, and lets it go but for the last few. save_action keeps
 * it as ever. The project's lock is held from the first piece on. On failure
 * nothing of it is kept. */
int save_ahead(struct journal *journal, struct action *action);

/* Lets what went in ahead go again, if anything did. Keeps err_last(). */
void save_abandon(struct journal *journal, struct action *action);

/* Removes what an import that was cut off has left. */
int save_drop_unkept(struct journal *journal, const struct id *project);

/* Works out what a kept import may not have come to working out. Where none
 * is unkept. */
int save_settle_staged(struct journal *journal, const struct id *project);

#endif
