/* Histories: the versions of one record in their numbering, and what came to
 * a project in order of coming. */
#include <withus/history.h>

#include "base/mem.h"
#include "core/derive.h"
#include "core/inside.h"
#include "core/item.h"
#include "core/name.h"
#include "core/receipt.h"
#include "core/row.h"
#include "core/version.h"
#include "model/form.h"
#include "model/standing.h"
#include "store/local.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

/* A lineage with all that its moments need. */
struct telling {
	const struct item_context *context;
	const struct lineage *lineage;
	size_t *numbers; /* index of the version with number i + 1 */
	bool *shown;
	char code[ITEM_CODE_SIZE];
};

static int
open_telling(struct telling *telling)
{
	const struct lineage *lineage = telling->lineage;
	size_t *heads = mem_new_array(lineage->count, sizeof(*heads));
	size_t count = lineage_view_heads(lineage, heads);

	telling->numbers =
	    mem_new_array(lineage->count, sizeof(*telling->numbers));
	telling->shown = mem_new_array(lineage->count, sizeof(*telling->shown));
	lineage_number(lineage, telling->numbers);
	for (size_t i = 0; i < count; i++)
		telling->shown[heads[i]] = true;
	free(heads);
	return name_code(telling->context->journal, telling->context->project,
	    lineage->versions[0].record->kind, &lineage->id, telling->code);
}

static void
close_telling(struct telling *telling)
{
	free(telling->numbers);
	free(telling->shown);
}

static enum moment_what
judge_what(const struct lineage *lineage, const struct version *version)
{
	const struct version *parent;

	if (version->parent_count == 0)
		return MOMENT_BEGAN;
	if (record_is_withdrawn(version->record))
		return MOMENT_TOOK_BACK;
	if (version->parent_count > 1)
		return MOMENT_SETTLED;
	parent = &lineage->versions[version->parents[0]];
	return record_is_withdrawn(parent->record) ? MOMENT_BROUGHT_BACK :
						     MOMENT_CHANGED;
}

static int
take_word(void *data, const struct action_row *row)
{
	char **word = data;

	*word = mem_dup_text(row->word);
	return 0;
}

/* What only this home knows of a version: when it came, by which action. */
static int
ask_home(const struct telling *telling, const struct vid *vid,
    struct moment *moment, char **word)
{
	struct store *store = telling->context->journal->store;
	struct arrived_row arrived = { 0 };
	bool there = false;
	bool waits = false;
	int64_t action = 0;
	int err = store_get_arrived(store, vid, &arrived, &there);

	if (err == 0 && there)
		moment->arrived = arrived.at;
	if (err == 0)
		err = receipt_is_waiting(telling->context->journal,
		    telling->context->project, vid, &waits);
	moment->is_in_history = !waits;
	if (err == 0)
		err = store_get_doer(store, vid, &action);
	moment->doing = action;
	if (err == 0 && action != 0)
		err = store_get_action(store, action, take_word, word);
	return err;
}

static int
tell_moment(const struct telling *telling, size_t number,
    int (*each)(void *data, const struct moment *moment), void *data)
{
	size_t index = telling->numbers[number - 1];
	const struct version *version = &telling->lineage->versions[index];
	const struct record *record = version->record;
	struct str title = { 0 };
	char *word = NULL;
	struct moment moment = {
		.number = number,
		.vid = version->vid,
		.id = telling->lineage->id,
		.code = telling->code,
		.kind_name = record->kind,
		.kind = kind_by_name(record->kind),
		.confirmed = record->confirmed != NULL ? record->confirmed : "",
		.made = record->made,
		.what = judge_what(telling->lineage, version),
		.is_shown = telling->shown[index],
	};
	int err = ask_home(telling, &version->vid, &moment, &word);

	if (version->standing != STANDING_GOOD)
		moment.aside = standing_name(version->standing);
	row_title(&title, record);
	moment.title = str_text(&title);
	moment.action = word != NULL ? word : "";
	item_person(telling->context, &moment.by, &record->by);
	item_person(telling->context, &moment.typed_by, &record->typed_by);
	if (err == 0)
		err = each(data, &moment);
	free(moment.by.name);
	free(moment.typed_by.name);
	free(word);
	str_clear(&title);
	return err;
}

static int
tell_all(struct telling *telling,
    int (*each)(void *data, const struct moment *moment), void *data)
{
	int err = open_telling(telling);

	for (size_t n = 1; err == 0 && n <= telling->lineage->count; n++)
		err = tell_moment(telling, n, each, data);
	close_telling(telling);
	return err;
}

int
read_history(struct journal *journal, const struct id *project,
    const struct id *record,
    int (*each)(void *data, const struct moment *moment), void *data)
{
	struct item_context context;
	struct lineage lineage = { 0 };
	struct telling telling = { .context = &context, .lineage = &lineage };
	int err = item_context_open(&context, journal, project);

	if (err == 0)
		err = derive_lineage(journal->store, record, context.voices,
		    &lineage);
	if (err == 0 && lineage.count == 0)
		err = version_refuse(record);
	if (err == 0)
		err = tell_all(&telling, each, data);
	lineage_clear(&lineage);
	item_context_close(&context);
	return err;
}

/* Versions in order of coming, collected first. */
struct arrivals {
	struct vid *vids;
	size_t count;
	size_t cap;
};

static int
note_arrival(void *data, const struct arrived_row *row)
{
	struct arrivals *arrivals = data;

	arrivals->vids = mem_grow(arrivals->vids, &arrivals->cap,
	    arrivals->count + 1, sizeof(*arrivals->vids));
	arrivals->vids[arrivals->count++] = row->vid;
	return 0;
}

static int
note_record(void *data, const struct version_row *row)
{
	*(struct id *)data = row->record;
	return 0;
}

static int
tell_version(const struct item_context *context, const struct vid *vid,
    int (*each)(void *data, const struct moment *moment), void *data)
{
	struct lineage lineage = { 0 };
	struct telling telling = { .context = context, .lineage = &lineage };
	struct id record = { { 0 } };
	int err = store_get_version(context->journal->store, vid, note_record,
	    &record);

	if (err != 0 || id_is_none(&record))
		return err;
	err = derive_lineage(context->journal->store, &record, context->voices,
	    &lineage);
	if (err == 0)
		err = open_telling(&telling);
	for (size_t n = 1; err == 0 && n <= lineage.count; n++)
		if (vid_equal(&lineage.versions[telling.numbers[n - 1]].vid,
			vid))
			err = tell_moment(&telling, n, each, data);
	close_telling(&telling);
	lineage_clear(&lineage);
	return err;
}

int
read_project_history(struct journal *journal, const struct id *project,
    size_t most, int (*each)(void *data, const struct moment *moment),
    void *data)
{
	struct item_context context;
	struct arrivals arrivals = { 0 };
	int err = item_context_open(&context, journal, project);

	if (err == 0)
		err = store_each_arrived(journal->store,
		    &(struct seq_run){ .project = *project, .most = most },
		    note_arrival, &arrivals);
	for (size_t i = 0; err == 0 && i < arrivals.count; i++)
		err = tell_version(&context, &arrivals.vids[i], each, data);
	free(arrivals.vids);
	item_context_close(&context);
	return err;
}
