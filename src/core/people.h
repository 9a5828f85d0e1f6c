/* The members of a project with the days that matter for who is asked:
 * loaded once for a whole list. */
#ifndef CORE_PEOPLE_H
#define CORE_PEOPLE_H

#include "core/item.h"
#include "model/presence.h"

struct people {
	struct presence *members; /* whose record has standing; by id */
	bool *are_away;           /* today, each of them */
	size_t count;
};

/* Those of the context's project; borrowed until it is closed. */
int people_get(const struct item_context *context, const struct people **out);
void people_free(struct people *people);

bool people_is_away(const struct people *people, const struct id *id);

/* Today, as YYYY-MM-DD. */
void people_today(char out[11]);

#endif
