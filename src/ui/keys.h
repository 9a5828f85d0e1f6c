/*
 * Keys, and what they do. A key is a number: the character that it types, 1
 * to 26 for Ctrl with a letter, or one of those below. Which key does what is
 * one table (keys.def), which settings may change, in the words that it is
 * written in itself.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys that type no character; above all characters. */
enum keys_key {
	KEYS_NONE = 0,
	KEYS_UP = 0x110000,
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_HOME,
	KEYS_END,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_INSERT,
	KEYS_DELETE,
	KEYS_BACKSPACE,
	KEYS_ENTER,
	KEYS_TAB,
	KEYS_BACK_TAB,
	KEYS_ESCAPE,
	KEYS_CTRL_UP,
	KEYS_CTRL_DOWN,
	KEYS_CTRL_LEFT,
	KEYS_CTRL_RIGHT,
	KEYS_CTRL_HOME,
	KEYS_CTRL_END,
	KEYS_CTRL_DELETE,
	KEYS_F1,
	KEYS_F12 = KEYS_F1 + 11,
	KEYS_UNKNOWN /* one that has no name here */
};

enum keys_place {
	PLACE_LIST,
	PLACE_BOX,
	PLACE_QUESTION,
	PLACE_COUNT
};

enum keys_action {
	ACTION_NONE,
#define A(name, word, bar, help) ACTION_##name,
#include "ui/keys.def"
	ACTION_COUNT
};

enum keys_fault {
	KEYS_FINE,
	KEYS_NO_PLACE, /* none is called that */
	KEYS_NO_KEY,
	KEYS_NO_ACTION
};

struct keys_binding {
	enum keys_place place;
	uint32_t key;
	enum keys_action action;
};

/* Bindings in the order in which they count: earlier ones first. */
struct keys {
	struct keys_binding *bindings;
	size_t count;
	size_t cap;
};

/* The table of keys.def; to be cleared. */
void keys_init(struct keys *keys);
void keys_clear(struct keys *keys);

/*
 * Binds a key as settings say it: "list", "Ctrl-L", "redraw"; the action
 * "none" takes it away. What the key did in that place before is gone; the
 * bar names this key for its action from now on.
 */
enum keys_fault keys_bind(struct keys *keys, const char *place, const char *key,
    const char *action);

/* What a key does in a place; ACTION_NONE for what it types, or nothing. */
enum keys_action keys_find(const struct keys *keys, enum keys_place place,
    uint32_t key);

/* The key that the bar names; KEYS_NONE where the action has none there. */
uint32_t keys_get_key(const struct keys *keys, enum keys_place place,
    enum keys_action action);

/* Reads a key as settings name it: "a", "?", "Ctrl-S", "PgDn", "F1". */
bool keys_parse(uint32_t *key, const char *name);

/* Adds the name of a key, which keys_parse reads. */
void keys_print(struct str *out, uint32_t key);

/* True for a key that types a character. */
bool keys_is_text(uint32_t key);

/* The word of an action in settings; what the bar and help say of it, in the
 * user's language. Borrowed. */
const char *keys_action_word(enum keys_action action);
const char *keys_action_bar(enum keys_action action);
const char *keys_action_help(enum keys_action action);

#endif
