/* The places of a project (places.def): their words, and what an empty one
 * says. */
#ifndef UI_PLACES_H
#define UI_PLACES_H

#include "base/str.h"
#include "ui/keys.h"

enum places_id {
#define P(name, word, empty) PLACES_##name,
#include "ui/places.def"
	PLACES_COUNT /* and: none of them */
};

/* Its word, in the user's language. Borrowed. */
const char *places_word(enum places_id id);

/* The action that goes there; and where an action goes, PLACES_COUNT for one
 * that goes nowhere. */
enum keys_action places_action(enum places_id id);
enum places_id places_of(enum keys_action action);

/* Adds what an empty place says; it names the key of ACTION_ADD. */
void places_print_empty(struct str *out, enum places_id id,
    const struct keys *keys);

#endif
