/*
 * A disk that can lose power.
 *
 * Holds a folder tree twice over: what is safe, and what was done since and
 * may or may not survive. The model is POSIX at its strictest:
 *
 *   - bytes, and the length, of a file are safe from its next fsync;
 *   - a name in a folder (made, moved or removed) is safe from the next
 *     fsync of that folder; fsync of the file does nothing for its name;
 *   - until then each change survives or not by itself, a write sector by
 *     sector (512 bytes), the length apart from the bytes;
 *   - one rename is one change, also across two folders;
 *   - permissions are not lost.
 *
 * ext4 is kinder than that; other file systems are not.
 */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include "wire.h"

#include <stdbool.h>
#include <stddef.h>

struct disk; /* opaque */

/* What survives of what is not safe. */
enum disk_survival {
	DISK_SAFE,  /* nothing */
	DISK_ALL,   /* everything: the same as a kill */
	DISK_NAMES, /* names and lengths, no bytes: new room reads as zeros */
	DISK_BYTES, /* bytes and lengths, no names */
	DISK_RANDOM /* by the seed */
};

/* One event of a trace, taken apart. All borrowed. */
struct disk_event {
	struct wire_event head;
	const char *path; /* NUL-ended */
	const char *to;
	const char *data;
};

/* Takes in a folder, all of it safe. Inode numbers are kept, so that the
 * events which follow are understood. To be freed with disk_free. */
struct disk *disk_load(const char *root);
void disk_free(struct disk *disk);

/* Does what an event says; others than calls are ignored. The data must stay
 * where it is. */
void disk_apply(struct disk *disk, const struct disk_event *event);

/* A state after a cut: a list of files and folders. */
struct disk_image; /* opaque */
struct disk_image *disk_cut(const struct disk *disk,
    enum disk_survival survival, uint64_t seed);
/* The same for equal states, hardly ever for others. */
uint64_t disk_image_hash(const struct disk_image *image);
/* Writes it out as a folder that is not there yet. */
void disk_image_write(const struct disk_image *image, const char *to);
void disk_image_free(struct disk_image *image);

#endif
