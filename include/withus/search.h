/*
 * Searching by words.
 *
 * All words must occur, in any order: in the title, in the text, or in a
 * field that holds words. "Words in quotes" stand one after the other, word*
 * is found at the start of words, -word must not occur. Capitals and the
 * marks of Latin letters do not matter. No sign that is typed is an error.
 * withus(1) says it for people.
 */
#ifndef WITHUS_SEARCH_H
#define WITHUS_SEARCH_H

#include <withus/item.h>
#include <withus/journal.h>

/* Zeroed it asks for nothing in particular; `project` and `words` must be
 * set. */
struct search {
	struct id project;
	const char *words; /* as typed */
	bool is_typing;    /* the last word may go on */
	const char *kind;  /* NULL: any */
	struct id by;      /* none: anybody's */
	struct id about;   /* none; else only what points to this record */
	const char *since; /* YYYY-MM-DD, this day included; NULL */
	const char *until;
	bool is_ranked; /* the best first, among the newest
			   SEARCH_RANKED_MOST; else the newest first. Not
			   with `with_old`. */
	bool with_old;  /* also what was changed since or taken back */
	size_t most;    /* 0: all */
};
#define SEARCH_RANKED_MOST ((size_t)2000)

/* Words in which something was found, in pieces. "…" is where something is
 * left out. */
struct search_run {
	char *text;
	bool is_hit;
};
struct search_text {
	struct search_run *runs;
	size_t count;
	bool has_hit;
};

/* One thing that was found. */
struct search_hit {
	const struct item *item;
	size_t version;  /* the number of the earlier version that has these
			   words; 0: they are shown now */
	const char *day; /* of the item, or on which that was made */
	struct search_text title; /* without runs where its kind has none */
	struct search_text text;  /* around the first place; of the body, else
				     of the fields */
};

struct search_result {
	size_t count; /* given to `each` */
	bool is_more; /* there are more than `most` */
	bool is_part; /* ranked, and there are older ones that were not
			 looked at */
};

/*
 * Calls `each` for every hit; a hit is borrowed for the call. Of one record
 * there is one hit: what is shown now, else the newest of its older versions.
 * Errors of `each` stop the walk and are returned. ERR_SEARCH_EMPTY where
 * there is no word in the words.
 */
int search_find(struct journal *journal, const struct search *search,
    int (*each)(void *data, const struct search_hit *hit), void *data,
    struct search_result *out);

/* How many search_find would find among what is shown now. */
int search_count(struct journal *journal, const struct search *search,
    size_t *out);

#endif
