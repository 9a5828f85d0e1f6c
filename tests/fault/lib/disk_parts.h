/*
 * What the two halves of the disk share: disk.c keeps it up to date, image.c
 * works out what a cut leaves of it.
 */
#ifndef FAULT_DISK_PARTS_H
#define FAULT_DISK_PARTS_H

#include "disk.h"

enum disk_kind {
	DISK_FILE,
	DISK_FOLDER,
	DISK_LINK
};

enum disk_change_kind {
	DISK_PUT,  /* a name now leads to `target` */
	DISK_DROP, /* a name is gone */
	DISK_WRITE,
	DISK_CUT, /* the length is `offset` */
	DISK_GROW /* the length is at least `offset` */
};

struct disk_change {
	enum disk_change_kind kind;
	bool is_sure;   /* safe by the fsync of another folder */
	uint64_t event; /* by which it is decided whether it survives */
	char *name;     /* owned */
	struct disk_node *target;
	struct disk_node *twin; /* the other folder of a rename */
	uint64_t offset;
	const char *data; /* borrowed from the trace */
	size_t len;
};

struct disk_name {
	char *name;             /* owned */
	struct disk_node *node; /* NULL: not there */
};

struct disk_names {
	struct disk_name *list;
	size_t count;
};

struct disk_bytes {
	char *bytes; /* owned; NULL for none */
	size_t len;
};

struct disk_node {
	enum disk_kind kind;
	uint32_t mode;
	uint64_t inode;
	struct disk_bytes safe;       /* of a file; the target of a link */
	struct disk_names safe_names; /* of a folder */
	struct disk_names now;        /* with all that is pending */
	struct disk_change *pending;
	size_t pending_count;
};

struct disk {
	char *root;
	struct disk_node **nodes; /* the first is the root */
	size_t count;
	uint64_t events;
};

void disk_put_name(struct disk_names *names, const char *name,
    struct disk_node *node);
void disk_drop_name(struct disk_names *names, const char *name);
void disk_clear_names(struct disk_names *names);

/* Makes every pending change of a file to these bytes (image.c). */
void disk_change_all(struct disk_bytes *bytes, const struct disk_node *node);

#endif
