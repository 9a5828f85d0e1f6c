#include "ui/keys.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <withus/say.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CTRL_LETTERS 26
#define FUNCTION_KEYS 12

struct action {
	const char *word;
	const char *bar;
	const char *help;
};

static const struct action actions[] = {
	[ACTION_NONE] = { .word = "none" },
#define A(name, setting, short_words, long_words) \
	[ACTION_##name] = {                       \
		.word = (setting),                \
		.bar = (short_words),             \
		.help = (long_words),             \
	},
#include "ui/keys.def"
};

static const char *const places[] = {
	[PLACE_LIST] = "list",
	[PLACE_BOX] = "box",
	[PLACE_QUESTION] = "question",
};

struct first_binding {
	enum keys_place place;
	const char *key;
	enum keys_action action;
};

static const struct first_binding rows[] = {
#define B(where, name, what) \
	{ .place = PLACE_##where, .key = (name), .action = ACTION_##what },
#include "ui/keys.def"
};

struct name {
	const char *name;
	uint32_t key;
};

static const struct name names[] = {
	{ .name = "Up", .key = KEYS_UP },
	{ .name = "Down", .key = KEYS_DOWN },
	{ .name = "Left", .key = KEYS_LEFT },
	{ .name = "Right", .key = KEYS_RIGHT },
	{ .name = "Home", .key = KEYS_HOME },
	{ .name = "End", .key = KEYS_END },
	{ .name = "PgUp", .key = KEYS_PAGE_UP },
	{ .name = "PgDn", .key = KEYS_PAGE_DOWN },
	{ .name = "Insert", .key = KEYS_INSERT },
	{ .name = "Delete", .key = KEYS_DELETE },
	{ .name = "Backspace", .key = KEYS_BACKSPACE },
	{ .name = "Enter", .key = KEYS_ENTER },
	{ .name = "Tab", .key = KEYS_TAB },
	{ .name = "Shift-Tab", .key = KEYS_BACK_TAB },
	{ .name = "Esc", .key = KEYS_ESCAPE },
	{ .name = "Space", .key = ' ' },
	{ .name = "Ctrl-Up", .key = KEYS_CTRL_UP },
	{ .name = "Ctrl-Down", .key = KEYS_CTRL_DOWN },
	{ .name = "Ctrl-Left", .key = KEYS_CTRL_LEFT },
	{ .name = "Ctrl-Right", .key = KEYS_CTRL_RIGHT },
	{ .name = "Ctrl-Home", .key = KEYS_CTRL_HOME },
	{ .name = "Ctrl-End", .key = KEYS_CTRL_END },
	{ .name = "Ctrl-Delete", .key = KEYS_CTRL_DELETE },
};

static const size_t name_count = sizeof names / sizeof *names;

/* ------------------------------------------------- names */

bool
keys_is_text(uint32_t key)
{
	return key >= ' ' && key < KEYS_UP && key != 0x7F &&
	    (key < 0x80 || key > 0x9F);
}

/* "Ctrl-A" to "Ctrl-Z"; those that are other keys too go by their names. */
static bool
parse_letter(uint32_t *key, const char *name)
{
	if (strncasecmp(name, "Ctrl-", 5) != 0 || name[5] == '\0' ||
	    name[6] != '\0')
		return false;
	uint32_t letter = (unsigned char)name[5] | 0x20U;
	if (letter < 'a' || letter > 'z' || letter == 'h' || letter == 'i' ||
	    letter == 'j' || letter == 'm')
		return false;
	*key = letter - 'a' + 1;
	return true;
}

static bool
parse_function(uint32_t *key, const char *name)
{
	if ((name[0] != 'F' && name[0] != 'f') || name[1] < '1' ||
	    name[1] > '9')
		return false;
	char *end;
	unsigned long number = strtoul(name + 1, &end, 10);
	if (*end != '\0' || number > FUNCTION_KEYS)
		return false;
	*key = KEYS_F1 + (uint32_t)number - 1;
	return true;
}

bool
keys_parse(uint32_t *key, const char *name)
{
	uint32_t point;
	size_t len = strlen(name);
	size_t size = utf8_decode(&point, name, len);
	if (size > 0 && size == len && keys_is_text(point)) {
		*key = point;
		return true;
	}
	for (size_t i = 0; i < name_count; i++) {
		if (strcasecmp(name, names[i].name) == 0) {
			*key = names[i].key;
			return true;
		}
	}
	return parse_letter(key, name) || parse_function(key, name);
}

void
keys_print(struct str *out, uint32_t key)
{
	for (size_t i = 0; i < name_count; i++) {
		if (key == names[i].key) {
			str_add(out, names[i].name);
			return;
		}
	}
	if (keys_is_text(key)) {
		char bytes[4];
		str_add_bytes(out, bytes, utf8_encode(bytes, key));
	} else if (key >= 1 && key <= CTRL_LETTERS) {
		str_add_format(out, "Ctrl-%c", (int)('A' + key - 1));
	} else if (key >= KEYS_F1 && key <= KEYS_F12) {
		str_add_format(out, "F%u", (unsigned)(key - KEYS_F1 + 1));
	} else {
		str_add(out, _(N_("this key")));
	}
}

/* ------------------------------------------------- bindings */

static struct keys_binding *
grow(struct keys *keys)
{
	keys->bindings = mem_grow(keys->bindings, &keys->cap, keys->count + 1,
	    sizeof *keys->bindings);
	return &keys->bindings[keys->count++];
}

void
keys_init(struct keys *keys)
{
	*keys = (struct keys){ .count = 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct keys_binding *binding = grow(keys);
		bool known = keys_parse(&binding->key, rows[i].key);
		assert(known);
		(void)known;
		binding->place = rows[i].place;
		binding->action = rows[i].action;
	}
}

void
keys_clear(struct keys *keys)
{
	free(keys->bindings);
	*keys = (struct keys){ .count = 0 };
}

static void
unbind(struct keys *keys, enum keys_place place, uint32_t key)
{
	size_t kept = 0;
	for (size_t i = 0; i < keys->count; i++) {
		const struct keys_binding *binding = &keys->bindings[i];
		if (binding->place != place || binding->key != key)
			keys->bindings[kept++] = *binding;
	}
	keys->count = kept;
}

enum keys_fault
keys_bind(struct keys *keys, const char *place, const char *key,
    const char *action)
{
	struct keys_binding binding = { .place = PLACE_LIST };
	while (binding.place < PLACE_COUNT &&
	    strcmp(place, places[binding.place]) != 0)
		binding.place++;
	while (binding.action < ACTION_COUNT &&
	    strcmp(action, actions[binding.action].word) != 0)
		binding.action++;
	if (binding.place == PLACE_COUNT)
		return KEYS_NO_PLACE;
	if (!keys_parse(&binding.key, key))
		return KEYS_NO_KEY;
	if (binding.action == ACTION_COUNT)
		return KEYS_NO_ACTION;
	unbind(keys, binding.place, binding.key);
	if (binding.action == ACTION_NONE)
		return KEYS_FINE;
	(void)grow(keys);
	memmove(keys->bindings + 1, keys->bindings,
	    (keys->count - 1) * sizeof *keys->bindings);
	keys->bindings[0] = binding;
	return KEYS_FINE;
}

enum keys_action
keys_find(const struct keys *keys, enum keys_place place, uint32_t key)
{
	for (size_t i = 0; i < keys->count; i++)
		if (keys->bindings[i].place == place &&
		    keys->bindings[i].key == key)
			return keys->bindings[i].action;
	return ACTION_NONE;
}

uint32_t
keys_get_key(const struct keys *keys, enum keys_place place,
    enum keys_action action)
{
	for (size_t i = 0; i < keys->count; i++)
		if (keys->bindings[i].place == place &&
		    keys->bindings[i].action == action)
			return keys->bindings[i].key;
	return KEYS_NONE;
}

const char *
keys_action_word(enum keys_action action)
{
	return actions[action].word;
}

const char *
keys_action_bar(enum keys_action action)
{
	return _(actions[action].bar);
}

const char *
keys_action_help(enum keys_action action)
{
	return _(actions[action].help);
}
