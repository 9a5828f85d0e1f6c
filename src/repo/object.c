/*
 * Objects that last. libgit2 (with its fsync turned on) writes a loose object
 * under a temporary name, fsyncs it, renames it into objects/ab and fsyncs
 * that folder; it never fsyncs objects/ itself, so that a new objects/ab may
 * be gone after a power cut. And an object that is there already is left as
 * it is: one that a killed run had put in place, but whose folder it had not
 * fsynced any more, would never be. Both folders are therefore fsynced here.
 *
 * Objects go through a stream: git_odb_write would try a second way where the
 * first failed, and so hide a failed fsync behind a later one that says all
 * is well.
 *
 * What was written is read again by a database opened for that, which has
 * nothing in memory yet, and compared byte by byte.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "repo/inside.h"

#include <withus/err.h>

struct repo_made {
	git_oid oid;
	git_object_t type;
	struct span bytes;
	char *owned;  /* the bytes where they are ours; else NULL */
	bool was_old; /* it was there before */
};

/* -------------------------------------------------------------- writing */

static int
stream_object(struct repo *repo, const struct repo_made *made)
{
	git_odb_stream *stream = NULL;
	git_oid oid;
	int err = 0;

	repo_forget();
	int code = git_odb_open_wstream(&stream, repo->odb,
	    (git_object_size_t)made->bytes.len, made->type);

	if (code == 0 && made->bytes.len > 0)
		code = git_odb_stream_write(stream, made->bytes.data,
		    made->bytes.len);
	if (code == 0)
		code = git_odb_stream_finalize_write(&oid, stream);
	if (code != 0)
		err = repo_fault(repo->path, code);
	git_odb_stream_free(stream);
	return err;
}

static int
write_object(struct repo_writing *writing, const struct repo_made *made)
{
	return writing->bulk != NULL ?
	    repo_bulk_put(writing->bulk, made->type, made->bytes) :
	    stream_object(writing->repo, made);
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
	made->type = type;
	made->bytes = bytes;
	made->owned = NULL;
	code = git_odb_hash(&made->oid, bytes.data, bytes.len, type);
	if (code != 0)
		return repo_fault(repo->path, code);
	made->was_old = git_odb_exists_ext(repo->odb, &made->oid,
	    GIT_ODB_LOOKUP_NO_REFRESH);
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

/* ------------------------------------------------------------- settling */

/* One that is not there holds none of them. */
static int
sync_folder(const struct repo *repo, const char *name)
{
	char *folder = file_join(repo->objects, name);
	int err = file_is_dir(folder) ? file_sync_dir(folder) : 0;

	free(folder);
	return err;
}

/* The folders that may hold what was there before: loose, or in a pack. */
static int
sync_old(const struct repo_writing *writing)
{
	bool is_due[UINT8_MAX + 1] = { false };
	bool is_any = false;
	char name[3];
	int err = 0;

	for (size_t i = 0; i < writing->count; i++)
		if (writing->made[i].was_old)
			is_due[writing->made[i].oid.id[0]] = is_any = true;
	for (unsigned i = 0; err == 0 && i <= UINT8_MAX; i++) {
		unsigned char first = (unsigned char)i;

		hex_encode(name, &first, 1);
		if (is_due[i])
			err = sync_folder(writing->repo, name);
	}
	return err == 0 && is_any ? sync_folder(writing->repo, "pack") : err;
}

static int
sync_folders(const struct repo_writing *writing)
{
	int err = sync_old(writing);

#if MUTANT == 7
	return err;
#endif
	return err == 0 ? file_sync_dir(writing->repo->objects) : err;
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
	    git_odb_object_size(object) != made->bytes.len ||
	    memcmp(git_odb_object_data(object), made->bytes.data,
		made->bytes.len) != 0)
		err = err_set(ERR_REPO_DAMAGED, repo->path,
		    "what was written reads differently", NULL);
	git_odb_object_free(object);
	return err;
}

static int
read_back(const struct repo_writing *writing)
{
	const struct repo *repo = writing->repo;
	git_odb *fresh = NULL;
	int err = 0;
	int code = git_odb_open(&fresh, repo->objects);

	if (code != 0)
		return repo_fault(repo->path, code);
	for (size_t i = 0; err == 0 && i < writing->count; i++)
		err = compare_object(fresh, repo, &writing->made[i]);
	git_odb_free(fresh);
	return err;
}

int
repo_settle(const struct repo_writing *writing)
{
	int err = 0;

	if (writing->bulk != NULL)
		err = repo_bulk_write(writing->bulk, writing->repo->objects);
	if (err == 0)
		err = sync_folders(writing);
	return err == 0 ? read_back(writing) : err;
}

void
repo_writing_clear(struct repo_writing *writing)
{
	for (size_t i = 0; i < writing->count; i++)
		free(writing->made[i].owned);
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
