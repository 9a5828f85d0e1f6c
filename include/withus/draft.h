/*
 * Drafts: words begun and not yet kept. They lie in this home alone, plain:
 * others who use this computer account could read them.
 */
#ifndef WITHUS_DRAFT_H
#define WITHUS_DRAFT_H

#include <withus/journal.h>
#include <withus/write.h>

struct draft {
	int64_t number;
	struct id member;
	const char *kind;
	struct id record;     /* none: a new record */
	struct record *words; /* fields and body so far */
	const char *why;      /* "kept", "refused", "stopped", "found" */
	int64_t at;           /* seconds since 1970, UTC */
};

/* Keeps a draft (number, record, words and why of it): number 0 makes a new
 * one, else it is replaced, if it is the writer's own: somebody else's stays,
 * and a new one is made. `*number` is set. */
int draft_keep(struct journal *journal, const struct writer *writer,
    const struct draft *draft, int64_t *number);

/* Drafts of the writer's member, oldest first. Borrowed for the call. */
int draft_each(struct journal *journal, const struct writer *writer,
    int (*each)(void *data, const struct draft *draft), void *data);

/* One; to be freed by draft_free. ERR_DRAFT_NOT_THERE. */
int draft_get(struct journal *journal, const struct writer *writer,
    int64_t number, struct draft **out);
void draft_free(struct draft *draft);

/* Saves a draft's words and wipes the draft, as one step. */
int draft_finish(struct journal *journal, const struct writer *writer,
    int64_t number, const struct record *words, struct written *out);

/* Throws a draft away, overwritten on the disk. */
int draft_drop(struct journal *journal, const struct writer *writer,
    int64_t number);

/*
 * A file for an editor: mode 0600 in a folder of mode 0700 in `runtime`
 * (NULL: the home), locked by this process, with what draft it belongs to. A
 * folder that a killed process left is found by draft_recover.
 */
struct draft_file; /* opaque */
int draft_file_open(struct draft_file **out, struct journal *journal,
    const struct writer *writer, int64_t number, const char *runtime);
const char *draft_file_path(const struct draft_file *file);
/* Reads what the editor left, as the draft's new body; to be freed. */
int draft_file_read(struct draft_file *file, char **out, size_t *len);
/* Lets go of the file and leaves it where it is, for draft_recover: its words
 * could not be kept in the draft. */
void draft_file_leave(struct draft_file *file);
/* Overwrites and removes file and folder. */
void draft_file_close(struct draft_file *file);

/* Finds folders that killed editors left, puts their text into their drafts
 * ("found") and removes them; `*count` of them. */
int draft_recover(struct journal *journal, const char *runtime, size_t *count);

#endif
