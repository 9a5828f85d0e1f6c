/*
 * Care: looking whether all is well, mending, making anew, copying.
 */
#ifndef WITHUS_CARE_H
#define WITHUS_CARE_H

#include <withus/journal.h>

struct care_result {
	size_t projects;
	size_t versions; /* looked at */
	size_t faults;   /* found */
	size_t mended;
	size_t unmended;
};

/*
 * Looks at everything: the database's own check, the hash and signature of
 * every version, the tables against the versions, the history against the
 * tables. Tells EVENT_FAULT for each fault, and with `repair` mends what the
 * other store still has (EVENT_MENDED says how much). -ERR_DAMAGE where faults
 * were found, with `repair` -ERR_UNMENDED where some are left; else
 * -ERR_HISTORY_SLOW or -ERR_CHILD_START where a history could not be looked
 * at, which then is not mended either.
 */
int care_check(struct journal *journal, bool repair, struct care_result *out);

/* The database's own check alone: -ERR_STORE_DAMAGED where its file is hurt,
 * so that only care_recover helps. */
int care_look(struct journal *journal);

/* Makes the shared tables of every project (or one; NULL: all) anew from the
 * history alone; what waits is brought into the history first:
 * -ERR_REBUILD_WAITING where that cannot be. */
int care_rebuild(struct journal *journal, const struct id *project,
    struct care_result *out);

/* For a home whose journal.db cannot be read: sets it aside under another
 * name, takes the local tables from the newest good copy, and the rest from
 * the histories. Call instead of journal_open. */
int care_recover(const struct journal_options *options, struct care_result *out,
    char **copy_used);

/* Everything of this home in one file, and back into an empty home. */
int care_backup(struct journal *journal, const char *file);
int care_restore(const struct journal_options *options, const char *file,
    struct care_result *out);

#endif
