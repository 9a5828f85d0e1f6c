#include "core/make.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/utf8.h"
#include "core/inside.h"
#include "core/name.h"
#include "model/check.h"
#include "model/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
make_born(char out[RECORD_BORN_MAX + 1])
{
	unsigned char bytes[16];

	random_bytes(bytes, sizeof(bytes));
	hex_encode(out, bytes, sizeof(bytes));
}

void
make_key_born(char out[RECORD_BORN_MAX + 1], const unsigned char public[32])
{
	unsigned char hash[HASH_SIZE];

	hash_bytes(hash, public, 32);
	hex_encode(out, hash, HASH_SIZE / 2);
}

void
make_following(struct record *words, const struct lineage *lineage,
    const size_t *heads, size_t count)
{
	const struct record *first = lineage->versions[heads[0]].record;

	words->id = lineage->id;
	memcpy(words->born, first->born, sizeof(words->born));
	free(words->follows);
	words->follows = mem_new_array(count, sizeof(*words->follows));
	words->follow_count = count;
	words->rev = 0;
	for (size_t i = 0; i < count; i++) {
		const struct version *version = &lineage->versions[heads[i]];

		words->follows[i] = version->vid;
		if (version->record->rev > words->rev)
			words->rev = version->record->rev;
	}
	if (words->rev < RECORD_NUMBER_MAX)
		words->rev++;
	qsort(words->follows, count, sizeof(*words->follows), vid_compare);
}

static char *
to_nfc(const char *text)
{
	size_t len = 0;

	return utf8_to_nfc(text, strlen(text), &len);
}

static void
normalise_text(char **text)
{
	char *normal = to_nfc(*text);

	free(*text);
	*text = normal;
}

/* A field in normal form; a set is sorted again, as its order is bytes. */
static void
normalise_field(struct record *words, size_t index)
{
	struct value *value = &words->fields[index].value;

	if (value->shape == VALUE_ONE)
		normalise_text(&value->text);
	for (size_t i = 0; value->shape == VALUE_SET && i < value->count; i++)
		normalise_text(&value->items[i]);
	for (size_t i = 0; value->shape == VALUE_ROWS && i < value->count; i++)
		for (size_t c = 1; c < value->rows[i].count; c++)
			normalise_text(&value->rows[i].cells[c]);
	if (value->shape == VALUE_SET) {
		struct value copy;

		value_copy(&copy, value);
		record_set_items(words, words->fields[index].key,
		    (const char *const *)copy.items, copy.count);
		value_clear(&copy);
	}
}

/* A sign that steers instead of saying something. The form refuses these
 * too; here they are told with their place in what was typed. */
static bool
is_hidden(char c)
{
	return ((unsigned char)c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
}

static size_t
find_hidden(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && !is_hidden(text[at]))
		at++;
	return at;
}

static int
refuse_hidden(char c, size_t line, size_t column)
{
	char name[8];

	if (c == '\0')
		return err_set_at(line, column, ERR_TEXT_NUL, NULL);
	(void)snprintf(name, sizeof(name), "U+%04X", (unsigned char)c);
	return err_set_at(line, column, ERR_TEXT_CONTROL, name, NULL);
}

static int
check_body(const struct record *words)
{
	size_t bad = 0;
	size_t line = 0;
	size_t column = 0;

	if (!utf8_is_valid(words->body, words->body_len, &bad)) {
		utf8_place(words->body, bad, &line, &column);
		return err_set_at(line, column, ERR_TEXT_NOT_UTF8, NULL);
	}
	bad = find_hidden(words->body, words->body_len);
	if (bad == words->body_len)
		return 0;
	utf8_place(words->body, bad, &line, &column);
	return refuse_hidden(words->body[bad], line, column);
}

/* A field is short: where in it goes without saying. */
static int
check_text(const char *text)
{
	size_t len = strlen(text);
	size_t bad = find_hidden(text, len);

	if (!utf8_is_valid(text, len, NULL))
		return err_set(ERR_TEXT_NOT_UTF8, NULL);
	return bad == len ? 0 : refuse_hidden(text[bad], 0, 0);
}

static int
check_field(const struct value *value)
{
	int err = 0;

	if (value->shape == VALUE_ONE)
		return check_text(value->text);
	for (size_t i = 0; err == 0 && i < value->count; i++) {
		if (value->shape == VALUE_SET)
			err = check_text(value->items[i]);
		for (size_t c = 1; err == 0 && value->shape == VALUE_ROWS &&
		     c < value->rows[i].count;
		     c++)
			err = check_text(value->rows[i].cells[c]);
	}
	return err;
}

static int
check_texts(const struct record *words)
{
	int err = check_body(words);

	for (size_t i = 0; err == 0 && i < words->field_count; i++)
		err = check_field(&words->fields[i].value);
	return err;
}

static int
normalise(struct record *words)
{
	size_t len = 0;
	char *body;
	int err = check_texts(words);

	if (err != 0)
		return err;
	for (size_t i = 0; i < words->field_count; i++)
		normalise_field(words, i);
	body = utf8_to_nfc(words->body, words->body_len, &len);
	record_set_body(words, body, len);
	free(body);
	return 0;
}

static void
set_head(struct record *record, const struct maker *maker,
    const struct kind *kind)
{
	bool own = kind != NULL && kind->writer == WRITER_BY;

	record->project = maker->project;
	record->by = maker->by;
	record->typed_by = maker->typed_by;
	free(record->confirmed);
	record->confirmed = mem_dup_text(maker->confirmed);
	date_print(record->made, clock_today());
	random_bytes(record->salt, sizeof(record->salt));
	if (record->rev == 0)
		record->rev = 1;
	if (record->follow_count == 0)
		form_id(&record->id,
		    id_is_none(&record->project) ? NULL : &record->project,
		    record->kind, own ? &record->by : NULL, record->born);
}

/* The limit that is told is that of the text: the header takes some too. */
static int
check_size(const struct record *record, size_t len)
{
	char limit[24];

	if (len <= RECORD_BYTES_MAX ||
	    len - record->body_len > RECORD_BYTES_MAX)
		return 0;
	(void)snprintf(limit, sizeof(limit), "%zu",
	    RECORD_BYTES_MAX - (len - record->body_len));
	return err_set(ERR_TEXT_TOO_LONG, limit, NULL);
}

int
make_signed(struct action *action, struct record *record,
    const struct sign_key *key)
{
	struct str message = { 0 };
	struct str bytes = { 0 };
	struct admitted admitted = { 0 };
	char sig[SIGN_TEXT_SIZE];
	int err;

	form_print_unsigned(&message, record);
	sign_make(sig, key, str_text(&message), message.len);
	free(record->sig);
	record->sig = mem_dup_text(sig);
	form_print(&bytes, record);
	err = check_size(record, bytes.len);
	if (err == 0)
		err = admit_file(&admitted, NULL, NULL, str_text(&bytes),
		    bytes.len);
	if (err == 0)
		action_add(action, &admitted,
		    mem_dup(str_text(&bytes), bytes.len), bytes.len);
	str_clear(&message);
	str_clear(&bytes);
	return err;
}

int
make_version(struct action *action, const struct maker *maker,
    const struct record *words, struct id *id, struct vid *vid)
{
	const struct kind *kind = kind_by_name(words->kind);
	struct record *record = record_copy(words);
	int err = normalise(record);

	if (err == 0)
		set_head(record, maker, kind);
	if (err == 0 && kind != NULL && !record_is_withdrawn(record))
		err = check_record(kind, record);
	if (err == 0)
		err = make_signed(action, record, maker->key);
	if (err == 0 && id != NULL)
		*id = record->id;
	if (err == 0 && vid != NULL)
		*vid = action->versions[action->count - 1].admitted.vid;
	record_free(record);
	return err;
}

int
make_get_key(struct journal *journal, const struct id *project,
    const struct id *member, struct sign_key *out)
{
	struct me_row me = { 0 };
	bool there = false;
	int err = store_get_me(journal->store, project, member, &me, &there);

	if (err == 0 && !there) {
		char *name = name_of(journal, project, member);

		err = err_set(ERR_MEMBER_NOT_HERE, name, NULL);
		free(name);
	}
	if (err == 0) {
		memcpy(out->public, me.public, sizeof(out->public));
		memcpy(out->secret, me.secret, sizeof(out->secret));
	}
	explicit_bzero(&me, sizeof(me));
	return err;
}

int
make_maker(struct journal *journal, const struct writer *writer,
    struct sign_key *key, struct maker *out)
{
	*out = (struct maker){
		.project = writer->project,
		.by = writer->member,
		.key = key,
	};
	if (!id_is_none(&writer->for_person)) {
		out->by = writer->for_person;
		out->typed_by = writer->member;
		out->confirmed = writer->confirmed;
	}
	return make_get_key(journal, &writer->project, &writer->member, key);
}
