/*
 * The history as stock git sees it, with nothing of the program's own in
 * between.
 */
#ifndef FAULT_HISTORY_H
#define FAULT_HISTORY_H

#include "stage.h"

struct history {
	int repo_count;
	char *text; /* every file of the newest state of each repository */
	bool is_hung;
	char why[512];  /* what is wrong with it; "" for nothing */
	bool is_strict; /* git fsck too */
	struct stage *stage;
};

/*
 * Reads all repositories of a home. Wrong is: a commit with one parent and
 * that parent's tree (the same thing said twice), and, where `is_strict`,
 * what `git fsck --strict --full` finds. To be cleared.
 */
void history_read(struct history *history, struct stage *stage, int home,
    bool is_strict);
bool history_has_word(const struct history *history, const char *word);
void history_clear(struct history *history);

#endif
