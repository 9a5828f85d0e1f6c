/*
 * Files that fail when asked to: a layer between SQLite and the system that
 * counts every step that changes a file, and at one of them reports a fault
 * or ends the process. In force for what is opened after flaky_begin.
 */
#ifndef SUPPORT_FLAKY_H
#define SUPPORT_FLAKY_H

#include <stdbool.h>

enum flaky_step {
	FLAKY_WRITE = 1,
	FLAKY_TRUNCATE = 2,
	FLAKY_SYNC = 4,
	FLAKY_READ = 8,
	FLAKY_CHANGES = FLAKY_WRITE | FLAKY_TRUNCATE | FLAKY_SYNC
};

struct flaky {
	int steps;    /* which count: an or of flaky_step */
	int at;       /* at which of them, from 1; 0: never */
	int rc;       /* what SQLite is told … */
	int error;    /* … and what errno is */
	bool ever;    /* at all later ones too */
	bool is_torn; /* half of a write is done first */
	bool is_end;  /* instead, the process ends with status 99 */
};

void flaky_begin(const struct flaky *flaky);
void flaky_end(void);

/* How many steps there have been. */
int flaky_count(void);

#endif
