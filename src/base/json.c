#include "base/json.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <withus/err.h>

/* jansson has macros of these names. */
#undef json_is_array
#undef json_is_object
#undef json_is_true

#define DEPTH_MAX 64
#define INDENT_MAX 31

/*
 * A `struct json` is jansson's json_t under another name: these three cross
 * over. jansson takes a pointer that is not const where it only looks.
 */
static struct json *
wrap_value(json_t *value)
{
	/* Memory never runs out (below), so a NULL is a bug of the caller:
	 * text that is not UTF-8. */
	assert(value != NULL);
	return (struct json *)value;
}

static json_t *
own_value(struct json *value)
{
	return (json_t *)value;
}

static json_t *
look_at(const struct json *value)
{
	return (json_t *)(uintptr_t)value;
}

static void
use_our_memory(void)
{
	json_set_alloc_funcs(mem_new, free);
}

/* ------------------------------------------------------------- building */

struct json *
json_new_object(void)
{
	use_our_memory();
	return wrap_value(json_object());
}

struct json *
json_new_array(void)
{
	use_our_memory();
	return wrap_value(json_array());
}

struct json *
json_new_text(const char *text, size_t len)
{
	use_our_memory();
	return wrap_value(json_stringn(text, len));
}

struct json *
json_new_number(int64_t number)
{
	use_our_memory();
	return wrap_value(json_integer(number));
}

struct json *
json_new_bool(bool value)
{
	return wrap_value(json_boolean(value));
}

struct json *
json_new_null(void)
{
	return wrap_value(json_null());
}

void
json_put(struct json *object, const char *key, struct json *value)
{
	use_our_memory();
	int failed =
	    json_object_set_new(own_value(object), key, own_value(value));
	assert(failed == 0);
	(void)failed;
}

void
json_put_text(struct json *object, const char *key, const char *text)
{
	json_put(object, key, json_new_text(text, strlen(text)));
}

void
json_put_number(struct json *object, const char *key, int64_t number)
{
	json_put(object, key, json_new_number(number));
}

void
json_put_bool(struct json *object, const char *key, bool value)
{
	json_put(object, key, json_new_bool(value));
}

void
json_add(struct json *array, struct json *value)
{
	use_our_memory();
	int failed = json_array_append_new(own_value(array), own_value(value));
	assert(failed == 0);
	(void)failed;
}

void
json_add_text(struct json *array, const char *text)
{
	json_add(array, json_new_text(text, strlen(text)));
}

void
json_free(struct json *value)
{
	json_decref(own_value(value));
}

/* ------------------------------------------------------------- printing */

static int
add_piece(const char *bytes, size_t len, void *data)
{
	str_add_bytes(data, bytes, len);
	return 0;
}

/* True for what could steer a terminal that JSON is shown on. */
static bool
steers(uint32_t point)
{
	enum utf8_class class = utf8_point_class(point);
	return point >= 0x7F && (class == UTF8_CONTROL || class == UTF8_FORMAT);
}

/* Such characters stand in texts alone, where \uXXXX means the same. */
static void
add_escape(struct str *out, uint32_t point)
{
	if (point < 0x10000) {
		str_add_format(out, "\\u%04x", (unsigned)point);
		return;
	}
	point -= 0x10000;
	str_add_format(out, "\\u%04x\\u%04x",
	    (unsigned)(0xD800 + (point >> 10)),
	    (unsigned)(0xDC00 + (point & 0x3FF)));
}

void
json_print(struct str *out, const struct json *value, size_t indent)
{
	assert(indent <= INDENT_MAX);
	size_t flags =
	    JSON_ENCODE_ANY | (indent > 0 ? JSON_INDENT(indent) : JSON_COMPACT);
	struct str raw = { 0 };
	use_our_memory();
	int failed = json_dump_callback(look_at(value), add_piece, &raw, flags);
	assert(failed == 0);
	(void)failed;
	for (size_t at = 0; at < raw.len;) {
		uint32_t point = 0;
		size_t size = utf8_decode(&point, raw.data + at, raw.len - at);
		if (steers(point))
			add_escape(out, point);
		else
			str_add_bytes(out, raw.data + at, size);
		at += size;
	}
	str_clear(&raw);
}

/* -------------------------------------------------------------- reading */

/* The offset of a bracket nested too deeply, or `len`. jansson's own limit is
 * 2,048, and what walks the tree calls itself. */
static size_t
find_too_deep(const char *text, size_t len)
{
	size_t depth = 0;
	bool quoted = false;
	for (size_t at = 0; at < len; at++) {
		char c = text[at];
		if (c == '"')
			quoted = !quoted;
		else if (quoted && c == '\\')
			at++;
		else if (!quoted && (c == '[' || c == '{'))
			depth++;
		else if (!quoted && (c == ']' || c == '}') && depth > 0)
			depth--;
		if (depth > DEPTH_MAX)
			return at;
	}
	return len;
}

int
json_parse(struct json **out, const char *name, const char *text, size_t len)
{
	size_t deep = find_too_deep(text, len);
	if (deep < len) {
		size_t line;
		size_t column;
		utf8_place(text, deep, &line, &column);
		return err_set_at(line, column, ERR_JSON_FORM, name,
		    "nested too deeply", NULL);
	}
	use_our_memory();
	json_error_t fault;
	json_t *value = json_loadb(text, len,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
	if (value == NULL) {
		size_t line = fault.line > 0 ? (size_t)fault.line : 0;
		size_t column = fault.column > 0 ? (size_t)fault.column : 0;
		return err_set_at(line, column, ERR_JSON_FORM, name, fault.text,
		    NULL);
	}
	*out = wrap_value(value);
	return 0;
}

/* -------------------------------------------------------------- looking */

const struct json *
json_get(const struct json *object, const char *key)
{
	return (const struct json *)json_object_get(look_at(object), key);
}

const char *
json_text(const struct json *value, size_t *len)
{
	const char *text = json_string_value(look_at(value));
	if (len != NULL)
		*len = json_string_length(look_at(value));
	return text;
}

const char *
json_get_text(const struct json *object, const char *key)
{
	return json_text(json_get(object, key), NULL);
}

bool
json_get_number(const struct json *object, const char *key, int64_t *out)
{
	const struct json *value = json_get(object, key);
	if (!json_is_integer(look_at(value)))
		return false;
	*out = json_integer_value(look_at(value));
	return true;
}

bool
json_is_true(const struct json *value)
{
	return value != NULL && json_typeof(look_at(value)) == JSON_TRUE;
}

size_t
json_count(const struct json *array)
{
	return json_array_size(look_at(array));
}

const struct json *
json_at(const struct json *array, size_t index)
{
	return (const struct json *)json_array_get(look_at(array), index);
}

bool
json_is_array(const struct json *value)
{
	return value != NULL && json_typeof(look_at(value)) == JSON_ARRAY;
}

bool
json_is_object(const struct json *value)
{
	return value != NULL && json_typeof(look_at(value)) == JSON_OBJECT;
}

int
json_each(const struct json *object,
    int (*each)(void *data, const char *key, const struct json *value),
    void *data)
{
	json_t *table = look_at(object);
	for (void *at = json_object_iter(table); at != NULL;
	     at = json_object_iter_next(table, at)) {
		const char *key = json_object_iter_key(at);
		const struct json *value =
		    (const struct json *)json_object_iter_value(at);
		int result = each(data, key, value);
		if (result != 0)
			return result;
	}
	return 0;
}
