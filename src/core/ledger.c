/* One decision for people: who should be involved, who was, who decided. */
#include <withus/ledger.h>

#include "base/mem.h"
#include "core/derive.h"
#include "core/ledger_open.h"
#include "core/version.h"

#include <stdlib.h>
#include <string.h>

int
ledger_open(struct ledger_open *out, const struct item_context *context,
    const struct id *id)
{
	int err = derive_lineage(context->journal->store, id, context->voices,
	    &out->lineage);

	out->context = context;
	if (err == 0 && out->lineage.count == 0)
		err = version_refuse(id);
	if (err == 0)
		err = related_demand_kind(context, &out->lineage, "decision");
	if (err == 0)
		out->view = view_make(&out->lineage);
	if (err == 0 && out->view != NULL)
		err = ledger_case_open(&out->found, context, &out->lineage,
		    out->view);
	return err;
}

void
ledger_close(struct ledger_open *open)
{
	ledger_case_close(&open->found);
	view_free(open->view);
	lineage_clear(&open->lineage);
}

void
ledger_set_who(const struct ledger_open *open, struct person *who,
    const struct ledger_person *from)
{
	item_person(open->context, who, &from->id);
	if (from->words == NULL)
		return;
	free(who->name);
	who->name = mem_dup_text(from->words);
}

/* ------------------------------------------------------------ options */

/* a to z, then aa, ab … */
static void
print_letter(char out[DECISION_LETTER_SIZE], size_t index)
{
	size_t first = index / 26, at = 0;

	if (first > 0 && first <= 26)
		out[at++] = (char)('a' + first - 1);
	out[at++] = (char)('a' + index % 26);
	out[at] = '\0';
}

void
decision_letter(char out[DECISION_LETTER_SIZE], const struct record *decision,
    const char *row)
{
	const struct value *options = record_get(decision, "options");

	out[0] = '\0';
	for (size_t i = 0; options != NULL && options->shape == VALUE_ROWS &&
	     i < options->count;
	     i++)
		if (strcmp(options->rows[i].cells[0], row) == 0)
			print_letter(out, i);
}

static void
fill_options(struct decision *out)
{
	const struct value *value = record_get(out->item->words, "options");
	size_t count =
	    value != NULL && value->shape == VALUE_ROWS ? value->count : 0;

	out->options = mem_new_array(count, sizeof(*out->options));
	out->option_count = count;
	for (size_t i = 0; i < count; i++) {
		const struct row *row = &value->rows[i];

		print_letter(out->options[i].letter, i);
		out->options[i].row = row->cells[0];
		out->options[i].text = row->count > 1 ? row->cells[1] : "";
	}
}

static struct decision_option *
find_option(const struct decision *decision, const char *row)
{
	for (size_t i = 0; i < decision->option_count; i++)
		if (strcmp(decision->options[i].row, row) == 0)
			return &decision->options[i];
	return NULL;
}

/* ------------------------------------------------------------ views */

/* By enum counting_words. */
static const enum decision_words words_of[] = {
	[COUNTING_SAME] = DECISION_SAME,
	[COUNTING_CHANGED] = DECISION_CHANGED,
	[COUNTING_UNKNOWN] = DECISION_UNKNOWN,
};

/* What somebody chose: an option that is there, or words. */
static void
set_option(struct decision_view *to, const struct decision *decision)
{
	const char *chosen = record_get_text(to->item->words, "option");
	struct decision_option *option;

	if (chosen == NULL)
		return;
	if (*chosen == '=') {
		to->option_text = chosen + 1;
		return;
	}
	option = find_option(decision, chosen);
	if (option == NULL)
		return;
	memcpy(to->option, option->letter, sizeof(to->option));
	to->option_text = option->text;
	option->chosen_count++;
}

static int
fill_view(struct decision_view *to, const struct decision *decision,
    const struct ledger_open *open, size_t index)
{
	const struct ledger_view *from = &open->found.view_facts[index];
	int err = item_make(open->context, &open->found.views.items[index].id,
	    &to->item);

	if (err != 0)
		return err;
	to->words = words_of[from->words];
	to->is_unasked = from->is_unasked;
	to->is_after = from->is_after;
	to->is_changed = from->is_changed;
	to->is_two_things = from->is_two_things;
	to->is_objection = from->is_objection;
	if (!from->is_two_things)
		to->stance = record_get_text(to->item->words, "stance");
	set_option(to, decision);
	return 0;
}

/* Where each view of the case is among those given; LEDGER_NONE: withdrawn. */
static int
fill_views(struct decision *out, const struct ledger_open *open, size_t *places)
{
	size_t count = open->found.views.count;
	int err = 0;

	out->views = mem_new_array(count, sizeof(*out->views));
	for (size_t i = 0; err == 0 && i < count; i++) {
		places[i] = LEDGER_NONE;
		if (!open->found.view_facts[i].is_there)
			continue;
		places[i] = out->view_count;
		err = fill_view(&out->views[out->view_count++], out, open, i);
	}
	return err;
}

/* ------------------------------------------------------------ people */

static int
compare_people(const void *a, const void *b)
{
	const struct decision_person *left = a, *right = b;

	return related_compare_people(&left->who, &right->who);
}

/* By enum ledger_part. */
static const enum decision_part part_of[] = {
	[LEDGER_AWAITED] = DECISION_AWAITED,
	[LEDGER_GAVE] = DECISION_GAVE,
	[LEDGER_LEFT_OUT] = DECISION_LEFT_OUT,
	[LEDGER_GONE] = DECISION_GONE,
};

static void
fill_people(struct decision *out, const struct ledger_open *open,
    const size_t *places)
{
	const struct ledger *ledger = &open->found.ledger;

	out->people = mem_new_array(ledger->count, sizeof(*out->people));
	out->people_count = ledger->count;
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_person *from = &ledger->people[i];
		struct decision_person *to = &out->people[i];

		to->part = part_of[from->part];
		to->is_away = people_is_away(open->found.people, &from->id);
		if (from->view != LEDGER_NONE)
			to->view = &out->views[places[from->view]];
		out->awaited_count += from->part == LEDGER_AWAITED;
		ledger_set_who(open, &to->who, from);
	}
	if (out->people_count > 1)
		qsort(out->people, out->people_count, sizeof(*out->people),
		    compare_people);
}

/* ------------------------------------------------------------ settlements */

/* Beside whom a settlement says "by agreement". */
static void
fill_claim(struct decision_settlement *to, const struct decision *decision)
{
	to->objections =
	    mem_new_array(decision->view_count, sizeof(*to->objections));
	to->missing =
	    mem_new_array(decision->people_count, sizeof(*to->missing));
	for (size_t i = 0; to->is_claim && i < decision->view_count; i++)
		if (decision->views[i].is_objection)
			to->objections[to->objection_count++] =
			    &decision->views[i];
	for (size_t i = 0; to->is_claim && i < decision->people_count; i++)
		if (decision->people[i].part == DECISION_AWAITED)
			to->missing[to->missing_count++] = &decision->people[i];
}

static bool
was_seen(const struct ledger_settlement *settlement,
    const struct ledger_view *view)
{
	for (size_t s = 0; s < settlement->seen_count; s++)
		for (size_t v = 0; v < view->version_count; v++)
			if (vid_equal(&settlement->seen[s], &view->versions[v]))
				return true;
	return false;
}

/* Whose views were there; one that was withdrawn since is nobody's now. */
static void
fill_seen(struct decision_settlement *to, const struct ledger_open *open,
    const struct ledger_settlement *from)
{
	to->seen = mem_new_array(open->found.views.count, sizeof(*to->seen));
	for (size_t i = 0; i < open->found.views.count; i++)
		if (was_seen(from, &open->found.view_facts[i]))
			item_person(open->context, &to->seen[to->seen_count++],
			    &open->found.view_facts[i].by);
}

static int
add_settlement(struct decision *out, const struct ledger_open *open,
    size_t index)
{
	const struct ledger_settlement *from =
	    &open->found.settlement_facts[index];
	struct decision_settlement *to =
	    &out->settlements[out->settlement_count++];

	to->is_in_force = from->is_in_force;
	to->is_claim = from->is_claim;
	to->words = words_of[open->found.settlement_words[index]];
	fill_claim(to, out);
	fill_seen(to, open, from);
	out->in_force_count += from->is_in_force;
	return item_make(open->context, &from->id, &to->item);
}

/* Those in force first; each kind newest first. */
static int
fill_settlements(struct decision *out, const struct ledger_open *open)
{
	const struct ledger_case *found = &open->found;
	int err = 0;

	out->settlements =
	    mem_new_array(found->settlements.count, sizeof(*out->settlements));
	for (size_t i = found->settlements.count; err == 0 && i-- > 0;)
		if (found->settlement_facts[i].is_in_force)
			err = add_settlement(out, open, i);
	for (size_t i = found->settlements.count; err == 0 && i-- > 0;)
		if (!found->settlement_facts[i].is_in_force)
			err = add_settlement(out, open, i);
	return err;
}

/* ------------------------------------------------------------ the rest */

static int
fill_answers(struct decision *out, const struct ledger_open *open)
{
	const struct ledger_case *found = &open->found;
	int err = 0;

	out->answers =
	    mem_new_array(found->answers.count, sizeof(struct item *));
	for (size_t i = 0; err == 0 && i < found->answers.count; i++) {
		err = item_make(open->context, &found->answers.items[i].id,
		    &out->answers[out->answer_count]);
		if (err == 0)
			out->answer_count++;
		out->latest_count += found->answer_facts[i].is_latest;
	}
	return err;
}

static int
fill_mention(struct decision_mention *to, const struct ledger_open *open,
    const struct id *id)
{
	to->id = *id;
	return read_mention(open->context->journal, open->context->project, id,
	    &to->title, &to->code);
}

static int
fill_successors(struct decision *out, const struct ledger_open *open)
{
	const struct related_ids *ids = &open->found.successors;
	int err = 0;

	out->replaced_by = mem_new_array(ids->count, sizeof(*out->replaced_by));
	for (size_t i = 0; err == 0 && i < ids->count; i++) {
		struct decision_mention *to =
		    &out->replaced_by[out->replaced_by_count++];

		to->is_settled = open->found.are_settled[i];
		err = fill_mention(to, open, &ids->ids[i]);
	}
	return err;
}

static int
fill_replaced(struct decision *out, const struct ledger_open *open)
{
	const struct value *value = record_get(out->item->words, "replaces");
	int err = 0;

	if (value == NULL || value->shape != VALUE_SET)
		return 0;
	out->replaces = mem_new_array(value->count, sizeof(*out->replaces));
	for (size_t i = 0; err == 0 && i < value->count; i++) {
		struct decision_mention *to;
		struct id id;

		if (!id_parse(&id, value->items[i], strlen(value->items[i])))
			continue;
		to = &out->replaces[out->replaces_count++];
		err =
		    ledger_case_is_settled(open->context, &id, &to->is_settled);
		if (err == 0)
			err = fill_mention(to, open, &id);
	}
	return err;
}

static int
fill_decision(struct decision *out, const struct ledger_open *open)
{
	size_t *places =
	    mem_new_array(open->found.views.count, sizeof(*places));
	int err;

	fill_options(out);
	out->is_for_all = open->found.names.is_all;
	err = fill_views(out, open, places);
	if (err == 0)
		fill_people(out, open, places);
	free(places);
	if (err == 0)
		err = fill_settlements(out, open);
	if (err == 0)
		err = fill_answers(out, open);
	if (err == 0)
		err = fill_successors(out, open);
	if (err == 0)
		err = fill_replaced(out, open);
	return err;
}

/* What was withdrawn is shown as that alone. */
static int
read_with(const struct item_context *context, const struct id *id,
    struct decision *out)
{
	struct ledger_open open = { .context = context };
	int err = ledger_open(&open, context, id);

	if (err == 0)
		err = item_make(context, id, &out->item);
	if (err == 0 && open.view != NULL && !open.view->is_withdrawn)
		err = fill_decision(out, &open);
	ledger_close(&open);
	return err;
}

int
read_decision(struct journal *journal, const struct id *project,
    const struct id *id, struct decision **out)
{
	struct decision *decision = mem_new(sizeof(*decision));
	struct item_context context;
	int err = item_context_open(&context, journal, project);

	if (err == 0)
		err = read_with(&context, id, decision);
	item_context_close(&context);
	if (err != 0) {
		decision_free(decision);
		return err;
	}
	*out = decision;
	return 0;
}

static void
free_settlement(struct decision_settlement *settlement)
{
	for (size_t i = 0; i < settlement->seen_count; i++)
		free(settlement->seen[i].name);
	free(settlement->seen);
	free(settlement->objections);
	free(settlement->missing);
	item_free(settlement->item);
}

static void
free_mentions(struct decision_mention *mentions, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(mentions[i].code);
		free(mentions[i].title);
	}
	free(mentions);
}

void
decision_free(struct decision *decision)
{
	if (decision == NULL)
		return;
	for (size_t i = 0; i < decision->settlement_count; i++)
		free_settlement(&decision->settlements[i]);
	for (size_t i = 0; i < decision->people_count; i++)
		free(decision->people[i].who.name);
	for (size_t i = 0; i < decision->view_count; i++)
		item_free(decision->views[i].item);
	for (size_t i = 0; i < decision->answer_count; i++)
		item_free(decision->answers[i]);
	free_mentions(decision->replaced_by, decision->replaced_by_count);
	free_mentions(decision->replaces, decision->replaces_count);
	free(decision->settlements);
	free(decision->people);
	free(decision->views);
	free(decision->answers);
	free(decision->options);
	item_free(decision->item);
	free(decision);
}
