#include "core/group.h"

#include "base/mem.h"
#include "core/people.h"

#include <stdlib.h>
#include <string.h>

#define GROUP "group"
#define ALL "all"

/* Words for those who are no members stay. */
static void
set_group(struct record *words, const struct people *people)
{
	const struct value *before = record_get(words, GROUP);
	size_t most = before->count + people->count, count = 0;
	const char **items = mem_new_array(most, sizeof(*items));
	char(*ids)[ID_TEXT_SIZE] = mem_new_array(people->count, sizeof(*ids));
	struct value kept;
	char today[11];

	value_copy(&kept, before);
	people_today(today);
	for (size_t i = 0; i < kept.count; i++)
		if (kept.items[i][0] == '=' || strcmp(kept.items[i], ALL) == 0)
			items[count++] = kept.items[i];
	for (size_t i = 0; i < people->count; i++) {
		if (!presence_has(&people->members[i], today))
			continue;
		id_print(ids[i], &people->members[i].id);
		items[count++] = ids[i];
	}
	record_set_items(words, GROUP, items, count);
	value_clear(&kept);
	free(items);
	free(ids);
}

static bool
is_for_all(const struct record *words)
{
	const struct value *group = record_get(words, GROUP);

	return strcmp(words->kind, "rules") == 0 && group != NULL &&
	    group->shape == VALUE_SET && value_has(group, ALL);
}

int
group_renew(struct journal *journal, const struct id *project,
    struct record *words)
{
	const struct people *people = NULL;
	struct item_context context;
	int err;

	if (!is_for_all(words))
		return 0;
	err = item_context_open(&context, journal, project);
	if (err == 0)
		err = people_get(&context, &people);
	if (err == 0)
		set_group(words, people);
	item_context_close(&context);
	return err;
}

int
group_fill(struct journal *journal, const struct id *project,
    struct record *words, const struct record *before)
{
	const struct value *now = record_get(words, GROUP);
	const struct value *then =
	    before != NULL ? record_get(before, GROUP) : NULL;

	if (now != NULL && then != NULL && value_equal(now, then))
		return 0;
	return group_renew(journal, project, words);
}
