/* What imports and exports share. */
#ifndef CORE_CARRY_INSIDE_H
#define CORE_CARRY_INSIDE_H

#include "core/save.h"

#include <withus/carry.h>

struct carrying {
	struct journal *journal;
	const struct carry_options *options;
	struct carry_result *result;
	const char *file;
};

/* Tells err_last() as a fault of a line, and counts it. */
void carry_fault(struct carrying *carrying, size_t line);

/* Tells what became of a part of the file at hand. */
void carry_note(const struct carrying *carrying, enum carry_note_code code,
    const char *words);

/* What an import ends with: the action is saved unless all or nothing was
 * asked and something was faulty; then -ERR_IMPORT_LINES where any was. */
int carry_finish(struct carrying *carrying, struct action *action);

#endif
