#include "core/lock.h"

#include "base/file.h"
#include "core/inside.h"

#include <stdlib.h>

int
lock_take(struct journal *journal, const struct id *project, int wait_ms,
    int *out)
{
	char *path = home_path_lock(journal->home, project);
	int err = file_lock(out, path, wait_ms);

	if (err == 0 && *out < 0 && wait_ms > LOCK_SHORT_MS)
		err = err_set(ERR_REPO_LOCKED, path, NULL);
	free(path);
	return err;
}
