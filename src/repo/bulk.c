/*
 * Many objects at once go into one pack: as loose objects each would want two
 * fsyncs, which is half a minute for a few thousand on a slow disk.
 *
 * Each is deflated and written when it comes, into a file with a temporary
 * name (the sweeper knows it), so that memory holds their names alone. How
 * many there are stands at the front of a pack, and is known at the end: it
 * is put there then, and the file is read once for the sum that it ends in.
 * Then pack_file_place makes pack and index last.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "repo/inside.h"
#include "repo/pack_inside.h"

#include <withus/err.h>

/* What gathers before it is written. */
#define BULK_STEP ((size_t)1 << 18)
/* Places of 2 GiB and more would want another index: before that a new pack
 * is begun. A test build makes it small. */
#ifndef BULK_MOST
#define BULK_MOST ((size_t)1 << 30)
#endif

struct repo_bulk {
	char *folder; /* of packs */
	struct pack_file file;
	struct pack pack; /* names and places alone */
	struct map *by_name;
	struct str buffer; /* not written yet */
	size_t written;
	struct pack_printer *printer;
};

static int
begin_pack(struct repo_bulk *bulk)
{
	bulk->pack.count = 0;
	bulk->written = 0;
	pack_print_head(&bulk->buffer, 0);
	return pack_file_begin(&bulk->file, bulk->folder);
}

int
repo_bulk_new(struct repo_bulk **out, const char *objects)
{
	struct repo_bulk *bulk = mem_new(sizeof *bulk);
	int err;

	bulk->folder = file_join(objects, "pack");
	bulk->by_name = map_new();
	bulk->printer = pack_printer_new();
	err = begin_pack(bulk);
	if (err == 0 && bulk->printer == NULL)
		err = err_set(ERR_REPO_FAILED, objects, strerror(ENOMEM), NULL);
	if (err == 0)
		*out = bulk;
	else
		repo_bulk_free(bulk);
	return err;
}

static int
flush(struct repo_bulk *bulk)
{
	int err = pack_file_add(&bulk->file, &bulk->buffer);

	bulk->written += bulk->buffer.len;
	str_cut(&bulk->buffer, 0);
	return err;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct pack_entry *left = a, *right = b;

	return git_oid_cmp(&left->oid, &right->oid);
}

int
repo_bulk_write(struct repo_bulk *bulk)
{
	struct pack *pack = &bulk->pack;
	unsigned char sum[SHA1_SIZE];
	struct str index = { .len = 0 };
	int err;

	if (pack->count == 0)
		return 0;
	qsort(pack->entries, pack->count, sizeof *pack->entries,
	    compare_entries);
	err = flush(bulk);
	if (err == 0)
		err = pack_file_seal(&bulk->file, pack->count, sum);
	if (err == 0) {
		pack_print_index(&index, pack, sum);
		err = pack_file_place(&bulk->file, sum, &index);
	}
	pack_file_clear(&bulk->file);
	str_clear(&index);
	return err;
}

int
repo_bulk_put(struct repo_bulk *bulk, const git_oid *oid, git_object_t type,
    struct span bytes)
{
	struct pack *pack = &bulk->pack;
	struct pack_entry entry = { .oid = *oid, .type = type };
	int err = 0;

	if (map_put(bulk->by_name, oid->id, sizeof oid->id, bulk) != NULL)
		return 0;
	if (bulk->written >= BULK_MOST) {
		err = repo_bulk_write(bulk);
		if (err == 0)
			err = begin_pack(bulk);
		if (err != 0)
			return err;
	}
	entry.offset = bulk->written + bulk->buffer.len;
	pack_print_object(&bulk->buffer, &entry, bytes, bulk->printer);
	pack->entries = mem_grow(pack->entries, &pack->cap, pack->count + 1,
	    sizeof *pack->entries);
	pack->entries[pack->count++] = entry;
	return bulk->buffer.len < BULK_STEP ? 0 : flush(bulk);
}

void
repo_bulk_free(struct repo_bulk *bulk)
{
	if (bulk == NULL)
		return;
	pack_printer_free(bulk->printer);
	pack_file_clear(&bulk->file);
	free(bulk->pack.entries);
	map_free(bulk->by_name);
	str_clear(&bulk->buffer);
	free(bulk->folder);
	free(bulk);
}
