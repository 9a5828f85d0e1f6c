/* Who was a member on a day. */
#ifndef MODEL_PRESENCE_H
#define MODEL_PRESENCE_H

#include <withus/record.h>

#include <stdbool.h>
#include <stddef.h>

/* A member, by the record that has standing. Days are YYYY-MM-DD. */
struct presence {
	struct id id;
	char joined[11]; /* "" where it is not said: always */
	char left[11];   /* "" while they are in the team */
};

/* Copies a day; "" where `text` is NULL or none (in a form to come a field may
 * hold anything). */
void presence_set_day(char out[11], const char *text);

/* True if they had joined by that day and not left. */
bool presence_has(const struct presence *member, const char *day);

/* One of some members, or NULL. */
const struct presence *presence_find(const struct presence *members,
    size_t count, const struct id *id);

#endif
