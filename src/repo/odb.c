/*
 * The objects of a repository as libgit2 sees them: packs by its own reader,
 * loose ones by ours (loose.h), whatever reads them: a commit looked up, a
 * walk, a worker. Alternates and commit graphs, which another program could
 * have put there, are not read. Nothing is written through it.
 */
#include <git2/sys/odb_backend.h>
#include <stdlib.h>

#include "base/mem.h"
#include "repo/inside.h"
#include "repo/loose.h"

/* libgit2's own numbers: packs are asked first. */
#define LOOSE_PRIORITY 1
#define PACK_PRIORITY 2

struct door {
	git_odb_backend backend; /* libgit2 knows this much of it */
	char *objects;
};

static const char *
find_objects(git_odb_backend *backend)
{
	return ((struct door *)(void *)backend)->objects;
}

static int
read_object(void **out, size_t *len, git_object_t *type,
    git_odb_backend *backend, const git_oid *oid)
{
	struct loose *loose = NULL;
	void *room = NULL;
	int code = loose_open(&loose, find_objects(backend), oid);

	if (code != 0)
		return code;
	room = git_odb_backend_data_alloc(backend, loose_len(loose) + 1);
	code = room != NULL ? loose_fill(loose, room) : GIT_ERROR;
	if (code == 0) {
		((char *)room)[loose_len(loose)] = '\0';
		*out = room;
		*len = loose_len(loose);
		*type = loose_type(loose);
	} else if (room != NULL) {
		git_odb_backend_data_free(backend, room);
	}
	loose_close(loose);
	return code;
}

static int
read_header(size_t *len, git_object_t *type, git_odb_backend *backend,
    const git_oid *oid)
{
	struct loose *loose = NULL;
	int code = loose_open(&loose, find_objects(backend), oid);

	if (code != 0)
		return code;
	*len = loose_len(loose);
	*type = loose_type(loose);
	loose_close(loose);
	return 0;
}

static int
is_there(git_odb_backend *backend, const git_oid *oid)
{
	return loose_is_there(find_objects(backend), oid);
}

static void
free_door(git_odb_backend *backend)
{
	struct door *door = (struct door *)(void *)backend;

	free(door->objects);
	free(door);
}

static git_odb_backend *
make_door(const char *objects)
{
	struct door *door = mem_new(sizeof *door);

	door->backend.version = GIT_ODB_BACKEND_VERSION;
	door->backend.read = read_object;
	door->backend.read_header = read_header;
	door->backend.exists = is_there;
	door->backend.free = free_door;
	door->objects = mem_dup_text(objects);
	return &door->backend;
}

/* What a database was given is its own; what it refused is still ours. */
static int
add_backend(git_odb *odb, git_odb_backend *backend, int priority)
{
	int code = git_odb_add_backend(odb, backend, priority);

	if (code != 0)
		backend->free(backend);
	return code;
}

int
repo_open_odb(git_odb **out, const char *objects)
{
	git_odb *odb = NULL;
	git_odb_backend *packs = NULL;
	int code = git_odb_new(&odb);

	if (code == 0)
		code = add_backend(odb, make_door(objects), LOOSE_PRIORITY);
	if (code == 0)
		code = git_odb_backend_pack(&packs, objects);
	if (code == 0)
		code = add_backend(odb, packs, PACK_PRIORITY);
	if (code == 0)
		*out = odb;
	else
		git_odb_free(odb);
	return code;
}
