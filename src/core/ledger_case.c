#include "core/ledger_case.h"

#include "base/mem.h"
#include "core/row.h"
#include "core/status.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ views */

/* What else of the lineage says what this version does. */
static void
fill_alike(struct ledger_head *head, const struct lineage *lineage,
    const struct record *words)
{
	head->alike = mem_new_array(lineage->count, sizeof(*head->alike));
	for (size_t v = 0; v < lineage->count; v++)
		if (record_same_words(lineage->versions[v].record, words))
			head->alike[head->alike_count++] =
			    lineage->versions[v].vid;
}

static void
fill_view(struct ledger_case *ledger, struct ledger_view *out,
    const struct related *view)
{
	size_t count = view->view->head_count;
	struct ledger_head *heads = mem_new_array(count, sizeof(*heads));
	struct vid *versions =
	    mem_new_array(view->lineage.count, sizeof(*versions));

	for (size_t h = 0; h < count; h++) {
		const struct version *version =
		    &view->lineage.versions[view->view->heads[h]];
		const char *stance = record_get_text(version->record, "stance");

		heads[h] = (struct ledger_head){
			.vid = version->vid,
			.stance = stance != NULL ? stance : "",
			.words =
			    related_compare(&ledger->words, version->record),
			.is_withdrawn = record_is_withdrawn(version->record),
		};
		fill_alike(&heads[h], &view->lineage, version->record);
	}
	for (size_t v = 0; v < view->lineage.count; v++)
		versions[v] = view->lineage.versions[v].vid;
	*out = (struct ledger_view){
		.by = view->by,
		.heads = heads,
		.head_count = count,
		.versions = versions,
		.version_count = view->lineage.count,
	};
}

static void
clear_view(const struct ledger_view *view)
{
	for (size_t h = 0; h < view->head_count; h++)
		free(view->heads[h].alike);
	free(view->heads);
	free(view->versions);
}

/* ------------------------------------------------------------ settlements */

static void
fill_settlement(struct ledger_settlement *out, const struct related *from)
{
	const struct record *words = from->view->record;
	const char *how = record_get_text(words, "how");
	const char *instead = record_get_text(words, "instead");

	*out = (struct ledger_settlement){
		.id = from->id,
		.has_task = record_get(words, "who") != NULL ||
		    record_get(words, "by-when") != NULL,
		.is_of_all = how != NULL && strcmp(how, "agreement") == 0,
		.is_withdrawn = from->view->is_withdrawn,
		.said = counting_print(from->view),
	};
	out->seen_count = counting_read(words, "seen", &out->seen);
	if (instead != NULL)
		(void)id_parse(&out->instead, instead, strlen(instead));
	memcpy(out->day, from->day, sizeof(out->day));
	presence_set_day(out->look_again, record_get_text(words, "look-again"));
}

static void
clear_settlement(const struct ledger_settlement *settlement)
{
	free(settlement->said);
	free(settlement->seen);
}

/* The best that any head says: who settled it anew on another computer did so
 * to what was there. */
static enum counting_words
compare_heads(struct related_words *words, const struct related *from)
{
	enum counting_words best = COUNTING_CHANGED;

	for (size_t h = 0; h < from->view->head_count; h++) {
		const struct record *head =
		    from->lineage.versions[from->view->heads[h]].record;
		enum counting_words found;

		if (record_is_withdrawn(head))
			continue;
		found = related_compare(words, head);
		if (found == COUNTING_SAME || best == COUNTING_CHANGED)
			best = found;
	}
	return best;
}

static void
fill_settlements(struct ledger_settlement **out,
    const struct relatives *settlements)
{
	*out = mem_new_array(settlements->count, sizeof(**out));
	for (size_t i = 0; i < settlements->count; i++)
		fill_settlement(&(*out)[i], &settlements->items[i]);
}

static void
clear_settlements(struct ledger_settlement *settlements, size_t count)
{
	for (size_t i = 0; settlements != NULL && i < count; i++)
		clear_settlement(&settlements[i]);
	free(settlements);
}

static struct related_asked
ask(const struct id *decision, const char *kind, const char *field)
{
	return (struct related_asked){
		.target = *decision,
		.kind = kind,
		.field = field,
	};
}

int
ledger_case_is_settled(const struct item_context *context,
    const struct id *decision, bool *out)
{
	const struct related_asked asked =
	    ask(decision, "settlement", "decision");
	struct relatives settlements = { 0 };
	struct ledger_settlement *facts = NULL;
	int err = related_load(context, &asked, &settlements);

	if (err == 0) {
		fill_settlements(&facts, &settlements);
		*out = ledger_find_force(facts, settlements.count) > 0;
	}
	clear_settlements(facts, settlements.count);
	related_clear(&settlements);
	return err;
}

/* ------------------------------------------------------------ all of it */

static void
fill_answer(struct ledger_answer *out, const struct related *from)
{
	const char *progress = record_get_text(from->view->record, "progress");

	*out = (struct ledger_answer){
		.is_final = progress != NULL &&
		    (strcmp(progress, "done") == 0 ||
			strcmp(progress, "not-possible") == 0),
	};
	memcpy(out->day, from->day, sizeof(out->day));
}

static int
load_successors(struct ledger_case *ledger, const struct item_context *context,
    const struct id *decision)
{
	const struct related_asked asked =
	    ask(decision, "decision", "replaces");
	int err =
	    related_find(context->journal->store, &asked, &ledger->successors);

	ledger->are_settled = mem_new_array(ledger->successors.count,
	    sizeof(*ledger->are_settled));
	for (size_t i = 0; err == 0 && i < ledger->successors.count; i++)
		if (!id_equal(&ledger->successors.ids[i], decision))
			err = ledger_case_is_settled(context,
			    &ledger->successors.ids[i],
			    &ledger->are_settled[i]);
	return err;
}

static int
load_all(struct ledger_case *ledger, const struct item_context *context,
    const struct id *decision)
{
	const struct related_asked views = ask(decision, "view", "decision");
	const struct related_asked settlements =
	    ask(decision, "settlement", "decision");
	const struct related_asked answers = ask(decision, "answer", "to");
	int err = people_get(context, &ledger->people);

	if (err == 0)
		err = related_load(context, &views, &ledger->views);
	if (err == 0)
		err = related_load(context, &settlements, &ledger->settlements);
	if (err == 0)
		err = related_load(context, &answers, &ledger->answers);
	if (err == 0)
		err = load_successors(ledger, context, decision);
	return err;
}

static void
fill_facts(struct ledger_case *ledger)
{
	ledger->view_facts =
	    mem_new_array(ledger->views.count, sizeof(*ledger->view_facts));
	for (size_t i = 0; i < ledger->views.count; i++)
		fill_view(ledger, &ledger->view_facts[i],
		    &ledger->views.items[i]);
	fill_settlements(&ledger->settlement_facts, &ledger->settlements);
	ledger->settlement_words = mem_new_array(ledger->settlements.count,
	    sizeof(*ledger->settlement_words));
	for (size_t i = 0; i < ledger->settlements.count; i++)
		ledger->settlement_words[i] = compare_heads(&ledger->words,
		    &ledger->settlements.items[i]);
	ledger->answer_facts =
	    mem_new_array(ledger->answers.count, sizeof(*ledger->answer_facts));
	for (size_t i = 0; i < ledger->answers.count; i++)
		fill_answer(&ledger->answer_facts[i],
		    &ledger->answers.items[i]);
}

static void
work_out(struct ledger_case *ledger, const struct lineage *lineage,
    const struct record *decision)
{
	char today[11], until[11];
	struct ledger_matter matter = {
		.names = &ledger->names,
		.members = ledger->people->members,
		.member_count = ledger->people->count,
		.views = ledger->view_facts,
		.view_count = ledger->views.count,
		.settlements = ledger->settlement_facts,
		.settlement_count = ledger->settlements.count,
		.answers = ledger->answer_facts,
		.answer_count = ledger->answers.count,
		.made = row_first_version(lineage)->record->made,
		.until = until,
		.today = today,
	};

	people_today(today);
	presence_set_day(until, record_get_text(decision, "until"));
	for (size_t i = 0; i < ledger->successors.count; i++)
		matter.has_successor |= ledger->are_settled[i];
	ledger_make(&ledger->ledger, &matter);
}

int
ledger_case_open(struct ledger_case *out, const struct item_context *context,
    const struct lineage *lineage, const struct view *view)
{
	int err;

	*out = (struct ledger_case){ .words = { .lineage = lineage } };
	ledger_gather(&out->names, lineage);
	err = load_all(out, context, &lineage->id);
	if (err != 0)
		return err;
	fill_facts(out);
	work_out(out, lineage, view->record);
	return 0;
}

void
ledger_case_close(struct ledger_case *ledger)
{
	for (size_t i = 0;
	     ledger->view_facts != NULL && i < ledger->views.count; i++)
		clear_view(&ledger->view_facts[i]);
	free(ledger->view_facts);
	clear_settlements(ledger->settlement_facts, ledger->settlements.count);
	free(ledger->settlement_words);
	free(ledger->answer_facts);
	free(ledger->successors.ids);
	free(ledger->are_settled);
	ledger_clear(&ledger->ledger);
	related_clear(&ledger->views);
	related_clear(&ledger->settlements);
	related_clear(&ledger->answers);
	related_words_clear(&ledger->words);
	ledger_names_clear(&ledger->names);
}

void
ledger_case_name(const struct ledger_case *ledger, struct item *item)
{
	const char *names[LEDGER_STATES_MOST];
	size_t count = ledger_name_states(ledger->ledger.states, names);

	for (size_t i = 0; i < count; i++)
		status_add(item, names[i]);
}
