/*
 * A made-up project to look around in: its people, ground rules, decisions
 * and diaries of nine months. It is the same for everybody, byte by byte, as
 * long as its last day is: keys, ids and all. So its keys are no secret, and
 * its people nobody.
 */
#ifndef WITHUS_SAMPLE_H
#define WITHUS_SAMPLE_H

#include <withus/journal.h>

/* Its last day, where no other is asked for. */
#define SAMPLE_LAST_DAY "2026-11-13"

struct sample_result {
	struct id project;
	size_t kept;       /* versions that are new in this home */
	size_t known;      /* were here already */
	char last_day[11]; /* YYYY-MM-DD */
	bool in_history;   /* false: err_last() says why not now */
};

/*
 * Whether a folder can be the home of a sample: it is not there, or empty, or
 * one was made in it before. `home` is an absolute path. Nothing is changed.
 * -ERR_SAMPLE_FOLDER, and what opening a journal for reading has.
 */
int sample_check_home(const char *home);

/*
 * Takes the sample in, with keys for the members who live in it. A home that
 * has it already keeps its own last day, so that what was cut off is
 * finished, and nothing that was written meanwhile is touched. `last_day` is
 * YYYY-MM-DD; NULL: SAMPLE_LAST_DAY. ERR_FIELD_DATE, ERR_STORE_*.
 */
int sample_take_in(struct journal *journal, const char *last_day,
    struct sample_result *out);

#endif
