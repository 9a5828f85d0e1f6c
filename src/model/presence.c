#include "model/presence.h"

#include "base/date.h"

#include <string.h>

void
presence_set_day(char out[11], const char *text)
{
	struct date day = { .year = 0 };

	out[0] = '\0';
	if (text && date_parse(&day, text, strlen(text)))
		date_print(out, day);
}

/* Days in their one form sort as texts. */
bool
presence_has(const struct presence *member, const char *day)
{
	return strcmp(member->joined, day) <= 0 &&
	    (member->left[0] == '\0' || strcmp(member->left, day) > 0);
}

const struct presence *
presence_find(const struct presence *members, size_t count, const struct id *id)
{
	for (size_t i = 0; i < count; i++)
		if (id_equal(&members[i].id, id))
			return &members[i];
	return NULL;
}
