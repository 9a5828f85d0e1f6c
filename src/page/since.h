/* What changed in a document since somebody said what they think of it. */
#ifndef PAGE_SINCE_H
#define PAGE_SINCE_H

#include "page/compare.h"

#include <withus/rules.h>

/* All is borrowed. */
struct since {
	const struct page_reading *reading;
	const struct rules *rules;
	const struct rules_person *person; /* has said something */
	bool is_me;                        /* who reads it */
	bool is_plain;                     /* as in struct compare */
};

/* Adds the words that people agree to, word by word; where they have not
 * changed, that this is so. -ERR_RULES_ELSEWHERE. */
int page_since(struct paper *paper, const struct since *since);

/* What is to be compared for it. `*vids`, which it points to, are the
 * caller's to free; NULL where it fails. -ERR_RULES_ELSEWHERE. */
int page_since_compare(const struct since *since, struct vid **vids,
    struct compare *out);

#endif
