/*
 * Objects that last. A loose object is written under a temporary name; when
 * all of a commit are, each is fsynced, then each gets its name, then each
 * folder that got one is fsynced, once, and then the folder above them, as
 * any of them may be new. In that order a journaling file system gathers the
 * fsyncs of a kind into one turn of its journal.
 *
 * An object that is there already may have been put in place by a run that
 * was killed before it fsynced the folder: so its folder is fsynced too. One
 * that a power cut tore is written again; it is read to its end for that.
 *
 * What was written is read from the disk again and compared byte by byte,
 * what lies in packs by a database opened for that, which has nothing in
 * memory yet.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/random.h"
#include "repo/inside.h"
#include "repo/loose.h"

#include <withus/err.h>

/* So many files are kept open for their fsync at the most. */
#define OPEN_MOST 32

struct repo_made {
	git_oid oid;
	git_object_t type;
	struct span bytes; /* no data: let go */
	char *owned;       /* the bytes where they are ours; else NULL */
	bool was_old;      /* it was there before */
	char *temp;        /* its file, until that has its name; else NULL */
	int fd;            /* of that file, until it is fsynced; else -1 */
};

/* -------------------------------------------------------------- writing */

static int
fail_disk(const struct repo *repo)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return err_set(ERR_DISK_FULL, repo->path, NULL);
	return err_set(ERR_REPO_FAILED, repo->path, strerror(errno), NULL);
}

/* The sweeper knows what begins so. */
static char *
make_temp_name(const struct repo *repo)
{
	unsigned char bytes[8];
	char digits[2 * sizeof bytes + 1];
	struct str name = { .len = 0 };

	random_bytes(bytes, sizeof bytes);
	hex_encode(digits, bytes, sizeof bytes);
	str_add_format(&name, "%s/tmp_obj_%s", repo->objects, digits);
	return str_take(&name);
}

static int
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		bytes += put;
		len -= (size_t)put;
	}
	return 0;
}

/* Nobody changes an object: its file is for reading alone, as git's are. */
static int
write_temp(const struct repo *repo, struct repo_made *made)
{
	size_t len = 0;
	char *bytes = loose_print(made->type, made->bytes, &len);
	int err = 0;

	if (bytes == NULL)
		return err_set(ERR_REPO_FAILED, repo->path, strerror(ENOMEM),
		    NULL);
	made->temp = make_temp_name(repo);
	made->fd =
	    open(made->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
	if (made->fd < 0 || write_all(made->fd, bytes, len) != 0)
		err = fail_disk(repo);
	free(bytes);
	return err;
}

static int
sync_temp(const struct repo *repo, struct repo_made *made)
{
	int err = 0;

	if (made->fd < 0)
		return 0;
	if (fsync(made->fd) != 0)
		err = err_set(ERR_FILE_SYNC, repo->path, strerror(errno), NULL);
	if (close(made->fd) != 0 && err == 0)
		err = fail_disk(repo);
	made->fd = -1;
	return err;
}

static int
sync_temps(const struct repo_writing *writing)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < writing->count; i++)
		err = sync_temp(writing->repo, &writing->made[i]);
	return err;
}

static int
write_object(struct repo_writing *writing, struct repo_made *made)
{
	if (writing->bulk != NULL)
		return repo_bulk_put(writing->bulk, &made->oid, made->type,
		    made->bytes);
	if (writing->count % OPEN_MOST == 0) {
		int err = sync_temps(writing);

		if (err != 0)
			return err;
	}
	return write_temp(writing->repo, made);
}

/* ------------------------------------------------------- what is there */

/* What was let go is held against its name. */
static bool
is_made_of(const struct repo_made *made, const char *bytes, size_t len)
{
	git_oid oid;

	if (len != made->bytes.len)
		return false;
	if (made->bytes.data != NULL)
		return memcmp(bytes, made->bytes.data, len) == 0;
	return git_odb_hash(&oid, bytes, len, made->type) == 0 &&
	    git_oid_equal(&oid, &made->oid);
}

/* Reads the file of an object to its end; `*is_same` says whether it holds
 * just that. */
static int
read_loose(const struct repo *repo, const struct repo_made *made, bool *is_same)
{
	struct loose *loose = NULL;
	char *bytes = NULL;
	int code = loose_open(&loose, repo->objects, &made->oid);

	*is_same = false;
	if (code == 0) {
		bytes = mem_new(loose_len(loose));
		code = loose_fill(loose, bytes);
	}
	if (code == 0)
		*is_same = loose_type(loose) == made->type &&
		    is_made_of(made, bytes, loose_len(loose));
	free(bytes);
	loose_close(loose);
	return code;
}

/* A whole object of other contents under this name is a fault, which reading
 * back finds; a torn one is none. */
static bool
find_old(const struct repo *repo, const struct repo_made *made)
{
	bool is_same;

	if (!git_odb_exists_ext(repo->odb, &made->oid,
		GIT_ODB_LOOKUP_NO_REFRESH))
		return false;
	return !loose_is_there(repo->objects, &made->oid) ||
	    read_loose(repo, made, &is_same) == 0;
}

int
repo_put(struct repo_writing *writing, git_oid *out, git_object_t type,
    struct span bytes)
{
	struct repo *repo = writing->repo;
	struct repo_made *made;
	int code;

	writing->made = mem_grow(writing->made, &writing->cap,
	    writing->count + 1, sizeof *writing->made);
	made = &writing->made[writing->count++];
	*made = (struct repo_made){ .type = type, .bytes = bytes, .fd = -1 };
	code = git_odb_hash(&made->oid, bytes.data, bytes.len, type);
	if (code != 0)
		return repo_fault(repo->path, code);
	made->was_old = find_old(repo, made);
	*out = made->oid;
	return made->was_old ? 0 : write_object(writing, made);
}

int
repo_put_text(struct repo_writing *writing, git_oid *out, git_object_t type,
    struct str *text)
{
	size_t len = text->len;
	char *owned = str_take(text);
	int err = repo_put(writing, out, type, span_make(owned, len));

	writing->made[writing->count - 1].owned = owned;
	return err;
}

void
repo_let_go(struct repo_writing *writing)
{
	writing->made[writing->count - 1].bytes.data = NULL;
}

/* ------------------------------------------------------------- settling */

static int
place_temp(const struct repo *repo, struct repo_made *made)
{
	char *folder = loose_folder(repo->objects, &made->oid);
	char *path = loose_path(repo->objects, &made->oid);
	int err = 0;

	if ((mkdir(folder, 0777) != 0 && errno != EEXIST) ||
	    rename(made->temp, path) != 0) {
		err = fail_disk(repo);
	} else {
		free(made->temp);
		made->temp = NULL;
	}
	free(path);
	free(folder);
	return err;
}

/* One that was put twice is there by now: the file is the same. */
static int
place_temps(const struct repo_writing *writing)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < writing->count; i++)
		if (writing->made[i].temp != NULL)
			err = place_temp(writing->repo, &writing->made[i]);
	return err;
}

/* One that is not there holds none of them. */
static int
sync_folder(const struct repo *repo, const char *name)
{
	char *folder = file_join(repo->objects, name);
	int err = file_is_dir(folder) ? file_sync_dir(folder) : 0;

	free(folder);
	return err;
}

/* The folders that hold them: loose, or, of what was there before, maybe in
 * a pack. What went into a pack just now was fsynced with it. */
static int
sync_names(const struct repo_writing *writing)
{
	bool is_due[UINT8_MAX + 1] = { false };
	bool is_any_old = false;
	char name[3];
	int err = 0;

	for (size_t i = 0; i < writing->count; i++) {
		const struct repo_made *made = &writing->made[i];

		if (made->was_old || writing->bulk == NULL)
			is_due[made->oid.id[0]] = true;
		is_any_old = is_any_old || made->was_old;
	}
	for (unsigned i = 0; err == 0 && i <= UINT8_MAX; i++) {
		unsigned char first = (unsigned char)i;

		hex_encode(name, &first, 1);
		if (is_due[i])
			err = sync_folder(writing->repo, name);
	}
	return err == 0 && is_any_old ? sync_folder(writing->repo, "pack") :
					err;
}

static int
sync_folders(const struct repo_writing *writing)
{
	int err = sync_names(writing);

#if MUTANT == 7
	return err;
#endif
	return err == 0 ? file_sync_dir(writing->repo->objects) : err;
}

static int
fail_compare(const struct repo *repo)
{
	return err_set(ERR_REPO_DAMAGED, repo->path,
	    "what was written reads differently", NULL);
}

static int
compare_object(git_odb *fresh, const struct repo *repo,
    const struct repo_made *made)
{
	git_odb_object *object = NULL;
	int err = 0;
	int code = git_odb_read(&object, fresh, &made->oid);

	if (code != 0)
		return repo_fault(repo->path, code);
	if (git_odb_object_type(object) != made->type ||
	    !is_made_of(made, git_odb_object_data(object),
		git_odb_object_size(object)))
		err = fail_compare(repo);
	git_odb_object_free(object);
	return err;
}

static int
compare_loose(const struct repo *repo, const struct repo_made *made)
{
	bool is_same;
	int code = read_loose(repo, made, &is_same);

	if (code != 0)
		return repo_fault(repo->path, code);
	return is_same ? 0 : fail_compare(repo);
}

/* A torn file beside its pack does not count: packs are asked first. */
static bool
is_packed(const struct repo_writing *writing, const struct repo_made *made)
{
	return made->was_old ?
	    !loose_is_there(writing->repo->objects, &made->oid) :
	    writing->bulk != NULL;
}

static int
compare_packed(const struct repo_writing *writing, git_odb **fresh,
    const struct repo_made *made)
{
	const struct repo *repo = writing->repo;
	int code = *fresh != NULL ? 0 : repo_open_odb(fresh, repo->objects);

	return code != 0 ? repo_fault(repo->path, code) :
			   compare_object(*fresh, repo, made);
}

static int
read_back(const struct repo_writing *writing)
{
	const struct repo *repo = writing->repo;
	git_odb *fresh = NULL;
	int err = 0;

	for (size_t i = 0; err == 0 && i < writing->count; i++) {
		const struct repo_made *made = &writing->made[i];

		err = is_packed(writing, made) ?
		    compare_packed(writing, &fresh, made) :
		    compare_loose(repo, made);
	}
	git_odb_free(fresh);
	return err;
}

int
repo_settle(const struct repo_writing *writing)
{
	int err = 0;

	if (writing->bulk != NULL)
		err = repo_bulk_write(writing->bulk);
	if (err == 0)
		err = sync_temps(writing);
	if (err == 0)
		err = place_temps(writing);
	if (err == 0)
		err = sync_folders(writing);
	return err == 0 ? read_back(writing) : err;
}

/* What did not get its name. */
static void
drop_temp(struct repo_made *made)
{
	if (made->fd >= 0)
		(void)close(made->fd);
	if (made->temp != NULL)
		(void)unlink(made->temp);
	free(made->temp);
}

void
repo_writing_clear(struct repo_writing *writing)
{
	for (size_t i = 0; i < writing->count; i++) {
		drop_temp(&writing->made[i]);
		free(writing->made[i].owned);
	}
	free(writing->made);
	repo_bulk_free(writing->bulk);
	writing->bulk = NULL;
	writing->made = NULL;
	writing->count = 0;
	writing->cap = 0;
}

/* -------------------------------------------------------------- mending */

int
repo_write_blob(struct repo *repo, const void *bytes, size_t len)
{
	struct repo_writing writing = { .repo = repo };
	git_oid oid;
	int err =
	    repo_put(&writing, &oid, GIT_OBJECT_BLOB, span_make(bytes, len));

	if (err == 0)
		err = repo_settle(&writing);
	repo_writing_clear(&writing);
	return err;
}
