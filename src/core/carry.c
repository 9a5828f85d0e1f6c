#include "core/carry_inside.h"

#include "core/export.h"
#include "core/finish.h"
#include "core/inside.h"

#include <stdio.h>

void
carry_fault(struct carrying *carrying, size_t line)
{
	struct carry_fault fault = {
		.file = carrying->file,
		.line = line,
		.why = err_last(),
	};

	carrying->result->faulty++;
	if (carrying->options != NULL && carrying->options->fault != NULL)
		carrying->options->fault(carrying->options->data, &fault);
}

void
carry_note(const struct carrying *carrying, enum carry_note_code code,
    const char *words)
{
	const struct carry_note note = {
		.file = carrying->file,
		.code = code,
		.words = words,
	};

	if (carrying->options != NULL && carrying->options->note != NULL)
		carrying->options->note(carrying->options->data, &note);
}

static int
report_faulty(const struct carry_result *result)
{
	char kept[24];
	char faulty[24];

	if (result->faulty == 0)
		return 0;
	(void)snprintf(kept, sizeof(kept), "%zu", result->kept);
	(void)snprintf(faulty, sizeof(faulty), "%zu", result->faulty);
	return err_set(ERR_IMPORT_LINES, kept, faulty, NULL);
}

/* Who saved while we held the lock left it to us to look again. */
static void
abandon(struct journal *journal, struct action *action)
{
	bool was_ahead = action->ahead != NULL;

	save_abandon(journal, action);
	if (was_ahead)
		(void)export_waiting(journal, &action->project);
}

int
carry_finish(struct carrying *carrying, struct action *action)
{
	struct carry_result *result = carrying->result;
	bool all =
	    carrying->options != NULL && carrying->options->all_or_nothing;
	int err = 0;

	result->in_history = true;
	if (all && result->faulty > 0) {
		result->kept = 0;
		abandon(carrying->journal, action);
	} else if (action->count > 0) {
		err = finish_action(carrying->journal, action,
		    &result->in_history);
	}
	if (err != 0) {
		result->kept = 0;
		return err;
	}
	return report_faulty(result);
}
