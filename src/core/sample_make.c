#include "core/sample_make.h"

#include "base/mem.h"
#include "core/make.h"
#include "core/sample_words.h"
#include "model/check.h"

#include <withus/err.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLLOWS_MOST ((size_t)8)

/* One document in the making. */
struct making {
	struct sample *sample;
	struct sample_doc *doc;
	struct sample_thing *thing;
	struct sample_version *follows[FOLLOWS_MOST];
	size_t follow_count;
	struct record *record;
};

static int
refuse(const struct making *making, const char *why)
{
	return sample_fault(making->doc, making->doc->line, why);
}

static const char *
get(const struct making *making, const char *key)
{
	return sample_doc_get(making->doc, key);
}

/* "d-pay.2": the second version of it. */
static int
find_version(struct making *making, struct span name,
    struct sample_version **out)
{
	size_t dot = name.len;
	long number = 0;

	while (dot > 0 && name.data[dot - 1] != '.')
		dot--;
	if (dot == 0 ||
	    !sample_read_day(&number, name.data + dot, name.len - dot) ||
	    sample_find(making->sample, span_make(name.data, dot - 1)) !=
		making->thing ||
	    number < 1 || (size_t)number > making->thing->count)
		return refuse(making, "there is no such version to follow");
	*out = &making->thing->versions[number - 1];
	return 0;
}

static int
find_named(struct making *making, const char *names)
{
	struct span rest = span_of(names);
	struct span part;
	int err = 0;

	while (err == 0 && sample_next(&rest, ";", &part)) {
		if (making->follow_count == FOLLOWS_MOST)
			return refuse(making, "it follows too many");
		err = find_version(making, part,
		    &making->follows[making->follow_count++]);
	}
	return err;
}

/* Those that the document names; else the newest that is not set aside. */
static int
find_followed(struct making *making)
{
	const char *names = get(making, "follows");
	struct sample_thing *thing = making->thing;
	size_t last = thing->count;

	if (names != NULL)
		return find_named(making, names);
	while (last > 0 && thing->versions[last - 1].is_aside)
		last--;
	if (last == 0)
		return refuse(making, "there is nothing to change yet");
	making->follows[making->follow_count++] = &thing->versions[last - 1];
	return 0;
}

static void
follow(struct making *making)
{
	struct record *record = making->record;

	free(record->follows);
	record->follow_count = making->follow_count;
	record->follows =
	    mem_new_array(making->follow_count + 1, sizeof(*record->follows));
	record->rev = 0;
	for (size_t i = 0; i < making->follow_count; i++) {
		record->follows[i] = making->follows[i]->vid;
		if (making->follows[i]->words->rev > record->rev)
			record->rev = making->follows[i]->words->rev;
	}
	record->rev++;
	qsort(record->follows, record->follow_count, sizeof(*record->follows),
	    vid_compare);
}

static int
find_person(const struct making *making, const char *name,
    struct sample_thing **out)
{
	int err = sample_need(making->sample, making->doc, making->doc->line,
	    span_of(name), out);

	if (err == 0 && strcmp((*out)->kind->name, "member") != 0)
		return refuse(making, "this is no member");
	return err;
}

/* Who, typed by whom, on which day; and salt from the names. */
static int
set_head(struct making *making)
{
	struct record *record = making->record;
	const char *typist = get(making, "typed-by");
	const char *confirmed = get(making, "confirmed");
	struct sample_thing *person = NULL;
	unsigned char hash[HASH_SIZE];
	struct str how = { 0 };
	char number[24];
	int err = find_person(making, making->doc->by, &person);

	if (err == 0)
		record->by = person->id;
	if (err == 0 && (typist == NULL) != (confirmed == NULL))
		err = refuse(making, "typed-by and confirmed go together");
	if (err == 0 && typist != NULL)
		err = find_person(making, typist, &person);
	if (err != 0)
		return err;
	free(record->confirmed);
	record->confirmed = NULL;
	record->typed_by = (struct id){ 0 };
	if (typist != NULL) {
		record->typed_by = person->id;
		sample_expand(making->sample, span_of(confirmed), &how);
		record->confirmed = str_take(&how);
	}
	date_print(record->made,
	    date_add_days(making->sample->last_day, making->doc->day));
	(void)snprintf(number, sizeof(number), "%zu", making->thing->count);
	sample_hash(hash, "salt", making->thing->name, number);
	memcpy(record->salt, hash, sizeof(record->salt));
	return 0;
}

static void
set_place(const struct making *making)
{
	struct record *record = making->record;

	record->id = making->thing->id;
	memcpy(record->born, making->thing->born, sizeof(record->born));
	if (strcmp(making->thing->kind->name, "project") != 0)
		record->project = making->sample->project;
}

static void
set_vids(struct record *record, const char *key, struct vid *vids, size_t count)
{
	char(*texts)[VID_TEXT_SIZE] = mem_new_array(count + 1, sizeof(*texts));
	const char **items = mem_new_array(count + 1, sizeof(*items));

	for (size_t i = 0; i < count; i++) {
		vid_print(texts[i], &vids[i]);
		items[i] = texts[i];
	}
	record_set_items(record, key, items, count);
	free(items);
	free(texts);
}

struct vid_list {
	struct vid *vids;
	size_t count;
	size_t cap;
};

/* The versions of a record that are shown at this point of the text. */
static void
add_shown(struct vid_list *list, const struct sample_thing *thing)
{
	for (size_t i = 0; i < thing->count; i++) {
		const struct sample_version *version = &thing->versions[i];

		if (version->is_followed || version->is_aside)
			continue;
		list->vids = mem_grow(list->vids, &list->cap, list->count + 1,
		    sizeof(*list->vids));
		list->vids[list->count++] = version->vid;
	}
}

/* The views that somebody who settles a decision has on the screen. */
static void
add_views(struct vid_list *list, const struct making *making)
{
	for (size_t i = 0; i < making->sample->count; i++) {
		const struct sample_thing *thing = making->sample->things[i];

		if (thing->about == making->thing->about &&
		    strcmp(thing->kind->name, "view") == 0)
			add_shown(list, thing);
	}
}

/* What the program notes by itself: what this is about, in which words. */
static int
set_about(struct making *making)
{
	const struct sample_thing *about = making->thing->about;
	const struct kind *kind = making->thing->kind;
	struct vid_list list = { 0 };
	char id[ID_TEXT_SIZE];

	if (about == NULL)
		return 0;
	if (!kind_field_takes(kind_field(kind, kind->parent),
		about->kind->name))
		return refuse(making, "this cannot be about that kind");
	if (about->count == 0)
		return refuse(making, "what this is about comes later");
	id_print(id, &about->id);
	record_set_text(making->record, kind->parent, id);
	add_shown(&list, about);
	if (kind_field(kind, "of") != NULL)
		set_vids(making->record, "of", list.vids, list.count);
	list.count = 0;
	add_views(&list, making);
	if (kind_field(kind, "seen") != NULL)
		set_vids(making->record, "seen", list.vids, list.count);
	free(list.vids);
	return 0;
}

/* What one person writes has its day, as the program notes it too. */
static void
set_day(struct making *making)
{
	const struct kind *kind = making->thing->kind;

	if (kind->day != NULL && kind->writer == WRITER_BY &&
	    record_get(making->record, kind->day) == NULL)
		record_set_text(making->record, kind->day,
		    making->record->made);
}

static int
begin_record(struct making *making)
{
	const char *state = get(making, "state");
	bool is_edit = strcmp(making->doc->kind, SAMPLE_EDIT) == 0;
	int err = is_edit ? find_followed(making) : 0;

	if (err != 0)
		return err;
	if (making->follow_count > 0 && state == NULL)
		making->record = record_copy(making->follows[0]->words);
	else
		making->record = record_new(making->thing->kind->name);
	making->record->state = mem_dup_text(state);
	set_place(making);
	follow(making);
	return 0;
}

/* A withdrawn version has no words. */
static int
set_all(struct making *making)
{
	int err = set_head(making);

	if (err != 0 || record_is_withdrawn(making->record))
		return err;
	err = sample_set_words(making->sample, making->doc, making->thing,
	    making->record);
	if (err == 0)
		err = set_about(making);
	if (err == 0)
		set_day(making);
	return err;
}

/* A fault that is found further down, told with the document's place. */
static int
tell_fault(const struct making *making)
{
	const struct err err = *err_last();
	struct str why = { 0 };
	int result;

	str_add(&why, making->doc->name);
	str_add(&why, ": ");
	str_add(&why, err_name(err.code));
	for (size_t i = 0; i < err.arg_count; i++) {
		str_add(&why, " ");
		str_add(&why, err.arg[i]);
	}
	result = refuse(making, str_text(&why));
	str_clear(&why);
	return result;
}

static void
note_version(struct making *making, bool is_aside)
{
	struct sample_thing *thing = making->thing;
	const struct action *action = &making->sample->action;
	const struct admitted *admitted =
	    &action->versions[action->count - 1].admitted;

	for (size_t i = 0; i < making->follow_count; i++)
		making->follows[i]->is_followed |= !is_aside;
	thing->versions = mem_grow(thing->versions, &thing->cap,
	    thing->count + 1, sizeof(*thing->versions));
	thing->versions[thing->count++] = (struct sample_version){
		.vid = admitted->vid,
		.words = admitted->record,
		.is_aside = is_aside,
	};
}

static int
sign(struct making *making)
{
	const char *key = get(making, "key");
	const char *name = get(making, "typed-by");
	struct sample_thing *signer = sample_find(making->sample,
	    span_of(name != NULL ? name : making->doc->by));
	bool is_aside = key != NULL && strcmp(key, SAMPLE_STRANGER) == 0;
	struct sign_key stranger;
	int err = 0;

	if (!is_aside && !signer->has_key)
		return refuse(making, "who writes this has no key");
	sample_make_key(&stranger, SAMPLE_STRANGER);
	if (!record_is_withdrawn(making->record))
		err = check_record(making->thing->kind, making->record);
	if (err == 0)
		err = make_signed(&making->sample->action, making->record,
		    is_aside ? &stranger : &signer->key);
	if (err != 0)
		return tell_fault(making);
	note_version(making, is_aside);
	return 0;
}

static int
make_version_of(struct sample *sample, struct sample_doc *doc,
    struct sample_thing *thing)
{
	struct making making = { .sample = sample, .doc = doc, .thing = thing };
	int err = begin_record(&making);

	if (err == 0)
		err = set_all(&making);
	if (err == 0)
		err = sign(&making);
	record_free(making.record);
	return err;
}

/* A key's record is made with its member's, and says no more than that. */
static int
make_key_of(struct sample *sample, const struct sample_thing *member)
{
	char *name = sample_key_name(member->name);
	char kind[] = "key";
	struct sample_doc doc = {
		.file = member->doc->file,
		.line = member->doc->line,
		.kind = kind,
		.name = name,
		.by = member->name,
		.day = member->doc->day,
	};
	int err =
	    make_version_of(sample, &doc, sample_find(sample, span_of(name)));

	free(name);
	return err;
}

static int
make_doc(struct sample *sample, struct sample_doc *doc)
{
	struct sample_thing *thing = NULL;
	int err =
	    sample_need(sample, doc, doc->line, span_of(doc->name), &thing);

	if (err == 0)
		err = make_version_of(sample, doc, thing);
	if (err == 0 && thing->has_key && thing->count == 1)
		err = make_key_of(sample, thing);
	return err;
}

int
sample_make(struct sample *out, struct sample_text *text, struct date last_day)
{
	int err;

	*out = (struct sample){ .last_day = last_day };
	err = sample_index(out, text);
	for (size_t i = 0; err == 0 && i < text->count; i++)
		err = make_doc(out, &text->docs[i]);
	out->action.project = out->project;
	return err;
}
