/* Documents that the group agrees, for people. */
#ifndef PAGE_RULES_H
#define PAGE_RULES_H

#include "page/paper.h"
#include "page/reading.h"

#include <withus/rules.h>

/* The page of `show`: the document, who agreed to which words, and when to
 * look again. */
int page_rules(struct paper *paper, const struct page_reading *reading,
    const struct item *item);

/* The exact words that people agree to, with those that were written at the
 * same time. */
void page_rules_words(struct paper *paper, const struct page_reading *reading,
    const struct item *item);

/* In a few sentences: is it agreed, who is still asked, a second look. */
void page_rules_state(struct paper *paper, const struct rules *rules);

/* The same for one of a list, indented; `is_mine`: the query's member is who
 * reads it. */
void page_rules_row(struct paper *paper, size_t indent,
    const struct rules_row *row, bool is_mine);

/* Says which ground rules are now asked of somebody; nothing where none. */
int page_rules_asked(struct paper *paper, const struct page_reading *reading,
    const struct id *member, const char *name);

#endif
