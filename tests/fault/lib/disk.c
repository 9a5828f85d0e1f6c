/* The disk, its names and its pending changes; states are in image.c. */
#define _GNU_SOURCE 1
#include "disk_parts.h"

#include "tree.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void *
grow(void *items, size_t count, size_t size)
{
	/* Doubled whenever the count is a power of two. */
	if (count & (count - 1))
		return items;
	void *grown = realloc(items, (count ? count * 2 : 1) * size);
	if (!grown)
		abort();
	return grown;
}

static struct disk_node *
add_node(struct disk *disk, enum disk_kind kind, uint64_t inode)
{
	struct disk_node *node = calloc(1, sizeof(*node));
	if (!node)
		abort();
	node->kind = kind;
	node->inode = inode;
	node->mode = kind == DISK_FOLDER ? 0700 : 0600;
	disk->nodes = grow(disk->nodes, disk->count, sizeof(*disk->nodes));
	disk->nodes[disk->count++] = node;
	return node;
}

/* The newest file of that number: a freed one is used again. */
static struct disk_node *
find_inode(const struct disk *disk, uint64_t inode)
{
	for (size_t i = disk->count; i-- > 0;)
		if (disk->nodes[i]->inode == inode)
			return disk->nodes[i];
	return NULL;
}

/* ---- names ---- */

void
disk_put_name(struct disk_names *names, const char *name,
    struct disk_node *node)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->list[i].name, name) == 0) {
			names->list[i].node = node;
			return;
		}
	names->list = grow(names->list, names->count, sizeof(*names->list));
	struct disk_name *row = &names->list[names->count++];
	row->name = strdup(name);
	if (!row->name)
		abort();
	row->node = node;
}

void
disk_drop_name(struct disk_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->list[i].name, name) == 0)
			names->list[i].node = NULL;
}

void
disk_clear_names(struct disk_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->list[i].name);
	free(names->list);
	*names = (struct disk_names){ 0 };
}

static struct disk_node *
find_name(const struct disk_names *names, const char *name, size_t len)
{
	for (size_t i = 0; i < names->count; i++)
		if (strncmp(names->list[i].name, name, len) == 0 &&
		    !names->list[i].name[len])
			return names->list[i].node;
	return NULL;
}

/* What a path below the root leads to now; NULL for nothing. */
static struct disk_node *
find_path(const struct disk *disk, const char *path)
{
	struct disk_node *node = disk->nodes[0];
	if (strncmp(path, disk->root, strlen(disk->root)) != 0)
		return NULL;
	path += strlen(disk->root);
	while (node && *path) {
		path += strspn(path, "/");
		size_t len = strcspn(path, "/");
		if (len > 0)
			node = find_name(&node->now, path, len);
		path += len;
	}
	return node;
}

/* The folder that a path lies in, and the last part of the path. */
static struct disk_node *
find_folder(const struct disk *disk, const char *path, const char **name)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	snprintf(folder, sizeof(folder), "%.*s", (int)(slash - path), path);
	*name = slash + 1;
	return find_path(disk, folder);
}

/* ---- changes ---- */

static struct disk_change *
add_change(struct disk *disk, struct disk_node *node,
    enum disk_change_kind kind)
{
	node->pending =
	    grow(node->pending, node->pending_count, sizeof(*node->pending));
	struct disk_change *change = &node->pending[node->pending_count++];
	*change = (struct disk_change){ .kind = kind, .event = disk->events };
	return change;
}

static void
change_name(struct disk *disk, const char *path, struct disk_node *target,
    struct disk_node *twin)
{
	const char *name;
	struct disk_node *folder = find_folder(disk, path, &name);
	if (!folder)
		return;
	struct disk_change *change =
	    add_change(disk, folder, target ? DISK_PUT : DISK_DROP);
	change->name = strdup(name);
	if (!change->name)
		abort();
	change->target = target;
	change->twin = twin;
	if (target)
		disk_put_name(&folder->now, name, target);
	else
		disk_drop_name(&folder->now, name);
}

static void
rename_node(struct disk *disk, const struct disk_event *event)
{
	const char *name;
	struct disk_node *node = find_path(disk, event->path);
	struct disk_node *from = find_folder(disk, event->path, &name);
	struct disk_node *to = find_folder(disk, event->to, &name);
	if (!node || node == find_path(disk, event->to))
		return;
	change_name(disk, event->to, node, from == to ? NULL : from);
	change_name(disk, event->path, NULL, from == to ? NULL : to);
}

static void
make_node(struct disk *disk, const struct disk_event *event,
    enum disk_kind kind)
{
	struct disk_node *node = add_node(disk, kind, event->head.inode);
	node->mode = event->head.mode;
	if (kind == DISK_LINK) {
		node->safe.bytes = strndup(event->data, event->head.data_len);
		node->safe.len = event->head.data_len;
		if (!node->safe.bytes)
			abort();
	}
	change_name(disk, event->path, node, NULL);
}

static void
change_length(struct disk *disk, const struct disk_event *event,
    enum disk_change_kind kind)
{
	struct disk_node *node = find_inode(disk, event->head.inode);
	if (node)
		add_change(disk, node, kind)->offset = event->head.offset;
}

static void
change_bytes(struct disk *disk, const struct disk_event *event)
{
	struct disk_node *node = find_inode(disk, event->head.inode);
	if (!node)
		return;
	struct disk_change *change = add_change(disk, node, DISK_WRITE);
	change->offset = event->head.offset;
	change->data = event->data;
	change->len = event->head.data_len;
}

/* ---- fsync ---- */

/* The other half of a rename across folders goes with this one. */
static void
make_twin_sure(const struct disk_change *change)
{
	struct disk_node *twin = change->twin;
	for (size_t i = 0; twin && i < twin->pending_count; i++)
		if (twin->pending[i].event == change->event)
			twin->pending[i].is_sure = true;
}

static void
sync_node(struct disk_node *node)
{
	for (size_t i = 0; i < node->pending_count; i++) {
		struct disk_change *change = &node->pending[i];
		if (change->kind == DISK_PUT)
			disk_put_name(&node->safe_names, change->name,
			    change->target);
		else if (change->kind == DISK_DROP)
			disk_drop_name(&node->safe_names, change->name);
		make_twin_sure(change);
	}
	if (node->kind == DISK_FILE)
		disk_change_all(&node->safe, node);
	for (size_t i = 0; i < node->pending_count; i++)
		free(node->pending[i].name);
	node->pending_count = 0;
	free(node->pending);
	node->pending = NULL;
}

static void
sync_all(struct disk *disk)
{
	for (size_t i = 0; i < disk->count; i++)
		sync_node(disk->nodes[i]);
}

static void
create_file(struct disk *disk, const struct disk_event *event)
{
	if (event->head.flags & WIRE_NEW)
		make_node(disk, event, DISK_FILE);
	else if (event->head.flags & WIRE_EMPTY)
		change_length(disk, event, DISK_CUT);
}

static void
set_mode(struct disk *disk, const struct disk_event *event)
{
	struct disk_node *node = find_inode(disk, event->head.inode);
	if (node)
		node->mode = event->head.mode;
}

void
disk_apply(struct disk *disk, const struct disk_event *event)
{
	struct disk_node *node;

	disk->events++;
	switch (event->head.op) {
	case WIRE_CREATE:
		create_file(disk, event);
		break;
	case WIRE_MKDIR:
		make_node(disk, event, DISK_FOLDER);
		break;
	case WIRE_SYMLINK:
		make_node(disk, event, DISK_LINK);
		break;
	case WIRE_WRITE:
		change_bytes(disk, event);
		break;
	case WIRE_TRUNCATE:
		change_length(disk, event, DISK_CUT);
		break;
	case WIRE_ALLOCATE:
		change_length(disk, event, DISK_GROW);
		break;
	case WIRE_RENAME:
		rename_node(disk, event);
		break;
	case WIRE_LINK:
		node = find_path(disk, event->path);
		if (node)
			change_name(disk, event->to, node, NULL);
		break;
	case WIRE_UNLINK:
	case WIRE_RMDIR:
		change_name(disk, event->path, NULL, NULL);
		break;
	case WIRE_CHMOD:
		set_mode(disk, event);
		break;
	case WIRE_FSYNC:
		node = find_inode(disk, event->head.inode);
		if (node)
			sync_node(node);
		break;
	case WIRE_SYNC:
		sync_all(disk);
		break;
	default:
		break;
	}
}

/* ---- loading ---- */

static void load_names(struct disk *disk, struct disk_node *folder,
    const char *path);

static struct disk_node *
load_node(struct disk *disk, const char *path)
{
	char target[PATH_MAX];
	struct stat st;
	if (lstat(path, &st) != 0)
		abort();
	enum disk_kind kind = S_ISDIR(st.st_mode) ? DISK_FOLDER :
	    S_ISLNK(st.st_mode)                   ? DISK_LINK :
						    DISK_FILE;
	struct disk_node *node = add_node(disk, kind, st.st_ino);
	node->mode = st.st_mode & 07777;
	if (kind == DISK_FOLDER) {
		load_names(disk, node, path);
	} else if (kind == DISK_FILE) {
		node->safe.bytes = tree_read_file(path, &node->safe.len);
	} else {
		ssize_t n = readlink(path, target, sizeof(target) - 1);
		node->safe.len = n > 0 ? (size_t)n : 0;
		node->safe.bytes = strndup(target, node->safe.len);
	}
	return node;
}

static void
load_names(struct disk *disk, struct disk_node *folder, const char *path)
{
	char below[PATH_MAX];
	DIR *dir = opendir(path);
	if (!dir)
		abort();
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
		struct disk_node *node = load_node(disk, below);
		disk_put_name(&folder->safe_names, entry->d_name, node);
		disk_put_name(&folder->now, entry->d_name, node);
	}
	closedir(dir);
}

struct disk *
disk_load(const char *root)
{
	struct disk *disk = calloc(1, sizeof(*disk));
	if (!disk)
		abort();
	disk->root = strdup(root);
	load_node(disk, root);
	return disk;
}

void
disk_free(struct disk *disk)
{
	for (size_t i = 0; i < disk->count; i++) {
		struct disk_node *node = disk->nodes[i];
		for (size_t k = 0; k < node->pending_count; k++)
			free(node->pending[k].name);
		free(node->pending);
		free(node->safe.bytes);
		disk_clear_names(&node->safe_names);
		disk_clear_names(&node->now);
		free(node);
	}
	free(disk->nodes);
	free(disk->root);
	free(disk);
}
