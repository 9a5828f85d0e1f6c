#include "support/vector.h"

#include "base/hex.h"
#include "model/form.h"

#include <string.h>

static struct json *
list_texts(char *const *texts, size_t count)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < count; i++)
		json_add_text(list, texts[i]);
	return list;
}

static struct json *
describe_value(const struct value *value)
{
	struct json *list;

	if (value->shape == VALUE_ONE)
		return json_new_text(value->text, strlen(value->text));
	if (value->shape == VALUE_SET)
		return list_texts(value->items, value->count);
	list = json_new_array();
	for (size_t i = 0; i < value->count; i++)
		json_add(list,
		    list_texts(value->rows[i].cells, value->rows[i].count));
	return list;
}

static void
put_id(struct json *object, const char *key, const struct id *id)
{
	char text[ID_TEXT_SIZE] = "";

	if (!id_is_none(id))
		id_print(text, id);
	json_put_text(object, key, text);
}

static void
put_hex(struct json *object, const char *key, const void *bytes, size_t len)
{
	char text[2 * 32 + 1];

	hex_encode(text, bytes, len);
	json_put_text(object, key, text);
}

static void
put_head(struct json *object, const struct record *record)
{
	struct json *follows = json_new_array();

	json_put_text(object, "kind", record->kind);
	json_put_number(object, "form", record->form);
	put_id(object, "project", &record->project);
	put_id(object, "id", &record->id);
	json_put_text(object, "born", record->born);
	put_id(object, "by", &record->by);
	put_id(object, "typed-by", &record->typed_by);
	json_put_text(object, "confirmed",
	    record->confirmed ? record->confirmed : "");
	json_put_text(object, "made", record->made);
	json_put_number(object, "rev", record->rev);
	for (size_t i = 0; i < record->follow_count; i++) {
		char text[VID_TEXT_SIZE];

		vid_print(text, &record->follows[i]);
		json_add_text(follows, text);
	}
	json_put(object, "follows", follows);
	json_put_text(object, "state", record->state ? record->state : "");
	put_hex(object, "salt", record->salt, sizeof record->salt);
}

struct json *
vector_describe(const struct record *record, const struct str *bytes,
    const unsigned char key[32])
{
	struct json *object = json_new_object();
	struct json *fields = json_new_object();
	struct str path = { 0 }, second = { 0 };
	struct vid vid;

	form_vid(&vid, bytes->data, bytes->len);
	form_path(&path, record->kind, &record->id, 1);
	form_path(&second, record->kind, &record->id, 2);
	put_hex(object, "vid", vid.bytes, sizeof vid.bytes);
	json_put_text(object, "path", path.data);
	json_put_text(object, "second-path", second.data);
	put_hex(object, "key", key, 32);
	put_head(object, record);
	for (size_t i = 0; i < record->field_count; i++)
		json_put(fields, record->fields[i].key,
		    describe_value(&record->fields[i].value));
	json_put(object, "fields", fields);
	json_put(object, "body", json_new_text(record->body, record->body_len));
	str_clear(&path);
	str_clear(&second);
	return object;
}
