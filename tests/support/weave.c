#include "support/weave.h"

#include "base/hash.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/span.h"
#include "model/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
put_number(unsigned char *out, uint32_t number)
{
	for (size_t i = 0; i < 4; i++)
		out[i] = (unsigned char)(number >> (24 - 8 * i));
}

struct vid
weave_vid(uint32_t number)
{
	struct vid vid = { { 0 } };

	put_number(vid.bytes, number);
	return vid;
}

uint32_t
weave_number(const struct vid *vid)
{
	uint32_t number = 0;

	for (size_t i = 0; i < 4; i++)
		number = number << 8 | vid->bytes[i];
	return number;
}

struct id
weave_id(uint32_t number)
{
	struct id id = { { 0 } };

	put_number(id.bytes + sizeof id.bytes - 4, number);
	return id;
}

void
weave_key(unsigned char out[WEAVE_KEY_SIZE], uint32_t number)
{
	memset(out, 0x6b, WEAVE_KEY_SIZE);
	put_number(out, number);
}

static void
set_follows(struct record *record, const char *follows)
{
	char *end;

	for (const char *at = follows; at && *at; at = end) {
		size_t cap = record->follow_count;
		uint32_t number = (uint32_t)strtoul(at, &end, 10);

		record->follows = mem_grow(record->follows, &cap,
		    record->follow_count + 1, sizeof *record->follows);
		record->follows[record->follow_count++] = weave_vid(number);
	}
}

/* A key of the head, which is no field. */
static bool
set_head(struct record *record, const char *key, struct span text)
{
	char *copy = mem_dup(text.data, text.len);
	bool is_head = true;

	if (strcmp(key, "state") == 0)
		record->state = mem_dup_text(copy);
	else if (strcmp(key, "made") == 0)
		memcpy(record->made, copy, sizeof record->made);
	else if (strcmp(key, "rev") == 0)
		record->rev = (uint32_t)strtoul(copy, NULL, 10);
	else if (strcmp(key, "form") == 0)
		record->form = (uint32_t)strtoul(copy, NULL, 10);
	else if (strcmp(key, "born") == 0)
		(void)snprintf(record->born, sizeof record->born, "%s", copy);
	else
		is_head = false;
	free(copy);
	return is_head;
}

/* Cuts what stands before `end`, or all, off the front. */
static char *
cut_item(struct span *rest, const char *end)
{
	size_t len = end ? (size_t)(end - rest->data) : rest->len;
	char *item = mem_dup(rest->data, len);

	rest->data += len;
	rest->len -= len;
	if (rest->len >= 2) {
		rest->data += 2;
		rest->len -= 2;
	}
	return item;
}

/* The next ", " or NULL. */
static const char *
find_comma(struct span text)
{
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.data[i] == ',' && text.data[i + 1] == ' ')
			return text.data + i;
	return NULL;
}

#define ITEMS_MAX 200

/* The items of a list without its brackets. */
static size_t
cut_items(char **items, struct span text)
{
	size_t count = 0;

	while (text.len > 0 && count < ITEMS_MAX)
		items[count++] = cut_item(&text, find_comma(text));
	return count;
}

static void
set_items(struct record *record, const char *key, struct span text)
{
	char *items[ITEMS_MAX];
	size_t count = cut_items(items, text);
	const char **borrowed = mem_new_array(count, sizeof *borrowed);

	for (size_t i = 0; i < count; i++)
		borrowed[i] = items[i];
	record_set_items(record, key, borrowed, count);
	for (size_t i = 0; i < count; i++)
		free(items[i]);
	free(borrowed);
}

/* "[aaaa, x], [bbbb, y]". */
static void
set_rows(struct record *record, const char *key, struct span text)
{
	struct row *rows = mem_new_array(ITEMS_MAX, sizeof *rows);
	size_t count = 0;

	while (text.len > 0) {
		const char *end = memchr(text.data, ']', text.len);
		struct span inner =
		    span_make(text.data + 1, (size_t)(end - text.data) - 1);
		struct row *row = &rows[count++];

		row->cells = mem_new_array(ITEMS_MAX, sizeof *row->cells);
		row->count = cut_items(row->cells, inner);
		free(cut_item(&text, end + 1));
	}
	record_set_rows(record, key, rows, count);
	for (size_t i = 0; i < count; i++) {
		for (size_t c = 0; c < rows[i].count; c++)
			free(rows[i].cells[c]);
		free(rows[i].cells);
	}
	free(rows);
}

static void
set_field(struct record *record, struct span line)
{
	const char *colon = memchr(line.data, ':', line.len);
	size_t len = (size_t)(colon - line.data);
	char *key = mem_dup(line.data, len);
	struct span text = span_make(colon + 2, line.len - len - 2);
	struct span inner = span_make(text.data + 1, text.len - 2);

	if (set_head(record, key, text)) {
		free(key);
		return;
	}
	if (text.len > 3 && text.data[0] == '[' && text.data[1] == '[') {
		set_rows(record, key, inner);
	} else if (text.data[0] == '[') {
		set_items(record, key, inner);
	} else {
		char *plain = mem_dup(text.data, text.len);

		record_set_text(record, key, plain);
		free(plain);
	}
	free(key);
}

static void
set_words(struct record *record, const char *words)
{
	struct span rest = span_of(words);

	while (rest.len > 0) {
		struct span line = span_next_line(&rest);

		if (line.len == 0)
			break;
		set_field(record, line);
	}
	record_set_body(record, rest.data, rest.len);
}

struct record *
weave_record(const struct weave *weave)
{
	struct record *record = record_new(weave->kind ? weave->kind : "note");

	record->id = id_is_none(&weave->id) ? weave_id(1) : weave->id;
	record->by = weave->by;
	record->typed_by = weave->typed_by;
	record->rev = 1;
	memcpy(record->made, "2026-11-20", sizeof record->made);
	set_follows(record, weave->follows);
	set_words(record, weave->words ? weave->words : "");
	return record;
}

void
weave_add(struct lineage *lineage, const struct weave *weave)
{
	struct vid vid = weave_vid(weave->vid);
	unsigned char key[WEAVE_KEY_SIZE];

	weave_key(key, weave->key);
	lineage_add(lineage, &vid, weave_record(weave), key);
}

static void
print_heads(struct str *out, const struct lineage *lineage, const size_t *heads,
    size_t count)
{
	for (size_t h = 0; h < count; h++)
		str_add_format(out, " %u",
		    (unsigned)weave_number(&lineage->versions[heads[h]].vid));
	str_add_char(out, '\n');
}

static void
print_items(struct str *out, char *const *items, size_t count)
{
	str_add_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		str_add(out, i > 0 ? ", " : "");
		str_add(out, items[i]);
	}
	str_add_char(out, ']');
}

static void
print_value(struct str *out, const struct value *value)
{
	if (value->shape == VALUE_ONE)
		str_add(out, value->text);
	else if (value->shape == VALUE_SET)
		print_items(out, value->items, value->count);
	else
		str_add_char(out, '[');
	for (size_t i = 0; value->shape == VALUE_ROWS && i < value->count;
	     i++) {
		str_add(out, i > 0 ? ", " : "");
		print_items(out, value->rows[i].cells, value->rows[i].count);
	}
	if (value->shape == VALUE_ROWS)
		str_add_char(out, ']');
}

static void
print_clash(struct str *out, const struct lineage *lineage,
    const struct view_clash *clash)
{
	str_add_format(out, "! %s", clash->key ? clash->key : "body");
	if (clash->row)
		str_add_format(out, " row %s", clash->row);
	if (clash->cell > 0)
		str_add_format(out, " cell %zu", clash->cell);
	if (clash->key == NULL)
		str_add_format(out, " at %zu", clash->at);
	str_add_char(out, '\n');
	for (size_t v = 0; v < clash->variant_count; v++) {
		const struct view_variant *variant = &clash->variants[v];

		str_add(out, "  ");
		if (variant->is_absent)
			str_add(out, "(absent)");
		else
			print_value(out, &variant->value);
		str_add(out, " |");
		print_heads(out, lineage, variant->heads, variant->head_count);
	}
}

static void
print_record(struct str *out, const struct record *record)
{
	for (size_t f = 0; f < record->field_count; f++) {
		str_add(out, record->fields[f].key);
		str_add(out, ": ");
		print_value(out, &record->fields[f].value);
		str_add_char(out, '\n');
	}
	if (record->body_len > 0)
		str_add_char(out, '\n');
	str_add_bytes(out, record->body, record->body_len);
}

char *
weave_print(const struct lineage *lineage, const struct view *view)
{
	struct str out = { 0 };

	if (view == NULL)
		return mem_dup_text("nothing\n");
	str_add(&out, "heads");
	print_heads(&out, lineage, view->heads, view->head_count);
	if (view->follow_count != view->head_count) {
		str_add(&out, "follow");
		print_heads(&out, lineage, view->follows, view->follow_count);
	}
	if (view->word_count != 1)
		str_add_format(&out, "words %zu\n", view->word_count);
	if (view->is_withdrawn)
		str_add(&out, "withdrawn\n");
	if (view->is_withdrawn_too)
		str_add(&out, "withdrawn too\n");
	if (view->keeps_names)
		str_add(&out, "keeps names\n");
	print_record(&out, view->record);
	for (size_t c = 0; c < view->clash_count; c++)
		print_clash(&out, lineage, &view->clashes[c]);
	return str_take(&out);
}

static struct record *
make_person(const char *kind, const struct id *by, const char *born)
{
	struct record *record = record_new(kind);

	(void)snprintf(record->born, sizeof record->born, "%s", born);
	if (by)
		record->by = *by;
	record->rev = 1;
	memcpy(record->made, "2026-11-20", sizeof record->made);
	record_set_body(record, "", 0);
	form_id(&record->id, &record->project, kind, by, born);
	return record;
}

static void
print_mark(char out[33], uint32_t number)
{
	unsigned char key[WEAVE_KEY_SIZE], hash[HASH_SIZE];

	weave_key(key, number);
	hash_bytes(hash, key, sizeof key);
	hex_encode(out, hash, 16);
}

struct record *
weave_member(uint32_t key)
{
	char mark[33];
	struct record *record;

	print_mark(mark, key);
	record = make_person("member", NULL, mark);
	record->by = record->id;
	record_set_text(record, "name", "Somebody");
	return record;
}

struct record *
weave_added(const struct id *adder, uint32_t number)
{
	char born[RECORD_BORN_MAX + 1], id[ID_TEXT_SIZE];
	struct record *record;

	id_print(id, adder);
	(void)snprintf(born, sizeof born, "%s %016x", id, (unsigned)number);
	record = make_person("member", NULL, born);
	record->by = *adder;
	record_set_text(record, "name", "Somebody else");
	return record;
}

struct record *
weave_claim(const struct id *member, uint32_t key)
{
	char mark[33];

	print_mark(mark, key);
	return make_person("key", member, mark);
}

struct record *
weave_vouch(const struct id *by, const struct id *claim)
{
	char born[ID_TEXT_SIZE];
	struct record *record;

	id_print(born, claim);
	record = make_person("vouch", by, born);
	record_set_text(record, "key", born);
	return record;
}
