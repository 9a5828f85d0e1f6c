/* A decision that is open before the reading functions: its versions, what
 * is shown, and its case. */
#ifndef CORE_LEDGER_OPEN_H
#define CORE_LEDGER_OPEN_H

#include "core/ledger_case.h"

struct ledger_open {
	const struct item_context *context;
	struct lineage lineage;
	struct view *view;
	struct ledger_case found;
};

/* -ERR_CODE_NOT_THERE, -ERR_CODE_KIND. To be closed, also after an error. */
int ledger_open(struct ledger_open *out, const struct item_context *context,
    const struct id *id);
void ledger_close(struct ledger_open *open);

/* Fills a person of the case; the name is its own. */
void ledger_set_who(const struct ledger_open *open, struct person *who,
    const struct ledger_person *from);

#endif
