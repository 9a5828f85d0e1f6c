#include "core/pieces.h"

#include "core/inside.h"

struct pieces {
	version_each *each;
	void *data;
	struct vid last;
	size_t count;
};

static int
pass_version(void *data, const struct version_row *row)
{
	struct pieces *pieces = data;

	pieces->last = row->vid;
	pieces->count++;
	return pieces->each(pieces->data, row);
}

int
pieces_each_version(struct store *store, const struct id *project,
    version_each *each, void *data)
{
	struct pieces pieces = { .each = each, .data = data };
	struct version_run run = { .project = *project, .most = CORE_PIECE };
	struct vid after;
	int err = 0;

	do {
		pieces.count = 0;
		err = store_each_project_version(store, &run, pass_version,
		    &pieces);
		after = pieces.last;
		run.after = &after;
	} while (err == 0 && pieces.count == CORE_PIECE);
	return err;
}

int
pieces_each_waiting(struct store *store, const struct id *project,
    outbox_each *each, void *data)
{
	struct seq_run run = { .project = *project };

	return store_each_outbox(store, &run, each, data);
}
