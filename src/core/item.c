#include "core/item.h"

#include "base/mem.h"
#include "core/derive.h"
#include "core/name.h"
#include "core/people.h"
#include "core/receipt.h"
#include "core/row.h"
#include "core/status.h"
#include "core/version.h"
#include "model/standing.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

int
item_context_open(struct item_context *context, struct journal *journal,
    const struct id *project)
{
	context->journal = journal;
	context->project = project;
	context->voices = NULL;
	context->people = mem_new(sizeof(*context->people));
	return derive_voices(journal->store, project, &context->voices);
}

void
item_context_close(struct item_context *context)
{
	voices_free(context->voices);
	people_free(context->people);
	context->voices = NULL;
	context->people = NULL;
}

void
item_person(const struct item_context *context, struct person *person,
    const struct id *id)
{
	person->id = *id;
	person->name = id_is_none(id) ?
	    mem_dup("", 0) :
	    name_of(context->journal, context->project, id);
}

struct vouching {
	const struct item_context *context;
	const unsigned char *key;
	bool confirmed;
};

/* A key of this home, or one that somebody of this home vouched for. */
static int
ask_me(void *data, const struct me_row *row)
{
	struct vouching *vouching = data;

	if (memcmp(row->public, vouching->key, sizeof(row->public)) == 0 ||
	    voices_has_vouched(vouching->context->voices, &row->member,
		vouching->key))
		vouching->confirmed = true;
	return 0;
}

static enum trust
judge_trust(const struct item_context *context, const struct version *version)
{
	const struct id *signer = id_is_none(&version->record->typed_by) ?
	    &version->record->by :
	    &version->record->typed_by;
	struct vouching vouching = {
		.context = context,
		.key = version->key,
	};
	enum voice_grade grade = VOICE_CLAIMED;

	if (store_each_me(context->journal->store, context->project, ask_me,
		&vouching) == 0 &&
	    vouching.confirmed)
		return TRUST_CONFIRMED;
	if (!voices_speaks(context->voices, version->key, signer, &grade) ||
	    grade == VOICE_CLAIMED)
		return TRUST_NOT_CONFIRMED;
	return TRUST_INTRODUCED;
}

static void
set_dates(struct item *item, const struct lineage *lineage)
{
	const struct version *first = row_first_version(lineage);

	memcpy(item->made, first->record->made, sizeof(item->made));
	memcpy(item->changed, item->made, sizeof(item->changed));
	for (size_t i = 0; i < lineage->count; i++)
		if (strcmp(lineage->versions[i].record->made, item->changed) >
		    0)
			memcpy(item->changed, lineage->versions[i].record->made,
			    sizeof(item->changed));
}

/* A variant's text as people read it: a set or rows on one line. */
static char *
print_variant(const struct item_context *context, const struct item *item,
    const char *key, const struct view_variant *variant)
{
	const struct kind_field *field = item->kind != NULL && key != NULL ?
	    kind_field(item->kind, key) :
	    NULL;
	struct str text = { 0 };

	if (variant->is_absent)
		return mem_dup("", 0);
	if (variant->value.shape == VALUE_ONE)
		return key == NULL ?
		    mem_dup_text(variant->value.text) :
		    write_describe(context->journal, context->project, field,
			variant->value.text);
	for (size_t i = 0; i < variant->value.count; i++) {
		const struct row *row = &variant->value.rows[i];

		if (i > 0)
			str_add(&text, ", ");
		if (variant->value.shape == VALUE_SET)
			str_add(&text, variant->value.items[i]);
		for (size_t c = 1;
		     variant->value.shape == VALUE_ROWS && c < row->count;
		     c++) {
			str_add(&text, c > 1 ? " | " : "");
			str_add(&text, row->cells[c]);
		}
	}
	return str_take(&text);
}

static void
set_variant(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view_clash *clash, size_t index)
{
	const struct view_variant *from = &clash->variants[index];
	struct item_variant *to =
	    &item->clashes[item->clash_count].variants[index];

	to->text = print_variant(context, item, clash->key, from);
	to->writers = mem_new_array(from->head_count, sizeof(*to->writers));
	to->writer_count = from->head_count;
	for (size_t h = 0; h < from->head_count; h++) {
		const struct version *head = &lineage->versions[from->heads[h]];

		item_person(context, &to->writers[h], &head->record->by);
		if (strcmp(head->record->made, to->made) > 0)
			memcpy(to->made, head->record->made, sizeof(to->made));
		to->vid = head->vid;
	}
}

static void
set_clashes(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view *view)
{
	item->clashes =
	    mem_new_array(view->clash_count, sizeof(*item->clashes));
	for (size_t i = 0; i < view->clash_count; i++) {
		const struct view_clash *clash = &view->clashes[i];
		struct item_clash *to = &item->clashes[i];

		to->field = mem_dup_text(clash->key);
		to->variants =
		    mem_new_array(clash->variant_count, sizeof(*to->variants));
		to->variant_count = clash->variant_count;
		for (size_t v = 0; v < clash->variant_count; v++)
			set_variant(context, item, lineage, clash, v);
		item->clash_count++;
	}
}

static void
set_asides(const struct item_context *context, struct item *item,
    const struct lineage *lineage)
{
	item->asides = mem_new_array(lineage->count, sizeof(*item->asides));
	for (size_t i = 0; i < lineage->count; i++) {
		const struct version *version = &lineage->versions[i];
		struct item_aside *aside = &item->asides[item->aside_count];

		if (version->standing == STANDING_GOOD ||
		    version->standing == STANDING_PARTLY)
			continue;
		aside->vid = version->vid;
		item_person(context, &aside->by, &version->record->by);
		memcpy(aside->made, version->record->made, sizeof(aside->made));
		aside->reason = standing_name(version->standing);
		item->aside_count++;
	}
}

static void
set_view(const struct item_context *context, struct item *item,
    const struct lineage *lineage, const struct view *view)
{
	const struct version *shown = &lineage->versions[view->heads[0]];
	struct str title = { 0 };

	item->words = record_copy(view->record);
	row_title(&title, view->record);
	item->title = str_take(&title);
	memcpy(item->day, row_day(view->record, item->made), sizeof(item->day));
	item->head_count = view->head_count;
	item->word_count = view->word_count;
	item->heads = mem_new_array(view->head_count, sizeof(*item->heads));
	for (size_t i = 0; i < view->head_count; i++)
		item->heads[i] = lineage->versions[view->heads[i]].vid;
	item->is_withdrawn = view->is_withdrawn;
	item->is_withdrawn_too = view->is_withdrawn_too;
	item->trust = judge_trust(context, shown);
	item_person(context, &item->by, &shown->record->by);
	item_person(context, &item->typed_by, &shown->record->typed_by);
	set_clashes(context, item, lineage, view);
}

/* Nothing of it has standing: an item without words, that says so. */
static void
set_nothing(const struct item_context *context, struct item *item,
    const struct lineage *lineage)
{
	const struct record *first = row_first_version(lineage)->record;
	static const struct id nobody;

	item->words = record_new(first->kind);
	item->words->id = lineage->id;
	item->title = mem_dup("", 0);
	memcpy(item->day, item->made, sizeof(item->day));
	item->trust = TRUST_NOT_CONFIRMED;
	item_person(context, &item->by, &first->by);
	item_person(context, &item->typed_by, &nobody);
}

static int
set_in_history(const struct item_context *context, struct item *item,
    const struct lineage *lineage)
{
	int err = 0;

	item->is_in_history = true;
	for (size_t i = 0; err == 0 && i < lineage->count; i++) {
		bool waits = false;

		err = receipt_is_waiting(context->journal, context->project,
		    &lineage->versions[i].vid, &waits);
		item->is_in_history &= !waits;
	}
	return err;
}

static void
set_status(struct item *item)
{
	size_t count = 0;

	if (item->is_withdrawn)
		item->status[count++] = "withdrawn";
	if (item->word_count > 1)
		item->status[count++] = "two-versions";
	if (item->head_count == 0)
		item->status[count++] = "set-aside";
}

static int
fill_item(const struct item_context *context, struct item *item,
    const struct lineage *lineage)
{
	struct view *view = view_make(lineage);
	int err;

	set_dates(item, lineage);
	item->version_count = lineage->count;
	if (view != NULL)
		set_view(context, item, lineage, view);
	else
		set_nothing(context, item, lineage);
	item->is_newer_form =
	    item->kind != NULL && item->words->form > item->kind->form;
	set_asides(context, item, lineage);
	set_status(item);
	err = status_fill(context, item, lineage, view);
	view_free(view);
	if (err == 0)
		err = set_in_history(context, item, lineage);
	if (err == 0)
		err = name_code(context->journal, context->project,
		    item->kind_name, &item->id, item->code);
	return err;
}

int
item_make(const struct item_context *context, const struct id *id,
    struct item **out)
{
	struct lineage lineage = { 0 };
	struct item *item;
	int err = derive_lineage(context->journal->store, id, context->voices,
	    &lineage);

	if (err != 0)
		return err;
	if (lineage.count == 0) {
		lineage_clear(&lineage);
		return version_refuse(id);
	}
	item = mem_new(sizeof(*item));
	item->id = *id;
	memcpy(item->kind_name, lineage.versions[0].record->kind,
	    sizeof(item->kind_name));
	item->kind = kind_by_name(item->kind_name);
	err = fill_item(context, item, &lineage);
	lineage_clear(&lineage);
	if (err != 0) {
		item_free(item);
		return err;
	}
	*out = item;
	return 0;
}

static void
free_clash(struct item_clash *clash)
{
	for (size_t v = 0; v < clash->variant_count; v++) {
		struct item_variant *variant = &clash->variants[v];

		for (size_t w = 0; w < variant->writer_count; w++)
			free(variant->writers[w].name);
		free(variant->writers);
		free(variant->text);
	}
	free(clash->variants);
	free(clash->field);
}

void
item_free(struct item *item)
{
	if (item == NULL)
		return;
	for (size_t i = 0; i < item->clash_count; i++)
		free_clash(&item->clashes[i]);
	for (size_t i = 0; i < item->aside_count; i++)
		free(item->asides[i].by.name);
	free(item->clashes);
	free(item->asides);
	free(item->heads);
	free(item->by.name);
	free(item->typed_by.name);
	free(item->title);
	record_free(item->words);
	free(item);
}

int
read_item(struct journal *journal, const struct id *project,
    const struct id *id, struct item **out)
{
	struct item_context context;
	int err = item_context_open(&context, journal, project);

	if (err == 0)
		err = item_make(&context, id, out);
	item_context_close(&context);
	return err;
}
