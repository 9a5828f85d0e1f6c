/*
 * The objects of a pack that is being made, and its two files as bytes.
 */
#ifndef REPO_PACK_INSIDE_H
#define REPO_PACK_INSIDE_H

#include "base/sha1.h"
#include "base/span.h"
#include "base/str.h"

#include <git2.h>
#include <stdbool.h>
#include <stdint.h>

/* Of an object that stands on no other. */
#define PACK_NO_BASE SIZE_MAX

struct pack_entry {
	git_oid oid;
	git_object_t type;
	char *bytes; /* the contents, its own */
	size_t len;
	size_t base;     /* which entry it is a change of, or PACK_NO_BASE */
	size_t offset;   /* in the pack, set by printing it */
	uint32_t crc;    /* of its bytes there, too */
	bool is_changed; /* written as a change of its base */
};

/* All objects of a pack, sorted by name, each once. */
struct pack {
	struct pack_entry *entries;
	size_t count;
	size_t cap;
};

/* The entry of that name, or PACK_NO_BASE. */
size_t pack_find(const struct pack *pack, const git_oid *oid);

/* Sets the base of every tree that stands at the same place as one of the
 * commit before. No chain of bases is longer than PACK_DEPTH, or closes. */
#define PACK_DEPTH 24
void pack_set_bases(struct pack *pack);

/* How `to` comes from `from`, as git writes it. */
void pack_print_change(struct str *out, const struct pack_entry *from,
    const struct pack_entry *to);

/* The pack's file: -1 where zlib has no memory. */
int pack_print(struct str *out, struct pack *pack);

/* The same in parts: what stands before the objects (`count` may be put in
 * later), and one object; its `offset` is set by the caller. */
struct pack_printer *pack_printer_new(void); /* NULL: no memory */
void pack_printer_free(struct pack_printer *printer);
void pack_print_head(struct str *out, size_t count);
void pack_print_object(struct str *out, struct pack_entry *entry,
    struct span bytes, struct pack_printer *printer);

/* Its index, once the pack is printed; `sum` are the last bytes of that. */
void pack_print_index(struct str *out, const struct pack *pack,
    const unsigned char sum[SHA1_SIZE]);

/* Puts both into the folder of packs, so that they last. -ERR_REPO_FAILED,
 * -ERR_DISK_FULL, -ERR_FILE_SYNC. */
int pack_write(const char *folder, const struct str *pack,
    const struct str *index);

/* The same for a pack that comes in parts: its file under a temporary name in
 * `folder` (borrowed); more of it; its count and the sum that it ends in; its
 * place and that of its index. Clearing removes what has no place. */
struct pack_file {
	const char *folder;
	char *temp; /* until it has its name; else NULL */
	int fd;
};
int pack_file_begin(struct pack_file *file, const char *folder);
int pack_file_add(struct pack_file *file, const struct str *bytes);
int pack_file_seal(struct pack_file *file, size_t count,
    unsigned char sum[SHA1_SIZE]);
int pack_file_place(struct pack_file *file, const unsigned char sum[SHA1_SIZE],
    const struct str *index);
void pack_file_clear(struct pack_file *file);

#endif
