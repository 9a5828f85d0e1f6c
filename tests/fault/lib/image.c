/* What a cut leaves of the disk. */
#define _GNU_SOURCE 1
#include "disk_parts.h"

#include "rng.h"
#include "tree.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

/* How what is pending is decided. */
struct luck {
	enum disk_survival survival;
	uint64_t seed;
	uint64_t odds; /* of 256, for DISK_RANDOM */
};

/* One file, folder or link of a state. */
struct piece {
	const struct disk_node *node;
	char *path; /* from the root, "" for itself; owned */
	struct disk_bytes bytes;
};

struct disk_image {
	struct piece *list; /* folders before what is in them */
	size_t count;
};

/* Thrown once for each change (and each sector of a write), always with the
 * same result for the same seed. */
static bool
throw_coin(const struct luck *luck, uint64_t event, uint64_t part)
{
	struct rng rng = { .state = luck->seed + event * 0x10001 +
		    part * 0x100000001u };
	rng_next(&rng);
	return (rng_next(&rng) & 255) < luck->odds;
}

static bool
survives_as_name(const struct luck *luck, const struct disk_change *change)
{
	switch (luck->survival) {
	case DISK_ALL:
	case DISK_NAMES:
		return true;
	case DISK_RANDOM:
		return change->is_sure || throw_coin(luck, change->event, 0);
	default:
		return change->is_sure;
	}
}

static bool
survives_as_length(const struct luck *luck, const struct disk_change *change)
{
	switch (luck->survival) {
	case DISK_SAFE:
		return false;
	case DISK_RANDOM:
		return throw_coin(luck, change->event, 1);
	default:
		return true;
	}
}

static bool
survives_as_sector(const struct luck *luck, const struct disk_change *change,
    uint64_t sector)
{
	switch (luck->survival) {
	case DISK_ALL:
	case DISK_BYTES:
		return true;
	case DISK_RANDOM:
		return throw_coin(luck, change->event, sector + 2);
	default:
		return false;
	}
}

/* Room for `len` bytes, new ones zero. The length is told apart. */
static void
make_room(struct disk_bytes *bytes, size_t *room, size_t len)
{
	if (len <= *room)
		return;
	size_t wanted = len + len / 2 + SECTOR;
	char *grown = realloc(bytes->bytes, wanted);
	if (!grown)
		abort();
	memset(grown + *room, 0, wanted - *room);
	bytes->bytes = grown;
	*room = wanted;
}

static void
write_sectors(struct disk_bytes *bytes, size_t *room,
    const struct disk_change *change, const struct luck *luck)
{
	uint64_t end = change->offset + change->len;
	make_room(bytes, room, end);
	for (uint64_t at = change->offset; at < end;) {
		uint64_t sector = at / SECTOR;
		uint64_t stop = (sector + 1) * SECTOR;
		if (stop > end)
			stop = end;
		if (survives_as_sector(luck, change, sector))
			memcpy(bytes->bytes + at,
			    change->data + (at - change->offset), stop - at);
		at = stop;
	}
}

/*
 * Makes the changes that survive. Bytes beyond the length are kept in the
 * room, so that a length that survives alone shows zeros or what was
 * written.
 */
static void
change_bytes(struct disk_bytes *bytes, const struct disk_node *node,
    const struct luck *luck)
{
	size_t room = bytes->len, len = bytes->len;

	for (size_t i = 0; i < node->pending_count; i++) {
		const struct disk_change *change = &node->pending[i];
		uint64_t end = change->offset;
		if (change->kind == DISK_WRITE) {
			write_sectors(bytes, &room, change, luck);
			end += change->len;
		}
		if (!survives_as_length(luck, change))
			continue;
		make_room(bytes, &room, end);
		if (change->kind == DISK_CUT && end < room)
			memset(bytes->bytes + end, 0, room - end);
		if (end > len || change->kind == DISK_CUT)
			len = end;
	}
	bytes->len = len;
}

void
disk_change_all(struct disk_bytes *bytes, const struct disk_node *node)
{
	const struct luck all = { .survival = DISK_ALL };
	change_bytes(bytes, node, &all);
}

static struct disk_bytes
copy_bytes(const struct disk_bytes *bytes)
{
	struct disk_bytes copy = { .len = bytes->len };
	copy.bytes = malloc(bytes->len + 1);
	if (!copy.bytes)
		abort();
	if (bytes->len)
		memcpy(copy.bytes, bytes->bytes, bytes->len);
	return copy;
}

static int
compare_names(const void *a, const void *b)
{
	const struct disk_name *left = a, *right = b;
	return strcmp(left->name, right->name);
}

static void take_folder(struct disk_image *image,
    const struct disk_node *folder, const char *path, const struct luck *luck);

static void
take_node(struct disk_image *image, const struct disk_node *node,
    const char *path, const struct luck *luck)
{
	struct piece *grown =
	    realloc(image->list, (image->count + 1) * sizeof(*grown));
	if (!grown)
		abort();
	image->list = grown;
	struct piece *piece = &image->list[image->count++];
	*piece = (struct piece){ .node = node, .path = strdup(path) };
	if (!piece->path)
		abort();
	if (node->kind != DISK_FOLDER)
		piece->bytes = copy_bytes(&node->safe);
	if (node->kind == DISK_FILE)
		change_bytes(&piece->bytes, node, luck);
	if (node->kind == DISK_FOLDER)
		take_folder(image, node, path, luck);
}

static void
take_folder(struct disk_image *image, const struct disk_node *folder,
    const char *path, const struct luck *luck)
{
	char below[PATH_MAX];
	struct disk_names names = { 0 };
	for (size_t i = 0; i < folder->safe_names.count; i++)
		disk_put_name(&names, folder->safe_names.list[i].name,
		    folder->safe_names.list[i].node);
	for (size_t i = 0; i < folder->pending_count; i++) {
		const struct disk_change *change = &folder->pending[i];
		if (!survives_as_name(luck, change))
			continue;
		if (change->kind == DISK_PUT)
			disk_put_name(&names, change->name, change->target);
		else
			disk_drop_name(&names, change->name);
	}
	if (names.count)
		qsort(names.list, names.count, sizeof(*names.list),
		    compare_names);
	for (size_t i = 0; i < names.count; i++) {
		snprintf(below, sizeof(below), "%s/%s", path,
		    names.list[i].name);
		if (names.list[i].node)
			take_node(image, names.list[i].node, below, luck);
	}
	disk_clear_names(&names);
}

struct disk_image *
disk_cut(const struct disk *disk, enum disk_survival survival, uint64_t seed)
{
	static const uint64_t odds[] = { 64, 128, 208 };
	const struct luck luck = { .survival = survival,
		.seed = seed,
		.odds = odds[seed % 3] };
	struct disk_image *image = calloc(1, sizeof(*image));
	if (!image)
		abort();
	take_node(image, disk->nodes[0], "", &luck);
	return image;
}

/* FNV-1a, eight bytes at a time. */
static uint64_t
hash_more(uint64_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	for (; len >= 8; at += 8, len -= 8) {
		uint64_t word;
		memcpy(&word, at, 8);
		hash = (hash ^ word) * 1099511628211u;
		hash ^= hash >> 29;
	}
	for (; len > 0; at++, len--)
		hash = (hash ^ *at) * 1099511628211u;
	return hash ^ (hash >> 32);
}

uint64_t
disk_image_hash(const struct disk_image *image)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < image->count; i++) {
		const struct piece *piece = &image->list[i];
		hash = hash_more(hash, piece->path, strlen(piece->path) + 1);
		hash = hash_more(hash, &piece->node->mode,
		    sizeof(piece->node->mode));
		hash = hash_more(hash, &piece->bytes.len,
		    sizeof(piece->bytes.len));
		if (piece->bytes.len)
			hash = hash_more(hash, piece->bytes.bytes,
			    piece->bytes.len);
	}
	return hash;
}

static void
write_piece(const struct piece *piece, const char *to)
{
	char path[PATH_MAX];
	snprintf(path, sizeof(path), "%s%s", to, piece->path);
	if (piece->node->kind == DISK_FOLDER) {
		tree_make(path);
	} else if (piece->node->kind == DISK_LINK) {
		piece->bytes.bytes[piece->bytes.len] = '\0';
		if (symlink(piece->bytes.bytes, path) != 0)
			abort();
		return;
	} else {
		tree_write_file(path, piece->bytes.bytes, piece->bytes.len);
	}
	if (chmod(path, piece->node->mode) != 0)
		abort();
}

void
disk_image_write(const struct disk_image *image, const char *to)
{
	for (size_t i = 0; i < image->count; i++)
		write_piece(&image->list[i], to);
}

void
disk_image_free(struct disk_image *image)
{
	for (size_t i = 0; i < image->count; i++) {
		free(image->list[i].path);
		free(image->list[i].bytes.bytes);
	}
	free(image->list);
	free(image);
}
