#include "core/people.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/related.h"
#include "core/row.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

void
people_today(char out[11])
{
	date_print(out, clock_today());
}

/* Who did not say when they joined has been there since their record was
 * made; or always, where that was made by a clock that is ahead. */
static void
set_presence(struct presence *member, const struct lineage *lineage,
    const struct view *view, const char *today)
{
	member->id = lineage->id;
	presence_set_day(member->joined,
	    record_get_text(view->record, "joined"));
	presence_set_day(member->left, record_get_text(view->record, "left"));
	if (member->joined[0] == '\0')
		presence_set_day(member->joined,
		    row_first_version(lineage)->record->made);
	if (record_get_text(view->record, "joined") == NULL &&
	    strcmp(member->joined, today) > 0)
		member->joined[0] = '\0';
}

/* The last day away is a day away. */
static bool
is_away(const struct record *words, const char *today)
{
	char from[11], until[11];

	presence_set_day(from, record_get_text(words, "away-from"));
	presence_set_day(until, record_get_text(words, "away-until"));
	return from[0] != '\0' && strcmp(from, today) <= 0 &&
	    (until[0] == '\0' || strcmp(until, today) >= 0);
}

static int
add_member(const struct item_context *context, struct people *people,
    const struct id *id, const char *today)
{
	struct lineage lineage = { 0 };
	struct view *view;
	int err = derive_lineage(context->journal->store, id, context->voices,
	    &lineage);

	if (err != 0)
		return err;
	view = view_make(&lineage);
	if (view != NULL && !view->is_withdrawn) {
		set_presence(&people->members[people->count], &lineage, view,
		    today);
		people->are_away[people->count++] =
		    is_away(view->record, today);
	}
	view_free(view);
	lineage_clear(&lineage);
	return 0;
}

static int
compare_ids(const void *a, const void *b)
{
	return id_compare(a, b);
}

/* In order of id, whatever the days of joining say. */
static int
load_people(const struct item_context *context, struct people *people)
{
	struct record_query query = {
		.project = *context->project,
		.kind = "member",
	};
	struct related_ids ids = { 0 };
	char today[11];
	int err = store_each_record(context->journal->store, &query,
	    related_note_row, &ids);

	people_today(today);
	if (ids.count > 1)
		qsort(ids.ids, ids.count, sizeof(*ids.ids), compare_ids);
	people->members = mem_new_array(ids.count, sizeof(*people->members));
	people->are_away = mem_new_array(ids.count, sizeof(*people->are_away));
	for (size_t i = 0; err == 0 && i < ids.count; i++)
		err = add_member(context, people, &ids.ids[i], today);
	free(ids.ids);
	return err;
}

static void
clear_people(struct people *people)
{
	free(people->members);
	free(people->are_away);
	*people = (struct people){ 0 };
}

int
people_get(const struct item_context *context, const struct people **out)
{
	int err = 0;

	if (context->people->members == NULL)
		err = load_people(context, context->people);
	if (err != 0)
		clear_people(context->people);
	*out = context->people;
	return err;
}

void
people_free(struct people *people)
{
	if (people != NULL)
		clear_people(people);
	free(people);
}

bool
people_is_away(const struct people *people, const struct id *id)
{
	const struct presence *member =
	    presence_find(people->members, people->count, id);

	return member != NULL && people->are_away[member - people->members];
}
