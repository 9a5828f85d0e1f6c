#include "cli/document.h"

#include "cli/out.h"
#include "cli/save.h"
#include "page/rules.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/read.h>
#include <withus/say.h>

static int
check_may_act(const struct item *item)
{
	if (item->is_withdrawn)
		return err_set(ERR_ALREADY_WITHDRAWN, item->code, NULL);
	if (item->is_newer_form)
		return err_set(ERR_KIND_NEWER, item->code, NULL);
	return 0;
}

int
document_open(struct run *run, const char *typed, struct rules **out)
{
	struct rules *rules = NULL;
	struct id id;
	int result =
	    read_find(run->journal, &run->project, "rules", typed, &id);
	if (result == 0)
		result = read_rules(run->journal, &run->project, &id, &rules);
	if (result == 0)
		result = check_may_act(rules->item);
	if (result != 0) {
		rules_free(rules);
		return result;
	}
	*out = rules;
	return 0;
}

const struct rules_person *
document_find_person(const struct rules *rules, const struct id *id)
{
	for (size_t i = 0; i < rules->count; i++) {
		if (id_equal(&rules->people[i].who.id, id))
			return &rules->people[i];
	}
	return NULL;
}

const struct id *
document_writer(const struct run *run)
{
	return id_is_none(&run->writer.for_person) ? &run->writer.member :
						     &run->writer.for_person;
}

void
document_tell(struct run *run, const struct id *id)
{
	struct err fault = *err_last();
	struct paper paper = { .blocks = NULL };
	struct rules *rules = NULL;
	if (read_rules(run->journal, &run->project, id, &rules) == 0)
		page_rules_state(&paper, rules);
	out_paper(&paper);
	rules_free(rules);
	(void)err_restore(&fault);
}

static void
tell_earlier(const struct rules *rules)
{
	for (size_t i = 0; i < rules->count; i++) {
		const struct rules_person *person = &rules->people[i];
		if (!person->is_earlier || !person->is_awaited)
			continue;
		out_say(_("Who agreed to earlier words sees what changed with "
			  "“withus rules changes {1}”."),
		    rules->item->code, NULL);
		return;
	}
}

void
document_tell_change(struct run *run, const struct id *id)
{
	struct err fault = *err_last();
	struct paper paper = { .blocks = NULL };
	struct rules *rules = NULL;
	if (read_rules(run->journal, &run->project, id, &rules) == 0) {
		page_rules_state(&paper, rules);
		out_paper(&paper);
		tell_earlier(rules);
	}
	rules_free(rules);
	(void)err_restore(&fault);
}

int
document_save(struct run *run, const struct record *words, int64_t draft)
{
	struct written written = { 0 };
	int result = draft > 0 ?
	    draft_finish(run->journal, &run->writer, draft, words, &written) :
	    write_new(run->journal, &run->writer, words, &written);
	if (result != 0)
		return save_refuse(run, NULL, words, draft, result);
	result = save_tell(run, &written);
	if (result == 0 && !run->json) {
		document_tell(run, &written.id);
		out_say(_("To agree, everyone types “withus rules agree {1}”, "
			  "you too."),
		    written.code, NULL);
	}
	return result;
}
