#include "core/finish.h"

#include "core/export.h"
#include "core/inside.h"
#include "core/name.h"
#include "core/receipt.h"
#include "model/code.h"

#include <withus/kind.h>

#include <string.h>

int
finish_action(struct journal *journal, struct action *action, bool *in_history)
{
	bool waits = true;
	int err = save_action(journal, action);

	*in_history = false;
	if (err != 0)
		return err;
	err_clear();
	if (export_waiting(journal, &action->project) != 0)
		return 0;
	/* Another process may hold the lock; it looks again. */
	if (action->count > 0 &&
	    receipt_is_waiting(journal, &action->project,
		&action->versions[action->count - 1].admitted.vid, &waits) == 0)
		*in_history = !waits;
	return 0;
}

void
finish_describe(struct journal *journal, const struct action *action,
    size_t index, bool in_history, struct written *out)
{
	const struct admitted *admitted = &action->versions[index].admitted;
	const struct kind *kind = kind_by_name(admitted->record->kind);

	*out = (struct written){
		.id = admitted->record->id,
		.vid = admitted->vid,
		.kind = kind != NULL ? kind->name : "",
		.in_history = in_history,
	};
	if (name_code(journal, &action->project, admitted->record->kind,
		&admitted->record->id, out->code) == 0)
		return;
	code_print(out->code, admitted->record->kind, &admitted->record->id,
	    CODE_DIGITS_PAPER);
	if (in_history)
		err_clear();
}
