#include "core/rules_case.h"

#include "base/mem.h"
#include "core/status.h"

#include <stdlib.h>
#include <string.h>

static void
add_heads(struct rules_case *rules, const struct related *agreement,
    struct agreed_said *said, size_t *count)
{
	for (size_t h = 0; h < agreement->view->head_count; h++) {
		const struct record *head =
		    agreement->lineage.versions[agreement->view->heads[h]]
			.record;
		const char *stance = record_get_text(head, "stance");

		said[(*count)++] = (struct agreed_said){
			.by = head->by,
			.stance = stance != NULL ? stance : "",
			.words = related_compare(&rules->words, head),
			.is_withdrawn = record_is_withdrawn(head),
		};
	}
}

static void
work_out(struct rules_case *rules)
{
	const struct relatives *agreements = &rules->agreements;
	struct agreed_said *said;
	size_t most = 0, count = 0;
	char today[11];
	struct agreed_matter matter = {
		.rules = rules->view->record,
		.members = rules->people->members,
		.member_count = rules->people->count,
		.today = today,
	};

	people_today(today);
	for (size_t i = 0; i < agreements->count; i++)
		most += agreements->items[i].view->head_count;
	said = mem_new_array(most, sizeof(*said));
	for (size_t i = 0; i < agreements->count; i++)
		add_heads(rules, &agreements->items[i], said, &count);
	matter.said = said;
	matter.said_count = count;
	agreed_make(&rules->agreed, &matter);
	free(said);
}

int
rules_case_open(struct rules_case *out, const struct item_context *context,
    const struct lineage *lineage, const struct view *view)
{
	const struct related_asked asked = {
		.target = lineage->id,
		.kind = "agreement",
		.field = "rules",
	};
	int err;

	*out = (struct rules_case){
		.words = { .lineage = lineage },
		.view = view,
	};
	err = people_get(context, &out->people);
	if (err == 0)
		err = related_load(context, &asked, &out->agreements);
	if (err == 0)
		work_out(out);
	return err;
}

void
rules_case_close(struct rules_case *rules)
{
	agreed_clear(&rules->agreed);
	related_words_clear(&rules->words);
	related_clear(&rules->agreements);
}

const struct related *
rules_case_find(const struct rules_case *rules, const struct id *by)
{
	for (size_t i = rules->agreements.count; i-- > 0;)
		if (id_equal(&rules->agreements.items[i].by, by))
			return &rules->agreements.items[i];
	return NULL;
}

void
rules_case_name(const struct rules_case *rules, struct item *item)
{
	status_add(item, rules->agreed.is_agreed ? "agreed" : "not-agreed");
	if (rules->agreed.has_other_group || rules->agreed.is_due)
		status_add(item, "second-look");
}
