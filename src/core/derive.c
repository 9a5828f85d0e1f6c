#include "core/derive.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/row.h"
#include "model/form.h"
#include "model/standing.h"
#include "store/shared.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

void
touched_add(struct touched *touched, const struct id *record)
{
	if (touched->seen == NULL)
		touched->seen = map_new();
	if (map_put(touched->seen, record->bytes, sizeof(record->bytes),
		touched) != NULL)
		return;
	touched->ids = mem_grow(touched->ids, &touched->cap, touched->count + 1,
	    sizeof(*touched->ids));
	touched->ids[touched->count++] = *record;
}

void
touched_clear(struct touched *touched)
{
	map_free(touched->seen);
	free(touched->ids);
	*touched = (struct touched){ 0 };
}

int
touched_add_id(void *data, const struct id *id)
{
	touched_add(data, id);
	return 0;
}

int
touched_add_row(void *data, const struct version_row *row)
{
	touched_add(data, &row->record);
	return 0;
}

/* -ERR_VERSION_DAMAGED for bytes that are not what the vid names. */
static int
parse_version(struct record **out, const struct version_row *row)
{
	char code[CODE_SIZE];
	struct vid is;

	form_vid(&is, row->bytes, row->len);
	if (MUTANT == 11 || vid_equal(&is, &row->vid))
		return form_parse(out, row->bytes, row->len);
	code_print(code, row->kind, &row->record, CODE_DIGITS_PAPER);
	return err_set(ERR_VERSION_DAMAGED, code, NULL);
}

static void
note_hurt(struct hurt *hurt)
{
	if (hurt->code[0] == '\0')
		memcpy(hurt->code, err_last()->arg[0], sizeof(hurt->code) - 1);
	err_clear();
}

struct hearing {
	struct voices *voices;
	struct hurt hurt;
};

static int
add_voice(void *data, const struct version_row *row)
{
	struct hearing *hearing = data;
	struct record *record = NULL;
	int err = parse_version(&record, row);

	if (err == -ERR_VERSION_DAMAGED) {
		note_hurt(&hearing->hurt);
		return 0;
	}
	if (err != 0)
		return err;
	voices_add(hearing->voices, record, row->key);
	record_free(record);
	return 0;
}

static int
keep_voice(void *data, const struct voice_row *row)
{
	struct voice voice = {
		.member = row->member,
		.grade = (enum voice_grade)row->grade,
	};

	memcpy(voice.key, row->key, sizeof(voice.key));
	voices_keep(data, &voice, 1);
	return 0;
}

int
derive_voices_with(struct store *store, const struct id *project,
    struct voices **out, struct hurt *hurt)
{
	struct hearing hearing = { .voices = voices_new() };
	int err = store_each_voice_version(store, project, add_voice, &hearing);

	if (err == 0)
		voices_settle(hearing.voices);
	if (err == 0 && hearing.hurt.code[0] != '\0')
		err = store_each_voice(store, project, keep_voice,
		    hearing.voices);
	if (err != 0) {
		voices_free(hearing.voices);
		return err;
	}
	if (hurt->code[0] == '\0')
		*hurt = hearing.hurt;
	*out = hearing.voices;
	return 0;
}

int
derive_voices(struct store *store, const struct id *project,
    struct voices **out)
{
	struct hurt hurt = { { 0 } };

	return derive_voices_with(store, project, out, &hurt);
}

/* A lineage and the standing that the table holds for each version. */
struct loading {
	struct lineage *lineage;
	int *stored;
	size_t count;
	size_t cap;
};

static int
load_version(void *data, const struct version_row *row)
{
	struct loading *loading = data;
	struct record *record = NULL;
	int err = parse_version(&record, row);

	if (err != 0)
		return err;
	lineage_add(loading->lineage, &row->vid, record, row->key);
	loading->stored = mem_grow(loading->stored, &loading->cap,
	    loading->count + 1, sizeof(*loading->stored));
	loading->stored[loading->count++] = row->standing;
	return 0;
}

static int
load_lineage(struct store *store, const struct id *record,
    const struct voices *voices, struct loading *loading)
{
	int err = store_each_version(store, record, load_version, loading);

	if (err != 0)
		return err;
	lineage_link(loading->lineage);
	standing_judge(loading->lineage, voices);
	return 0;
}

int
derive_lineage(struct store *store, const struct id *record,
    const struct voices *voices, struct lineage *out)
{
	struct lineage lineage = { .id = *record };
	struct loading loading = { .lineage = &lineage };
	int err = load_lineage(store, record, voices, &loading);

	free(loading.stored);
	if (err != 0) {
		lineage_clear(&lineage);
		return err;
	}
	*out = lineage;
	return 0;
}

/* Both come in order of vid, so place i is the same version in both. */
static int
store_standings(struct store *store, const struct loading *loading)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < loading->count; i++) {
		const struct version *version = &loading->lineage->versions[i];

		if ((int)version->standing != loading->stored[i])
			err = store_set_standing(store, &version->vid,
			    (int)version->standing);
	}
	return err;
}

int
derive_record(struct store *store, const struct id *project,
    const struct id *record, const struct voices *voices, struct hurt *hurt)
{
	struct lineage lineage = { .id = *record };
	struct loading loading = { .lineage = &lineage };
	int err = load_lineage(store, record, voices, &loading);

	if (err == 0)
		err = store_standings(store, &loading);
	if (err == 0)
		err = row_store(store, project, &lineage);
	if (err == -ERR_VERSION_DAMAGED) {
		note_hurt(hurt);
		err = 0;
	}
	free(loading.stored);
	lineage_clear(&lineage);
	return err;
}

/* The voice rows as the table holds them. */
struct voice_rows {
	struct voice_row *rows;
	size_t count;
	size_t cap;
};

static int
take_voice_row(void *data, const struct voice_row *row)
{
	struct voice_rows *rows = data;

	rows->rows = mem_grow(rows->rows, &rows->cap, rows->count + 1,
	    sizeof(*rows->rows));
	rows->rows[rows->count++] = *row;
	return 0;
}

static bool
is_same_voice(const struct voice_row *row, const struct voice *voice)
{
	return id_equal(&row->member, &voice->member) &&
	    memcmp(row->key, voice->key, sizeof(row->key)) == 0 &&
	    row->grade == (int)voice->grade;
}

static bool
is_among_rows(const struct voice_rows *rows, const struct voice *voice)
{
	for (size_t i = 0; i < rows->count; i++)
		if (is_same_voice(&rows->rows[i], voice))
			return true;
	return false;
}

static bool
is_among_voices(const struct voice *voices, size_t count,
    const struct voice_row *row)
{
	for (size_t i = 0; i < count; i++)
		if (is_same_voice(row, &voices[i]))
			return true;
	return false;
}

/* Voices as they are now beside voices as the table has them. */
struct voice_change {
	struct store *store;
	const struct id *project;
	struct voice *list;
	size_t count;
	struct voice_rows rows;
	struct touched *touched;
	bool is_changed;
};

/* What a key signed, and the record of the member it speaks for. */
static int
touch_voice(struct voice_change *change, const struct id *member,
    const unsigned char key[32])
{
	change->is_changed = true;
	touched_add(change->touched, member);
	return store_each_record_of_key(change->store, change->project, key,
	    touched_add_id, change->touched);
}

static int
touch_changed(struct voice_change *change)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < change->rows.count; i++)
		if (!is_among_voices(change->list, change->count,
			&change->rows.rows[i]))
			err = touch_voice(change, &change->rows.rows[i].member,
			    change->rows.rows[i].key);
	for (size_t i = 0; err == 0 && i < change->count; i++)
		if (!is_among_rows(&change->rows, &change->list[i]))
			err = touch_voice(change, &change->list[i].member,
			    change->list[i].key);
	return err;
}

static int
put_voices(const struct voice_change *change)
{
	int err = store_remove_voices(change->store, change->project);

	for (size_t i = 0; err == 0 && i < change->count; i++) {
		struct voice_row row = {
			.member = change->list[i].member,
			.grade = (int)change->list[i].grade,
		};

		memcpy(row.key, change->list[i].key, sizeof(row.key));
		err = store_put_voice(change->store, change->project, &row);
	}
	return err;
}

int
derive_voice_rows(struct store *store, const struct id *project,
    const struct voices *voices, struct touched *touched)
{
	struct voice_change change = {
		.store = store,
		.project = project,
		.touched = touched,
	};
	int err =
	    store_each_voice(store, project, take_voice_row, &change.rows);

	change.count = voices_list(voices, &change.list);
	if (err == 0)
		err = touch_changed(&change);
	if (err == 0 && change.is_changed)
		err = put_voices(&change);
	free(change.rows.rows);
	free(change.list);
	return err;
}
