/*
 * JSON by jansson: writing in one pass, reading into a tree that is walked
 * by these calls alone. Numbers are integers; strings are UTF-8.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json; /* opaque: a value */

/* Building. Each new value is the caller's until put into another, which
 * then owns it. Text that is not well-formed UTF-8 is never passed. */
struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_text(const char *text, size_t len);
struct json *json_new_number(int64_t number);
struct json *json_new_bool(bool value);
struct json *json_new_null(void);
void json_put(struct json *object, const char *key, struct json *value);
void json_put_text(struct json *object, const char *key, const char *text);
void json_put_number(struct json *object, const char *key, int64_t number);
void json_put_bool(struct json *object, const char *key, bool value);
void json_add(struct json *array, struct json *value);
void json_add_text(struct json *array, const char *text);
void json_free(struct json *value);

/* Adds the value as text: keys in the order of putting; with `indent` 0 on
 * one line without spaces, else indented by so many (at most 31) a level.
 * Controls and characters without a shape are escaped, so that JSON on a
 * terminal cannot steer it. */
void json_print(struct str *out, const struct json *value, size_t indent);

/*
 * Reads one value; the caller frees it. On failure -ERR_JSON_FORM with
 * arguments `name` and the reason, and the place. Duplicate keys, NUL in
 * strings and anything after the value are faults; nesting over 64 is one.
 */
int json_parse(struct json **out, const char *name, const char *text,
    size_t len);

/* Looking: NULL, false or 0 where it is not of that type. Borrowed. */
const struct json *json_get(const struct json *object, const char *key);
const char *json_text(const struct json *value, size_t *len);
const char *json_get_text(const struct json *object, const char *key);
bool json_get_number(const struct json *object, const char *key, int64_t *out);
bool json_is_true(const struct json *value);
size_t json_count(const struct json *array);
const struct json *json_at(const struct json *array, size_t index);
bool json_is_array(const struct json *value);
bool json_is_object(const struct json *value);

/* Calls `each` for every key of an object, in their order. */
int json_each(const struct json *object,
    int (*each)(void *data, const char *key, const struct json *value),
    void *data);

#endif
