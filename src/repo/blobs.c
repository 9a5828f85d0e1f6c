/*
 * Files on their way into a history, more of them than memory should hold:
 * each is written into a pack when it comes, and its name alone is kept. What
 * a commit then says of them are these names.
 */
#include "repo/blobs.h"

#include "base/mem.h"
#include "repo/inside.h"

#include <stdlib.h>

struct repo_blobs {
	struct repo_writing writing;
};

int
repo_blobs_new(struct repo_blobs **out, struct repo *repo)
{
	struct repo_blobs *blobs = mem_new(sizeof *blobs);
	int err;

	blobs->writing.repo = repo;
	err = repo_bulk_new(&blobs->writing.bulk, repo->objects);
	if (err == 0)
		*out = blobs;
	else
		repo_blobs_free(blobs);
	return err;
}

int
repo_blobs_put(struct repo_blobs *blobs, struct point *out, const void *bytes,
    size_t len)
{
	git_oid oid;
	int err = repo_put(&blobs->writing, &oid, GIT_OBJECT_BLOB,
	    span_make(bytes, len));

	repo_let_go(&blobs->writing);
	if (err == 0)
		repo_point(out, &oid);
	return err;
}

int
repo_blobs_settle(const struct repo_blobs *blobs)
{
	return repo_settle(&blobs->writing);
}

void
repo_blobs_free(struct repo_blobs *blobs)
{
	if (blobs == NULL)
		return;
	repo_writing_clear(&blobs->writing);
	free(blobs);
}
