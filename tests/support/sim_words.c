#include "support/sim_words.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t
draw(struct words *words)
{
	uint64_t z = words->seed += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint32_t
words_random(struct words *words, uint32_t below)
{
	return (uint32_t)(draw(words) >> 33) % below;
}

static bool
is_chance(struct words *words, uint32_t percent)
{
	return words_random(words, 100) < percent;
}

/* ------------------------------------------------------------ words */

static void
change_text(struct words *words, struct record *record)
{
	static const char *const keys[] = { "a", "b" };
	static const char *const texts[] = { "", "x", "y", "z" };

	record_set_text(record, keys[words_random(words, 2)],
	    texts[words_random(words, 4)]);
}

static void
change_set(struct words *words, struct record *record)
{
	static const char *const all[] = { "p", "q", "r", "s", "t" };
	const struct value *old = record_get(record, "set");
	const char *items[5];
	size_t count = 0;
	uint32_t changed = words_random(words, 5);

	for (uint32_t i = 0; i < 5; i++) {
		bool is_in = old && value_has(old, all[i]);

		if (is_in != (i == changed))
			items[count++] = all[i];
	}
	record_set_items(record, "set", items, count);
}

static struct row
make_row(struct words *words)
{
	struct row row = { .cells = mem_new_array(3, sizeof *row.cells) };
	char name[ROW_NAME_SIZE];

	(void)snprintf(name, sizeof name, "%04u", words->next_row++ % 10000);
	row.cells[row.count++] = mem_dup_text(name);
	row.cells[row.count++] = mem_dup_text("new");
	return row;
}

static void
free_row(struct row *row)
{
	for (size_t c = 0; c < row->count; c++)
		free(row->cells[c]);
	free(row->cells);
}

/* Changes one of some rows, which has room for one more. */
static void
change_row(struct words *words, struct row *rows, size_t *count)
{
	static const char *const texts[] = { "u", "v", "w" };
	size_t at = *count > 0 ? words_random(words, (uint32_t)*count) : 0;
	struct row moved = rows[at];

	switch (*count > 0 ? words_random(words, 4) : 0) {
	case 0:
		rows[*count] = make_row(words);
		++*count;
		break;
	case 1:
		free_row(&rows[at]);
		memmove(&rows[at], &rows[at + 1],
		    (--*count - at) * sizeof *rows);
		break;
	case 2:
		free(rows[at].cells[1]);
		rows[at].cells[1] = mem_dup_text(texts[words_random(words, 3)]);
		break;
	default:
		rows[at] = rows[*count - 1];
		rows[*count - 1] = moved;
		break;
	}
}

static void
change_rows(struct words *words, struct record *record)
{
	const struct value *old = record_get(record, "rows");
	size_t count = old ? old->count : 0;
	struct row *rows = mem_new_array(count + 1, sizeof *rows);

	for (size_t i = 0; i < count; i++) {
		rows[i].count = old->rows[i].count;
		rows[i].cells =
		    mem_new_array(rows[i].count, sizeof *rows[i].cells);
		for (size_t c = 0; c < rows[i].count; c++)
			rows[i].cells[c] = mem_dup_text(old->rows[i].cells[c]);
	}
	change_row(words, rows, &count);
	record_set_rows(record, "rows", rows, count);
	for (size_t i = 0; i < count; i++)
		free_row(&rows[i]);
	free(rows);
}

/* A paragraph of its own, or one that others may have too. */
static void
add_paragraph(struct words *words, struct str *body)
{
	if (is_chance(words, 80))
		str_add_format(body, "Paragraph %u.\n\n",
		    words->next_paragraph++);
	else
		str_add_format(body, "Common %u.\n\nA line\nand more.\n\n",
		    (unsigned)words_random(words, 3));
}

/* Goes through the paragraphs: one is left out, replaced, moved or followed
 * by a new one. */
static void
change_body(struct words *words, struct record *record)
{
	uint32_t at = words_random(words, 5), what = words_random(words, 4);
	struct str body = { 0 }, moved = { 0 };
	const char *rest = record->body;

	for (uint32_t p = 0; *rest; p++) {
		const char *end = strstr(rest, "\n\n");
		size_t len = end ? (size_t)(end - rest) + 2 : strlen(rest);

		if (p != at || what == 3)
			str_add_bytes(&body, rest, len);
		if (p == at && what == 2) {
			str_add_bytes(&moved, rest, len);
			str_add(&moved, "\n\n");
		}
		if (p == at && what % 2 == 1) {
			str_add(&body, "\n\n");
			add_paragraph(words, &body);
		}
		rest += len;
	}
	if (*record->body == '\0' || what == 3) {
		str_add(&body, "\n\n");
		add_paragraph(words, &body);
	}
	str_add(&body, "\n\n");
	str_add(&body, str_text(&moved));
	record_set_body(record, str_text(&body), body.len);
	str_clear(&body);
	str_clear(&moved);
}

static void
change_something(struct words *words, struct record *record)
{
	switch (words_random(words, 5)) {
	case 0:
		change_text(words, record);
		break;
	case 1:
		change_set(words, record);
		break;
	case 2:
		change_rows(words, record);
		break;
	default:
		change_body(words, record);
		break;
	}
}

static void
withdraw(struct record *record)
{
	while (record->field_count > 0)
		record_remove(record, record->fields[0].key);
	record_set_body(record, "", 0);
	record->state = mem_dup_text("withdrawn");
}

/* ------------------------------------------------------------ versions */

static struct vid
draw_vid(struct words *words)
{
	struct vid vid = { { 0 } };

	for (size_t i = 0; i < sizeof vid.bytes; i++)
		vid.bytes[i] = (unsigned char)draw(words);
	return vid;
}

static void
add_follow(struct record *record, const struct vid *vid)
{
	size_t cap = record->follow_count;

	record->follows = mem_grow(record->follows, &cap,
	    record->follow_count + 1, sizeof *record->follows);
	record->follows[record->follow_count++] = *vid;
}

/* What is written on: a combined text, or one version, mostly a head. */
static struct record *
begin_record(struct words *words, const struct lineage *lineage)
{
	struct view *view = view_make(lineage);
	struct record *record;
	size_t at;

	if (view && is_chance(words, 40)) {
		record = record_copy(view->record);
		record->follow_count = 0;
		for (size_t f = 0; f < view->follow_count; f++)
			add_follow(record,
			    &lineage->versions[view->follows[f]].vid);
	} else {
		at = words_random(words, (uint32_t)lineage->count);
		record = record_copy(lineage->versions[at].record);
		record->follow_count = 0;
		if (!is_chance(words, 5))
			add_follow(record, &lineage->versions[at].vid);
		at = words_random(words, (uint32_t)lineage->count);
		if (is_chance(words, 15))
			add_follow(record, &lineage->versions[at].vid);
	}
	view_free(view);
	free(record->state);
	record->state = NULL;
	return record;
}

static int
compare_vids(const void *a, const void *b)
{
	return vid_compare(a, b);
}

/* Who wrote it, when, and what becomes of it. Words that were typed are so
 * for all or none in a lineage: `is_alone` says that one person's record it
 * is. */
static void
finish_version(struct words *words, struct words_version *version,
    bool is_alone)
{
	struct record *record = version->record;

	if (record->follow_count > 1)
		qsort(record->follows, record->follow_count, sizeof(struct vid),
		    compare_vids);
	record->by.bytes[15] = 1;
	record->typed_by.bytes[15] = 0;
	free(record->confirmed);
	record->confirmed = NULL;
	if (!is_alone)
		record->by.bytes[15] = (unsigned char)words_random(words, 4);
	if (is_chance(words, 15)) {
		record->typed_by.bytes[15] = 9;
		record->confirmed = mem_dup_text("on paper");
		version->is_typed_away = is_alone;
	}
	record->rev = 1 + words_random(words, 9);
	(void)snprintf(record->made, sizeof record->made, "20%02u-01-01",
	    (unsigned)words_random(words, 90) + 10);
	if (is_chance(words, 12))
		version->standing = STANDING_KEY_UNKNOWN;
}

static void
add_version(struct words *words, bool is_alone)
{
	struct words_version *version = &words->versions[words->count];
	struct lineage lineage = { 0 };
	uint32_t changes = words_random(words, 4);

	version->vid = draw_vid(words);
	if (words->count == 0) {
		version->record = record_new("note");
		version->record->id.bytes[15] = 1;
		changes += 6;
	} else {
		words_build(words, &lineage);
		version->record = begin_record(words, &lineage);
		lineage_clear(&lineage);
	}
	while (changes-- > 0)
		change_something(words, version->record);
	if (is_chance(words, 5))
		withdraw(version->record);
	finish_version(words, version, is_alone);
	words->count++;
}

void
words_make(struct words *words, uint64_t seed, size_t most)
{
	size_t count;
	bool is_alone;

	memset(words, 0, sizeof *words);
	words->seed = seed * 0x2545f4914f6cdd1du + 7;
	count = 1 + words_random(words, (uint32_t)most);
	is_alone = is_chance(words, 30);
	while (words->count < count)
		add_version(words, is_alone);
}

void
words_clear(struct words *words)
{
	for (size_t v = 0; v < words->count; v++)
		record_free(words->versions[v].record);
	words->count = 0;
}

void
words_build(struct words *words, struct lineage *lineage)
{
	static const unsigned char no_key[32];
	size_t order[WORDS_VERSIONS], i, j, swapped;

	for (i = 0; i < words->count; i++)
		order[i] = i;
	for (i = words->count; i > 1; i--) {
		j = words_random(words, (uint32_t)i);
		swapped = order[i - 1];
		order[i - 1] = order[j];
		order[j] = swapped;
	}
	for (i = 0; i < words->count; i++) {
		const struct words_version *version =
		    &words->versions[order[i]];

		lineage_add(lineage, &version->vid,
		    record_copy(version->record), no_key);
		if (is_chance(words, 10))
			lineage_add(lineage, &version->vid,
			    record_copy(version->record), no_key);
	}
	lineage_link(lineage);
	for (i = 0; i < words->count; i++) {
		struct version *version =
		    &lineage->versions[lineage_find(lineage,
			&words->versions[i].vid)];

		version->standing = words->versions[i].standing;
		version->is_typed_away = words->versions[i].is_typed_away;
	}
}
