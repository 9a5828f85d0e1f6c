/* Reading the rows of a shelf, beside what search.h offers to all. */
#ifndef STORE_SEARCH_INSIDE_H
#define STORE_SEARCH_INSIDE_H

#include "store/search.h"

/* Those that read one version. */
int search_each_of_vid(struct store *store, enum search_shelf shelf,
    const struct vid *vid, search_each *each, void *data);

/* Those of the records that one piece of forgetting meets. */
struct search_some {
	struct id project;
	size_t most; /* records, and versions; 0: all */
};
int search_each_of_some(struct store *store, enum search_shelf shelf,
    const struct search_some *some, search_each *each, void *data);

/* Those whose record has no version. */
int search_each_lone(struct store *store, enum search_shelf shelf,
    search_each *each, void *data);

#endif
