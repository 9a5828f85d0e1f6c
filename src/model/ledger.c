/*
 * Three things are kept apart: who should be involved (what the versions of
 * the decision say), who was (whose views are there), and who decided (what
 * the settlements say). Nothing that somebody may not take away is taken away
 * by others: a name that stood in any version of the decision stays, a view
 * stays its writer's, and a settlement only ceases to hold where its writer
 * withdrew it or another one says that it stands in for it.
 */
#include "model/ledger.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ involved */

static int
compare_items(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

static void
take_names(struct ledger_names *out, const struct value *value, size_t *cap)
{
	for (size_t i = 0; i < value->count; i++) {
		if (value_has(&out->named, value->items[i]))
			continue;
		out->named.items = mem_grow(out->named.items, cap,
		    out->named.count + 1, sizeof *out->named.items);
		out->named.items[out->named.count++] =
		    mem_dup_text(value->items[i]);
		qsort(out->named.items, out->named.count,
		    sizeof *out->named.items, compare_items);
	}
}

/* A version that says nobody says everyone. One that was withdrawn says
 * nothing. */
void
ledger_gather(struct ledger_names *out, const struct lineage *lineage)
{
	size_t cap = 0;

	*out = (struct ledger_names){ .named = { .shape = VALUE_SET } };
	for (size_t v = 0; v < lineage->count; v++) {
		const struct version *version = &lineage->versions[v];
		const struct value *value =
		    record_get(version->record, "involve");

		if (version->standing != STANDING_GOOD ||
		    record_is_withdrawn(version->record))
			continue;
#if MUTANT == 35
		if (version->child_count > 0)
			continue;
#endif
		if (value && value->shape == VALUE_SET)
			take_names(out, value, &cap);
		else
			out->is_all = true;
	}
}

void
ledger_names_clear(struct ledger_names *names)
{
	value_clear(&names->named);
	*names = (struct ledger_names){ .named = { .shape = VALUE_SET } };
}

static void
add_person(struct ledger *out, const struct id *id)
{
	for (size_t i = 0; i < out->count; i++)
		if (id_equal(&out->people[i].id, id))
			return;
	out->people[out->count++] = (struct ledger_person){
		.id = *id,
		.view = LEDGER_NONE,
	};
}

static void
add_name(struct ledger *out, const char *name)
{
	struct id id;

	if (*name == '=')
		out->people[out->count++] = (struct ledger_person){
			.words = name + 1,
			.view = LEDGER_NONE,
		};
	else if (id_parse(&id, name, strlen(name)))
		add_person(out, &id);
}

/* ------------------------------------------------------------ settlements */

static size_t
find_settlement(const struct ledger_settlement *settlements, size_t count,
    const struct id *id)
{
	for (size_t s = 0; s < count; s++)
		if (!id_is_none(id) && !settlements[s].is_withdrawn &&
		    id_equal(&settlements[s].id, id))
			return s;
	return count;
}

/* Whether `from` stands in, step by step, for `to`. Each names one, so that
 * there is one way on; of a circle no more than all is walked. */
static bool
does_stand_in(const struct ledger_settlement *settlements, size_t count,
    size_t from, size_t to)
{
	size_t at = from;

	for (size_t steps = 0; steps < count; steps++) {
		at = find_settlement(settlements, count,
		    &settlements[at].instead);
		if (at == count)
			return false;
		if (at == to)
			return true;
	}
	return false;
}

/* Two that stand in for each other contradict each other: both hold. */
size_t
ledger_find_force(struct ledger_settlement *settlements, size_t count)
{
	size_t in_force = 0;

	for (size_t s = 0; s < count; s++) {
		bool is_out = settlements[s].is_withdrawn;

		for (size_t t = 0; !is_out && t < count; t++)
			is_out = t != s && !settlements[t].is_withdrawn &&
			    does_stand_in(settlements, count, t, s) &&
			    !does_stand_in(settlements, count, s, t);
#if MUTANT == 36
		is_out = settlements[s].is_withdrawn;
#endif
		settlements[s].is_in_force = !is_out;
		in_force += !is_out;
	}
	return in_force;
}

static bool
do_differ(const struct ledger_settlement *settlements, size_t count)
{
	const char *said = NULL;

	for (size_t s = 0; s < count; s++) {
		if (!settlements[s].is_in_force)
			continue;
		if (said && strcmp(said, settlements[s].said) != 0)
			return true;
		said = settlements[s].said;
	}
	return false;
}

/* The day that counts for who should have been there: that of settling, the
 * last of several; else today. */
static const char *
find_day(const struct ledger_matter *matter, size_t in_force)
{
	const char *day = in_force > 0 ? "" : matter->today;

#if MUTANT == 45
	return matter->today;
#endif
	for (size_t s = 0; s < matter->settlement_count; s++)
		if (matter->settlements[s].is_in_force &&
		    strcmp(matter->settlements[s].day, day) > 0)
			day = matter->settlements[s].day;
	return day;
}

/* ------------------------------------------------------------ views */

static void
look_at_heads(struct ledger_view *view)
{
	size_t live = 0, leaving = 0, same = 0, unknown = 0;
	const char *stance = NULL;

	view->is_two_things = false;
	view->is_objection = false;
	for (size_t h = 0; h < view->head_count; h++) {
		const struct ledger_head *head = &view->heads[h];

		if (head->is_withdrawn)
			continue;
		live++;
		view->is_two_things |=
		    stance && strcmp(stance, head->stance) != 0;
		stance = head->stance;
		view->is_objection |= strcmp(stance, "object") == 0;
		leaving += strcmp(stance, "leave-out") == 0;
		same += head->words == COUNTING_SAME;
		unknown += head->words == COUNTING_UNKNOWN;
	}
	view->is_there = live > 0;
	view->is_two_things |= live > 0 && live < view->head_count;
	view->is_leaving = live > 0 && leaving == live;
	view->words = same > 0 ? COUNTING_SAME :
	    unknown > 0        ? COUNTING_UNKNOWN :
				 COUNTING_CHANGED;
}

static bool
has_vid(const struct vid *vids, size_t count, const struct vid *vid)
{
	for (size_t i = 0; i < count; i++)
		if (vid_equal(&vids[i], vid))
			return true;
	return false;
}

/* Whether any settlement that holds had seen one of these versions. */
static bool
was_seen(const struct ledger_matter *matter, const struct vid *vid)
{
	for (size_t s = 0; s < matter->settlement_count; s++)
		if (matter->settlements[s].is_in_force &&
		    has_vid(matter->settlements[s].seen,
			matter->settlements[s].seen_count, vid))
			return true;
	return false;
}

/* Words are compared, not versions: an undo brings back what was seen. */
static bool
was_head_seen(const struct ledger_matter *matter,
    const struct ledger_head *head)
{
	bool seen = was_seen(matter, &head->vid);

	for (size_t i = 0; i < head->alike_count; i++)
		seen |= was_seen(matter, &head->alike[i]);
	return seen;
}

static void
look_at_time(struct ledger_view *view, const struct ledger_matter *matter)
{
	bool was_ever = false, is_now = true;

	for (size_t v = 0; v < view->version_count; v++)
		was_ever |= was_seen(matter, &view->versions[v]);
	for (size_t h = 0; h < view->head_count; h++)
		is_now &= view->heads[h].is_withdrawn ||
		    was_head_seen(matter, &view->heads[h]);
	view->is_after = !was_ever && !is_now;
	view->is_changed = was_ever && !is_now;
}

static void
look_at_views(const struct ledger_matter *matter, size_t in_force)
{
	for (size_t v = 0; v < matter->view_count; v++) {
		struct ledger_view *view = &matter->views[v];

		view->is_unasked = true;
		view->is_after = false;
		view->is_changed = false;
		look_at_heads(view);
		if (view->is_there && in_force > 0)
			look_at_time(view, matter);
	}
}

/* ------------------------------------------------------------ people */

static void
place_person(struct ledger_person *person, const struct ledger_matter *matter,
    const char *day)
{
	const struct presence *member =
	    presence_find(matter->members, matter->member_count, &person->id);
	bool has_left =
	    member && member->left[0] != '\0' && strcmp(member->left, day) <= 0;
	bool is_leaving = true;

	for (size_t v = matter->view_count; v-- > 0;) {
		struct ledger_view *view = &matter->views[v];

		if (id_is_none(&person->id) || !view->is_there ||
		    !id_equal(&view->by, &person->id))
			continue;
		view->is_unasked = false;
		person->view = v;
		is_leaving &= view->is_leaving;
	}
#if MUTANT == 37
	is_leaving = false;
	if (person->view != LEDGER_NONE &&
	    matter->views[person->view].is_leaving)
		person->view = LEDGER_NONE;
#endif
	if (person->view != LEDGER_NONE)
		person->part = is_leaving ? LEDGER_LEFT_OUT : LEDGER_GAVE;
	else
		person->part = has_left ? LEDGER_GONE : LEDGER_AWAITED;
}

/* The day by which everyone had joined. Teams write down what they decided
 * long before there were members here: who was there when it was written down
 * is who can be asked. */
static const char *
find_day_of_all(const struct ledger_matter *matter, const char *day)
{
	for (size_t m = 0; m < matter->member_count; m++)
		if (strcmp(matter->members[m].joined, day) <= 0)
			return day;
	return MUTANT == 48 ? day : matter->made;
}

static void
gather_people(struct ledger *out, const struct ledger_matter *matter,
    const char *day)
{
	const struct value *named = &matter->names->named;
	const char *day_of_all = find_day_of_all(matter, day);

	out->people = mem_new_array(named->count + matter->member_count,
	    sizeof *out->people);
	for (size_t i = 0; i < named->count; i++)
		add_name(out, named->items[i]);
	for (size_t m = 0; matter->names->is_all && m < matter->member_count;
	     m++)
		if (presence_has(&matter->members[m], day_of_all))
			add_person(out, &matter->members[m].id);
	for (size_t i = 0; i < out->count; i++)
		place_person(&out->people[i], matter, day);
}

static size_t
count_awaited(const struct ledger *ledger)
{
	size_t count = 0;

	for (size_t i = 0; i < ledger->count; i++)
		count += ledger->people[i].part == LEDGER_AWAITED;
	return count;
}

static void
find_claims(const struct ledger *ledger, const struct ledger_matter *matter)
{
	bool is_open = count_awaited(ledger) > 0;

	for (size_t v = 0; v < matter->view_count; v++)
		is_open |= matter->views[v].is_objection;
#if MUTANT == 38
	is_open = count_awaited(ledger) > 0;
#endif
	for (size_t s = 0; s < matter->settlement_count; s++)
		matter->settlements[s].is_claim =
		    is_open && matter->settlements[s].is_of_all;
}

/* ------------------------------------------------------------ status */

/* The answers of the last day count, and one that is final is enough. */
static bool
is_carried_out(const struct ledger_matter *matter)
{
	const char *last = "";
	bool is_final = false;

	for (size_t a = 0; a < matter->answer_count; a++)
		if (strcmp(matter->answers[a].day, last) > 0)
			last = matter->answers[a].day;
	for (size_t a = 0; a < matter->answer_count; a++) {
		struct ledger_answer *answer = &matter->answers[a];

		answer->is_latest = strcmp(answer->day, last) == 0;
#if MUTANT == 39
		answer->is_latest = true;
#endif
		is_final |= answer->is_latest && answer->is_final;
	}
	return is_final;
}

static unsigned
judge_settled(const struct ledger_matter *matter, bool is_done)
{
	unsigned states =
	    do_differ(matter->settlements, matter->settlement_count) ?
	    LEDGER_DIFFERENTLY :
	    LEDGER_SETTLED;
	for (size_t s = 0; s < matter->settlement_count; s++) {
		const struct ledger_settlement *settlement =
		    &matter->settlements[s];

		if (!settlement->is_in_force || matter->has_successor)
			continue;
		if (settlement->has_task && !is_done)
			states |= LEDGER_TO_CARRY_OUT;
		if (settlement->look_again[0] != '\0' &&
		    strcmp(settlement->look_again, matter->today) <= 0)
			states |= LEDGER_ANOTHER_LOOK;
	}
	return states;
}

/* The last day to give a view is a day to give one. */
static bool
is_ready(const struct ledger *ledger, const struct ledger_matter *matter)
{
	if (matter->until[0] != '\0' &&
	    strcmp(matter->until, matter->today) < 0)
		return true;
	return count_awaited(ledger) == 0;
}

void
ledger_make(struct ledger *out, const struct ledger_matter *matter)
{
	size_t in_force =
	    ledger_find_force(matter->settlements, matter->settlement_count);
	bool is_done = is_carried_out(matter);

	*out = (struct ledger){ 0 };
	look_at_views(matter, in_force);
	gather_people(out, matter, find_day(matter, in_force));
	find_claims(out, matter);
	if (in_force > 0)
		out->states = judge_settled(matter, is_done);
	else
		out->states =
		    is_ready(out, matter) ? LEDGER_READY : LEDGER_OPEN;
	if (matter->has_successor)
		out->states |= LEDGER_REPLACED;
}

void
ledger_clear(struct ledger *ledger)
{
	free(ledger->people);
	*ledger = (struct ledger){ 0 };
}

static const struct {
	enum ledger_state state;
	const char *name;
} states[] = {
	{ .state = LEDGER_OPEN, .name = "open" },
	{ .state = LEDGER_READY, .name = "ready" },
	{ .state = LEDGER_SETTLED, .name = "settled" },
	{ .state = LEDGER_DIFFERENTLY, .name = "settled-differently" },
	{ .state = LEDGER_REPLACED, .name = "replaced" },
	{ .state = LEDGER_TO_CARRY_OUT, .name = "to-carry-out" },
	{ .state = LEDGER_ANOTHER_LOOK, .name = "another-look" },
};

size_t
ledger_name_states(unsigned of, const char *out[LEDGER_STATES_MOST])
{
	size_t count = 0;

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (of & states[i].state && count < LEDGER_STATES_MOST)
			out[count++] = states[i].name;
	return count;
}
