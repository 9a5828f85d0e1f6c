/*
 * What the files of core share: the open journal, and the paths of a
 * project in its home.
 */
#ifndef CORE_INSIDE_H
#define CORE_INSIDE_H

#include "store/store.h"

#include <withus/err.h>
#include <withus/journal.h>

/* Seeded mistakes for the fault harness: tests/fault/MUTANTS. */
#ifndef MUTANT
#define MUTANT 0
#endif

/* No transaction holds more versions than this: a larger one spills its
 * cache and locks readers out. Who has asked for a larger cache
 * (store_expect_much) takes many at a time, as each transaction writes its
 * pages of the indexes, but no more bytes of them than a quarter of that. A
 * test build makes both small. */
#ifndef CORE_PIECE
#define CORE_PIECE ((size_t)200)
#define CORE_PIECE_MANY ((size_t)1000)
#else
#define CORE_PIECE_MANY CORE_PIECE
#endif
#define CORE_PIECE_BYTES ((size_t)16 << 20)

struct journal {
	char *home;
	char *program;
	bool read_only;
	struct store *store;
	/* A project whose history this process knows to hold no torn objects,
	 * as only a power cut tears them, and that would have ended it; none
	 * after a failure. */
	struct id whole;
	size_t lost; /* damaged versions set aside since it was opened */
	void (*tell)(void *data, const struct event *event);
	void *data;
};

/* Paths below the home, to be freed. */
char *home_path_db(const char *home);
char *home_path_projects(const char *home);
char *home_path_backups(const char *home);
char *home_path_repo(const char *home, const struct id *project);
char *home_path_lock(const char *home, const struct id *project);
char *home_path_dirty(const char *home, const struct id *project);
char *home_path_receipt(const char *home, const struct id *project);
char *home_path_lost(const char *home, const struct id *project);

/* Makes a home where there is none, and refuses one that is another's or on
 * a network. `*read_only` becomes true where it cannot be written to. */
int home_prepare(const char *home, bool *read_only, bool *on_fuse);

/* Calls `each` for every project that has a repository in the home. */
int home_each_repo(const char *home,
    int (*each)(void *data, const struct id *project), void *data);

/* -ERR_HOME_READ_ONLY in a journal opened for reading. */
int journal_may_write(const struct journal *journal);

/* A name beside `path` that is free, to set it aside under:
 * "….damaged-2026-11-20", with a number where that is taken. To be freed. */
char *home_path_aside(const char *path);

/* Telling. `what` NULL is "". */
void tell_event(const struct journal *journal, const struct event *event);
void tell_plain(const struct journal *journal, enum event_code code,
    const char *what);
void tell_why(const struct journal *journal, enum event_code code,
    const char *what, const struct err *why);
void tell_count(const struct journal *journal, enum event_code code,
    const char *what, size_t done, size_t total);

#endif
