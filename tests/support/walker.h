/*
 * Walks told as text, and commits made from a line of it.
 */
#ifndef SUPPORT_WALKER_H
#define SUPPORT_WALKER_H

#include "base/str.h"
#include "support/past.h"

#include <stdint.h>

struct walker {
	struct past past;
	struct str told;   /* "number path=bytes" or "number path!why", a line
			      each */
	size_t count;      /* of those lines */
	size_t stop_after; /* 0: never; the result is then 42 */
};

/* For cmocka: `*state` is a struct walker. */
int walker_set_up(void **state);
int walker_tear_down(void **state);

/* For repo_walk and repo_list; `data` is the walker. */
int walker_take(void *data, const struct repo_file *file);

#define WALKER_LIMIT ((size_t)1024 * 1024)

/* Lists of commits in hex, ended by NULL. */
#define THESE(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NONE ((const char *const[]){ NULL })

/* A commit of these files alone ("path=words path=words"), at a time, with
 * these parents. Its id, to be freed. */
char *walker_make(struct walker *walker, const char *files, int64_t time,
    const char *const *parents);

/* The walk from `from` to `to`, and all of one commit's tree; borrowed until
 * the next. */
const char *walker_walk(struct walker *walker, const char *to,
    const char *const *from);
const char *walker_list(struct walker *walker, const char *at);

struct point walker_point(const char *hex);

#endif
