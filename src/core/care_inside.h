/* What the files of care share: one project being looked at. */
#ifndef CORE_CARE_INSIDE_H
#define CORE_CARE_INSIDE_H

#include "base/map.h"
#include "core/inside.h"
#include "core/take.h"

#include <withus/care.h>

struct caring {
	struct journal *journal;
	const struct id *project;
	struct care_result *result;
	struct map *seen;     /* vids that the history holds */
	bool history_is_read; /* the walk came to its end */
	bool needs_history;   /* the history must be written again */
	bool needs_tables;    /* the tables must be made again */
	bool is_quiet;        /* counts, and tells nobody */
	struct err stopped;   /* the history could not be looked at (no git, or
				 no time): whether it is whole nobody knows, and
				 it is not touched; ERR_NONE: it could */
	bool is_second_look;  /* after mending: what is found now stays */
	struct take_back
	    back; /* what mending put back, and what it could not */
};

/* A fault was found: told and counted. */
void care_fault(struct caring *caring, const char *what);

/* True for a fault that says nothing of the history but that it could not be
 * looked at; it is noted as why. */
bool care_has_stopped(struct caring *caring, int err);

/* git's own check, telling each second how long it has gone on. What stopped
 * it is noted. */
int care_fsck(struct caring *caring, const char *path);

/* Versions and outbox against their own hashes and signatures. */
int care_check_versions(struct caring *caring);
/* The history: git's own check, a whole walk, the tree at the tip. */
int care_check_history(struct caring *caring);
/* Records, links and voices against what the versions give. */
int care_check_derived(struct caring *caring);
/* The indexes for searching, of all projects; and makes them anew where they
 * are not sound. */
int care_check_search(struct journal *journal, bool repair,
    struct care_result *result);
int care_mend_search(struct journal *journal);
/* Mends what the checks found; a second look then says how well. */
int care_mend(struct caring *caring);

/* Makes the tables of one project anew; the lock is held and it is awake. */
int care_rebuild_project(struct journal *journal, const struct id *project,
    struct care_result *result);

/* Ids of all projects, copied first, as the tables change meanwhile. */
int care_each_project(struct journal *journal,
    int (*each)(void *data, const struct id *project), void *data);

#endif
