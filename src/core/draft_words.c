#include "core/draft_words.h"

#include "base/json.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct json *
print_value(const struct value *value)
{
	struct json *list;

	if (value->shape == VALUE_ONE)
		return json_new_text(value->text, strlen(value->text));
	list = json_new_array();
	for (size_t i = 0; i < value->count; i++) {
		struct json *row;

		if (value->shape == VALUE_SET) {
			json_add_text(list, value->items[i]);
			continue;
		}
		row = json_new_array();
		for (size_t c = 0; c < value->rows[i].count; c++)
			json_add_text(row, value->rows[i].cells[c]);
		json_add(list, row);
	}
	return list;
}

char *
draft_words_print(const struct record *words)
{
	struct json *object = json_new_object();
	struct str text = { 0 };

	for (size_t i = 0; i < words->field_count; i++)
		json_put(object, words->fields[i].key,
		    print_value(&words->fields[i].value));
	json_print(&text, object, 0);
	json_free(object);
	return str_take(&text);
}

char *
draft_words_body(const char *text, size_t len)
{
	struct str body = { 0 };

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\0')
			str_add(&body, "\u2400");
		else
			str_add_char(&body, text[i]);
	}
	return str_take(&body);
}

static const char **
list_texts(const struct json *array)
{
	size_t count = json_count(array);
	const char **texts = mem_new_array(count + 1, sizeof(*texts));

	for (size_t i = 0; i < count; i++) {
		const char *text = json_text(json_at(array, i), NULL);

		texts[i] = text != NULL ? text : "";
	}
	return texts;
}

static void
parse_rows(struct record *words, const char *key, const struct json *array)
{
	size_t count = json_count(array);
	struct row *rows = mem_new_array(count, sizeof(*rows));

	for (size_t i = 0; i < count; i++) {
		rows[i].count = json_count(json_at(array, i));
		rows[i].cells =
		    (char **)(uintptr_t)list_texts(json_at(array, i));
	}
	record_set_rows(words, key, rows, count);
	for (size_t i = 0; i < count; i++)
		free(rows[i].cells);
	free(rows);
}

static int
parse_field(void *data, const char *key, const struct json *value)
{
	struct record *words = data;

	if (!json_is_array(value)) {
		record_set_text(words, key, json_text(value, NULL));
	} else if (json_is_array(json_at(value, 0))) {
		parse_rows(words, key, value);
	} else {
		const char **items = list_texts(value);

		record_set_items(words, key, items, json_count(value));
		free(items);
	}
	return 0;
}

int
draft_words_parse(struct record **out, const char *kind, const char *fields,
    const char *body)
{
	struct record *words;
	struct json *object = NULL;
	int err = json_parse(&object, "draft", fields, strlen(fields));

	if (err != 0)
		return err;
	words = record_new(kind);
	(void)json_each(object, parse_field, words);
	record_set_body(words, body, strlen(body));
	json_free(object);
	*out = words;
	return 0;
}
