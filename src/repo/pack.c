/*
 * Packing in an ordinary run, after the answer was given. Either many loose
 * objects are written into a pack:
 *
 *   read    by our own checked reader; each is what its name says, or is left
 *           where it is
 *   write   the pack and its index under temporary names (the sweeper knows
 *           them), fsync both, give the pack its name, then the index, by
 *           which it is found; fsync their folder
 *
 * or, in that run and later ones, those that lie in a pack are taken away:
 *
 *   fsync   the folder of packs, as who named one may have been killed then
 *   verify  libgit2 reads the object from its pack, and it is what its name
 *           says
 *   unlink  that one
 *
 * Until the last step every object lies where it lay, so that nothing is lost
 * wherever this ends; a file that a power cut brings back is but there twice.
 * Packs that are there are not touched: a reader without the lock may be
 * about to open them.
 *
 * Time. Each pack makes every later save some 35 microseconds slower, as each
 * is looked through for what is not there. So packs are large, and made once
 * in 800 saves, in a third of a second; a hundred thousand saves make 125,
 * which cost 4 ms of a save of 19. What can be packed within 50 ms would make
 * a thousand packs, and saves of 50 ms. To unlink a file can take a disk 0.3
 * ms, and so long for all would be felt: that goes in steps of 50 ms.
 */
#include "repo/pack.h"

#include <errno.h>
#include <git2/sys/odb_backend.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "repo/inside.h"
#include "repo/loose.h"
#include "repo/pack_inside.h"

#include <withus/err.h>

#define PACK_FROM ((size_t)4000)
#define PACK_MOST ((size_t)6000)
/* What they may hold together, in memory. */
#define PACK_BYTES_MOST ((size_t)64 * 1024 * 1024)
/* A pack of fewer does not pay, where reading took too long. */
#define PACK_LEAST ((size_t)500)
#define READ_MS 200
#define UNLINK_MS 50
/* If none of so many, the oldest, lies in a pack, it is time for the next. */
#define OLDEST ((size_t)64)
#define READ_STEP 64 /* objects between two looks at the clock */

/* Names are as good as thrown by dice: one folder in so many is counted. */
#define FOLDER_STEP 32
#define FOLDERS 256

/* In a test build WITHUS_TEST_PACK makes it small; then all is counted, and
 * no clock is looked at. */
struct amount {
	size_t from;
	size_t least;
	unsigned step;
	int64_t read_ms;
	int64_t unlink_ms;
};

static struct amount
find_amount(void)
{
	struct amount amount = {
		.from = PACK_FROM,
		.least = PACK_LEAST,
		.step = FOLDER_STEP,
		.read_ms = READ_MS,
		.unlink_ms = UNLINK_MS,
	};
#ifdef WITHUS_TEST
	const char *text = getenv("WITHUS_TEST_PACK");

	if (text != NULL)
		amount = (struct amount){
			.from = strtoul(text, NULL, 10),
			.least = 1,
			.step = 1,
			.read_ms = INT32_MAX,
			.unlink_ms = INT32_MAX,
		};
#endif
	return amount;
}

struct work {
	const char *path;
	char *objects;
	char *folder; /* of packs */
	struct amount amount;
};

/* -------------------------------------------------------------- counting */

struct found {
	git_oid oid;
	int64_t written; /* nanoseconds; 0 where nobody asked */
};

struct listing {
	struct found *items;
	size_t count;
	size_t cap;
	unsigned char first; /* of those in this folder */
};

static int
list_name(void *data, const char *name)
{
	struct listing *listing = data;
	char digits[2 * GIT_OID_RAWSZ + 1] = { 0 };
	git_oid oid;

	if (strlen(name) != sizeof digits - 3)
		return 0;
	hex_encode(digits, &listing->first, 1);
	memcpy(digits + 2, name, sizeof digits - 3);
	if (git_oid_fromstr(&oid, digits) != 0)
		return 0;
	listing->items = mem_grow(listing->items, &listing->cap,
	    listing->count + 1, sizeof *listing->items);
	listing->items[listing->count++] = (struct found){ .oid = oid };
	return 0;
}

/* Those of every step-th folder, until there are `most`. */
static void
list_loose(struct listing *listing, const char *objects, unsigned step,
    size_t most)
{
	for (unsigned i = 0; i < FOLDERS && listing->count < most; i += step) {
		git_oid oid = { .id = { (unsigned char)i } };
		char *folder = loose_folder(objects, &oid);

		listing->first = (unsigned char)i;
		if (file_is_dir(folder))
			(void)file_each(folder, list_name, listing);
		free(folder);
	}
	if (listing->count > most)
		listing->count = most;
}

bool
pack_is_due(const char *path)
{
	struct amount amount = find_amount();
	struct listing listing = { .items = NULL };
	char *objects = file_join(path, "objects");

	list_loose(&listing, objects, amount.step, SIZE_MAX);
	free(listing.items);
	free(objects);
	return listing.count * amount.step >= amount.from;
}

static void
ask_written(struct listing *listing, const char *objects)
{
	for (size_t i = 0; i < listing->count; i++) {
		struct found *found = &listing->items[i];
		char *path = loose_path(objects, &found->oid);
		struct stat st;

		if (stat(path, &st) == 0)
			found->written =
			    (int64_t)st.st_mtim.tv_sec * 1000000000 +
			    st.st_mtim.tv_nsec;
		free(path);
	}
}

static int
compare_found(const void *a, const void *b)
{
	const struct found *left = a, *right = b;

	if (left->written != right->written)
		return left->written < right->written ? -1 : 1;
	return git_oid_cmp(&left->oid, &right->oid);
}

/* The oldest first. */
static void
list_by_age(struct listing *listing, const char *objects)
{
	list_loose(listing, objects, 1, PACK_MOST);
	ask_written(listing, objects);
	if (listing->count > 1)
		qsort(listing->items, listing->count, sizeof *listing->items,
		    compare_found);
}

/* --------------------------------------------------------------- reading */

static bool
is_named_rightly(const struct pack_entry *entry)
{
	git_oid oid;

	return git_odb_hash(&oid, entry->bytes, entry->len, entry->type) == 0 &&
	    git_oid_equal(&oid, &entry->oid);
}

/* One that is torn or lies stays loose, for those who look for damage. */
static void
read_entry(struct pack *pack, const char *objects, const git_oid *oid)
{
	struct pack_entry entry = { .oid = *oid, .base = PACK_NO_BASE };
	struct loose *loose = NULL;

	if (loose_open(&loose, objects, oid) != 0)
		return;
	entry.type = loose_type(loose);
	entry.len = loose_len(loose);
	entry.bytes = mem_new(entry.len + 1);
	if (loose_fill(loose, entry.bytes) == 0 && is_named_rightly(&entry)) {
		pack->entries = mem_grow(pack->entries, &pack->cap,
		    pack->count + 1, sizeof *pack->entries);
		pack->entries[pack->count++] = entry;
	} else {
		free(entry.bytes);
	}
	loose_close(loose);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct pack_entry *left = a, *right = b;

	return git_oid_cmp(&left->oid, &right->oid);
}

/* Oldest first, so that saves which followed one another come into one pack
 * where time does not suffice for all; then by name, as an index has them. */
static void
read_all(struct pack *pack, const char *objects, const struct listing *listing,
    int64_t until)
{
	size_t bytes = 0;

	for (size_t i = 0; i < listing->count && bytes < PACK_BYTES_MOST; i++) {
		size_t before = pack->count;

		if (i % READ_STEP == 0 && clock_ticks() > until)
			break;
		read_entry(pack, objects, &listing->items[i].oid);
		if (pack->count > before)
			bytes += pack->entries[before].len;
	}
	if (pack->count > 1)
		qsort(pack->entries, pack->count, sizeof *pack->entries,
		    compare_entries);
}

/* --------------------------------------------------------------- writing */

static int
print_pack(struct pack *pack, const char *path, const char *folder)
{
	struct str bytes = { .len = 0 };
	struct str index = { .len = 0 };
	int err;

	pack_set_bases(pack);
	if (pack_print(&bytes, pack) == 0) {
		pack_print_index(&index, pack,
		    (const unsigned char *)str_text(&bytes) + bytes.len -
			SHA1_SIZE);
		err = pack_write(folder, &bytes, &index);
	} else {
		err = err_set(ERR_REPO_FAILED, path, strerror(ENOMEM), NULL);
	}
	str_clear(&index);
	str_clear(&bytes);
	return err;
}

static int
write_pack(const struct work *work, const struct listing *listing)
{
	struct pack pack = { .entries = NULL };
	int err = 0;

	read_all(&pack, work->objects, listing,
	    clock_ticks() + work->amount.read_ms);
	if (pack.count > 0 && pack.count >= work->amount.least)
		err = print_pack(&pack, work->path, work->folder);
	for (size_t i = 0; i < pack.count; i++)
		free(pack.entries[i].bytes);
	free(pack.entries);
	return err;
}

/* ------------------------------------------------------------- unlinking */

/* The packs alone. */
static int
open_packs(git_odb **out, const struct work *work)
{
	git_odb *odb = NULL;
	git_odb_backend *backend = NULL;
	int code = git_odb_new(&odb);

	repo_forget();
	if (code == 0)
		code = git_odb_backend_pack(&backend, work->objects);
	if (code == 0) {
		code = git_odb_add_backend(odb, backend, 1);
		if (code != 0)
			backend->free(backend);
	}
	if (code == 0) {
		*out = odb;
		return 0;
	}
	git_odb_free(odb);
	return repo_fault(work->path, code);
}

static bool
is_packed(git_odb *packs, const git_oid *oid)
{
	return git_odb_exists_ext(packs, oid, GIT_ODB_LOOKUP_NO_REFRESH);
}

static bool
is_any_packed(git_odb *packs, const struct listing *listing)
{
	size_t most = listing->count < OLDEST ? listing->count : OLDEST;

	for (size_t i = 0; i < most; i++)
		if (is_packed(packs, &listing->items[i].oid))
			return true;
	return false;
}

/* libgit2 has it that what it reads is what the name says. */
static bool
can_be_read(git_odb *packs, const git_oid *oid)
{
	git_odb_object *object = NULL;
	bool can = git_odb_read(&object, packs, oid) == 0;

	git_odb_object_free(object);
	return can;
}

static int
unlink_loose(const char *objects, const git_oid *oid)
{
	char *path = loose_path(objects, oid);
	int err = 0;

	if (unlink(path) != 0 && errno != ENOENT)
		err = repo_file_fault(path);
	free(path);
	return err;
}

/* Their folders stay: the next saves use them again. */
static int
unlink_packed(const struct work *work, git_odb *packs,
    const struct listing *listing, size_t *count)
{
	int64_t until = clock_ticks() + work->amount.unlink_ms;
	int err = file_sync_dir(work->folder);

	for (size_t i = 0; err == 0 && i < listing->count; i++) {
		const git_oid *oid = &listing->items[i].oid;

		if (clock_ticks() > until)
			break;
		if (MUTANT != 15 &&
		    (!is_packed(packs, oid) || !can_be_read(packs, oid)))
			continue;
		err = unlink_loose(work->objects, oid);
		*count += err == 0;
	}
	return err;
}

/* ------------------------------------------------------------- all of it */

static int
pack_listed(const struct work *work, const struct listing *listing,
    size_t *count)
{
	git_odb *packs = NULL;
	int err = open_packs(&packs, work);

	if (err == 0 && !is_any_packed(packs, listing)) {
		err = write_pack(work, listing);
		git_odb_free(packs);
		packs = NULL;
		if (err == 0 || MUTANT == 15)
			err = open_packs(&packs, work);
	}
	if (err == 0)
		err = unlink_packed(work, packs, listing, count);
	git_odb_free(packs);
	return err;
}

int
pack_loose(const char *path, size_t *count)
{
	struct work work = { .path = path, .amount = find_amount() };
	struct listing listing = { .items = NULL };
	int err = repo_must_be(path);

	*count = 0;
	work.objects = file_join(path, "objects");
	work.folder = file_join(work.objects, "pack");
	if (err == 0)
		err = repo_start(path);
	if (err == 0)
		list_by_age(&listing, work.objects);
	if (err == 0 && listing.count > 0)
		err = pack_listed(&work, &listing, count);
	free(listing.items);
	free(work.folder);
	free(work.objects);
	return err;
}
