#include "support/flaky.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

static struct flaky plan;
static int count;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs flaky_vfs;
/* A journal is not locked, so its calls are others than a database's; those
 * that fail here are the same in both. */
static const sqlite3_io_methods *system_methods;
static sqlite3_io_methods database_methods;
static sqlite3_io_methods journal_methods;

static bool
is_due(enum flaky_step step)
{
	if ((plan.steps & (int)step) == 0)
		return false;
	count++;
	return plan.at != 0 &&
	    (count == plan.at || (plan.ever && count > plan.at));
}

static int
fail_step(void)
{
	if (plan.is_end)
		_exit(99);
	errno = plan.error;
	return plan.rc;
}

static int
write_file(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
	if (!is_due(FLAKY_WRITE))
		return system_methods->xWrite(file, bytes, len, at);
	if (plan.is_torn)
		(void)system_methods->xWrite(file, bytes, len / 2, at);
	return fail_step();
}

static int
truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
	if (is_due(FLAKY_TRUNCATE))
		return fail_step();
	return system_methods->xTruncate(file, size);
}

/* A process that ends loses nothing that it wrote: only the step counts, and
 * not waiting for the disk lets there be many. */
static int
sync_file(sqlite3_file *file, int flags)
{
	(void)file;
	(void)flags;
	return is_due(FLAKY_SYNC) ? fail_step() : SQLITE_OK;
}

static int
read_file(sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
	if (is_due(FLAKY_READ))
		return fail_step();
	return system_methods->xRead(file, bytes, len, at);
}

static int
open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
    int *out_flags)
{
	(void)vfs;
	int rc = system_vfs->xOpen(system_vfs, name, file, flags, out_flags);
	if (rc != SQLITE_OK || file->pMethods == NULL)
		return rc;
	sqlite3_io_methods *methods = (flags & SQLITE_OPEN_MAIN_DB) != 0 ?
	    &database_methods :
	    &journal_methods;
	system_methods = file->pMethods;
	*methods = *system_methods;
	methods->xWrite = write_file;
	methods->xTruncate = truncate_file;
	methods->xSync = sync_file;
	methods->xRead = read_file;
	file->pMethods = methods;
	return rc;
}

void
flaky_begin(const struct flaky *flaky)
{
	plan = *flaky;
	count = 0;
	assert_null(system_vfs);
	system_vfs = sqlite3_vfs_find(NULL);
	flaky_vfs = *system_vfs;
	flaky_vfs.zName = "flaky";
	flaky_vfs.xOpen = open_file;
	assert_int_equal(sqlite3_vfs_register(&flaky_vfs, 1), SQLITE_OK);
}

void
flaky_end(void)
{
	plan = (struct flaky){ .steps = 0 };
	assert_int_equal(sqlite3_vfs_unregister(&flaky_vfs), SQLITE_OK);
	system_vfs = NULL;
}

int
flaky_count(void)
{
	return count;
}
