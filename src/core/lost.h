/* Versions that are damaged wherever they are held. */
#ifndef CORE_LOST_H
#define CORE_LOST_H

#include "core/inside.h"

#include <withus/record.h>

#include <stddef.h>

/* Damaged bytes of a version that nothing holds whole. */
struct lost {
	struct id project;
	struct vid vid;
	const char *bytes;
	size_t len;
	bool is_other; /* they differ from others that are kept already */
};

/* Keeps them in a file beside the repository ("projects/<id>.lost/<vid>.md",
 * others as "<vid>.2.md"), as they may still be read by eye, and tells it
 * (EVENT_NOT_MENDED). */
int lost_keep(struct journal *journal, const struct lost *lost);

#endif
