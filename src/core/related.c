#include "core/related.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "core/derive.h"
#include "core/name.h"
#include "core/row.h"

#include <stdlib.h>
#include <string.h>

static void
note_id(struct related_ids *ids, const struct id *id)
{
	ids->ids =
	    mem_grow(ids->ids, &ids->cap, ids->count + 1, sizeof(*ids->ids));
	ids->ids[ids->count++] = *id;
}

int
related_note_row(void *data, const struct record_row *row)
{
	note_id(data, &row->id);
	return 0;
}

struct finding {
	const char *field;
	struct related_ids *ids;
};

static int
note_link(void *data, const struct link_row *row)
{
	struct finding *finding = data;

	if (strcmp(row->field, finding->field) == 0)
		note_id(finding->ids, &row->record);
	return 0;
}

int
related_find(struct store *store, const struct related_asked *asked,
    struct related_ids *out)
{
	struct finding finding = { .field = asked->field, .ids = out };

	return store_each_link(store, &asked->target, asked->kind, note_link,
	    &finding);
}

static int
load_one(const struct item_context *context, const struct id *id,
    struct related *out)
{
	int err = derive_lineage(context->journal->store, id, context->voices,
	    &out->lineage);

	if (err != 0)
		return err;
	out->id = *id;
	out->view = view_make(&out->lineage);
	if (out->view == NULL)
		return 0;
	out->by = out->lineage.versions[out->view->heads[0]].record->by;
	memcpy(out->day,
	    row_day(out->view->record,
		row_first_version(&out->lineage)->record->made),
	    sizeof(out->day));
	return 0;
}

static void
clear_one(struct related *related)
{
	view_free(related->view);
	lineage_clear(&related->lineage);
}

int
related_load(const struct item_context *context,
    const struct related_asked *asked, struct relatives *out)
{
	struct related_ids ids = { 0 };
	int err = related_find(context->journal->store, asked, &ids);

	out->items = mem_new_array(ids.count, sizeof(*out->items));
	out->count = 0;
	for (size_t i = 0; err == 0 && i < ids.count; i++) {
		struct related *related = &out->items[out->count];

		err = load_one(context, &ids.ids[i], related);
		if (err == 0 && related->view != NULL) {
			out->count++;
		} else {
			clear_one(related);
			*related = (struct related){ 0 };
		}
	}
	free(ids.ids);
	return err;
}

void
related_clear(struct relatives *relatives)
{
	for (size_t i = 0; i < relatives->count; i++)
		clear_one(&relatives->items[i]);
	free(relatives->items);
	*relatives = (struct relatives){ 0 };
}

int
related_demand_kind(const struct item_context *context,
    const struct lineage *lineage, const char *kind)
{
	const char *is = lineage->versions[0].record->kind;
	char code[ITEM_CODE_SIZE];
	int err;

	if (strcmp(is, kind) == 0)
		return 0;
	err = name_code(context->journal, context->project, is, &lineage->id,
	    code);
	return err == 0 ? err_set(ERR_CODE_KIND, code, is, kind, NULL) : err;
}

int
related_compare_people(const struct person *a, const struct person *b)
{
	char *left = utf8_fold(a->name, strlen(a->name));
	char *right = utf8_fold(b->name, strlen(b->name));
	int order = strcmp(left, right);

	free(left);
	free(right);
	return order != 0 ? order : id_compare(&a->id, &b->id);
}

static int
compare_people(const void *a, const void *b)
{
	return related_compare_people(a, b);
}

void
related_sort_people(struct person *people, size_t count)
{
	if (count > 1)
		qsort(people, count, sizeof(*people), compare_people);
}

static bool
is_same_set(const struct vid *a, size_t a_count, const struct vid *b,
    size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (!vid_equal(&a[i], &b[i]))
			return false;
	return true;
}

static enum counting_words
work_out(struct related_words *words, struct vid *of, size_t count)
{
	struct view *view;

	if (words->now == NULL) {
		view = view_make(words->lineage);
		words->now = counting_print(view);
		view_free(view);
	}
	words->known = mem_grow(words->known, &words->cap, words->count + 1,
	    sizeof(*words->known));
	words->known[words->count].of = of;
	words->known[words->count].count = count;
	words->known[words->count].words =
	    counting_compare(words->lineage, words->now, of, count);
	return words->known[words->count++].words;
}

/* Most people had the same words before them, so few sets differ. */
enum counting_words
related_compare(struct related_words *words, const struct record *version)
{
	struct vid *of;
	size_t count = counting_read(version, "of", &of);

	for (size_t i = 0; i < words->count; i++)
		if (is_same_set(words->known[i].of, words->known[i].count, of,
			count)) {
			free(of);
			return words->known[i].words;
		}
	return work_out(words, of, count);
}

void
related_words_clear(struct related_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->known[i].of);
	free(words->known);
	free(words->now);
	*words = (struct related_words){ 0 };
}
