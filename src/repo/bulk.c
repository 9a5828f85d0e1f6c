/*
 * Many objects at once go into one pack: as loose objects each would want two
 * fsyncs, which is half a minute for a few thousand on a slow disk. They
 * gather in memory; then libgit2 writes a pack and its index under temporary
 * names, fsyncs each, renames both and fsyncs their folder.
 */
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "repo/inside.h"

struct repo_bulk {
	char *path; /* of the repository, for faults */
	git_odb *odb;
	git_repository *git; /* around it: a pack's builder asks for one */
	git_packbuilder *builder;
	size_t count;
};

int
repo_bulk_new(struct repo_bulk **out, const char *path)
{
	struct repo_bulk *bulk = mem_new(sizeof *bulk);
	git_odb_backend *memory = NULL;

	bulk->path = mem_dup_text(path);
	repo_forget();
	int code = git_odb_new(&bulk->odb);
	if (code == 0)
		code = git_mempack_new(&memory);
	if (code == 0) {
		code = git_odb_add_backend(bulk->odb, memory, 1);
		if (code != 0)
			memory->free(memory);
	}
	if (code == 0)
		code = git_repository_wrap_odb(&bulk->git, bulk->odb);
	if (code == 0)
		code = git_packbuilder_new(&bulk->builder, bulk->git);
	if (code != 0) {
		int err = repo_fault(path, code);

		repo_bulk_free(bulk);
		return err;
	}
	*out = bulk;
	return 0;
}

int
repo_bulk_put(struct repo_bulk *bulk, git_object_t type, struct span bytes)
{
	git_oid oid;

	repo_forget();
	int code = git_odb_write(&oid, bulk->odb, bytes.data, bytes.len, type);
	if (code == 0)
		code = git_packbuilder_insert(bulk->builder, &oid, NULL);
	bulk->count++;
	return code == 0 ? 0 : repo_fault(bulk->path, code);
}

int
repo_bulk_write(struct repo_bulk *bulk, const char *objects)
{
	int code = 0;

	if (bulk->count > 0) {
		char *folder = file_join(objects, "pack");

		repo_forget();
		code =
		    git_packbuilder_write(bulk->builder, folder, 0, NULL, NULL);
		free(folder);
	}
	return code == 0 ? 0 : repo_fault(bulk->path, code);
}

void
repo_bulk_free(struct repo_bulk *bulk)
{
	if (bulk == NULL)
		return;
	git_packbuilder_free(bulk->builder);
	git_repository_free(bulk->git);
	git_odb_free(bulk->odb);
	free(bulk->path);
	free(bulk);
}
