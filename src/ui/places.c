#include "ui/places.h"

#include "base/intl.h"

#include <withus/say.h>

#include <stdlib.h>

struct place {
	const char *word;
	const char *empty;
	enum keys_action action;
};

static const struct place places[] = {
#define P(name, label, sentence)            \
	[PLACES_##name] = {                 \
		.word = (label),            \
		.empty = (sentence),        \
		.action = ACTION_GO_##name, \
	},
#include "ui/places.def"
};

const char *
places_word(enum places_id id)
{
	return _(places[id].word);
}

enum keys_action
places_action(enum places_id id)
{
	return places[id].action;
}

enum places_id
places_of(enum keys_action action)
{
	enum places_id id = 0;
	while (id < PLACES_COUNT && places[id].action != action)
		id++;
	return id;
}

void
places_print_empty(struct str *out, enum places_id id, const struct keys *keys)
{
	struct str key = { 0 };
	keys_print(&key, keys_get_key(keys, PLACE_LIST, ACTION_ADD));
	char *text = say_fill(_(places[id].empty), str_text(&key), NULL);
	str_add(out, text);
	free(text);
	str_clear(&key);
}
