/*
 * What was done, version by version: of one thing oldest first, of a project
 * newest first, as read_history and read_project_history give it.
 */
#ifndef PAGE_HISTORY_H
#define PAGE_HISTORY_H

#include "page/paper.h"

#include <withus/history.h>

/* A line that waits to be told. */
struct page_history_line {
	char *lead;
	char *text;
};

/* Set the first two, and zero the rest. */
struct page_history {
	struct paper *paper;
	bool of_project;
	/* What may turn out to be the start of the project, which is told in
	 * one line: newest first, its stages come before it. */
	struct page_history_line *held;
	size_t held_count;
	size_t held_cap;
	size_t stages; /* among those */
	int64_t doing; /* the action that they are of */
};

/* Takes the next version. In a project what says nothing to people is left
 * out. */
void page_history_take(struct page_history *history,
    const struct moment *moment);

/* After the last: adds what still waits, and frees what it holds. */
void page_history_end(struct page_history *history);

#endif
