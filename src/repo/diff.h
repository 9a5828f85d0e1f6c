/*
 * What changed between two lists of words, by libgit2's diff: each word is
 * laid on a line of its own, so that its line-by-line answer is word by word.
 */
#ifndef REPO_DIFF_H
#define REPO_DIFF_H

#include "base/span.h"

#include <stddef.h>

enum diff_op {
	DIFF_SAME,
	DIFF_REMOVED,
	DIFF_ADDED
};

/* A list of tokens: any bytes but NUL. All borrowed. */
struct diff_list {
	const struct span *items;
	size_t count;
};

/*
 * Compares two lists of tokens and calls `each` for every run: which of them
 * (`count` tokens from `first` in the old list for SAME and REMOVED, in the
 * new one for ADDED; what was removed comes before what was added in its
 * place). Everything is reported: joined in order, SAME and REMOVED give the
 * old list, SAME and ADDED the new one. A result of `each` other than 0 stops
 * and is returned. -ERR_REPO_FAILED where libgit2 cannot.
 */
int diff_tokens(const struct diff_list *before, const struct diff_list *after,
    int (*each)(void *data, enum diff_op op, size_t first, size_t count),
    void *data);

#endif
