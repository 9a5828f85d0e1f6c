/*
 * The journal of one person: a home with all their projects. This library
 * never prints, exits or reads settings; what happens meanwhile is told
 * through events.
 *
 * A process uses a journal from one thread. Several processes may use one
 * home at once.
 */
#ifndef WITHUS_JOURNAL_H
#define WITHUS_JOURNAL_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct journal; /* opaque */

/* What the library tells while it works. say_event() makes sentences. */
enum event_code {
	EVENT_HOME_ON_FUSE,   /* a path: may be a synced folder */
	EVENT_NOT_IN_HISTORY, /* saved; history refused for now: the reason
				   is in `why` */
	EVENT_RECOVERED,      /* `done` saves brought into the history */
	EVENT_IMPORT_DROPPED, /* an import was cut off; none of it was kept */
	EVENT_TAKEN_IN,       /* `done` versions found in the history */
	EVENT_LEFT_OUT,       /* `done` files of the history that are not
				   ours: `what` is the path of the first, `why`
				   the reason */
	EVENT_PUT_BACK,       /* files that somebody took out of the history
				   are there again */
	EVENT_BACKUP_FAILED,  /* the daily copy could not be made: `why` */
	EVENT_CLOCK_BEHIND,   /* today is before the newest day saved */
	EVENT_PROGRESS,       /* `done` of `total` (0: not known), `what` */
	EVENT_FAULT,          /* check: damage found; `what` where, `why` */
	EVENT_MENDED,         /* check --repair: `done` of `total` faults */
	EVENT_NOT_MENDED,     /* could not be mended */
	EVENT_UNREADABLE,     /* `what`, a code, is damaged, and left out of a
				   list: `why` */
	EVENT_HURT,           /* saved; something from before is damaged: `why`
				   says what */
	EVENT_NOTE            /* check: `what` looked at, all well */
};

struct err; /* <withus/err.h> */

struct event {
	enum event_code code;
	const char *what; /* "" where there is none; borrowed for the call */
	const struct err *why; /* NULL where there is none */
	size_t done;
	size_t total;
};

struct journal_options {
	const char *home;    /* the journal home: an absolute path */
	const char *program; /* this binary, run again as the worker that reads
				git; NULL: /proc/self/exe */
	bool read_only;      /* nothing may change; a home must be there */
	void (*tell)(void *data, const struct event *event); /* NULL: nobody */
	void *data;
};

/* True if there is a journal in this home. */
bool journal_is_there(const char *home);

/*
 * Opens a journal, made where absent (mode 0700). The caller closes it.
 * Errors: ERR_HOME_*, ERR_STORE_*. A home that cannot be written to is opened
 * for reading; what would change it then fails with ERR_HOME_READ_ONLY.
 */
int journal_open(struct journal **out, const struct journal_options *options);
void journal_close(struct journal *journal);

bool journal_is_read_only(const struct journal *journal);
const char *journal_home(const struct journal *journal);

/*
 * Brings a project to rest after whatever happened before: drops a cut-off
 * import, takes in what the history has and the tables lack, and brings
 * waiting saves into the history. Cheap where there is nothing to do. 0 also
 * where the history refused (EVENT_NOT_IN_HISTORY is told).
 */
int journal_wake(struct journal *journal, const struct id *project);

/* What must be done once a day: the copy of the local tables. */
int journal_tend(struct journal *journal);

/*
 * What can wait until a person has their answer, which must be flushed before:
 * files of the history that have piled up become one. A look at some folders
 * where there is nothing to do, else up to half a second, and nothing at all
 * where another process is at work. Never fails: nothing depends on it.
 */
void journal_tidy(struct journal *journal, const struct id *project);

/* How many saves of a project wait to be brought into the history. */
int journal_count_waiting(struct journal *journal, const struct id *project,
    size_t *out);

/* The worker: `withus worker …` ends in this, and main returns its result.
 * Never called by people. */
int journal_work(int argc, char **argv);

/* A small memory of the home: settings by name. The value is the caller's;
 * NULL where none is set. */
int journal_get_setting(struct journal *journal, const char *name, char **out);
int journal_set_setting(struct journal *journal, const char *name,
    const char *value);

#endif
