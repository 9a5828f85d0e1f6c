/*
 * Tidying, when a person has their answer: loose objects become a pack
 * (repo/pack.h). Another process that saves meanwhile waits LOCK_SHORT_MS for
 * the lock and then leaves its words to us, as to anybody who holds it; so we
 * look again after letting go.
 */
#include "core/export.h"
#include "core/inside.h"
#include "core/lock.h"
#include "core/receipt.h"

#include "base/file.h"
#include "repo/pack.h"

#include <stdlib.h>

/* Nothing is told of what fails here, as nothing is missing: the next save
 * meets the same disk, and tells. */
static void
pack_locked(const char *path)
{
	size_t count = 0;

	if (pack_loose(path, &count) != 0)
		err_clear();
}

static int
pack_if_free(struct journal *journal, const struct id *project,
    const char *path, bool *held)
{
	int lock = -1;
	int err = lock_take(journal, project, LOCK_NOT_MS, &lock);

	*held = err == 0 && lock >= 0;
	if (!*held)
		return err;
	pack_locked(path);
	file_unlock(lock);
	return 0;
}

static int
bring_in_what_waits(struct journal *journal, const struct id *project)
{
	size_t waiting = 0;
	int err = receipt_count_waiting(journal, project, &waiting);

	return err == 0 && waiting > 0 ? export_waiting(journal, project) : err;
}

void
journal_tidy(struct journal *journal, const struct id *project)
{
	char *path = home_path_repo(journal->home, project);
	bool held = false;
	int err = 0;

	if (!journal->read_only && pack_is_due(path))
		err = pack_if_free(journal, project, path, &held);
	if (err == 0 && held)
		err = bring_in_what_waits(journal, project);
	if (err != 0)
		err_clear();
	free(path);
}
