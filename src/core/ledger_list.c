/* Lists of decisions: which ones, and who is waited for. */
#include <withus/ledger.h>

#include "base/mem.h"
#include "core/ledger_open.h"
#include "core/status.h"

#include <stdlib.h>

struct listing {
	struct item_context context;
	const struct decision_query *query;
	int (*each)(void *data, const struct decision_row *row);
	void *data;
	size_t given;
};

/* Ends a walk that has given enough; no error that anybody sees. */
#define ENOUGH 1

static bool
is_open(const struct item *item)
{
	return (status_has(item, "open") || status_has(item, "ready")) &&
	    !status_has(item, "replaced");
}

static bool
is_wanted(const struct listing *listing, const struct item *item)
{
	switch (listing->query->filter) {
	case DECISIONS_OPEN:
	case DECISIONS_AWAIT:
		return is_open(item);
	case DECISIONS_SETTLED:
		return status_has(item, "settled") ||
		    status_has(item, "settled-differently");
	case DECISIONS_ANOTHER_LOOK:
		return status_has(item, "another-look");
	case DECISIONS_CARRY_OUT:
		return status_has(item, "to-carry-out");
	case DECISIONS_ALL:
		break;
	}
	return true;
}

/* Those who are away are not waited for; nor is anybody once it is settled,
 * though a view can still be given. */
static struct person *
fill_awaited(struct decision_row *row, const struct ledger_open *open,
    const struct id *me)
{
	const struct ledger *ledger = &open->found.ledger;
	struct person *awaited = mem_new_array(ledger->count, sizeof(*awaited));

	for (size_t i = 0; is_open(row->item) && i < ledger->count; i++) {
		const struct ledger_person *person = &ledger->people[i];

		if (person->part != LEDGER_AWAITED ||
		    people_is_away(open->found.people, &person->id))
			continue;
		row->awaits_me |= !id_is_none(me) && id_equal(&person->id, me);
		ledger_set_who(open, &awaited[row->awaited_count++], person);
	}
	related_sort_people(awaited, row->awaited_count);
	row->awaited = awaited;
	return awaited;
}

/* The newest of those that hold. */
static int
fill_settlement(struct decision_row *row, const struct ledger_open *open,
    struct item **out)
{
	const struct ledger_case *found = &open->found;
	int err = 0;

	for (size_t i = found->settlements.count; i-- > 0;) {
		if (!found->settlement_facts[i].is_in_force)
			continue;
		err = item_make(open->context, &found->settlements.items[i].id,
		    out);
		break;
	}
	row->settlement = *out;
	return err;
}

static void
count_people(struct decision_row *row, const struct ledger_open *open)
{
	row->people_count = open->found.ledger.count;
	for (size_t i = 0; i < open->found.views.count; i++)
		row->view_count += open->found.view_facts[i].is_there;
}

static int
give_row(struct listing *listing, const struct item *item,
    const struct ledger_open *open)
{
	struct decision_row row = { .item = item };
	struct item *settlement = NULL;
	struct person *awaited =
	    fill_awaited(&row, open, &listing->query->member);
	int err = fill_settlement(&row, open, &settlement);

	count_people(&row, open);
	if (err == 0 &&
	    (listing->query->filter != DECISIONS_AWAIT || row.awaits_me)) {
		err = listing->each(listing->data, &row);
		listing->given++;
	}
	for (size_t i = 0; i < row.awaited_count; i++)
		free(awaited[i].name);
	free(awaited);
	item_free(settlement);
	if (err == 0 && listing->query->most != 0 &&
	    listing->given == listing->query->most)
		return ENOUGH;
	return err;
}

static int
take_item(void *data, const struct item *item)
{
	struct listing *listing = data;
	struct ledger_open open = { .context = &listing->context };
	int err;

	if (!is_wanted(listing, item))
		return 0;
	err = ledger_open(&open, &listing->context, &item->id);
	if (err == 0)
		err = give_row(listing, item, &open);
	ledger_close(&open);
	return err;
}

int
read_decision_list(struct journal *journal, const struct decision_query *query,
    int (*each)(void *data, const struct decision_row *row), void *data)
{
	const struct query asked = {
		.project = query->project,
		.kind = "decision",
		.since = query->since,
		.until = query->until,
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
