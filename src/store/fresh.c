#include "store/fresh.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/stmt.h"

#include <inttypes.h>
#include <stdlib.h>

/* Their numbers are one value of the statement, and take 16 bytes each. */
#define FRESH_MOST ((size_t)10000)

static const enum stmt_name tellings[] = {
	[SEARCH_NOW] = STMT_SEARCH_INDEX,
	[SEARCH_OLD] = STMT_SEARCH_OLD_INDEX,
};

/* The places as the statement takes them: "[1,2,3]". */
static void
print_places(struct str *out, const struct fresh *fresh)
{
	for (size_t i = 0; i < fresh->count; i++)
		str_add_format(out, "%c%" PRId64, i == 0 ? '[' : ',',
		    fresh->places[i]);
	str_add_char(out, ']');
}

static int
tell_shelf(struct store *store, enum search_shelf shelf)
{
	struct fresh *fresh = &store->fresh[shelf];
	struct str places = { .len = 0 };
	struct stmt stmt;
	int err;

	if (fresh->count == 0)
		return 0;
	print_places(&places, fresh);
	fresh->count = 0;
	stmt_open(&stmt, store, tellings[shelf]);
	stmt_bind_text(&stmt, str_text(&places));
	err = stmt_run(&stmt);
	str_clear(&places);
	return err;
}

int
fresh_add(struct store *store, enum search_shelf shelf, int64_t place)
{
	struct fresh *fresh = &store->fresh[shelf];

	fresh->places = mem_grow(fresh->places, &fresh->cap, fresh->count + 1,
	    sizeof(*fresh->places));
	fresh->places[fresh->count++] = place;
	return fresh->count < FRESH_MOST ? 0 : tell_shelf(store, shelf);
}

int
fresh_tell(struct store *store)
{
	int err = tell_shelf(store, SEARCH_NOW);

	return err == 0 ? tell_shelf(store, SEARCH_OLD) : err;
}

void
fresh_clear(struct store *store)
{
	for (size_t i = 0; i <= SEARCH_OLD; i++) {
		free(store->fresh[i].places);
		store->fresh[i] = (struct fresh){ .places = NULL };
	}
}
