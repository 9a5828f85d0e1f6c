/* What SQLite's results mean for a person. */
#include "store/inside.h"

#include <errno.h>
#include <string.h>

int
fault_set_system(const char *path, int error)
{
	switch (error) {
	case EEXIST:
		return err_set(ERR_FILE_EXISTS, path, NULL);
	case ENOSPC:
	case EDQUOT:
		return err_set(ERR_DISK_FULL, path, NULL);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set(ERR_STORE_READ_ONLY, path, NULL);
	default:
		return err_set(ERR_FILE_WRITE, path, strerror(error), NULL);
	}
}

/* Why, in the system's words. SQLite does not keep it for what fails within a
 * commit; that a disk is full people must still be told. */
static int
get_reason(struct store *store)
{
	int error = sqlite3_system_errno(store->db);
	bool is_full = errno == ENOSPC || errno == EDQUOT;

	return error == 0 && is_full ? errno : error;
}

/* A file that cannot be read, written or opened. */
static int
set_io_fault(struct store *store, int rc)
{
	int error = get_reason(store);

	if (rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_DIR_FSYNC) {
		store->is_stopped = true;
		return err_set(ERR_FILE_SYNC, store->path,
		    strerror(error != 0 ? error : EIO), NULL);
	}
	if (error != 0 && store->is_read_only)
		return err_set(ERR_FILE_READ, store->path, strerror(error),
		    NULL);
	if (error != 0)
		return fault_set_system(store->path, error);
	return err_set(ERR_STORE_FAILED, store->path, sqlite3_errmsg(store->db),
	    NULL);
}

int
fault_set(struct store *store, int rc)
{
	if (rc == SQLITE_READONLY_DBMOVED) /* it could be written to */
		return err_set(ERR_STORE_FAILED, store->path,
		    "the file was moved or removed", NULL);
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(ERR_STORE_BUSY, store->path, NULL);
	case SQLITE_FULL:
		return err_set(ERR_DISK_FULL, store->path, NULL);
	case SQLITE_READONLY:
		return err_set(ERR_STORE_READ_ONLY, store->path, NULL);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return set_io_fault(store, rc);
	case SQLITE_ERROR: /* our statements are right: the tables are not */
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(ERR_STORE_DAMAGED, store->path,
		    sqlite3_errmsg(store->db), NULL);
	default:
		return err_set(ERR_STORE_FAILED, store->path,
		    sqlite3_errmsg(store->db), NULL);
	}
}
