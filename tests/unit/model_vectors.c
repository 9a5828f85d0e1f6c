/*
 * The pinned files of tests/vectors: what is in them is read out exactly,
 * prints as the same bytes and is truly signed; what must be refused is, with
 * its fault and place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/json.h"
#include "model/form.h"
#include "vault/sign.h"

#include <withus/err.h>

#define GOOD "tests/vectors/record"
#define BAD "tests/vectors/refused"

/* Fewer than these means that files went missing. */
#define GOOD_LEAST 20
#define BAD_LEAST 240

struct vector {
	struct str bytes;
	struct str text;
	struct json *want;
};

static void
read_vector(struct vector *out, const char *folder, const char *name)
{
	char *path = file_join(folder, name);

	*out = (struct vector){ .want = NULL };
	assert_int_equal(file_read(&out->text, path, 1 << 20), 0);
	assert_int_equal(json_parse(&out->want, path, out->text.data,
			     out->text.len),
	    0);
	memcpy(path + strlen(path) - strlen(".json"), ".md", sizeof ".md");
	assert_int_equal(file_read(&out->bytes, path, 1 << 20), 0);
	free(path);
}

static void
clear_vector(struct vector *vector)
{
	str_clear(&vector->bytes);
	str_clear(&vector->text);
	json_free(vector->want);
}

static bool
is_json(const char *name)
{
	size_t len = strlen(name);

	return len > 5 && strcmp(name + len - 5, ".json") == 0;
}

/* ------------------------------------------------------------ what is good */

static void
want_text(const struct json *want, const char *key, const char *text)
{
	assert_string_equal(json_get_text(want, key), text);
}

static void
want_id(const struct json *want, const char *key, const struct id *id)
{
	char text[ID_TEXT_SIZE] = "";

	if (!id_is_none(id))
		id_print(text, id);
	want_text(want, key, text);
}

static void
want_hex(const struct json *want, const char *key, const void *bytes,
    size_t len)
{
	char text[65];

	hex_encode(text, bytes, len);
	want_text(want, key, text);
}

static void
want_number(const struct json *want, const char *key, int64_t number)
{
	int64_t wanted;

	assert_true(json_get_number(want, key, &wanted));
	assert_int_equal(wanted, number);
}

static void
want_texts(const struct json *want, char *const *texts, size_t count)
{
	assert_int_equal(json_count(want), count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(json_text(json_at(want, i), NULL),
		    texts[i]);
}

static void
want_value(const struct json *want, const struct value *value)
{
	switch (value->shape) {
	case VALUE_ONE:
		assert_string_equal(json_text(want, NULL), value->text);
		break;
	case VALUE_SET:
		want_texts(want, value->items, value->count);
		break;
	case VALUE_ROWS:
		assert_int_equal(json_count(want), value->count);
		for (size_t i = 0; i < value->count; i++)
			want_texts(json_at(want, i), value->rows[i].cells,
			    value->rows[i].count);
		break;
	}
}

static void
want_head(const struct json *want, const struct record *record)
{
	const struct json *follows = json_get(want, "follows");

	want_text(want, "kind", record->kind);
	want_number(want, "form", record->form);
	want_id(want, "project", &record->project);
	want_id(want, "id", &record->id);
	want_text(want, "born", record->born);
	want_id(want, "by", &record->by);
	want_id(want, "typed-by", &record->typed_by);
	want_text(want, "confirmed",
	    record->confirmed ? record->confirmed : "");
	want_text(want, "made", record->made);
	want_number(want, "rev", record->rev);
	want_text(want, "state", record->state ? record->state : "");
	want_hex(want, "salt", record->salt, sizeof record->salt);
	assert_int_equal(json_count(follows), record->follow_count);
	for (size_t i = 0; i < record->follow_count; i++) {
		char text[VID_TEXT_SIZE];

		vid_print(text, &record->follows[i]);
		assert_string_equal(json_text(json_at(follows, i), NULL), text);
	}
}

static int
count_key(void *data, const char *key, const struct json *value)
{
	size_t *count = data;

	(void)key;
	(void)value;
	++*count;
	return 0;
}

static void
want_words(const struct json *want, const struct record *record)
{
	const struct json *fields = json_get(want, "fields");
	const char *body;
	size_t count = 0, len;

	json_each(fields, count_key, &count);
	assert_int_equal(record->field_count, count);
	for (size_t i = 0; i < record->field_count; i++)
		want_value(json_get(fields, record->fields[i].key),
		    &record->fields[i].value);
	body = json_text(json_get(want, "body"), &len);
	assert_int_equal(record->body_len, len);
	assert_memory_equal(record->body, body, len);
}

static void
want_path(const struct json *want, const struct record *record)
{
	struct form_place place;
	struct str path = { 0 };

	form_path(&path, record->kind, &record->id, 1);
	want_text(want, "path", path.data);
	assert_int_equal(form_path_parse(&place, path.data, path.len), 0);
	assert_string_equal(place.kind, record->kind);
	assert_int_equal(place.k, 1);
	str_cut(&path, 0);
	form_path(&path, record->kind, &record->id, 2);
	want_text(want, "second-path", path.data);
	assert_int_equal(form_path_parse(&place, path.data, path.len), 0);
	assert_int_equal(place.k, 2);
	if (strcmp(record->kind, "project") != 0)
		assert_true(id_equal(&place.id, &record->id));
	else
		assert_true(id_is_none(&place.id));
	str_clear(&path);
}

/* Signed words hold; the same with one letter more do not. */
static void
want_signature(const struct json *want, const struct record *record)
{
	unsigned char key[SIGN_KEY_SIZE];
	struct str message = { 0 };

	form_print_unsigned(&message, record);
	assert_int_equal(sign_check(key, record->sig, strlen(record->sig),
			     message.data, message.len),
	    0);
	want_hex(want, "key", key, sizeof key);
	str_add_char(&message, 'x');
	assert_int_equal(sign_check(key, record->sig, strlen(record->sig),
			     message.data, message.len),
	    -ERR_FORM_SIGNATURE);
	str_clear(&message);
}

static int
check_good(void *data, const char *name)
{
	size_t *count = data;
	struct record *record = NULL;
	struct str printed = { 0 };
	struct vector vector;
	struct vid vid;

	if (!is_json(name))
		return 0;
	read_vector(&vector, GOOD, name);
	assert_int_equal(form_parse(&record, vector.bytes.data,
			     vector.bytes.len),
	    0);
	form_print(&printed, record);
	assert_int_equal(printed.len, vector.bytes.len);
	assert_memory_equal(printed.data, vector.bytes.data, printed.len);
	form_vid(&vid, printed.data, printed.len);
	want_hex(vector.want, "vid", vid.bytes, sizeof vid.bytes);
	want_head(vector.want, record);
	want_words(vector.want, record);
	want_path(vector.want, record);
	want_signature(vector.want, record);
	record_free(record);
	str_clear(&printed);
	clear_vector(&vector);
	++*count;
	return 0;
}

static void
good_files_are_read_out(void **state)
{
	size_t count = 0;

	(void)state;
	assert_int_equal(file_each(GOOD, check_good, &count), 0);
	assert_true(count >= GOOD_LEAST);
}

/* ------------------------------------------------------------ what is not */

static int
check_bad(void *data, const char *name)
{
	size_t *count = data;
	struct record *record = NULL;
	struct vector vector;
	int rc;

	if (!is_json(name))
		return 0;
	read_vector(&vector, BAD, name);
	rc = form_parse(&record, vector.bytes.data, vector.bytes.len);
	if (rc == 0 ||
	    strcmp(err_name(err_last()->code),
		json_get_text(vector.want, "fault")) != 0)
		print_message("%s\n", name);
	assert_null(record);
	assert_int_equal(rc, -(int)err_last()->code);
	want_text(vector.want, "fault", err_name(err_last()->code));
	want_number(vector.want, "line", (int64_t)err_last()->line);
	want_number(vector.want, "column", (int64_t)err_last()->column);
	clear_vector(&vector);
	++*count;
	return 0;
}

static void
bad_files_are_refused_in_place(void **state)
{
	size_t count = 0;

	(void)state;
	assert_int_equal(file_each(BAD, check_bad, &count), 0);
	assert_true(count >= BAD_LEAST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files_are_read_out),
		cmocka_unit_test(bad_files_are_refused_in_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
