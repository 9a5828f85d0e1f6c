#include "cli/json.h"

#include "base/clean.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define INDENT 2

static void
put_id(struct json *object, const char *key, const struct id *id)
{
	char text[ID_TEXT_SIZE];
	id_print(text, id);
	json_put_text(object, key, text);
}

static void
put_vid(struct json *object, const char *key, const struct vid *vid)
{
	char text[VID_TEXT_SIZE];
	vid_print(text, vid);
	json_put_text(object, key, text);
}

/* Somebody who is no member has a name alone. */
struct json *
json_of_person(const struct person *person)
{
	struct json *object = json_new_object();
	if (!id_is_none(&person->id))
		put_id(object, "id", &person->id);
	json_put_text(object, "name", person->name);
	return object;
}

/* Nobody is left out. */
static void
put_person(struct json *object, const char *key, const struct person *person)
{
	if (!id_is_none(&person->id))
		json_put(object, key, json_of_person(person));
}

static void
put_text_if(struct json *object, const char *key, const char *text)
{
	if (text != NULL && *text != '\0')
		json_put_text(object, key, text);
}

static struct json *
make_row(const struct row *row)
{
	struct json *cells = json_new_array();
	for (size_t i = 0; i < row->count; i++)
		json_add_text(cells, row->cells[i]);
	return cells;
}

/* As in the file: a text, a list of texts, a list of lists. */
static struct json *
make_value(const struct value *value)
{
	if (value->shape == VALUE_ONE)
		return json_new_text(value->text, strlen(value->text));
	struct json *list = json_new_array();
	for (size_t i = 0; i < value->count; i++) {
		if (value->shape == VALUE_SET)
			json_add_text(list, value->items[i]);
		else
			json_add(list, make_row(&value->rows[i]));
	}
	return list;
}

static struct json *
make_variant(const struct item_variant *variant)
{
	struct json *object = json_new_object();
	struct json *writers = json_new_array();
	for (size_t i = 0; i < variant->writer_count; i++)
		json_add(writers, json_of_person(&variant->writers[i]));
	json_put_text(object, "text", variant->text);
	json_put(object, "by", writers);
	json_put_text(object, "made", variant->made);
	put_vid(object, "version", &variant->vid);
	return object;
}

/* A clash in the text has no field. */
static struct json *
make_clash(const struct item_clash *clash)
{
	struct json *object = json_new_object();
	struct json *variants = json_new_array();
	for (size_t i = 0; i < clash->variant_count; i++)
		json_add(variants, make_variant(&clash->variants[i]));
	put_text_if(object, "field", clash->field);
	json_put(object, "variants", variants);
	return object;
}

static struct json *
make_aside(const struct item_aside *aside)
{
	struct json *object = json_new_object();
	put_vid(object, "version", &aside->vid);
	put_person(object, "by", &aside->by);
	json_put_text(object, "made", aside->made);
	json_put_text(object, "reason", aside->reason);
	return object;
}

static void
put_clashes(struct json *object, const struct item *item)
{
	if (item->clash_count == 0)
		return;
	struct json *list = json_new_array();
	for (size_t i = 0; i < item->clash_count; i++)
		json_add(list, make_clash(&item->clashes[i]));
	json_put(object, "clashes", list);
}

static void
put_asides(struct json *object, const struct item *item)
{
	if (item->aside_count == 0)
		return;
	struct json *list = json_new_array();
	for (size_t i = 0; i < item->aside_count; i++)
		json_add(list, make_aside(&item->asides[i]));
	json_put(object, "asides", list);
}

static void
put_status(struct json *object, const struct item *item)
{
	const size_t most = sizeof(item->status) / sizeof(*item->status);
	struct json *list = json_new_array();
	for (size_t i = 0; i < most && item->status[i] != NULL; i++)
		json_add_text(list, item->status[i]);
	json_put(object, "status", list);
}

static const char *
name_trust(enum trust trust)
{
	static const char *const names[] = {
		[TRUST_CONFIRMED] = "confirmed",
		[TRUST_INTRODUCED] = "introduced",
		[TRUST_NOT_CONFIRMED] = "not-confirmed",
	};
	return names[trust];
}

/* Words of a draft can be anything that was typed. */
static struct json *
make_text(const char *text, size_t len)
{
	if (utf8_is_valid(text, len, NULL))
		return json_new_text(text, len);
	struct str clean = { 0 };
	clean_text(&clean, text, len);
	struct json *value = json_new_text(str_text(&clean), clean.len);
	str_clear(&clean);
	return value;
}

/* Keys that say what this program found out about a record. A field of
 * somebody's own making must not pose as them. */
static bool
is_reserved(const char *key)
{
	static const char *const keys[] = {
		"about",
		"asides",
		"asked-rules",
		"by",
		"clashes",
		"code",
		"confirmed",
		"found",
		"id",
		"in-history",
		"kept",
		"key-words",
		"kind",
		"made",
		"changed",
		"number",
		"record",
		"replies",
		"shown",
		"standing",
		"status",
		"text",
		"trust",
		"typed-by",
		"version",
		"versions",
		"what",
	};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (strcmp(keys[i], key) == 0)
			return true;
	}
	return false;
}

void
json_put_words(struct json *object, const struct record *words)
{
	for (size_t i = 0; i < words->field_count; i++) {
		const struct field *field = &words->fields[i];
		if (!is_reserved(field->key))
			json_put(object, field->key, make_value(&field->value));
	}
	if (words->body_len > 0)
		json_put(object, "text",
		    make_text(words->body, words->body_len));
}

struct json *
json_of_item(const struct item *item)
{
	struct json *object = json_new_object();
	put_id(object, "id", &item->id);
	json_put_text(object, "code", item->code);
	json_put_text(object, "kind", item->kind_name);
	json_put_text(object, "title", item->title);
	put_person(object, "by", &item->by);
	put_person(object, "typed-by", &item->typed_by);
	put_text_if(object, "confirmed", item->words->confirmed);
	json_put_text(object, "trust", name_trust(item->trust));
	json_put_text(object, "made", item->made);
	json_put_text(object, "changed", item->changed);
	json_put_text(object, "day", item->day);
	put_status(object, item);
	json_put_number(object, "versions", (int64_t)item->version_count);
	json_put_bool(object, "in-history", item->is_in_history);
	put_clashes(object, item);
	put_asides(object, item);
	json_put_words(object, item->words);
	return object;
}

static const char *
name_what(enum moment_what what)
{
	static const char *const names[] = {
		[MOMENT_BEGAN] = "began",
		[MOMENT_CHANGED] = "changed",
		[MOMENT_TOOK_BACK] = "took-back",
		[MOMENT_BROUGHT_BACK] = "brought-back",
		[MOMENT_SETTLED] = "settled",
	};
	return names[what];
}

struct json *
json_of_moment(const struct moment *moment)
{
	struct json *object = json_new_object();
	put_id(object, "id", &moment->id);
	json_put_text(object, "code", moment->code);
	json_put_text(object, "kind", moment->kind_name);
	json_put_text(object, "title", moment->title);
	json_put_number(object, "number", (int64_t)moment->number);
	put_vid(object, "version", &moment->vid);
	put_person(object, "by", &moment->by);
	put_person(object, "typed-by", &moment->typed_by);
	put_text_if(object, "confirmed", moment->confirmed);
	json_put_text(object, "made", moment->made);
	if (moment->arrived != 0)
		json_put_number(object, "arrived", moment->arrived);
	json_put_text(object, "what", name_what(moment->what));
	put_text_if(object, "action", moment->action);
	put_text_if(object, "aside", moment->aside);
	json_put_bool(object, "shown", moment->is_shown);
	json_put_bool(object, "in-history", moment->is_in_history);
	return object;
}

struct json *
json_of_change(const struct change_run *run)
{
	static const char *const names[] = {
		[CHANGE_SAME] = "same",
		[CHANGE_REMOVED] = "removed",
		[CHANGE_ADDED] = "added",
	};
	struct json *object = json_new_object();
	put_text_if(object, "field", run->field);
	json_put_text(object, "op", names[run->op]);
	json_put(object, "text", json_new_text(run->text, run->len));
	return object;
}

struct json *
json_of_draft(const struct draft *draft)
{
	struct json *object = json_new_object();
	json_put_number(object, "number", draft->number);
	json_put_text(object, "kind", draft->kind);
	if (!id_is_none(&draft->record))
		put_id(object, "record", &draft->record);
	put_id(object, "by", &draft->member);
	json_put_text(object, "kept", draft->why);
	json_put_number(object, "at", draft->at);
	json_put_words(object, draft->words);
	return object;
}

struct json *
json_of_project(const struct project_row *row)
{
	struct json *object = json_new_object();
	put_id(object, "id", &row->id);
	json_put_text(object, "code", row->code);
	json_put_text(object, "kind", "project");
	json_put_text(object, "title", row->title);
	json_put_number(object, "entries", (int64_t)row->entries);
	json_put_number(object, "members", (int64_t)row->members);
	json_put_number(object, "waiting", (int64_t)row->waiting);
	json_put_bool(object, "last-used", row->is_last_used);
	return object;
}

struct json *
json_of_fault(const struct err *err)
{
	struct json *object = json_new_object();
	char *message = say_fault(err);
	json_put_text(object, "name", err_name(err->code));
	json_put_text(object, "message", message);
	if (err_detail(err) != NULL)
		json_put_text(object, "detail", err_detail(err));
	if (err->line > 0)
		json_put_number(object, "line", (int64_t)err->line);
	if (err->column > 0)
		json_put_number(object, "column", (int64_t)err->column);
	free(message);
	return object;
}

void
json_print_as(const char *name, struct json *value)
{
	struct json *object = json_new_object();
	struct str text = { 0 };
	json_put_number(object, "withus", 1);
	json_put(object, name, value);
	json_print(&text, object, INDENT);
	str_add_char(&text, '\n');
	out_raw(str_text(&text), text.len);
	str_clear(&text);
	json_free(object);
}

void
json_print_items(struct json *items)
{
	json_print_as("items", items);
}

int
json_end_items(struct json *items, int result)
{
	if (result == 0 && items != NULL)
		json_print_items(items);
	else
		json_free(items);
	return result;
}

void
json_print_one(struct json *item)
{
	struct json *items = json_new_array();
	json_add(items, item);
	json_print_items(items);
}
