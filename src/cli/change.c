#include "cli/change.h"

#include "cli/save.h"

#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

#include <assert.h>

static int
apply_changes(struct run *run, struct record *words,
    const struct change *changes)
{
	const struct kind *kind = kind_by_name(words->kind);
	int result = 0;
	for (; result == 0 && changes->field != NULL; changes++) {
		const struct kind_field *field =
		    kind_field(kind, changes->field);
		assert(field != NULL);
		result = write_apply(run->journal, &run->project, words, field,
		    changes->typed);
	}
	return result;
}

int
change_fields(struct run *run, const struct id *id,
    const struct change *changes)
{
	struct item *item = NULL;
	struct record *words = NULL;
	int result = read_item(run->journal, &run->project, id, &item);
	if (result != 0)
		goto out;
	words = record_copy(item->words);
	result = apply_changes(run, words, changes);
	if (result == 0)
		result = save_edit(run, item, words, 0);
out:
	record_free(words);
	item_free(item);
	return result;
}

static int
gather(struct run *run, const struct item *item, struct record *words,
    int64_t *draft)
{
	bool is_given = run_has_fields(run) || run_has(run, "message") ||
	    run_has(run, "file") || run_has(run, "editor");
	bool has_body = item->kind != NULL && item->kind->body != NULL;
	if (!is_given && !(has_body && run_can_ask(run)))
		return run_miss(run, _("an option that says what to change"));
	return save_fill(run, &item->id, words,
	    is_given ? BODY_IF_GIVEN : BODY_WANTED, draft);
}

int
change_as_given(struct run *run, const struct id *id)
{
	struct item *item = NULL;
	struct record *words = NULL;
	int64_t draft = 0;
	int result = read_item(run->journal, &run->project, id, &item);
	if (result != 0)
		goto out;
	words = record_copy(item->words);
	result = gather(run, item, words, &draft);
	if (result == 0)
		result = save_edit(run, item, words, draft);
out:
	record_free(words);
	item_free(item);
	return result;
}
