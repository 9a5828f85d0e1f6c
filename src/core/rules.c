/* Documents that the group agrees, for people: who stands where. */
#include <withus/rules.h>

#include "base/mem.h"
#include "core/derive.h"
#include "core/rules_case.h"
#include "core/status.h"
#include "core/version.h"
#include "model/born.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ one document */

/* One that is open: its versions, what is shown, and what follows. */
struct opened {
	const struct item_context *context;
	struct lineage lineage;
	struct view *view;
	struct rules_case rules;
};

static void
close_rules(struct opened *opened)
{
	rules_case_close(&opened->rules);
	view_free(opened->view);
	lineage_clear(&opened->lineage);
}

/* What was withdrawn, or has no standing, has no words to agree to. */
static int
open_rules(struct opened *opened, const struct item_context *context,
    const struct id *id)
{
	int err = derive_lineage(context->journal->store, id, context->voices,
	    &opened->lineage);

	opened->context = context;
	if (err == 0 && opened->lineage.count == 0)
		err = version_refuse(id);
	if (err == 0)
		err = related_demand_kind(context, &opened->lineage, "rules");
	if (err == 0)
		opened->view = view_make(&opened->lineage);
	if (err == 0 && opened->view != NULL)
		err = rules_case_open(&opened->rules, context, &opened->lineage,
		    opened->view);
	return err;
}

/* The words that an agreement was made to, where they are others now: the
 * best that one of its heads names. */
static struct record *
find_earlier(const struct opened *opened, const struct related *agreement)
{
	struct record *words = NULL;

	for (size_t h = 0; words == NULL && h < agreement->view->head_count;
	     h++) {
		const struct record *head =
		    agreement->lineage.versions[agreement->view->heads[h]]
			.record;
		struct vid *of = NULL;
		size_t count = counting_read(head, "of", &of);
		struct view *view = count > 0 ?
		    counting_view(&opened->lineage, of, count) :
		    NULL;

		if (view != NULL)
			words = record_copy(view->record);
		view_free(view);
		free(of);
	}
	return words;
}

static void
set_who(const struct item_context *context, struct person *who,
    const struct id *id, const char *words)
{
	item_person(context, who, id);
	if (words == NULL)
		return;
	free(who->name);
	who->name = mem_dup_text(words);
}

/* By enum agreed_where. */
static const enum rules_where places[] = {
	[AGREED_SILENT] = RULES_SILENT,
	[AGREED_YES] = RULES_AGREES,
	[AGREED_RESERVATION] = RULES_RESERVATION,
	[AGREED_EARLIER] = RULES_EARLIER,
	[AGREED_NOT_YET] = RULES_NOT_YET,
	[AGREED_TWO_THINGS] = RULES_TWO_THINGS,
};

static int
fill_person(struct rules_person *to, const struct opened *opened,
    const struct agreed_person *from)
{
	const struct related *agreement =
	    from->words != NULL || from->where == AGREED_SILENT ?
	    NULL :
	    rules_case_find(&opened->rules, &from->id);

	*to = (struct rules_person){
		.where = places[from->where],
		.is_in_group = from->is_in_group,
		.is_asked = from->is_asked,
		.is_awaited = from->is_awaited,
		.has_left = from->has_left,
		.is_away = people_is_away(opened->rules.people, &from->id),
		.is_earlier = from->is_earlier,
		.is_unknown = from->is_unknown,
	};
	set_who(opened->context, &to->who, &from->id, from->words);
	if (agreement == NULL)
		return 0;
	if (from->is_earlier)
		to->to = find_earlier(opened, agreement);
	return item_make(opened->context, &agreement->id, &to->agreement);
}

static int
compare_people(const void *a, const void *b)
{
	const struct rules_person *left = a, *right = b;

	return related_compare_people(&left->who, &right->who);
}

static int
fill_people(struct rules *out, const struct opened *opened)
{
	const struct agreed *agreed = &opened->rules.agreed;
	int err = 0;

	out->people = mem_new_array(agreed->count, sizeof(*out->people));
	for (size_t i = 0; err == 0 && i < agreed->count; i++) {
		err = fill_person(&out->people[i], opened, &agreed->people[i]);
		out->count++;
		out->awaited_count += out->people[i].is_awaited;
	}
	if (out->count > 1)
		qsort(out->people, out->count, sizeof(*out->people),
		    compare_people);
	return err;
}

static void
fill_rules(struct rules *out, const struct opened *opened)
{
	const struct agreed *agreed = &opened->rules.agreed;

	out->is_rhythm =
	    born_is_rhythm(opened->lineage.versions[0].record->born);
	out->is_agreed = agreed->is_agreed;
	out->has_other_group = agreed->has_other_group;
	out->is_due = agreed->is_due;
	out->is_second_look = agreed->has_other_group || agreed->is_due;
	memcpy(out->due, agreed->due, sizeof(out->due));
}

static int
read_with(const struct item_context *context, const struct id *id,
    struct rules *out)
{
	struct opened opened = { 0 };
	int err = open_rules(&opened, context, id);

	if (err == 0)
		err = item_make(context, id, &out->item);
	if (err == 0 && opened.view != NULL && !opened.view->is_withdrawn) {
		fill_rules(out, &opened);
		err = fill_people(out, &opened);
	}
	close_rules(&opened);
	return err;
}

int
read_rules(struct journal *journal, const struct id *project,
    const struct id *id, struct rules **out)
{
	struct rules *rules = mem_new(sizeof(*rules));
	struct item_context context;
	int err = item_context_open(&context, journal, project);

	if (err == 0)
		err = read_with(&context, id, rules);
	item_context_close(&context);
	if (err != 0) {
		rules_free(rules);
		return err;
	}
	*out = rules;
	return 0;
}

void
rules_free(struct rules *rules)
{
	if (rules == NULL)
		return;
	for (size_t i = 0; i < rules->count; i++) {
		free(rules->people[i].who.name);
		item_free(rules->people[i].agreement);
		record_free(rules->people[i].to);
	}
	free(rules->people);
	item_free(rules->item);
	free(rules);
}

/* ------------------------------------------------------------ lists */

struct listing {
	struct item_context context;
	const struct rules_query *query;
	int (*each)(void *data, const struct rules_row *row);
	void *data;
	size_t given;
};

/* Ends a walk that has given enough; no error that anybody sees. */
#define ENOUGH 1

static bool
is_wanted(const struct listing *listing, const struct item *item)
{
	switch (listing->query->filter) {
	case RULES_AGREED:
		return status_has(item, "agreed");
	case RULES_NOT_AGREED:
		return status_has(item, "not-agreed");
	case RULES_SECOND_LOOK:
		return status_has(item, "second-look");
	case RULES_ALL:
	case RULES_AWAITS:
		break;
	}
	return true;
}

/* Those who are away are not waited for. */
static struct person *
fill_row(struct rules_row *row, const struct opened *opened,
    const struct id *me)
{
	const struct agreed *agreed = &opened->rules.agreed;
	struct person *awaited = mem_new_array(agreed->count, sizeof(*awaited));

	for (size_t i = 0; i < agreed->count; i++) {
		const struct agreed_person *person = &agreed->people[i];
		bool is_me = !id_is_none(me) && id_equal(&person->id, me);
		bool is_awaited = person->is_awaited &&
		    !people_is_away(opened->rules.people, &person->id);

		row->group_count += person->is_in_group;
		row->agreed_count += person->is_in_group && agreed_has(person);
		row->awaits_me |= is_me && is_awaited;
		if (is_me)
			row->my_where = places[person->where];
		if (is_awaited)
			set_who(opened->context, &awaited[row->awaited_count++],
			    &person->id, person->words);
	}
	related_sort_people(awaited, row->awaited_count);
	row->awaited = awaited;
	return awaited;
}

static int
give_row(struct listing *listing, const struct item *item,
    const struct opened *opened)
{
	struct rules_row row = { .item = item };
	struct person *awaited =
	    fill_row(&row, opened, &listing->query->member);
	int err = 0;

	if (listing->query->filter != RULES_AWAITS || row.awaits_me) {
		err = listing->each(listing->data, &row);
		listing->given++;
	}
	for (size_t i = 0; i < row.awaited_count; i++)
		free(awaited[i].name);
	free(awaited);
	if (err == 0 && listing->query->most != 0 &&
	    listing->given == listing->query->most)
		return ENOUGH;
	return err;
}

static int
take_item(void *data, const struct item *item)
{
	struct listing *listing = data;
	struct opened opened = { 0 };
	int err;

	if (!is_wanted(listing, item))
		return 0;
	err = open_rules(&opened, &listing->context, &item->id);
	if (err == 0)
		err = give_row(listing, item, &opened);
	close_rules(&opened);
	return err;
}

int
read_rules_list(struct journal *journal, const struct rules_query *query,
    int (*each)(void *data, const struct rules_row *row), void *data)
{
	const struct query asked = {
		.project = query->project,
		.kind = "rules",
	};
	struct listing listing = {
		.query = query,
		.each = each,
		.data = data,
	};
	int err = item_context_open(&listing.context, journal, &query->project);

	if (err == 0)
		err = read_list(journal, &asked, take_item, &listing);
	item_context_close(&listing.context);
	return err == ENOUGH ? 0 : err;
}
